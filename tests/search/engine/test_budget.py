"""A query that is ended ends nothing else."""

from time import monotonic

import pghistory
import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from archive.search.engine import match
from archive.search.engine.budget import Budget, SearchTimeoutError
from archive.search.request.params import SearchParams
from tests.factories import make_document, make_statement
from tests.search_setup import matching_ids

# After its one row is sent it takes some milliseconds to give back the memory; nothing looks at a cancellation then.
LONG_ROW = "SELECT convert_to(repeat('x', 8000000), 'UTF8')"


def is_answered(milliseconds: int) -> bool:
    try:
        Budget(milliseconds).fetch(LONG_ROW, [])
    except SearchTimeoutError:
        return False
    return True


def fetch_one(sql: str):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_the_next_query_has_its_own_rows_whenever_the_time_runs_out():
    begun = monotonic()
    assert is_answered(10_000)
    needed = int((monotonic() - begun) * 1000)
    assert not is_answered(1)
    for milliseconds in range(needed // 2, needed, max(needed // 50, 1)):
        is_answered(milliseconds)
        assert fetch_one(f"SELECT {milliseconds}, 'its own'") == (milliseconds, "its own")
        assert fetch_one("SHOW statement_timeout") == ("0",)


@pytest.mark.django_db
def test_inside_a_transaction_only_the_query_is_ended():
    with transaction.atomic():
        fetch_one("SELECT set_config('archive.mark', 'kept', true)")
        assert is_answered(1) is False
        assert is_answered(10_000) is True
        assert fetch_one("SELECT current_setting('archive.mark')") == ("kept",)
        assert fetch_one("SHOW statement_timeout") == ("0",)


def test_without_time_the_database_is_not_queried():
    with pytest.raises(SearchTimeoutError):
        Budget(0).fetch("no query", [])


@pytest.mark.django_db
def test_least_is_given_where_nothing_is_left():
    assert Budget(0).fetch("SELECT %s", [7], min_milliseconds=1_000) == [(7,)]


@pytest.mark.django_db
def test_a_statement_in_front_is_not_taken_for_the_query():
    """As in every POST, whose changes are noted with who made them."""
    with pghistory.context(user=1):
        assert Budget(1_000).fetch("SELECT %s", [7]) == [(7,)]
        assert Budget(1_000).fetch("SELECT 7 WHERE false", []) == []


@pytest.mark.django_db
@pytest.mark.parametrize("by_bitmap", [True, False])
def test_the_settings_of_the_planner_are_those_of_one_query(by_bitmap):
    sql = "SELECT current_setting('enable_seqscan'), current_setting('enable_indexscan')"
    setting = "off" if by_bitmap else "on"
    assert Budget(10_000).fetch(sql, [], by_bitmap=by_bitmap) == [(setting, setting)]
    assert fetch_one(sql) == ("on", "on")
    assert fetch_one("SHOW statement_timeout") == ("0",)


@pytest.mark.django_db
def test_a_beginning_of_many_words_is_looked_up_in_the_index_of_words(monkeypatch):
    document = make_document("Harbour, harbinger and harbalorifa.")
    row = make_statement(document, document.text)
    for most, number in ((30, 0), (0, 1)):
        monkeypatch.setattr(match, "MANY_WORDS", most)
        with CaptureQueriesContext(connection) as queries:
            assert matching_ids(SearchParams(q="harb* | zebra*")) == [row.pk]
        assert sum("enable_seqscan = off" in query["sql"] for query in queries) == number
