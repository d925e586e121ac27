"""Whole texts beside each other: the same sentences in other words and order, and those of one text alone."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.comparison import document_alignment
from archive.text.comparison.document_alignment import TextsTooLongError, align_documents, find_sentences

READOUT = (
    "The minister opened the harbour library on Tuesday.\n\n"
    "She promised that the catalogue will be open to every sailor by spring. "
    "Fees for overdue books are to be abolished in all coastal towns.\n\n"
    "Engineers described the drainage of the old warehouse at length."
)
REPORT = (
    "Overdue books will cost no fees any more in the coastal towns, she said.\n\n"
    "By spring every sailor may use the catalogue, the minister promised. "
    "Shopkeepers complained about parking."
)


def sentences(text):
    return [text[start:end] for start, end in find_sentences(text)]


def pairs(left, right):
    found = align_documents(left, right)
    return {
        (left[slice(*found.left[pair.left])][:12], right[slice(*found.right[pair.right])][:12])
        for pair in found.pairs
    }


def test_sentences_end_at_stops_lines_and_where_a_space_was_lost():
    assert sentences("Mr. Li came.He spoke to J. Smith about AI. “Why?” he asked.\n\n* * *\n\nThe end") == [
        "Mr. Li came.",
        "He spoke to J. Smith about AI.",
        "“Why?”",
        "he asked.",
        "The end",
    ]
    assert sentences("今天开会。他说：“很好。”会议结束") == ["今天开会。", "他说：“很好。”", "会议结束"]


def test_sentences_in_other_words_and_order_are_found_and_the_rest_stands_alone():
    assert pairs(READOUT, REPORT) == {
        ("She promised", "By spring ev"),
        ("Fees for ove", "Overdue book"),
    }
    found = align_documents(READOUT, REPORT)
    assert found.only_right == [2]


def test_one_sentence_may_have_two_partners():
    left = "The council will rebuild the northern bridge and lower the tolls for farmers. Rain is expected."
    right = "The council will rebuild the northern bridge. Tolls for farmers will be lower. Bakers sang."
    assert {pair.right for pair in align_documents(left, right).pairs if pair.left == 0} == {0, 1}


def test_nothing_in_common_is_no_pair():
    found = align_documents("Ships sail north.", "人工智能向善。")
    assert (found.pairs, found.only_right) == ((), [0])
    assert align_documents("", "").pairs == ()


def test_texts_of_too_many_equal_words_are_refused(monkeypatch):
    monkeypatch.setattr(document_alignment, "MAX_CELLS", 1)
    with pytest.raises(TextsTooLongError, match="4 and 3 sentences"):
        align_documents(READOUT, REPORT)


WORDS = st.lists(
    st.sampled_from(["ship. ", "Boat ", "the ", "人工", "。", "\n\n", "Mr. ", "12 ", "? "]), max_size=25
)


@given(WORDS.map("".join), WORDS.map("".join))
def test_every_letter_is_in_one_sentence_and_a_text_is_all_of_itself(left, right):
    covered = "".join(sentences(left))
    assert [c for c in covered if c.isalnum()] == [c for c in left if c.isalnum()]
    found, mirrored = align_documents(left, right), align_documents(right, left)
    assert {(pair.left, pair.right) for pair in found.pairs} == {
        (pair.right, pair.left) for pair in mirrored.pairs
    }
    assert all(
        0 <= pair.left < len(found.left) and 0 <= pair.right < len(found.right) for pair in found.pairs
    )


def test_texts_of_megabytes_are_refused(monkeypatch):
    monkeypatch.setattr(document_alignment, "MAX_CHARACTERS", 20)
    with pytest.raises(document_alignment.TextsTooLongError):
        align_documents("Every harbour.", "Every ship.")


def test_linked_words_stand_together_whatever_they_are():
    left, right = "Ships sail. Books are read.", "Nobody came. Letters arrive."
    assert not align_documents(left, right).pairs
    (pair,) = align_documents(left, right, links=[((0, 11), (13, 28))]).pairs
    assert (pair.left, pair.right) == (0, 1)


@given(st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 9), max_size=9))
def test_the_heaviest_chain_is_that_of_all_sets_of_pairs_that_do_not_cross(scores):
    def crosses(chain):
        return any(i < k and j > m for i, j in chain for k, m in chain)

    chains = (chain for size in range(len(scores) + 1) for chain in combinations(scores, size))
    best = max(sum(scores[cell] for cell in chain) for chain in chains if not crosses(chain))
    found = document_alignment._heaviest_chain(scores)
    assert not crosses(found)
    assert sum(scores[cell] for cell in found) == best


def test_less_in_common_is_enough_for_sentences_in_the_order_of_the_others():
    scores = {(0, 0): 0.8, (1, 1): 0.22, (2, 2): 0.7, (3, 0): 0.24, (4, 3): 0.15, (6, 5): 0.15}
    assert document_alignment._choose(scores, set()) == {(0, 0), (1, 1), (2, 2)}
    assert document_alignment._choose(scores | {(5, 4): 0.5}, set()) >= {(4, 3), (5, 4), (6, 5)}
    assert document_alignment._choose(scores | {(3, 0): 0.28}, set()) == {(0, 0), (1, 1), (2, 2), (3, 0)}


# Of other sentences, so that words of two are rare among them.
OTHERS = " ".join(f"Ship{number} brought cargo{number} to quay{number}." for number in range(12))


def test_a_title_or_a_heading_is_no_sentence_with_some_of_its_words():
    title = "Remarks of the Keeper on the State of the New Harbour Library"
    left = f"{title}.\n\nWe thank the masons.\n\n{title}\n\n{OTHERS}"
    right = f"{OTHERS}\n\nRemarks on the state of the old harbour were heard by all pilots of the bay."
    assert {begin for begin, _other in pairs(left, right)} == {
        f"Ship{n} brought cargo"[:12] for n in range(12)
    }
    assert ("Remarks of t", "Remarks of t") in pairs(left, f"{title}\n\n{OTHERS}")


def test_few_words_in_common_pair_no_sentences_that_cross_others():
    left = f"Last year we began to tackle the deficit of the ferry. {OTHERS}"
    right = f"{OTHERS} Last year we began this with a song."
    assert ("Last year we", "Last year we") not in pairs(left, right)
    assert len(pairs(left, right)) == 12
    assert pairs(left.partition("Ship0")[0], "Last year we began this with a song.") == {
        ("Last year we", "Last year we")
    }
