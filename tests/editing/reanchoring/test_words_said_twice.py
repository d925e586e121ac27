"""Words that other ones took the place of, and words that came from elsewhere, are left to an editor."""

import pytest

from archive.editing.reanchoring import AnchorStatus, Reason, reanchor

PORT = (
    "Every port deserves a library, I said then, and today I repeat it. A port without books is only a place where "
    "a boat turns. It will be open to all."
)
TREATIES = (
    "We said, besides, that the treaties concluded with the islands are sent to the council, the ratifications having "
    "been received since the close of the last session. Already have we reason to be glad of the prospect of it."
)


def reanchor_words(old, new, words):
    start = old.index(words)
    return reanchor(old, new, [(start, start + len(words))])[0]


def test_a_word_said_twice_of_which_the_first_was_spoilt():
    old = "Here is the paper of all parties...\n\nStop. Stop, please.\n\n...the declaration on the harbour of the town."
    new = old.replace("Stop. Stop, please", "slop. Stop. please").replace("declaration", "dec1aration")
    result = reanchor_words(old, new, "Stop.")
    assert (result.status, result.reason) == (AnchorStatus.REVIEW, Reason.AMBIGUOUS)


def test_a_word_said_twice_stays_where_no_correction_is_near():
    old = "Stop. Stop, please. The lamp of the harbour burns all night, and nobody has put it out."
    result = reanchor_words(old, old.replace("burns", "is lit"), "Stop.")
    assert result.status is AnchorStatus.KEPT


def test_the_first_word_of_a_sentence_in_another_order():
    turned = "a boat where place books in port only turns is without a."
    old = PORT.replace("A port without books", "In a port without books a place")
    new = old.replace("In a port without books a place is only a place where a boat turns.", turned)
    assert reanchor_words(old, new, "repeat it. In").status is AnchorStatus.REVIEW
    shuffled = PORT.replace(
        "A port without books is only a place where a boat turns.",
        "a where place boat A only is port books turns.",
    )
    assert reanchor_words(PORT, shuffled, "repeat it. A").status is AnchorStatus.REVIEW


@pytest.mark.parametrize(
    "words", ["session. Already have we", "since the close of the last session. Already have"]
)
def test_a_word_that_came_from_another_sentence(words):
    new = TREATIES.replace(", besides,", ",").replace(" Already", "  besides,Already")
    assert reanchor_words(TREATIES, new, words).status is AnchorStatus.REVIEW


def test_quotation_marks_within_similar_sentences_are_layout():
    old = (
        "The vote was taken. Votes for it, 43; votes against it, 31. It was carried by the house.\n\n"
        "The vote was taken. Votes for it, 42; votes against it, 32. It was carried by the house."
    )
    new = old.replace("31", "“31”")
    result = reanchor_words(old, new, "Votes for it, 43; votes against it, 31. It was carried")
    assert result.span is not None
    assert new[slice(*result.span)] == "Votes for it, 43; votes against it, “31”. It was carried"


def test_a_quotation_mark_on_either_side_of_a_character_is_layout():
    old = "我們在討論計畫的時候，有十所學校開設「海港保育」等應用課程，另外也有開設航海科。"
    new = old.replace("「海港保育」", "“海港保“育””")
    result = reanchor(old, new, [(0, len(old)), (0, old.index("育") + 1)])
    assert [new[slice(*answer.span)] for answer in result] == [new, new[: new.index("育") + 1]]
