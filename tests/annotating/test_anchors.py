"""A correction takes the statements along, or is refused as a whole."""

import random

import pytest
from django.db import IntegrityError, connection
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.annotating.anchors import Edit, TextRefused, Why, correct_text, edits, follow
from archive.models import Passage

from ..factories import SPEECH, make_document, make_statement


def followed(old, new, words, occurrence=0):
    """Where the nth occurrence of the words went: the new text with the words in brackets, or the reason."""
    start = -1
    for _ in range(occurrence + 1):
        start = old.index(words, start + 1)
    (result,) = follow(old, new, [(start, start + len(words))])
    if isinstance(result, Why):
        return result
    return f"{new[: result[0]]}[{new[slice(*result)]}]{new[result[1] :]}"


def test_a_word_more_is_one_edit():
    assert edits("one two", "one new two") == [Edit(4, 4, 4, 8)]


def test_a_letter_less_is_one_edit_of_a_letter():
    assert edits("a librarry opens", "a library opens") == [Edit(8, 9, 8, 8)]


def test_a_paragraph_before_that_begins_alike_leaves_the_words_whole():
    old = "The minister said yes."
    assert followed(old, f"The minister said no.\n\n{old}", "The minister said yes.") == (
        "The minister said no.\n\n[The minister said yes.]"
    )


def test_a_paragraph_at_the_end_touches_nothing():
    assert followed("We agree.", "We agree.\n\nThank you.", "We agree.") == "[We agree.]\n\nThank you."


@pytest.mark.parametrize("new", ["We do agree.", "agree.", "We agreed.", "We\n\nagree."])
def test_words_that_change_are_touched(new):
    assert followed("We agree.", new, "We agree") == Why.TOUCHED


def test_a_word_that_grows_into_another_is_touched():
    assert followed("They go home", "They gone home", "They go") == Why.TOUCHED
    assert followed("A rest for all", "Arrest for all", "rest for all") == Why.TOUCHED


def test_punctuation_beside_the_words_may_change():
    assert followed("He said we go now", "He said: “we go” now", "we go") == "He said: “[we go]” now"


def test_one_of_two_equal_sentences_deleted_leaves_neither():
    old = "We agree. We agree. So be it."
    assert followed(old, "We agree. So be it.", "We agree.", 0) == Why.TOUCHED
    assert followed(old, "We agree. So be it.", "We agree.", 1) == Why.UNSURE


def test_an_edited_quotation_with_a_lookalike_elsewhere_is_not_drawn_there():
    first = "On Monday the minister said that cooperation must be open to all."
    second = "On Friday a reader wrote that cooperation must be open to all."
    old = f"{first}\n\nNothing else.\n\n{second}"
    new = old.replace(first, first.replace("open to all", "open to everybody"))
    words = "cooperation must be open to all"
    assert followed(old, new, words, 0) == Why.TOUCHED
    assert followed(old, new, words, 1).endswith(f"a reader wrote that [{words}].")


def test_a_lookalike_that_appears_while_the_words_are_edited_is_not_drawn():
    words = "cooperation must be open to all"
    old = f"The minister told the guests that {words}, and the guests applauded for a long while."
    new = (
        "The minister told the guests that working together is for everybody, and they applauded.\n\n"
        f"Later somebody else claimed that {words}; nobody believed it."
    )
    assert followed(old, new, words) in (Why.TOUCHED, Why.STRANDED)


def test_swapped_lookalike_sentences_are_not_followed():
    old = "Lee said that peace is near. Kim said that peace is near. They left."
    new = "Kim said that peace is near. Lee said that peace is near. They left."
    assert followed(old, new, "peace is near", 0) in (Why.UNSURE, Why.TOUCHED)
    assert followed(old, new, "peace is near", 1) in (Why.UNSURE, Why.TOUCHED)


def test_a_moved_paragraph_is_not_followed_on_its_words_alone():
    parts = SPEECH.split("\n\n")
    new = "\n\n".join([parts[0], parts[2], parts[3], parts[1]])
    assert followed(SPEECH, new, "every harbour deserves a library") == Why.TOUCHED


def test_chinese_is_followed_sign_by_sign():
    assert (
        followed("会议指出，人工智能向善。", "这次会议指出，人工智能向善。", "人工智能")
        == "这次会议指出，[人工智能]向善。"
    )


WORDS = [
    "the harbour",
    "library",
    "will",
    "open to",
    "all ships",
    "by",
    "智能",
    "向",
    "善",
    "😀",
    "said",
    "a promise",
]


