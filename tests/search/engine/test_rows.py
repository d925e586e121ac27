import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from archive.search.engine.rows import PackedRows, difference, distinct, intersection, union

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
