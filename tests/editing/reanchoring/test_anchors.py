"""The spans of statements after a correction.

A table of shares: python -m tests.benchmarks.anchors.
"""

import os
from collections import Counter

import pytest

from archive.editing.reanchoring import reanchor
from archive.editing.reanchoring.candidates import find_candidates
from archive.editing.reanchoring.comparable import ComparableText
from archive.editing.reanchoring.comparison import Comparison
from archive.editing.reanchoring.results import AnchorCandidate, AnchorResult, AnchorStatus, Reason
from archive.text.comparison.edit_script import Edit
from archive.text.words import is_inside_word
from tests.benchmarks.anchors.__main__ import measure
from tests.benchmarks.anchors.correction_cases import make_case
from tests.benchmarks.anchors.kinds import COPIES, KINDS, LAYOUT
from tests.factories import SPEECH

SCRIPTS = int(os.environ.get("ANCHORS_SCRIPTS", 260))  # 40 spans each
SEED = int(os.environ.get("ANCHORS_SEED", 0))


def reanchor_words(old, new, words, occurrence=0) -> AnchorResult:
    """What became of the nth occurrence of the words."""
    start = -1
    for _ in range(occurrence + 1):
        start = old.index(words, start + 1)
    (followed,) = reanchor(old, new, [(start, start + len(words))])
    return followed


def reanchored_text(old, new, words, occurrence=0):
    """The status and the new text with the words in brackets, or the reason for a review."""
    one = reanchor_words(old, new, words, occurrence)
    if one.status is AnchorStatus.REVIEW:
        assert one.span is None
        return one.reason
    start, end = one.span
    return one.status, f"{new[:start]}[{new[start:end]}]{new[end:]}"


def compare(old, new) -> Comparison:
    return Comparison(ComparableText(old), ComparableText(new))


def candidates(old, new, words):
    start = old.index(words)
    return find_candidates(old, new, [(start, start + len(words))])[0]


def test_an_inserted_word_is_one_edit():
    assert compare("one two", "one new two").script == [Edit(4, 4, 4, 8)]


def test_a_deleted_letter_is_one_edit_of_a_letter():
    assert compare("a librarry opens", "a library opens").script == [Edit(8, 9, 8, 8)]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@pytest.mark.slow
def test_the_edits_make_the_new_text_of_the_old(kind, language):
    case = make_case(1, kind, language)
    texts = compare(case.old, case.new)
    old, new = f"{texts.old}\n\n", f"{texts.new}\n\n"
    spans, at = [], 0
    for edit in texts.script:
        spans += [old[at : edit.start], new[edit.new_start : edit.new_end]]
        at = edit.end
    assert "".join([*spans, old[at:]]) == new


def test_nothing_changed_keeps_everything():
    assert reanchor(SPEECH, SPEECH, [(0, 7), (8, 10)]) == [
        AnchorResult(AnchorStatus.KEPT, (0, 7)),
        AnchorResult(AnchorStatus.KEPT, (8, 10)),
    ]


def test_words_before_an_edit_are_kept_and_words_behind_it_move():
    new = SPEECH.replace("She called the new", "She called the bright new")
    start = SPEECH.index("Books are")
    assert reanchor(SPEECH, new, [(0, 7), (start, start + 9)]) == [
        AnchorResult(AnchorStatus.KEPT, (0, 7)),
        AnchorResult(AnchorStatus.MOVED, (start + 7, start + 16)),
    ]


def test_a_paragraph_before_that_begins_alike_leaves_the_words_whole():
    old = "The minister said yes."
    assert reanchored_text(old, f"The minister said no.\n\n{old}", "The minister said yes.") == (
        AnchorStatus.MOVED,
        "The minister said no.\n\n[The minister said yes.]",
    )


def test_a_paragraph_at_the_end_touches_nothing():
    assert reanchored_text("We agree.", "We agree.\n\nThank you.", "We agree.") == (
        AnchorStatus.KEPT,
        "[We agree.]\n\nThank you.",
    )


@pytest.mark.parametrize("new", ["agree.", "We agreed.", "We never, ever agree."])
def test_few_words_that_change_are_touched(new):
    assert reanchored_text("We agree.", new, "We agree") == Reason.WORDS_CHANGED


def test_a_word_that_grows_into_another_is_touched():
    assert reanchored_text("They go home", "They gone home", "They go") == Reason.WORDS_CHANGED
    assert reanchored_text("A rest for all", "Arrest for all", "rest for all") == Reason.WORDS_CHANGED
    assert reanchored_text("So they go home", "So they’re going home", "So they") == Reason.WORDS_CHANGED


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("We met at the cafe today.", "We met at the cafe\u0301 today.", "at the cafe"),
        ("A wave 👋 for all of us.", "A wave 👋\U0001f3fd for all of us.", "A wave 👋"),
        ("The doctor 👩 came to the port.", "The doctor 👩\u200d⚕ came to the port.", "The doctor 👩"),
        ("The sign ❤ was on the door.", "The sign ❤\ufe0f was on the door.", "The sign ❤"),
        ("The flag 🇫 was on the door.", "The flag 🇫🇷 was on the door.", "The flag 🇫"),
    ],
)
def test_no_end_comes_to_lie_inside_a_grapheme(old, new, words):
    assert reanchored_text(old, new, words) == Reason.WORDS_CHANGED


