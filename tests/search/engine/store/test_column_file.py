"""One file of columns for all processes of a host: as good as the database, or not used."""

import random
import re
from functools import partial
from pathlib import Path
from threading import Thread

import numpy as np
import pytest

from archive.models import Document, State, Statement
from archive.search.engine import engine
from archive.search.engine.store import column_file, generation, shared
from archive.search.engine.store import columns as store
from archive.search.engine.store.changes import Position, read_head
from archive.search.engine.store.columns import ARRAYS, Columns
from archive.search.engine.store.dictionary import wide_enough
from archive.search.index import reset_change_log
from archive.search.request.params import SearchParams
from tests.search.connections import in_other_connection
from tests.search.engine.conftest import DEPUTY, numbers
from tests.search_setup import matching_ids

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(generation, "path_of", lambda database: tmp_path / "columns" / "of.columns")


def set_state(row, state):
    Statement.objects.filter(pk=row.pk).update(state=state)


def make_columns():
    columns = Columns("of no process")
    column_file.load(columns)
    columns.refresh()
    return columns


def values(columns):
    """Of each public row everything that the columns say of it."""
    rows = np.flatnonzero(columns.unit)
    held = {name: getattr(columns, name)[rows].tolist() for name in ARRAYS}
    return held | {
        name: [column.key(code) for code in column.codes[rows].tolist()]
        for name, column in columns.facets.items()
    }


def count_readings(monkeypatch):
    readings, read_all = [], Columns.read_all
    monkeypatch.setattr(Columns, "read_all", lambda self: readings.append(self.database) or read_all(self))
    return readings


@pytest.mark.slow
def test_a_process_begins_with_the_file_and_reads_what_changed_since(
    statement, second_statement, monkeypatch
):
    columns = make_columns()
    generation.write(generation.path_of(columns.database), column_file.copy(columns))
    readings = count_readings(monkeypatch)
    assert values(make_columns()) == values(columns)
    in_other_connection(partial(set_state, second_statement, State.DRAFT))
    in_other_connection(lambda: Document.objects.update(kind="readout"))
    begun = make_columns()
    assert readings == []
    columns.refresh()
    assert values(begun) == values(columns)
    assert begun.facets["kind"].values[-1] == "readout"


def test_what_a_process_writes_to_its_columns_does_not_reach_the_file(statement, second_statement):
    columns = make_columns()
    path = generation.path_of(columns.database)
    generation.write(path, column_file.copy(columns))
    before = path.read_bytes()
    begun = make_columns()
    begun.unit[:] = 0
    assert path.read_bytes() == before
    assert values(make_columns()) == values(columns)


def test_a_torn_file_is_not_used(statement, second_statement, monkeypatch):
    """Cut anywhere, or with a wrong byte anywhere."""
    columns = make_columns()
    path = generation.path_of(columns.database)
    generation.write(path, column_file.copy(columns))
    whole = path.read_bytes()
    chance = random.Random(20261127)
    for length in [0, 5, 20, 40, *chance.sample(range(len(whole)), 40)]:
        path.write_bytes(whole[:length])
        assert generation.read(path) is None, length
    for place in [0, 20, 30, *chance.sample(range(len(whole)), 60)]:
        wrong = bytearray(whole)
        wrong[place] ^= 0x40
        path.write_bytes(wrong)
        assert generation.read(path) is None, place
    readings = count_readings(monkeypatch)
    assert values(make_columns()) == values(columns)
    assert len(readings) == 1


@pytest.mark.slow
def test_a_file_of_another_generation_or_program_is_not_used(statement, second_statement, monkeypatch):
    columns = make_columns()
    path = generation.path_of(columns.database)
    state = column_file.copy(columns)
    generation.write(
        path, generation.Generation(state.position._replace(id="of another"), state.arrays, state.values)
    )
    in_other_connection(partial(set_state, second_statement, State.DRAFT))
    readings = count_readings(monkeypatch)
    assert (
        values(make_columns())["number"].count(second_statement.pk)
        == values(columns)["number"].count(second_statement.pk) - 1
    )
    assert len(readings) == 1
    generation.write(path, state)
    monkeypatch.setattr(generation, "LAYOUT", "another")
    assert generation.read(path) is None


