"""The rows of two texts: every sentence is in one, in the order of either text."""

from hypothesis import given
from hypothesis import strategies as st

from archive.text.comparison.document_alignment import DocumentAlignment, SentencePair
from archive.text.comparison.document_rows import arrange_rows


def rows(left, right, *pairs):
    spans = [tuple((number, number + 1) for number in range(size)) for size in (left, right)]
    alignment = DocumentAlignment(*spans, tuple(SentencePair(*pair, 1.0) for pair in sorted(pairs)))
    return [(row.left, row.right) for row in arrange_rows(alignment)]


def test_what_only_the_right_text_has_follows_what_stands_before_it():
    assert rows(3, 4, (0, 1), (2, 3)) == [([], [0]), ([0], [1]), ([], [2]), ([1], []), ([2], [3])]


def test_neighbours_without_a_partner_share_a_row():
    assert rows(2, 2) == [([], [0, 1]), ([0, 1], [])]


def test_a_sentence_parted_into_two_is_one_row():
    assert rows(2, 3, (0, 0), (0, 1), (1, 2)) == [([0], [0, 1]), ([1], [2])]
    assert rows(3, 2, (0, 0), (1, 0), (2, 1)) == [([0, 1], [0]), ([2], [1])]


def test_what_was_moved_stands_beside_its_partner():
    assert rows(2, 2, (0, 1), (1, 0)) == [([0], [1]), ([1], [0])]


@given(st.integers(0, 6), st.integers(0, 6), st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5))))
def test_nothing_is_lost_and_partners_stand_side_by_side(left, right, cells):
    pairs = {(i, j) for i, j in cells if i < left and j < right}
    found = rows(left, right, *pairs)
    assert [number for row in found for number in row[0]] == list(range(left))
    assert {number for row in found for number in row[1]} == set(range(right))
    assert all(any(i in row[0] and j in row[1] for row in found) for i, j in pairs)
    alone = set(range(right)) - {j for _i, j in pairs}
    assert ([number for row in found if not row[0] for number in row[1]] and alone) or not alone
