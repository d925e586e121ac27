"""Only committed rows are seen, in any order of commits; only changed rows are read again."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction

from archive.models import Document, Redirect, Speaker, State, Statement
from archive.search import index
from archive.search.engine.match import Matcher
from archive.search.engine.store import columns
from archive.search.engine.store.changes import read_changes, read_head
from archive.search.engine.store.columns import Columns
from archive.search.engine.store.shared import refresh_in_background
from archive.search.request.params import SearchParams
from archive.search.results import search
from tests.factories import make_statement
from tests.search.connections import in_other_connection, open_transaction
from tests.search.engine.conftest import DEPUTY, numbers
from tests.search_setup import matching_ids

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.slow
def test_whoever_draws_a_number_waits_for_the_commit_of_the_one_before(
    statement, second_statement, draft_statement
):
    """The case that numbers drawn without the lock would miss: A draws 1, B draws 2 and commits, A commits."""
    before = sorted([statement.pk, second_statement.pk])

    def write_without_triggers():
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO archive_search_change (row_ids)"
                " SELECT array_agg(id) FROM archive_search WHERE unit = 1 AND object_id = %s",
                [draft_statement.pk],
            )
            cursor.execute(
                "UPDATE archive_search SET public = TRUE WHERE object_id = %s", [draft_statement.pk]
            )

    with ThreadPoolExecutor(1) as pool:
        with open_transaction(write_without_triggers):
            withdrawing = pool.submit(set_state, second_statement, State.DRAFT)
            with pytest.raises(TimeoutError):
                withdrawing.result(timeout=0.2)
            assert numbers()[1] == before
        withdrawing.result(timeout=30)
    assert numbers()[1] == sorted([statement.pk, draft_statement.pk])


def set_state(statement, state):
    try:
        Statement.objects.filter(pk=statement.pk).update(state=state)
    finally:
        connection.close()


def head_after(write):
    """Whether the write, by another connection, is in the feed."""
    before = read_head()
    in_other_connection(write)
    return read_head() != before


@pytest.mark.slow
def test_every_write_that_a_public_page_may_show_is_in_the_feed(statement):
    assert head_after(lambda: Document.objects.update(translator_name="Ada"))  # in no column of the search
    assert head_after(lambda: Redirect.objects.redirect_slug("speaker", "a", 1))
    assert not head_after(lambda: list(Statement.objects.all()))
    derived = {"archive_search", "archive_search_name", "archive_search_word", "archive_search_pending"}
    derived |= {"archive_pendinganalysis", "archive_pendingimport", "archive_columnmapping"}
    derived |= {"archive_pendingchange", "archive_changereview"}  # which readers never see
    tables = {
        model._meta.db_table for model in apps.get_app_config("archive").get_models() if not is_history(model)
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'archive_write_lock'")
        assert {table for (table,) in cursor.fetchall()} == tables - derived | {"archive_search_change"}


def is_history(model):
    return any(field.name == "pgh_id" for field in model._meta.fields)


@pytest.mark.slow
def test_an_older_feed_reads_everything_again(statement, second_statement):
    """As after an older backup was restored under a running process, which drew the same numbers again since."""
    head = read_head()
    in_other_connection(partial(set_state, second_statement, State.DRAFT))
    assert numbers()[1] == [statement.pk]
    withdrawn = read_head()

    def restore():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute("DELETE FROM archive_search_change WHERE number > %s", [head.number])
            cursor.execute(
                "UPDATE archive_search SET public = TRUE WHERE object_id = %s", [second_statement.pk]
            )
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence('archive_search_change', 'number'), %s)", [head.number]
            )

    in_other_connection(restore)
    in_other_connection(partial(set_state, statement, State.DRAFT))
    assert (read_head().number, read_head().id != withdrawn.id) == (withdrawn.number, True)
    assert numbers()[1] == [second_statement.pk]


@pytest.mark.slow
def test_the_feed_prunes_itself(statement, second_statement):
    """What fifty thousand changed rows are newer than goes, and a reader that stopped there reads everything."""
    known = Columns("of no process")
    known.refresh()
    with connection.cursor() as cursor:
        for _ in range(12):
            cursor.execute(
                "INSERT INTO archive_search_change (row_ids) SELECT ARRAY[1] FROM generate_series(1, 2500)"
            )
        cursor.execute("SELECT count(*), max(number) FROM archive_search_change")
        kept, newest = cursor.fetchone()
    assert 25_000 <= kept < 25_600
    assert read_head().number == newest
    assert read_changes(known.position).must_read_all
    assert not read_changes(read_head()).must_read_all


@pytest.mark.slow
def test_who_was_up_to_date_learns_of_any_number_of_rows_in_one_transaction(statement, second_statement):
    """However much of the feed an import fills: reading everything would make a visitor wait."""
    known = Columns("of no process")
    known.refresh()
    with transaction.atomic():
        Document.objects.update(title="An import")
        changed = read_changes(known.position).rows
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO archive_search_change (row_ids) SELECT array_fill(n, ARRAY[200])"
                " FROM generate_series(100001, 101200) AS n"
            )
    changes = read_changes(known.position)
    assert not changes.must_read_all
    assert len(changes.rows) == len(changed) + 1200
    Speaker.objects.update(name="Cleo Zanzibar")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO archive_search_change (row_ids) SELECT ARRAY[1] FROM generate_series(1, 500)"
        )
    assert read_changes(known.position).must_read_all  # later transactions prune it


def test_a_feed_that_was_emptied_begins_again(statement, second_statement):
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE archive_search_change")
    head = read_head()
    assert head.number
    assert (numbers()[0], read_changes(head).position) == (2, head)


@pytest.mark.slow
def test_an_open_transaction_is_not_seen(statement, second_statement, draft_statement):
    publish = Statement.objects.filter(pk=draft_statement.pk)
    with open_transaction(lambda: publish.update(state=State.PUBLISHED)):
        assert numbers()[0] == 2
        assert matching_ids(SearchParams(q="kept")) == []
    assert numbers()[0] == 3
    assert matching_ids(SearchParams(q="kept")) == [draft_statement.pk]


def test_a_rolled_back_transaction_is_never_seen(statement, second_statement, draft_statement):
    publish = Statement.objects.filter(pk=draft_statement.pk)
    with open_transaction(lambda: publish.update(state=State.PUBLISHED), commit=False):
        assert numbers()[0] == 2
    assert numbers()[0] == 2
    assert numbers(q="promise")[1] == [second_statement.pk]


def test_a_transaction_sees_its_own_writes_and_leaves_nothing_behind(
    statement, second_statement, draft_statement
):
    with transaction.atomic():
        Statement.objects.filter(pk=draft_statement.pk).update(state=State.PUBLISHED)
        assert numbers(q="promise")[1] == sorted([second_statement.pk, draft_statement.pk])
        Speaker.objects.filter(name="Bola Bright").update(name="Cleo Zanzibar")
        assert numbers()[2] == {"Amara Adeyemi": 2, "Cleo Zanzibar": 1}
        transaction.set_rollback(True)
    assert numbers(q="promise")[1] == [second_statement.pk]
    assert numbers()[2] == {"Amara Adeyemi": 1, "Bola Bright": 1}


def test_cached_words_are_queried_again_for_changed_rows_only(second_statement, monkeypatch):
    asked = []
    query_index = Matcher.query_index
    monkeypatch.setattr(Matcher, "query_index", lambda self, *a: asked.append(a[1:]) or query_index(self, *a))
    assert matching_ids(DEPUTY) == [second_statement.pk]
    assert asked == []
    change = in_other_connection(
        lambda: make_statement(second_statement.document, "Her deputy promised that the catalogue").pk
    )
    assert sorted(matching_ids(DEPUTY)) == sorted([second_statement.pk, change])
    ((changed,),) = asked
    assert len(changed) == 1
    assert sorted(matching_ids(DEPUTY)) == sorted([second_statement.pk, change])
    assert len(asked) == 1


@pytest.mark.slow
@pytest.mark.parametrize("write", [index.reset_change_log, lambda: call_command("reindex")])
def test_everything_is_read_again_when_the_changes_are_forgotten(
    second_statement, write, monkeypatch, capsys
):
    read = []
    read_all = columns.Columns.read_all
    monkeypatch.setattr(columns.Columns, "read_all", lambda self: read.append(1) or read_all(self))
    assert (numbers()[0], read) == (2, [])
    in_other_connection(lambda: Statement.objects.filter(pk=second_statement.pk).update(state=State.DRAFT))
    in_other_connection(write)
    assert (numbers()[0], matching_ids(DEPUTY), read) == (1, [], [1])
    assert (numbers()[0], read) == (1, [1])


@pytest.mark.slow
def test_more_changes_than_are_logged_query_the_words_again(second_statement, monkeypatch):
    monkeypatch.setattr(columns, "MAX_LOGGED_CHANGES", 2)
    for title in ("One", "Two", "Three"):
        in_other_connection(lambda title=title: Document.objects.update(title=title))
        assert numbers()[0] == 2
    in_other_connection(lambda: Statement.objects.filter(pk=second_statement.pk).update(state=State.DRAFT))
    assert matching_ids(DEPUTY) == []


@pytest.mark.slow
def test_many_changed_rows_read_everything_again(statement, second_statement, monkeypatch):
    monkeypatch.setattr(columns, "MAX_CHANGED_ROWS", 1)
    in_other_connection(lambda: Document.objects.update(kind="readout"))
    assert sorted(matching_ids(SearchParams(kind=("readout",)))) == sorted(
        [statement.pk, second_statement.pk]
    )
    assert matching_ids(SearchParams(kind=("speech",))) == []


def test_what_was_followed_is_not_read_by_the_next_visitor(second_statement, django_assert_num_queries):
    in_other_connection(partial(set_state, second_statement, State.DRAFT))
    with django_assert_num_queries(6):  # changes, and in one snapshot: begin, level, changes, rows, end
        refresh_in_background()
    with django_assert_num_queries(2):  # changes, and the documents that are fully annotated
        assert search(SearchParams()).total == 1
