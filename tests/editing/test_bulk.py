"""The same event for many documents or statements, the same theme for many statements."""

import pytest
from django.contrib.admin.models import LogEntry

from archive.editing.bulk import add_theme, set_event
from archive.editing.errors import EditError, NotAllowedError
from archive.models import Document, PendingAnalysis, Statement, StatementTheme
from archive.tracing.trace import Trace, Tracing
from tests.factories import make_document, make_event, make_statement, make_theme


def test_a_theme_is_added_once_to_each(editor, statement, draft_statement, theme):
    outcome = add_theme(editor, Statement.objects.all(), theme)
    assert (outcome.changed, outcome.unchanged) == ([draft_statement], 1)
    assert StatementTheme.objects.filter(theme=theme).count() == 2
    assert [entry.object_id for entry in LogEntry.objects.all()] == [str(draft_statement.pk)]
    assert StatementTheme.pgh_event_model.objects.last().pgh_context.metadata["user"] == editor.pk


def test_an_event_is_set_and_removed(editor, published_document, draft_document, event):
    documents = Document.objects.all()
    outcome = set_event(editor, documents, event)
    assert (outcome.changed, outcome.unchanged) == ([draft_document], 1)
    assert set_event(editor, documents, None).unchanged == 0
    assert not Document.objects.filter(event=event).exists()


def test_no_event_makes_two_statements_the_same(editor, statement, event):
    other = make_event("Assembly of readers")
    twin = make_statement(statement.document, statement.text, speaker=statement.speaker, event=other)
    assert (statement.event, twin.attribution) == (event, statement.attribution)
    with pytest.raises(EditError) as refusal:
        set_event(editor, Statement.objects.filter(pk=twin.pk), event)
    assert str(refusal.value) == (
        f"“{twin}” would be marked twice with the same voice, attribution and event."
    )
    twin.refresh_from_db()
    assert twin.event == other
    assert set_event(editor, Statement.objects.filter(pk=twin.pk), None).changed == [twin]


def test_without_permission_to_change_a_row_a_bulk_change_is_refused(
    staff_without_rights, statement, draft_statement, event
):
    other = make_theme("Ships")
    for edit in (
        lambda: add_theme(staff_without_rights, Statement.objects.all(), other),
        lambda: set_event(staff_without_rights, Statement.objects.all(), None),
        lambda: set_event(staff_without_rights, Document.objects.all(), None),
    ):
        with pytest.raises(NotAllowedError, match="You do not have permission to do this"):
            edit()
    assert not other.statements.exists()
    statement.refresh_from_db()
    assert (statement.event, statement.document.event) == (event, event)
    assert not LogEntry.objects.exists()


def test_a_command_needs_no_account(statement, theme, draft_statement):
    assert add_theme(None, Statement.objects.all(), theme).changed == [draft_statement]
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_rows(editor, theme, django_assert_num_queries, rows):
    document = make_document()
    for words in ("a promise kept", "every harbour", "by spring")[:rows]:
        make_statement(document, words)
    editor.get_all_permissions()
    add_theme(editor, Statement.objects.none(), theme)
    with django_assert_num_queries(9):
        assert len(add_theme(editor, Statement.objects.all(), theme).changed) == rows


def test_reports_are_looked_for_by_the_new_event_and_themes(editor, statement, draft_statement, event):
    other = make_event("Assembly of readers")
    with Tracing(Trace()):
        set_event(editor, Statement.objects.filter(pk=statement.pk), other)
        set_event(editor, Document.objects.all(), other)
        add_theme(editor, Statement.objects.filter(pk=draft_statement.pk), make_theme("Ships"))
    assert list(PendingAnalysis.objects.values_list("kind", "statement_id")) == [
        ("reports", statement.pk),
        *(("reports", pk) for pk in sorted([statement.pk, draft_statement.pk])),  # of the document
        ("reports", draft_statement.pk),
    ]
