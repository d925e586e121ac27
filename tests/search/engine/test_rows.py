import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from archive.search.engine.rows import (
    PackedRows,
    as_few_rows,
    below,
    choose,
    count_rows,
    difference,
    distinct,
    intersection,
    is_among,
    is_first,
    positions,
    restrict,
    row_numbers,
    union,
)

ROWS = st.sets(st.integers(0, 40))


def rows_of(numbers):
    return np.array(sorted(numbers), np.int32)


def mask_of(numbers, size=0):
    return np.isin(np.arange(max([size, *(number + 1 for number in numbers)])), [*numbers])


FORMS = st.sampled_from((rows_of, mask_of, lambda numbers: mask_of(numbers, 50)))


@given(ROWS, ROWS, ROWS, FORMS, FORMS, FORMS)
def test_sets_of_rows_are_sets_in_either_form(some, others, more, form, other_form, more_form):
    a, b, c = form(some), other_form(others), more_form(more)
    before = [rows.tolist() for rows in (a, b, c)]
    for found, expected in (
        (intersection(a, b), some & others),
        (difference(a, b), some - others),
        (union(a, b, c), some | others | more),
        (union(a), some),
    ):
        assert row_numbers(found).tolist() == sorted(expected)
        assert count_rows(found) == len(expected)
        assert found.dtype in (np.int32, np.bool_)
    assert union().tolist() == []
    assert [rows.tolist() for rows in (a, b, c)] == before


@given(ROWS, FORMS)
def test_a_set_is_restricted_by_what_its_rows_have(numbers, form):
    column = np.arange(60) % 7
    rows_found = restrict(form(numbers), lambda index: column[index] == 3)
    assert row_numbers(rows_found).tolist() == sorted(number for number in numbers if number % 7 == 3)


def test_few_rows_of_a_mask_become_rows():
    assert as_few_rows(mask_of({3, 5}, 33)).tolist() == [3, 5]
    assert as_few_rows(mask_of({3, 5}, 32)).dtype == np.bool_


@given(st.lists(st.integers(0, 99)), st.lists(st.integers(0, 99)))
def test_ids_are_each_there_once(some, others):
    assert distinct(np.array(some, int), np.array(others, int)).tolist() == sorted({*some, *others})


@given(st.one_of(ROWS, st.sets(st.integers(0, 10**6)), st.sets(st.integers(0, 200), min_size=60)))
def test_packed_rows_are_the_same_rows(numbers):
    rows = rows_of(numbers)
    for packed in (PackedRows(rows), PackedRows(mask_of(numbers))):
        assert row_numbers(packed.unpack()).tolist() == rows.tolist()
        assert row_numbers(packed.unpack()).dtype == np.int32
        assert packed.nbytes <= rows.nbytes
    mask = mask_of(numbers)
    assert len(rows) * 16 <= len(mask) or PackedRows(mask).unpack().tolist() == mask.tolist()


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
    expected = sorted(number for number in numbers if number < size)
    assert below(rows_of(numbers), size).tolist() == expected
    assert row_numbers(below(mask_of(numbers), size)).tolist() == expected


@given(st.lists(st.integers(0, 40)), ROWS)
def test_numbers_in_any_order_are_among_others_or_not(rows, others):
    mask = is_among(np.array(rows, np.int32), rows_of(others)).tolist()
    assert mask == [row in others for row in rows]
