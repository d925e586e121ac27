"""Columns count and filter as lists of plain values do."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.engine.store.dictionary import DictionaryColumn, MultiValueColumn, count_codes

SETS = st.lists(
    st.sets(st.integers(1, 6), max_size=4).map(lambda ids: tuple(sorted(ids))), min_size=1, max_size=30
)


def fill_column(column, keys):
    """A column whose rows have these keys; the fingerprint of a key is its hash."""
    fingerprints = np.array([hash(key) for key in keys])
    unknown = column.first_unknown(fingerprints)
    column.add_keys(fingerprints[unknown].tolist(), [keys[position] for position in unknown])
    column.set_fingerprints(np.arange(len(keys)), fingerprints)
    return column


def counts(column, rows):
    return {
        column.values[n]: count
        for n, count in enumerate(column.count(np.array(rows, np.int32)).tolist())
        if count
    }


def restore_column(column):
    """A column as another process has it from the file."""
    other = type(column)(0)
    other.restore(column.codes.copy(), column.values[1:], column.arrays())
    return other


@given(SETS, st.data())
def test_rows_with_any_number_of_values(keys, data):
    column = fill_column(MultiValueColumn(len(keys)), keys)
    if data.draw(st.booleans()):
        column = fill_column(restore_column(column), keys[::-1])
        keys = keys[::-1]
    assert [column.key(code) or () for code in column.codes.tolist()] == keys
    rows = data.draw(st.lists(st.integers(0, len(keys) - 1), unique=True).map(sorted))
    assert counts(column, rows) == Counter(value for row in rows for value in keys[row])
    positions, values = column.pairs(np.array(rows, np.int32))
    pairs = [(rows[at], column.values[value]) for at, value in zip(positions, values, strict=True)]
    assert sorted(pairs) == sorted((row, value) for row in rows for value in keys[row])
    mask = column.code_mask([2, 5, 99])[column.codes]
    assert mask.tolist() == [bool({2, 5} & set(key)) for key in keys]


@pytest.mark.parametrize("rows", [[], [0], [0, 1, 2, 3, 4]])
def test_rows_with_one_value_or_none(rows):
    keys = [7, 0, 9, 7, 0]
    column = fill_column(DictionaryColumn(5), keys)
    assert counts(column, rows) == Counter(keys[row] for row in rows if keys[row])
    assert column.code_mask([9, 4])[column.codes].tolist() == [False, False, True, False, False]


def test_a_column_grows_and_a_row_changes_its_value():
    column = fill_column(DictionaryColumn(2), [7, 9])
    column.grow(2)
    column.set_fingerprints(np.array([1, 3]), np.array([hash(7), hash(9)]))
    assert counts(column, [0, 1, 2, 3]) == {7: 2, 9: 1}


@pytest.mark.parametrize("size", [1, 2, 12, 13, 300])
def test_codes_are_counted_like_one_by_one(size):
    """However many there are: each number of them has the way to count that is quickest for it."""
    rng = np.random.default_rng(size)
    codes = rng.integers(0, size, 500).astype(np.uint8 if size < 256 else np.uint16)
    for rows in (np.arange(500), np.flatnonzero(codes % 3 == 0), np.array([], np.int32)):
        expected = [sum(codes[row] == code for row in rows.tolist()) for code in range(size)]
        assert count_codes(codes, rows, size).tolist() == expected
