"""What is looked for in a statement after it was saved: noted with it, done by the server processes, never lost."""

import logging

import pytest
from django.urls import reverse

from archive.editing import analysis, marking
from archive.editing.analysis import Kind
from archive.editing.bulk import set_event
from archive.editing.history.restoring import restore_version
from archive.editing.merging.batches import continue_merge, merge_or_begin
from archive.editing.merging.merge import merge
from archive.editing.merging.undo import undo_merge
from archive.management.batches import BatchRunner, is_pending, run_all
from archive.models import (
    Document,
    Merge,
    PendingAnalysis,
    ReportPair,
    Statement,
    TermOccurrence,
    history_model,
)
from archive.tracing.trace import Trace, Tracing
from tests.admin.forms import form_data
from tests.factories import (
    make_document,
    make_event,
    make_speaker,
    make_statement,
    make_term,
    make_theme,
)

pytestmark = pytest.mark.django_db
WORDS = "Every harbour of the coast deserves a library with cheap paper ships"
VALUES = {"voice": "narrator", "attribution": "summary"}


def read_pending():
    return list(PendingAnalysis.objects.values_list("kind", "statement_id"))


def report_pairs():
    return list(ReportPair.objects.values_list("first", "second"))


@pytest.fixture
def request_trace():
    """As while a server answers a request."""
    with Tracing(Trace()):
        yield


@pytest.fixture
def other_statement():
    return make_statement(make_document(f"{WORDS}."), WORDS)


@pytest.fixture
def saved_statement(editor, other_statement, request_trace, django_capture_on_commit_callbacks):
    make_term("paper ships")
    document = make_document(f"{WORDS}. The rest.", state="draft")
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        statement = marking.mark(editor, document.pk, (0, len(WORDS)), VALUES).statement
    assert callbacks == []
    return statement


def test_a_save_in_a_request_only_notes_what_is_to_be_looked_for(saved_statement, other_statement):
    assert read_pending() == [("reports", saved_statement.pk), ("terms", saved_statement.pk)]
    assert (report_pairs(), TermOccurrence.objects.count()) == ([], 0)
    assert BatchRunner().run()
    assert report_pairs() == [(other_statement.pk, saved_statement.pk)]
    assert read_pending() == [("terms", saved_statement.pk)]
    run_all()
    assert [
        term_occurrence.words for term_occurrence in TermOccurrence.objects.filter(statement=saved_statement)
    ] == ["paper ships"]
    assert (read_pending(), is_pending(), BatchRunner().run()) == ([], False, False)


def test_a_crash_leaves_it_to_be_done(saved_statement, other_statement, monkeypatch):
    def crash(statement):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(analysis, "suggest_reports", crash)
        with pytest.raises(KeyboardInterrupt):
            BatchRunner().run()
    assert read_pending() == [("reports", saved_statement.pk), ("terms", saved_statement.pk)]
    run_all()
    assert report_pairs() == [(other_statement.pk, saved_statement.pk)]


def test_what_fails_is_told_and_keeps_nothing_else_waiting(saved_statement, monkeypatch, caplog):
    def fail(statement):
        raise ValueError("no such word")

    monkeypatch.setattr(analysis, "suggest_reports", fail)
    with caplog.at_level(logging.ERROR):
        run_all()
    (record,) = caplog.records
    assert f"reports of statements [{saved_statement.pk}]" in record.message
    assert "manage.py suggest_reports" in record.message
    assert (read_pending(), TermOccurrence.objects.count()) == ([], 1)


def test_a_statement_deleted_meanwhile_waits_for_nothing(saved_statement):
    Statement.objects.filter(pk=saved_statement.pk).delete()
    run_all()
    assert (read_pending(), report_pairs(), TermOccurrence.objects.count()) == ([], [], 0)


@pytest.mark.parametrize(
    ("values", "span", "kinds"),
    [
        ({"note": "Checked."}, None, []),
        ({"date": "2024-03-05"}, None, ["reports"]),
        ({}, (0, 20), ["reports", "terms"]),
    ],
    ids=["note", "date", "words"],
)
def test_a_change_has_looked_for_what_may_be_another(
    editor, other_statement, request_trace, values, span, kinds
):
    marking.change(editor, other_statement.document_id, other_statement.pk, values, span=span)
    assert read_pending() == [(kind, other_statement.pk) for kind in kinds]


def test_both_parts_of_a_split_are_looked_through(editor, other_statement, request_trace):
    first, second = marking.split(None, other_statement.document_id, other_statement.pk, 20)
    both = [first.pk, second.pk]
    assert read_pending() == [(kind, pk) for kind in (Kind.REPORTS, Kind.TERMS) for pk in both]


