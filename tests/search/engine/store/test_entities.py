import numpy as np
import pytest

from archive.search.engine.store.entities import Entity, EntityTable, PackedValues

ROWS = [
    (3, "okafor", "Okafor, Ngozi", "okafor", None, ["N. Okafor"], {"fr": "Okafor (fr)"}),
    (7, "adeyemi", "Adeyemi", "adeyemi", 3, [], None),
    (2_000_000_000_000, "ärzte", "Ärzte 医生", "adeyemi", None, ["医生"], None),
]


def test_each_entity_is_as_it_was_read():
    table = EntityTable("speaker", iter(ROWS))

    assert [(pk, table[pk]) for pk in table] == [(row[0], Entity("speaker", *row)) for row in ROWS]
    assert len(table) == 3
    assert (table.get(4), 4 in table, 7 in table) == (None, False, True)
    with pytest.raises(KeyError):
        table[4]


def test_an_address_leads_to_its_entity_and_no_other():
    table = EntityTable("speaker", ROWS)

    assert [table.with_slug(row[1]) for row in ROWS] == [row[0] for row in ROWS]
    assert [table.with_slug(slug) for slug in ("", "adeyem", "adeyemi-2", "zz")] == [None] * 4


def test_ranks_are_those_of_the_alphabet_then_of_the_ids():
    table = EntityTable("speaker", ROWS)

    assert table.find_ranks(np.array([*(row[0] for row in ROWS), 0, 4])).tolist() == [2, 0, 1, -1, -1]
    assert EntityTable("speaker", []).find_ranks(np.array([1])).tolist() == [-1]


def test_without_entities_nothing_is_found():
    table = EntityTable("speaker", [])

    assert (list(table), table.get(1), table.with_slug("a")) == ([], None, None)


def test_packed_values_are_the_same_when_they_are_read():
    values = ["", "医生", ("a", ("b",)), None, {"x": [1, -(2**40)]}, ()]
    packed = PackedValues(values)

    assert [packed[place] for place in range(len(packed))] == values
