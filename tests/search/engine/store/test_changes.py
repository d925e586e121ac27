"""Only committed rows are seen, in any order of commits; only changed rows are read again."""

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from archive.models import Document, Speaker, State, Statement
from archive.search import index
from archive.search.engine.match import Matcher
from archive.search.engine.store import columns
from archive.search.request.params import SearchParams
from tests.factories import make_statement
from tests.search.connections import in_other_connection, open_transaction
from tests.search.engine.conftest import DEPUTY, numbers
from tests.searching import matching_ids

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_transaction_that_commits_after_later_ones_is_not_missed(statement, second, draft_statement):
    """The case that a number drawn from a sequence would miss: A begins, B begins and commits, A commits."""
    before = sorted([statement.pk, second.pk])

    def write_late():
        # By hand and without the write lock, so that another may write and commit meanwhile.
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE archive_search SET public = TRUE WHERE object_id = %s", [draft_statement.pk]
            )
            cursor.execute(
                "INSERT INTO archive_search_change (row_ids)"
                " SELECT array_agg(id) FROM archive_search WHERE unit = 1 AND object_id = %s",
                [draft_statement.pk],
            )

    with open_transaction(write_late):
        in_other_connection(lambda: Statement.objects.filter(pk=second.pk).update(state=State.DRAFT))
        assert numbers()[1] == [statement.pk]
        in_other_connection(lambda: Statement.objects.filter(pk=second.pk).update(state=State.PUBLISHED))
        assert numbers()[1] == before
    assert numbers()[1] == sorted([*before, draft_statement.pk])
    assert numbers(q="promise")[1] == sorted([second.pk, draft_statement.pk])


def test_an_open_transaction_is_not_seen(statement, second, draft_statement):
    publish = Statement.objects.filter(pk=draft_statement.pk)
    with open_transaction(lambda: publish.update(state=State.PUBLISHED)):
        assert numbers()[0] == 2
        assert matching_ids(SearchParams(q="promise kept")) == []
    assert numbers()[0] == 3
    assert matching_ids(SearchParams(q="promise kept")) == [draft_statement.pk]


def test_a_rolled_back_transaction_is_never_seen(statement, second, draft_statement):
    publish = Statement.objects.filter(pk=draft_statement.pk)
    with open_transaction(lambda: publish.update(state=State.PUBLISHED), commit=False):
        assert numbers()[0] == 2
    assert numbers()[0] == 2
    assert numbers(q="promise")[1] == [second.pk]


def test_a_transaction_sees_its_own_writes_and_leaves_nothing_behind(statement, second, draft_statement):
    with transaction.atomic():
        Statement.objects.filter(pk=draft_statement.pk).update(state=State.PUBLISHED)
        assert numbers(q="promise")[1] == sorted([second.pk, draft_statement.pk])
        Speaker.objects.filter(name="Bola Bright").update(name="Cleo Zanzibar")
        assert numbers()[2] == {"Amara Adeyemi": 2, "Cleo Zanzibar": 1}
        transaction.set_rollback(True)
    assert numbers(q="promise")[1] == [second.pk]
    assert numbers()[2] == {"Amara Adeyemi": 1, "Bola Bright": 1}


def test_cached_words_are_queried_again_for_changed_rows_only(second, monkeypatch):
    asked = []
    query_index = Matcher.query_index
    monkeypatch.setattr(Matcher, "query_index", lambda self, *a: asked.append(a[2:]) or query_index(self, *a))
    assert matching_ids(DEPUTY) == [second.pk]
    assert asked == []
    made = in_other_connection(
        lambda: make_statement(second.document, "Her deputy promised that the catalogue").pk
    )
    assert sorted(matching_ids(DEPUTY)) == sorted([second.pk, made])
    ((changed,),) = asked
    assert len(changed) == 1
    assert sorted(matching_ids(DEPUTY)) == sorted([second.pk, made])
    assert len(asked) == 1


@pytest.mark.parametrize("write", [index.reset_change_log, lambda: call_command("reindex")])
def test_everything_is_read_again_when_the_changes_are_forgotten(second, write, monkeypatch, capsys):
    read = []
    read_all = columns.Columns.read_all
    monkeypatch.setattr(columns.Columns, "read_all", lambda self: read.append(1) or read_all(self))
    assert (numbers()[0], read) == (2, [])
    in_other_connection(lambda: Statement.objects.filter(pk=second.pk).update(state=State.DRAFT))
    in_other_connection(write)
    assert (numbers()[0], matching_ids(DEPUTY), read) == (1, [], [1])
    assert (numbers()[0], read) == (1, [1])


def test_more_changes_than_are_logged_query_the_words_again(second, monkeypatch):
    monkeypatch.setattr(columns, "MAX_LOGGED_CHANGES", 2)
    for title in ("One", "Two", "Three"):
        in_other_connection(lambda title=title: Document.objects.update(title=title))
        assert numbers()[0] == 2
    in_other_connection(lambda: Statement.objects.filter(pk=second.pk).update(state=State.DRAFT))
    assert matching_ids(DEPUTY) == []


def test_many_changed_rows_read_everything_again(statement, second, monkeypatch):
    monkeypatch.setattr(columns, "MAX_CHANGED_ROWS", 1)
    in_other_connection(lambda: Document.objects.update(kind="readout"))
    assert sorted(matching_ids(SearchParams(kind=("readout",)))) == sorted([statement.pk, second.pk])
    assert matching_ids(SearchParams(kind=("speech",))) == []
