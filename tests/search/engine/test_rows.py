import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from archive.search.engine.rows import difference, intersection, union

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
