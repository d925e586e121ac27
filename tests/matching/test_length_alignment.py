"""Sentences are aligned at the least cost; the oracle tries every way there is."""

import math
from functools import lru_cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.matching.translation.length_alignment import COSTS, MAX_LENGTH_COST, VARIANCE, align_lengths

LENGTHS = st.lists(st.integers(1, 300), min_size=1, max_size=6)


def least_cost(here, there):
    """By the formula of the paper, over all ways to cut the two lists into groups."""
    ratio = sum(here) / sum(there)

    @lru_cache
    def cost(i, j):
        if (i, j) == (0, 0):
            return 0.0
        return min(
            (
                cost(i - up, j - left)
                + price
                + (difference(here[i - up : i], there[j - left : j]) if up and left else 0)
                for (up, left), price in COSTS.items()
                if up <= i and left <= j
            ),
            default=math.inf,
        )

    def difference(one, other):
        length, others = sum(one), sum(other) * ratio
        deviation = abs(length - others) / math.sqrt(max((length + others) / 2, 1) * VARIANCE)
        return min(0.717 * deviation + 0.416 * deviation**2, MAX_LENGTH_COST)

    return cost(len(here), len(there))


@given(LENGTHS, LENGTHS)
def test_no_other_alignment_costs_less(here, there):
    alignment = align_lengths(here, there)
    assert alignment.cost * (len(here) + len(there)) == pytest.approx(least_cost(here, there))


@given(LENGTHS, LENGTHS)
def test_every_sentence_is_in_one_group_in_order(here, there):
    groups = align_lengths(here, there).groups
    assert [n for group in groups for n in range(group.start, group.end)] == list(range(len(here)))
    assert [n for group in groups for n in range(group.other_start, group.other_end)] == list(
        range(len(there))
    )


def test_a_sentence_left_out_and_two_made_one():
    lengths = [120, 40, 310, 75, 220, 60, 400, 90, 150, 33, 260, 180, 95, 70, 340, 55, 210, 130]
    other_lengths = [length // 2 for length in lengths]
    other_lengths[12:14] = [sum(other_lengths[12:14])]
    del other_lengths[6]
    groups = align_lengths(lengths, other_lengths).groups
    pairs = {(group.start, group.end): (group.other_start, group.other_end) for group in groups}
    assert (pairs[6, 7], pairs[12, 14], pairs[17, 18]) == ((6, 6), (11, 12), (15, 16))
    assert len(pairs) == 17


def test_what_sentences_name_outweighs_their_lengths():
    def evidence(number, first, last):
        import numpy as np

        return 20.0 * (np.arange(first, last) == {0: 1, 1: 2, 2: 3}.get(number, -1))

    groups = align_lengths([50] * 4, [50] * 4, evidence).groups
    assert [
        (group.start, group.other_start)
        for group in groups
        if group.end - group.start == 1 == group.other_end - group.other_start
    ] == [
        (0, 1),
        (1, 2),
        (2, 3),
    ]


def test_nothing_beside_a_text_aligns_nothing():
    assert align_lengths([], [5]).groups == ()


@pytest.mark.parametrize("shape", [(1, 900), (900, 1), (700, 900)])
@pytest.mark.slow
def test_texts_of_very_different_length_are_aligned_to_the_end(shape):
    here, there = ([40] * number for number in shape)
    last = align_lengths(here, there).groups[-1]
    assert (last.end, last.other_end) == shape
