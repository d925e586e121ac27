"""Counts as arrays behave like the dictionary that they stand for."""

from hypothesis import given
from hypothesis import strategies as st

from archive.search.engine.store.facet_counts import FacetCounts

COUNTS = st.dictionaries(st.integers(0, 20), st.integers(0, 5))


@given(COUNTS)
def test_they_are_a_mapping(expected):
    counts = FacetCounts.from_mapping(expected)
    assert dict(counts.items()) == {key: counts[key] for key in counts} == expected
    assert len(counts) == len(expected)
    assert {key for key in range(-1, 22) if key in counts} == set(expected)
    assert "kind" not in counts
    assert counts.get(99) is None


@given(COUNTS, COUNTS, st.sets(st.integers(0, 20)))
def test_some_keys_have_the_counts_of_others(expected, others, keys):
    """Only keys that the column has are named: all of the first are, and what the second has besides is not."""
    counts = FacetCounts.from_mapping(expected).with_counts_of(keys, FacetCounts.from_mapping(others))
    named = {key: others.get(key, 0) for key in keys if key in expected}
    assert dict(counts.items()) == expected | named


def test_a_key_that_did_not_occur_may_get_a_count():
    counts = FacetCounts.from_mapping({"a": 1, "b": 2, "c": 3})
    few = FacetCounts(counts.all_keys, counts.places, counts.present[1:2], counts.numbers[1:2])
    assert dict(few.with_counts_of(["c", "a"], counts).items()) == {"a": 1, "b": 2, "c": 3}
    assert dict(few.with_counts_of(["a"], few).items()) == {"a": 0, "b": 2}


@given(COUNTS.filter(bool), st.data())
def test_the_largest_are_cut_at_one_count(expected, data):
    limit = data.draw(st.integers(1, len(expected)))
    larger, equal = FacetCounts.from_mapping(expected).largest(limit)
    smallest = sorted(expected.values(), reverse=True)[limit - 1]
    assert set(larger) == {key for key, count in expected.items() if count > smallest}
    assert set(equal) == {key for key, count in expected.items() if count == smallest}
