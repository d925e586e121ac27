"""Edit scripts: applied to the old text they give the new one, and they keep what is plainly the same."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.comparison.edit_script import (
    Edit,
    UniqueMatch,
    edit_script,
    equal_length_after,
    equal_length_before,
    longest_chain,
    stable_matches,
    unique_matches,
)
from archive.text.paragraphs import SEPARATOR

TEXTS = st.lists(
    st.sampled_from(["the ", "old ", "ship ", "sails. ", "人工", "智能，", "\n\n"]), max_size=40
).map("".join)


def script(old, new):
    return edit_script(old, new, longest_chain(unique_matches(old, new)))


def apply(old, new, edits):
    parts, position = [], 0
    for edit in edits:
        parts += [old[position : edit.start], new[edit.new_start : edit.new_end]]
        position = edit.end
    return "".join([*parts, old[position:]])


@given(TEXTS, TEXTS)
def test_the_edits_lead_from_one_text_to_the_other(old, new):
    edits = script(old, new)
    assert apply(old + SEPARATOR, new + SEPARATOR, edits) == new + SEPARATOR  # as they are read
    assert all(edit.start <= edit.end and edit.new_start <= edit.new_end for edit in edits)
    assert all(before.end <= after.start for before, after in pairwise(edits))


@pytest.mark.parametrize(
    ("old", "new", "edits"),
    [
        ("The old ship sails.", "The old ship sails.", []),
        ("The old ship sails.", "The new ship sails.", [Edit(4, 7, 4, 7)]),
        ("The ship sails.", "The old ship sails.", [Edit(4, 4, 4, 8)]),
        ("The old ship sails.", "The ship sails.", [Edit(4, 8, 4, 4)]),
        ("人工智能治理", "人工智慧治理", [Edit(3, 4, 3, 4)]),
        ("One ship.", "One ship. Two.", [Edit(9, 9, 9, 14)]),
    ],
)
def test_the_smallest_edits(old, new, edits):
    assert script(old, new) == edits


def test_what_follows_an_edit_moves_by_its_shift():
    (edit,) = script("The ship sails.", "The old ship sails.")
    assert edit.shift == 4


def test_phrases_that_occur_once_in_each_text_match():
    old = "We agree on peace. Ships carry cheap books today."
    new = "Ships carry cheap books today. We agree on peace."
    found = unique_matches(old, new)
    assert UniqueMatch(old.index("Ships"), 0, len("Ships carry cheap books ")) in found
    assert all(old[m.start :][: m.length] == new[m.new_start :][: m.length] for m in found)
    old = "One two three four. One two three four. Five."
    found = unique_matches(old, "One two three four. Six.")
    assert [match for match in found if "two three" in old[match.start :][: match.length]] == []


def test_the_longest_chain_rises_in_both_texts():
    first, moved, second, third = (UniqueMatch(*item, 4) for item in [(0, 10), (10, 0), (20, 20), (30, 30)])
    assert longest_chain([first, moved, second, third]) in ([first, second, third], [moved, second, third])
    assert longest_chain([]) == []
    assert (first.shift, moved.shift) == (10, -10)


def test_few_matches_count_only_in_a_row():
    alone = [UniqueMatch(0, 5, 4)]
    row = [UniqueMatch(100 + 4 * n, 300 + 4 * n, 4) for n in range(4)]
    assert stable_matches(alone + row, size=100) == alone + row
    assert stable_matches(alone + row, size=10_000) == row
    assert stable_matches(alone, size=10_000) == []


@given(TEXTS, TEXTS)
def test_equal_lengths_are_counted_character_by_character(one, two):
    shorter = min(len(one), len(two))
    after = next((n for n in range(shorter) if one[n] != two[n]), shorter)
    assert equal_length_after(one, 0, two, 0) == after
    assert equal_length_after(one, 0, two, 0, limit=3) == min(after, 3)
    assert equal_length_before(one, len(one), two, len(two)) == equal_length_after(one[::-1], 0, two[::-1], 0)
