"""What threads share is as of one change, whatever others read, commit or fail to read meanwhile."""

from functools import partial

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from archive.models import State, Statement
from archive.search import cached_values, index
from archive.search.cached_values import cache_until_change
from archive.search.engine import OlderDatabaseError, engine, postings
from archive.search.engine.store import changes, column_file, columns, generation, shared
from archive.search.engine.store.changes import read_changes
from archive.search.engine.store.columns import Columns
from archive.search.request.params import SearchParams
from tests.search.connections import in_other_connection
from tests.search_setup import matching_ids

from ..conftest import DEPUTY, numbers

pytestmark = pytest.mark.django_db(transaction=True)


def withdraw(row):
    Statement.objects.filter(pk=row.pk).update(state=State.DRAFT)


@pytest.mark.slow
def test_a_request_is_not_answered_by_columns_that_its_copy_of_the_archive_is_behind(
    second_statement, monkeypatch
):
    """Another thread has read the primary while this one reads a replica: rows found there would be remembered as if
    they were of the newer change."""
    older = read_changes

    def as_of_the_replica(since):
        raise AssertionError(since)

    with engine.refuse_older(), engine.refresh_once():
        assert matching_ids(DEPUTY) == [second_statement.pk]
        before = changes.read_head()
        in_other_connection(lambda: withdraw(second_statement))
        in_other_connection(shared.refresh_in_background)
        monkeypatch.setattr(
            columns, "read_changes", lambda since: changes.Changes(before, True, True, older(before).rows)
        )
        with pytest.raises(OlderDatabaseError):
            matching_ids(DEPUTY)
        monkeypatch.setattr(columns, "read_changes", as_of_the_replica)
    monkeypatch.undo()
    assert matching_ids(DEPUTY) == []


@pytest.mark.slow
def test_within_a_request_changes_are_looked_for_once(second_statement, django_assert_num_queries):
    with engine.refresh_once():
        numbers()
        with django_assert_num_queries(0), shared.latest_columns():
            pass
    with django_assert_num_queries(1), shared.latest_columns():
        pass


@pytest.mark.slow
def test_columns_that_have_the_newest_change_a_request_knows_are_not_refreshed(
    second_statement, django_assert_num_queries
):
    assert matching_ids(DEPUTY) == [second_statement.pk]
    head = engine.head()
    with (
        django_assert_num_queries(0),
        engine.observe_lag(head),
        engine.refresh_once(),
        shared.latest_columns() as found,
    ):
        assert found.position == head
    in_other_connection(lambda: withdraw(second_statement))
    newer = engine.head()
    assert newer != head
    with engine.observe_lag(newer), engine.refresh_once():
        assert matching_ids(DEPUTY) == []
    with django_assert_num_queries(1), engine.refresh_once(), shared.latest_columns():
        pass  # what one request knew is not known to the next


@pytest.mark.slow
def test_a_value_made_while_something_changes_is_not_kept(second_statement):
    def count():
        """As a page of several queries that another writer comes between."""
        statement_count = Statement.objects.published().count()
        if written:
            in_other_connection(partial(withdraw, written.pop()))
        return statement_count

    written = [second_statement]
    cached_values.values.clear()
    assert cache_until_change("statements", count) == 2
    assert len(cached_values.values) == 0
    assert cache_until_change("statements", count) == cache_until_change("statements", count) == 1
    assert len(cached_values.values) == 1


def test_a_value_made_of_columns_that_lack_changes_is_forgotten_with_them(second_statement, monkeypatch):
    """A server process leaves many changed rows to its background thread: until then a search finds what was there
    before, though the archive's newest change is another."""
    monkeypatch.setattr(shared.background, "is_running", True)
    monkeypatch.setattr(columns, "MANY_ROWS", 0)
    cached_values.values.clear()
    assert matching_ids(DEPUTY) == [second_statement.pk]
    in_other_connection(partial(withdraw, second_statement))
    assert cache_until_change("found", lambda: matching_ids(DEPUTY)) == [second_statement.pk]
    shared.refresh_in_background()
    assert cache_until_change("found", lambda: [*matching_ids(DEPUTY), 0]) == [0]


def test_what_a_reading_that_failed_has_left_is_not_mixed_with_the_file(
    statement, second_statement, monkeypatch, tmp_path
):
    """Codes that were given in it would stand for other values."""
    monkeypatch.setattr(generation, "path_of", lambda database: tmp_path / "of.columns")
    whole, failing = Columns("of no process"), Columns("of no process")
    whole.refresh()
    generation.write(generation.path_of(""), column_file.copy(whole))
    failing.facets["speaker"].add_keys([10**9], [10**9])
    column_file.load(failing)
    failing.refresh()
    column, rows = failing.facets["speaker"], whole.rows(1)
    speakers = [column.key(code) for code in column.codes[rows].tolist()]
    assert speakers == [statement.speaker_id, second_statement.speaker_id]


@pytest.mark.slow
def test_a_reindexing_ends_with_the_words_it_found(second_statement, monkeypatch, capsys):
    """A process that searches in the middle of it keeps the forms of words that it found then."""
    plural = SearchParams(q="deputies")
    assert matching_ids(plural) == [second_statement.pk]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM archive_search_word")
    build = postings.build
    monkeypatch.setattr(postings, "build", lambda: in_other_connection(search_meanwhile) or build())
    searched = []

    def search_meanwhile():
        searched.append(matching_ids(plural))

    in_other_connection(lambda: call_command("reindex"))
    assert searched
    assert matching_ids(plural) == [second_statement.pk]


def test_processes_read_again_what_they_read_in_the_middle_of_a_restore(statement, second_statement):
    """The tables of a backup come in one after the other, the feed among the first."""

    def lose():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute("UPDATE archive_search SET public = NOT public")

    in_other_connection(lose)
    index.renew_head()
    assert numbers()[0] == 1  # the draft alone
    in_other_connection(lose)
    assert numbers()[0] == 1
    index.renew_head()
    assert numbers()[0] == 2
