import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from archive.search.engine.rows import (
    PackedRows,
    below,
    choose,
    difference,
    distinct,
    intersection,
    is_first,
    positions,
    union,
)

ROWS = st.sets(st.integers(0, 40))


def rows_of(numbers):
    return np.array(sorted(numbers), np.int32)


@given(ROWS, ROWS, ROWS)
def test_sets_of_rows_are_sets(some, others, more):
    a, b, c = map(rows_of, (some, others, more))
    assert intersection(a, b).tolist() == sorted(some & others)
    assert difference(a, b).tolist() == sorted(some - others)
    assert union(a, b, c).tolist() == sorted(some | others | more)
    assert union().tolist() == []
    assert {rows.dtype for rows in (intersection(a, b), difference(a, b), union(a, b))} == {
        np.dtype(np.int32)
    }


@given(st.lists(st.integers(0, 99)), st.lists(st.integers(0, 99)))
def test_ids_are_each_there_once(some, others):
    assert distinct(np.array(some, int), np.array(others, int)).tolist() == sorted({*some, *others})


@given(st.one_of(ROWS, st.sets(st.integers(0, 10**6)), st.sets(st.integers(0, 200), min_size=60)))
def test_packed_rows_are_the_same_rows(numbers):
    rows = rows_of(numbers)
    packed = PackedRows(rows)
    assert packed.unpack().tolist() == rows.tolist()
    assert packed.unpack().dtype == np.int32
    assert packed.nbytes <= rows.nbytes


def test_rows_of_a_common_word_take_a_bit_for_each_row_of_the_table():
    every_third = PackedRows(np.arange(0, 3_000, 3, dtype=np.int32))
    every_fiftieth = PackedRows(np.arange(0, 50_000, 50, dtype=np.int32))
    assert (every_third.nbytes, every_fiftieth.nbytes) == (375, 2_000)


@given(st.lists(st.booleans(), max_size=40), st.integers(1, 30))
def test_positions_are_where_a_mask_is_true_however_sparse_it_is(mask, spread):
    sparse = np.zeros(len(mask) * spread + 3, np.bool_)
    sparse[: len(mask) * spread : spread] = mask
    assert positions(sparse).tolist() == [place for place, is_true in enumerate(sparse.tolist()) if is_true]
    numbers = np.arange(len(sparse)) * 7
    assert choose(numbers, sparse).tolist() == numbers[sparse].tolist()


def test_all_that_is_chosen_is_the_same_array():
    rows = rows_of({3, 5, 8})
    assert choose(rows, np.ones(3, np.bool_)) is rows


@given(st.lists(st.integers(0, 9)))
def test_the_first_of_its_kind(numbers):
    ordered = sorted(numbers)
    assert is_first(np.array(ordered, int)).tolist() == [
        place == ordered.index(number) for place, number in enumerate(ordered)
    ]


@given(ROWS, st.integers(0, 50))
def test_rows_below_a_number(numbers, size):
    assert below(rows_of(numbers), size).tolist() == sorted(number for number in numbers if number < size)