def test_a_crash_while_it_is_written_leaves_the_old_file(statement, second_statement, monkeypatch):
    columns = make_columns()
    path = generation.path_of(columns.database)
    generation.write(path, column_file.copy(columns))
    before = path.read_bytes()

    def fail(_descriptor):
        raise OSError("no space left on device")

    monkeypatch.setattr(generation.os, "fsync", fail)
    with pytest.raises(OSError, match="no space"):
        generation.write(path, column_file.copy(columns))
    assert path.read_bytes() == before
    assert list(path.parent.glob(f"{path.name}-*")) == []
    monkeypatch.undo()
    (path.parent / f"{path.name}-of-one-killed").write_bytes(before)
    generation.write(path, column_file.copy(columns))
    assert list(path.parent.glob(f"{path.name}-*")) == []


@pytest.mark.slow
def test_columns_that_are_mapped_again_keep_what_was_found_before(
    statement, second_statement, draft_statement, monkeypatch
):
    monkeypatch.setattr(column_file, "WRITE_AFTER", 0)
    monkeypatch.setattr(column_file, "WRITE_PART", 10**9)
    assert matching_ids(DEPUTY) == [second_statement.pk]
    columns = shared.shared_columns.get(shared.connection.settings_dict["NAME"])
    assert column_file.share(columns)
    assert columns.mapped == generation.inode(generation.path_of(columns.database))
    assert not column_file.share(columns)
    assert matching_ids(DEPUTY) == [second_statement.pk]
    in_other_connection(partial(set_state, second_statement, State.DRAFT))
    assert matching_ids(DEPUTY) == []
    in_other_connection(partial(set_state, draft_statement, State.PUBLISHED))
    assert column_file.share(columns)
    assert numbers(q="promise")[1] == [draft_statement.pk]


@pytest.mark.slow
def test_another_process_takes_the_file_that_one_wrote(statement, second_statement, monkeypatch):
    monkeypatch.setattr(column_file, "WRITE_AFTER", 0)
    monkeypatch.setattr(column_file, "WRITE_PART", 10**9)
    one, other = Columns("of no process"), Columns("of no process")
    one.refresh()
    other.refresh()
    assert column_file.share(one)
    written = generation.inode(generation.path_of("of no process"))
    assert column_file.share(other)
    assert one.mapped == other.mapped == written
    assert values(one) == values(other)


def test_one_process_of_a_host_reads_all_rows_and_the_others_its_file(
    statement, second_statement, monkeypatch, tmp_path
):
    monkeypatch.setattr(column_file, "WRITE_AFTER", 0)
    monkeypatch.setattr(generation, "path_of", lambda database: tmp_path / f"{database}.columns")
    readings = count_readings(monkeypatch)
    one, other = Columns("of no process"), Columns("of no process")
    column_file.read_all(one)
    column_file.read_all(other)
    assert readings.count("of no process") == 1
    assert values(one) == values(other)
    assert sorted(values(one)["unit"]) == [1, 1, 2, 2, 2, 2]


def test_who_comes_while_another_process_reads_all_rows_waits_for_its_file(
    statement, second_statement, monkeypatch
):
    path = generation.path_of("")
    first, second = Columns("of no process"), Columns("of no process")
    first.refresh()
    readings = count_readings(monkeypatch)
    with generation.only_writer(path):
        waiting = Thread(target=in_other_connection, args=[lambda: column_file.read_all(second)])
        waiting.start()
        generation.write(path, column_file.copy(first))
    waiting.join()
    assert readings == []
    assert values(second) == values(first)


