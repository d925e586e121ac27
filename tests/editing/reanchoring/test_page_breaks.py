"""Page headers after short lines, numbers of pages between sentences, and spelling of characters that is layout."""

import pytest

from archive.editing.reanchoring import reanchor
from archive.editing.reanchoring.meaning import MeaningComparison

FIRST, SECOND = "We will build the harbour library this year.", "It will be open to every reader of the town."
BEFORE, AFTER = "The guests were greeted by the council of the port.", "Then all of them walked to the quay."
OLD = f"{BEFORE} {FIRST} {SECOND} {AFTER}"


def reanchor_words(old, new, words):
    """The words of the span in the new text, and whether an editor confirms them; None for the queue."""
    start = old.index(words)
    (answer,) = reanchor(old, new, [(start, start + len(words))])
    if answer.span is None:
        return None
    meanings = MeaningComparison(old, new, language="en").changed_meanings(
        (start, start + len(words)), answer.span
    )
    return new[slice(*answer.span)], bool(meanings)


@pytest.mark.parametrize("number", ["12", "- 12 -", "Page 12 of 40", "[12]", "12/40"])
def test_a_page_number_between_two_sentences_is_followed_and_not_asked_about(number):
    with_page = OLD.replace(f"{FIRST} ", f"{FIRST}\n\n{number}\n\n")
    words = f"{FIRST}\n\n{number}\n\n{SECOND}"
    assert reanchor_words(OLD, with_page, f"{FIRST} {SECOND}") == (words, False)
    assert reanchor_words(with_page, OLD, words) == (f"{FIRST} {SECOND}", False)


@pytest.mark.parametrize(
    ("before", "number"),
    [("How many boats came in all?", "12"), ("They counted the boats:", "12"), (FIRST, "2019")],
)
def test_an_answer_a_list_and_a_year_are_asked_about(before, number):
    old = OLD.replace(FIRST, before)
    new = old.replace(f"{before} ", f"{before}\n\n{number}\n\n")
    followed = reanchor_words(old, new, f"{before} {SECOND}")
    assert followed is None or followed[1]


@pytest.mark.parametrize(
    ("line", "rest", "joint"),
    [
        ("To all who", "come after us I make a promise that holds.", " "),
        ("祖", "母曾对领航员说书是最便宜的船载你出海。", ""),
    ],
)
def test_a_header_after_a_short_line_is_followed_where_the_other_text_joins_it(line, rest, joint):
    joined = f"{OLD}\n\n{line}{joint}{rest} {SECOND}\n\nThe end."
    parted = f"{OLD}\n\n{line}\n\nReport of the Council 34\n\n{rest} {SECOND}\n\nThe end."
    words = f"{line}\n\nReport of the Council 34\n\n{rest}"
    assert reanchor_words(parted, joined, words) == (f"{line}{joint}{rest}", False)
    assert reanchor_words(joined, parted, f"{line}{joint}{rest}") == (words, False)


def test_a_line_after_a_short_one_goes_to_review_where_the_other_text_does_not_join_them():
    short = f"{OLD}\n\nTo all who\n\ncome after us I make a promise that holds."
    longer = short.replace("\n\ncome", "\n\nReport of the Council 34\n\ncome")
    assert reanchor_words(short, longer, "To all who\n\ncome after us I make a promise that holds.") is None


def test_ligatures_and_stops_of_initials_are_not_asked_about():
    old = OLD.replace("quay", "first office of the U.S. at 10 a.m. on the quay")
    new = old.replace("fi", "ﬁ").replace("ff", "ﬀ").replace("U.S.", "US").replace("a.m.", "am")
    words = old[old.index("Then") :]
    assert reanchor_words(old, new, words) == (new[new.index("Then") :], False)


def test_a_word_that_became_an_abbreviation_is_asked_about():
    old = OLD.replace("quay", "un in town")
    assert reanchor_words(old, old.replace("un in", "UN in"), old[old.index("Then") :])[1]