def test_an_end_that_lay_inside_a_word_may_stay_there():
    assert is_inside_word("library", 3)
    old = "The harbour library is open."
    assert reanchored_text(old, f"Today: {old}", "arbour libr") == (
        AnchorStatus.MOVED,
        "Today: The h[arbour libr]ary is open.",
    )


def test_punctuation_beside_the_words_may_change():
    assert reanchored_text("He said we go now", "He said: “we go” now", "we go") == (
        AnchorStatus.MOVED,
        "He said: “[we go]” now",
    )


def test_chinese_is_followed_character_by_character():
    assert reanchored_text("会议指出，人工智能向善。", "这次会议指出，人工智能向善。", "人工智能") == (
        AnchorStatus.MOVED,
        "这次会议指出，[人工智能]向善。",
    )


# Corrected words


def test_a_corrected_typo_is_changed_in_its_place():
    old = SPEECH.replace("deserves", "desrves")
    assert reanchored_text(old, SPEECH, "every harbour desrves a library") == (
        AnchorStatus.CHANGED,
        SPEECH.replace("every harbour deserves a library", "[every harbour deserves a library]"),
    )


def test_a_corrected_chinese_character_is_changed_in_place():
    old = "会议指出，要坚持人工只能向善、造福人类。与会者表示赞同。"
    new = old.replace("只能", "智能")
    assert reanchored_text(old, new, "坚持人工只能向善、造福人类") == (
        AnchorStatus.CHANGED,
        "会议指出，要[坚持人工智能向善、造福人类]。与会者表示赞同。",
    )


def test_one_word_more_within_the_words_is_changed():
    assert reanchored_text("We agree.", "We do agree.", "We agree") == (
        AnchorStatus.CHANGED,
        "[We do agree].",
    )


def test_a_word_replaced_everywhere_changes_every_passage_even_at_its_ends():
    lines = [
        "Harbour books are lent to anybody who asks in winter.",
        "Harbour pilots read more of them than the bishop does.",
        "Harbour children learn their letters from the masts.",
        "Harbour lamps are lit at four.",
    ]
    old = "\n\n".join(lines)
    new = old.replace("Harbour", "Port")
    spans = [(old.index(line), old.index(line) + len(line)) for line in lines]
    results = reanchor(old, new, spans)
    assert [result.status for result in results] == [AnchorStatus.CHANGED] * 4
    assert [new[slice(*result.span)] for result in results] == [
        line.replace("Harbour", "Port") for line in lines
    ]


def test_a_first_word_that_became_another_is_not_taken_for_it():
    old = "He was asked. Never shall we close the harbour library for the winter. He sat down."
    new = old.replace("Never shall", "Always shall")
    assert (
        reanchored_text(old, new, "Never shall we close the harbour library for the winter")
        == Reason.WORDS_CHANGED
    )


def test_a_sentence_put_into_the_words_is_for_an_editor():
    words = "the door will stay open in winter, and the lamp will stay lit in war and in peace"
    old = f"In the hall she said: {words}, for all of us."
    new = old.replace("winter, and", "winter. He coughed. And")
    assert reanchored_text(old, new, words) == Reason.WORDS_CHANGED


def test_the_place_of_words_that_were_rewritten_is_a_candidate():
    old = "They met. The harbour council will lend books to everybody. They left the hall at noon."
    new = old.replace(
        "will lend books to everybody", "will lend lamps, maps, boats and chairs, but books to hardly anybody"
    )
    one = reanchor_words(old, new, "The harbour council will lend books to everybody.")
    assert (one.status, one.reason) == (AnchorStatus.REVIEW, Reason.WORDS_CHANGED)
    first = candidates(old, new, "The harbour council will lend books to everybody.")[0]
    assert new[first.start : first.end].startswith("The harbour council will lend")


def test_a_deleted_passage_is_gone():
    new = SPEECH.replace("“Books are the cheapest ships,” she told the guests.\n\n", "")
    assert reanchor_words(SPEECH, new, "Books are the cheapest ships") == AnchorResult(
        AnchorStatus.REVIEW, None, Reason.REMOVED
    )


# Lookalikes


def test_one_of_two_equal_sentences_deleted_leaves_neither():
    old = "We agree. We agree. So be it."
    new = "We agree. So be it."
    assert reanchored_text(old, new, "We agree.", 0) == Reason.WORDS_CHANGED
    assert reanchored_text(old, new, "We agree.", 1) == Reason.AMBIGUOUS
    assert candidates(old, new, "We agree.") == [AnchorCandidate(0, 9, 1.0)]


def test_an_edited_quotation_with_a_fuzzy_match_elsewhere_does_not_move_there():
    first = "On Monday the minister said that cooperation must be open to all."
    second = "On Friday a reader wrote that cooperation must be open to all."
    old = f"{first}\n\nNothing else.\n\n{second}"
    new = old.replace(first, first.replace("open to all", "open to everybody"))
    words = "cooperation must be open to all"
    assert reanchored_text(old, new, words, 0) == Reason.WORDS_CHANGED
    status, shown = reanchored_text(old, new, words, 1)
    assert status is AnchorStatus.MOVED
    assert shown.endswith(f"a reader wrote that [{words}].")