def test_all_rows_are_read_where_no_file_can_be_written(statement, monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setattr(generation, "path_of", lambda database: tmp_path / "file" / "of.columns")
    columns = Columns("of no process")
    column_file.read_all(columns)
    assert columns.position == read_head()
    assert sorted(values(columns)["unit"]) == [1, 2, 2, 2, 2]


@pytest.mark.slow
def test_a_server_reads_the_file_of_a_new_generation(statement, second_statement, monkeypatch):
    """As after ``reindex --fresh``: the archive has another change feed, and the file is of the former one."""
    monkeypatch.setattr(column_file, "WRITE_AFTER", 0)
    shared.shared_columns.clear()
    assert sorted(numbers()[1]) == sorted([second_statement.pk, statement.pk])
    in_other_connection(partial(set_state, second_statement, State.DRAFT))
    in_other_connection(reset_change_log)
    readings = count_readings(monkeypatch)
    assert numbers()[1] == [statement.pk]
    shared.shared_columns.clear()
    assert numbers()[1] == [statement.pk]
    assert len(readings) == 1
    assert generation.read(generation.path_of("")).position == read_head()


@pytest.fixture
def server(monkeypatch):
    """This process follows the archive in a thread, as those of a server do; the tests do its work."""
    monkeypatch.setattr(shared.background, "is_running", True)
    monkeypatch.setattr(store, "MANY_ROWS", 1)
    monkeypatch.setattr(store, "SLICE", 2)


@pytest.mark.slow
def test_no_visitor_reads_many_changed_rows(statement, second_statement, server, django_assert_num_queries):
    assert numbers()[0] == 2
    in_other_connection(lambda: Document.objects.update(state=State.DRAFT))
    shared.background.wake.clear()
    with engine.observe_lag() as lag, django_assert_num_queries(1):
        with shared.latest_columns() as columns:
            assert len(columns.rows(1)) == 2
        assert lag.is_behind
    assert shared.background.wake.is_set()
    shared.refresh_in_background()
    with engine.observe_lag() as lag:
        assert numbers()[0] == 0
        assert not lag.is_behind
    in_other_connection(lambda: Document.objects.update(state=State.PUBLISHED, kind="readout"))
    shared.refresh_in_background()
    assert sorted(matching_ids(SearchParams(kind=("readout",)))) == sorted(
        [statement.pk, second_statement.pk]
    )


@pytest.mark.slow
def test_a_page_without_the_newest_changes_is_not_kept(statement, second_statement, server, client):
    first = client.get("/search/?unit=statements")
    assert "ETag" in first.headers
    in_other_connection(lambda: Document.objects.update(state=State.DRAFT))
    old = client.get("/search/?unit=statements")
    assert "ETag" not in old.headers
    shared.refresh_in_background()
    new = client.get("/search/?unit=statements")
    assert new.headers["ETag"] != first.headers["ETag"]
    assert new.content != old.content


def test_arrays_are_as_wide_as_their_values():
    narrow = np.zeros(3, np.uint8)
    assert wide_enough(narrow, np.array([255])) is narrow
    assert wide_enough(narrow, np.array([256])).dtype == np.uint16
    assert wide_enough(narrow, np.array([70_000])).dtype == np.int32
    assert wide_enough(np.zeros(3, np.int32), np.array([2**31])).dtype == np.int64
    assert wide_enough(np.zeros(3, np.int32), np.array([200])).dtype == np.int32
    assert wide_enough(narrow, np.array([-1])).dtype == np.int32


def test_a_file_that_was_checked_takes_no_memory_until_it_is_used(tmp_path):
    path, numbers = tmp_path / "some.columns", np.arange(1_000_000)
    generation.write(path, generation.Generation(Position(1, "one"), {"numbers": numbers}, {}))
    content = generation.read(path)
    assert kilobytes_in_memory(path) == 0
    assert (content.arrays["numbers"] == numbers).all()
    assert kilobytes_in_memory(path) >= numbers.nbytes // 1024


def kilobytes_in_memory(path):
    _before, _name, mapping = Path("/proc/self/smaps").read_text().partition(f"{path}\n")
    return int(re.search(r"^Rss: +(\d+) kB", mapping, re.MULTILINE)[1])