@pytest.fixture
def document_statements():
    """Two of one document, and one of another, which is never looked at again."""
    document = make_document("We open early. We close late.", state="draft")
    make_statement(make_document("Another."), "Another")
    return document, [make_statement(document, words) for words in ("We open early", "We close late")]


@pytest.mark.parametrize(
    ("changes", "kinds"),
    [
        ({"language": "fr"}, ["reports", "terms"]),
        ({"date": "2024-05-06"}, ["reports"]),
        ({"title": "Another title"}, []),
    ],
)
def test_the_form_of_a_document_has_its_statements_looked_at_again(
    as_editor, document_statements, request_trace, changes, kinds
):
    document, statements = document_statements
    url = reverse("admin:archive_document_change", args=[document.pk])
    data = form_data(as_editor.get(url))
    assert as_editor.post(url, data | changes).status_code == 302
    assert read_pending() == [(kind, statement.pk) for kind in kinds for statement in statements]


def test_a_declared_translation_has_its_statements_looked_at_again(
    as_editor, document_statements, request_trace
):
    document, statements = document_statements
    original = make_document("Nous ouvrons.", language="fr")
    url = reverse("admin:archive_document_change", args=[document.pk])
    data = form_data(as_editor.get(url)) | {"translation_of": original.pk, "translator": "official"}
    assert as_editor.post(url, data).status_code == 302
    assert read_pending() == [("reports", statement.pk) for statement in statements]


def test_other_events_and_earlier_states_of_documents_have_statements_looked_at_again(
    editor, document_statements, request_trace, event
):
    document, statements = document_statements
    before = history_model(Document).objects.get(pgh_obj_id=document.pk, pgh_label="insert")
    set_event(editor, Document.objects.filter(pk=document.pk), event)
    expected = [("reports", statement.pk) for statement in statements]
    assert read_pending() == expected
    document.refresh_from_db()
    assert restore_version(editor, document, before) == ["event"]
    assert read_pending() == expected * 2


def test_another_voice_has_a_statement_looked_at_again(editor, document_statements, request_trace):
    _document, (statement, _other) = document_statements
    values = {"voice": "unnamed", "voice_label": "an official", "speaker": None}
    marking.change(editor, statement.document_id, statement.pk, values)
    assert read_pending() == [("reports", statement.pk)]


@pytest.fixture(params=["speaker", "event", "theme", "event of the document"])
def pair_with_statement(request, db):
    """Two entries of one kind, and a statement with the second; another statement with the first."""
    make = {"speaker": make_speaker, "theme": make_theme}.get(request.param, make_event)
    survivor, duplicate = make("The first"), make("The second")
    document = make_document("We open early. We close late.")
    statements = [
        make_statement(
            document, words, **({request.param: entry} if request.param in ("speaker", "event") else {})
        )
        for words, entry in (("We close late", survivor), ("We open early", duplicate))
    ]
    if request.param == "theme":
        statements[0].themes.add(survivor)
        statements[1].themes.add(duplicate)
    if request.param == "event of the document":
        Document.objects.filter(pk=document.pk).update(event=duplicate)
        return survivor, duplicate, [statement.pk for statement in statements]
    return survivor, duplicate, [statements[1].pk]


def test_a_merge_and_its_undo_have_reports_looked_for(pair_with_statement, request_trace):
    survivor, duplicate, statements = pair_with_statement
    merge(None, survivor, duplicate)
    assert sorted(read_pending()) == [("reports", pk) for pk in sorted(statements)]
    run_all()
    assert read_pending() == []
    undo_merge(None, Merge.objects.get().pk)
    assert sorted(read_pending()) == [("reports", pk) for pk in sorted(statements)]


def test_each_batch_of_a_merge_has_reports_looked_for(request_trace, db, monkeypatch):
    monkeypatch.setattr("archive.editing.merging.batches.MAX_ROWS_AT_ONCE", 1)
    survivor, duplicate = make_speaker("The first"), make_speaker("The second")
    document = make_document("We open early. We close late.")
    statements = [
        make_statement(document, words, speaker=duplicate) for words in ("We open early", "We close late")
    ]
    merge_or_begin(None, survivor, duplicate)
    assert read_pending() == []
    continue_merge(1)
    assert read_pending() == [("reports", statements[0].pk)]
    continue_merge(1)
    assert read_pending() == [("reports", statement.pk) for statement in statements]


def test_what_was_saved_last_is_looked_at_first(other_statement, request_trace):
    PendingAnalysis.objects.create(kind=Kind.TERMS, statement_id=other_statement.pk)
    PendingAnalysis.objects.update(since="2020-01-01T00:00Z")
    analysis.analyse_later([other_statement.pk], Kind.REPORTS)
    assert BatchRunner().run()
    assert read_pending() == [("terms", other_statement.pk)]