def test_a_typo_corrected_in_one_of_two_equal_quotations_is_for_an_editor():
    first = "On Monday the minister said that cooperation must be opne to all of us here."
    old = f"{first}\n\nNothing else was said that day.\n\n{first.replace('Monday', 'Friday')}"
    new = old.replace("opne", "open", 1)
    one = reanchor_words(old, new, "cooperation must be opne to all of us")
    assert (one.status, one.reason) == (AnchorStatus.REVIEW, Reason.AMBIGUOUS)
    assert candidates(old, new, "cooperation must be opne to all of us")[0].start == new.index(
        "cooperation", 100
    )


def test_a_fuzzy_match_that_appears_while_the_words_are_edited_takes_no_anchor():
    words = "cooperation must be open to all"
    old = f"The minister told the guests that {words}, and the guests applauded for a long while."
    new = (
        "The minister told the guests that working together is for everybody, and they applauded.\n\n"
        f"Later somebody else claimed that {words}; nobody believed it."
    )
    assert reanchored_text(old, new, words) in (Reason.WORDS_CHANGED, Reason.CONTEXT_LOST)
    assert candidates(old, new, words)[0].start == new.index(words)


SWAPPED = (
    "Lee said that peace is near. Kim said that peace is near. They left.",
    "Kim said that peace is near. Lee said that peace is near. They left.",
)


@pytest.mark.parametrize("occurrence", [0, 1])
@pytest.mark.parametrize("words", ["peace is near", "said that peace"])
def test_swapped_similar_sentences_are_not_followed(words, occurrence):
    """Swapping the names makes the very same new text, and the words would stay then."""
    assert reanchored_text(*SWAPPED, words, occurrence) in (Reason.AMBIGUOUS, Reason.WORDS_CHANGED)


def test_names_that_change_round_leave_their_sentences_to_an_editor():
    """As if the three sentences had moved; the end of the last one is no surer than the rest."""
    said = "said that peace is near for all of us"
    old = f"Lee {said}. Rain fell. Kim {said}. Snow fell. Ann {said}. They left the hall."
    new = f"Kim {said}. Rain fell. Ann {said}. Snow fell. Lee {said}. They left the hall."
    words = ["near for all of us. Rain", "near for all of us. Snow", "near for all of us. They left"]
    assert all(
        reanchored_text(old, new, word) in (Reason.AMBIGUOUS, Reason.CONTEXT_LOST, Reason.WORDS_CHANGED)
        for word in words
    )


def test_words_on_the_second_of_two_places_after_the_first_was_edited_are_a_review():
    old = "Lee said that peace is near. They rose. Kim said that peace is near."
    new = "Lee said that war is near. They rose. Kim said that peace is near."
    assert reanchored_text(old, new, "peace is near", 0) == Reason.WORDS_CHANGED


# Blocks that moved


def test_a_moved_paragraph_is_followed_whole():
    parts = SPEECH.split("\n\n")
    new = "\n\n".join([parts[0], parts[2], parts[3], parts[1]])
    status, shown = reanchored_text(SPEECH, new, "every harbour deserves a library")
    assert status is AnchorStatus.MOVED
    assert "said that [every harbour deserves a library]. She called" in shown


def test_a_quotation_found_alone_in_another_sentence_is_not_a_moved_block():
    words = "every harbour deserves a library with a long table and a lamp for each of the readers"
    between = "The guests applauded.\n\nThen they went to dinner"
    old = f"The minister said that {words}, and sat down.\n\n{between} on the quay."
    new = f"The minister sat down.\n\n{between}; somebody joked that {words}."
    assert reanchored_text(old, new, words) in (Reason.WORDS_CHANGED, Reason.CONTEXT_LOST)


# Many


@pytest.mark.slow
def test_random_corrections_never_put_a_span_on_other_words_and_follow_nearly_all():
    """The benchmark in small, with its own oracle; `python -m tests.benchmarks.anchors` prints the table."""
    table, faults = measure(SCRIPTS, SEED)
    assert [(fault, script.kind.name, script.language, span) for fault, script, span, _answer in faults] == []
    layout = sum((table[kind.name] for kind in KINDS if kind.group == LAYOUT), Counter())
    assert layout["layout followed"] >= 0.95 * layout["layout"]
    others = sum((table[kind.name] for kind in KINDS if kind.group != COPIES), Counter())
    assert others["unchanged queued"] <= 0.04 * others["unchanged"]


@pytest.mark.slow
def test_a_hundred_thousand_equal_words_are_left_to_an_editor():
    old = ("go " * 100_000).strip()
    new = f"{old[:150_000]} stop {old[150_000:]} go"
    results = reanchor(old, new, [(start, start + 20) for start in range(0, 290_000, 1500)])
    assert {result.status for result in results} <= {AnchorStatus.REVIEW, AnchorStatus.KEPT}
