"""States for many rows at once: what may not change stays as it is and is counted."""

import pytest
from django.contrib.admin.models import LogEntry

from archive.editing.corrections import correct_text
from archive.editing.publication.state_changes import publish_with_statements, set_state
from archive.models import Document, State, Statement
from tests.factories import make_statement


def state_of(row):
    return type(row).objects.get(pk=row.pk).state


def test_a_publisher_publishes_and_unpublishes(publisher, statement, draft_statement):
    outcome = set_state(publisher, Statement.objects.all(), State.PUBLISHED)
    assert (outcome.changed, outcome.unchanged, outcome.not_allowed, outcome.orphaned) == (
        [draft_statement],
        1,
        0,
        0,
    )
    assert [entry.object_id for entry in LogEntry.objects.all()] == [str(draft_statement.pk)]
    assert len(set_state(publisher, Statement.objects.all(), State.DRAFT).changed) == 2
    assert not Statement.objects.published().exists()


def test_an_editor_neither_publishes_nor_unpublishes(editor, statement, draft_statement):
    outcome = set_state(editor, Statement.objects.all(), State.PUBLISHED)
    assert (outcome.changed, outcome.unchanged, outcome.not_allowed) == ([], 1, 1)
    outcome = set_state(editor, Statement.objects.all(), State.REVIEW)
    assert (outcome.changed, outcome.unchanged, outcome.not_allowed) == ([draft_statement], 0, 1)
    assert (state_of(statement), state_of(draft_statement)) == (State.PUBLISHED, State.REVIEW)


def test_the_first_rows_of_a_list_get_a_state(publisher, statement, draft_statement):
    rows = Statement.objects.order_by("-pk")[:1]
    assert [row.pk for row in rows] == [draft_statement.pk]
    outcome = set_state(publisher, rows, State.REVIEW)
    assert (outcome.changed, outcome.unchanged) == ([draft_statement], 0)
    assert (state_of(statement), state_of(draft_statement)) == (State.PUBLISHED, State.REVIEW)


def test_staff_without_rights_change_no_state(staff_without_rights, statement, draft_statement):
    outcome = set_state(staff_without_rights, Statement.objects.all(), State.REVIEW)
    assert (outcome.changed, outcome.not_allowed) == ([], 2)
    assert (state_of(statement), state_of(draft_statement)) == (State.PUBLISHED, State.DRAFT)
    assert not LogEntry.objects.exists()


def test_an_orphan_gets_no_state(publisher, statement):
    correct_text(None, statement.document, "Nothing of it is left.")
    outcome = set_state(publisher, Statement.objects.all(), State.PUBLISHED)
    assert (outcome.changed, outcome.not_allowed, outcome.orphaned) == ([], 0, 1)
    assert state_of(statement) == State.ORPHANED


def test_a_document_is_published_with_its_statements_in_review(publisher, draft_document, draft_statement):
    statement = make_statement(draft_document, "plans for the lighthouse", state=State.REVIEW)
    unready = make_statement(draft_document, "the drawer", state=State.DRAFT)
    documents = Document.objects.filter(pk=draft_document.pk)
    of_documents, of_statements = publish_with_statements(publisher, documents)
    assert (of_documents.changed, of_statements.changed) == ([draft_document], [statement])
    assert [state_of(row) for row in (draft_document, statement, unready, draft_statement)] == [
        State.PUBLISHED,
        State.PUBLISHED,
        State.DRAFT,
        State.DRAFT,
    ]


def test_an_editor_publishes_neither_a_document_nor_its_statements(editor, draft_document):
    statement = make_statement(draft_document, "plans for the lighthouse", state=State.REVIEW)
    for outcome in publish_with_statements(editor, Document.objects.all()):
        assert (outcome.changed, outcome.not_allowed) == ([], 1)
    assert (state_of(draft_document), state_of(statement)) == (State.DRAFT, State.REVIEW)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_rows(
    publisher, published_document, django_assert_num_queries, rows
):
    for words in ("a promise kept", "every harbour", "by spring")[:rows]:
        make_statement(published_document, words, state=State.DRAFT)
    publisher.get_all_permissions()
    set_state(publisher, Statement.objects.none(), State.PUBLISHED)
    with django_assert_num_queries(7):
        assert len(set_state(publisher, Statement.objects.all(), State.PUBLISHED).changed) == rows