def garble(dice, signs):
    """One random edit on (character, identity) pairs; inserted characters have an identity of their own."""
    kind = dice.choice(["insert", "delete", "replace", "paragraph", "move"])
    at, end = sorted(dice.randrange(len(signs) + 1) for _ in range(2))
    end = min(end, at + dice.randrange(1, 30))
    new = [(char, object()) for char in " ".join(dice.choices(WORDS, k=dice.randrange(1, 6)))]
    if kind == "insert":
        return signs if repeats(new, signs[:at], signs[at:]) else signs[:at] + new + signs[at:]
    if kind == "delete":
        return signs[:at] + signs[end:]
    if kind == "replace":
        new = new[: dice.randrange(1, 4)]
        return signs if spelt(new) == spelt(signs[at:end]) else signs[:at] + new + signs[end:]
    if kind == "paragraph":
        return signs[:at] + [("\n", object())] * 2 + new + [("\n", object())] * 2 + signs[at:]
    return signs[:at] + signs[end:] + signs[at:end]


def repeats(new, before, after):
    """Whether a word goes in beside the same word: no text tells then which of the two is the new one."""
    words = spelt(new).split(" ")
    return spelt(after).startswith(words[0]) or spelt(before).endswith(words[-1])


def spelt(signs):
    return "".join(char for char, _identity in signs)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.integers(0, 2**32), st.integers(1, 5))
def test_no_span_is_ever_silently_on_other_words(seed, times):
    """Not even on equal words elsewhere: every character keeps its identity through the edits."""
    dice = random.Random(seed)
    base = f"{SPEECH}\n\n{' '.join(dice.choices(WORDS, k=60))}\n\n{SPEECH}"
    old = [(char, number) for number, char in enumerate(base)]
    starts = [dice.randrange(len(base) - 30) for _ in range(12)]
    spans = [(start, start + dice.randrange(4, 30)) for start in starts]
    new = old
    for _ in range(times):
        new = garble(dice, new)
    text = spelt(new)
    for (start, end), result in zip(spans, follow(base, text, spans), strict=True):
        if not isinstance(result, Why):
            assert text[slice(*result)] == base[start:end]
            assert new[slice(*result)] == old[start:end]


@pytest.fixture
def annotated(db):
    document = make_document()
    first = make_statement(document, "every harbour deserves a library")
    second = make_statement(document, "Books are the cheapest ships")
    return document, first, second


def anchored(statement):
    statement.refresh_from_db()
    assert statement.document.text[statement.start : statement.end] == statement.text
    return statement.start


def test_statements_move_with_the_text(annotated):
    document, first, second = annotated
    before = first.start, second.start
    moved = correct_text(document, SPEECH.replace("She called the new", "She called the bright new"))
    assert (moved.moved, moved.kept) == (1, 1)
    assert (anchored(first), anchored(second)) == (before[0], before[1] + 7)
    assert document.text_version == 2


def test_the_words_around_are_kept_up_to_date_where_nothing_moved(annotated):
    document, first, _second = annotated
    correct_text(document, SPEECH.replace("library. She", "library! She"))
    first.refresh_from_db()
    assert first.suffix.startswith("! She called")


def test_a_correction_of_a_statements_words_is_refused_and_nothing_is_written(annotated):
    document, first, second = annotated
    with pytest.raises(TextRefused) as refused:
        correct_text(document, "Preface.\n\n" + SPEECH.replace("cheapest ships", "cheapest boats"))
    assert [(touched.statement.pk, touched.why) for touched in refused.value.touched] == [
        (second.pk, Why.TOUCHED)
    ]
    document.refresh_from_db()
    assert (document.text, document.text_version) == (SPEECH, 1)
    assert anchored(first) == SPEECH.index("every harbour")


def test_a_text_that_is_not_canonical_is_refused_by_the_database(annotated):
    with pytest.raises(IntegrityError, match="document_text_is_canonical"):
        correct_text(annotated[0], f"{SPEECH}  ")


def test_the_deferred_check_is_left_deferred(annotated):
    document, first, _second = annotated
    correct_text(document, f"{SPEECH}\n\nThe end.")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE archive_document SET text = 'X' || text WHERE id = %s", [document.pk])
        cursor.execute(
            'UPDATE archive_statement SET start = start + 1, "end" = "end" + 1 WHERE document_id = %s',
            [document.pk],
        )
    assert anchored(first) == SPEECH.index("every harbour") + 1


def test_labels_of_unchanged_paragraphs_survive(annotated):
    document, _first, _second = annotated
    document.passages.filter(number=3).update(kind=Passage.Kind.ANSWER, speaker_label="Adeyemi")
    correct_text(document, SPEECH.replace("Remarks at", "Preface\n\nRemarks at"))
    labelled = document.passages.exclude(speaker_label="").get()
    assert (labelled.number, labelled.kind) == (4, Passage.Kind.ANSWER)


@pytest.mark.parametrize("statements", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_statements(db, django_assert_num_queries, statements):
    document = make_document()
    for words in ["every harbour deserves", "cheapest ships", "by spring"][:statements]:
        make_statement(document, words)
    with django_assert_num_queries(10):
        correct_text(document, f"Preface.\n\n{SPEECH}")
