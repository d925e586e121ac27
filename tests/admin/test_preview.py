"""Drafts as readers will see them, for accounts only; the way to the public page where there is one."""

import pytest

from archive.models import Report, Utterance
from tests.factories import make_speaker, make_statement
from tests.marks import parametrize_partly_slow

from .forms import change_url, save


def preview_url(obj):
    return f"/admin/archive/{obj._meta.model_name}/{obj.pk}/preview/"


def test_a_draft_is_previewed_in_the_readers_page_under_a_banner(as_editor, draft_document):
    make_statement(draft_document, "plans for the lighthouse museum", state="draft")
    response = as_editor.get(preview_url(draft_document))
    assert response.templates[0].name == "archive/document.html"
    assert "State of this document: Draft." in response.text
    assert f'<a href="{change_url(draft_document)}">Back to editing</a>' in response.text
    assert [s.text for s in response.context["statements"]] == ["plans for the lighthouse museum"]


def test_a_draft_statement_is_previewed(as_editor, draft_statement):
    response = as_editor.get(preview_url(draft_statement))
    assert response.templates[0].name == "archive/statement.html"
    assert "State of this statement: Draft. State of its document: Published." in response.text
    assert "a promise kept" in response.text


def test_a_statement_in_a_draft_is_previewed(as_editor, hidden_statement):
    assert "plans for the lighthouse museum" in as_editor.get(preview_url(hidden_statement)).text


def test_readers_see_no_banner_and_no_draft(reader, statement, draft_statement):
    for page in (statement.get_absolute_url(), statement.document.get_absolute_url()):
        text = reader.get(page).text
        assert "Preview." not in text
        assert "Back to editing" not in text
    response = reader.get(f"{statement.document.get_absolute_url()}?preview=1")
    assert [s.text for s in response.context["statements"]] == ["every harbour deserves a library"]


@parametrize_partly_slow("name", ["published_document", "statement", "speaker", "event", "theme"], 2)
def test_the_public_page_is_offered_where_there_is_one(as_editor, statement, request, name):
    obj = request.getfixturevalue(name)
    url = obj.get_absolute_url()
    assert f'<a href="{url}" class="viewsitelink">View on site</a>' in as_editor.get(change_url(obj)).text
    assert as_editor.get(url).status_code == 200


@pytest.mark.parametrize("name", ["draft_document", "draft_statement", "hidden_statement", "theme", "event"])
def test_no_link_to_the_site_where_readers_would_find_nothing(as_editor, request, name):
    obj = request.getfixturevalue(name)
    text = as_editor.get(change_url(obj)).text
    assert "viewsitelink" not in text
    assert as_editor.get(obj.get_absolute_url()).status_code == 404


@pytest.mark.slow
def test_an_utterance_leads_to_its_page_once_a_report_is_public(as_editor, statement):
    utterance = Utterance.objects.create(summary="Said")
    assert "viewsitelink" not in as_editor.get(change_url(utterance)).text
    Report.objects.create(utterance=utterance, statement=statement, status="confirmed")
    assert (
        f'href="{utterance.get_absolute_url()}" class="viewsitelink"'
        in as_editor.get(change_url(utterance)).text
    )


@pytest.mark.slow
def test_who_decides_on_a_report_is_kept(as_editor, editor, statement, draft_statement):
    utterance = Utterance.objects.create(summary="Said", speaker=make_speaker("Guest"))
    report = Report.objects.create(utterance=utterance, statement=statement, rule="same words", score=0.9)
    data = {"reports-TOTAL_FORMS": "2", "reports-0-status": "confirmed"}
    data |= {"reports-1-statement": draft_statement.pk, "reports-1-status": "suggested"}
    assert save(as_editor, utterance, **data).status_code == 302
    report.refresh_from_db()
    assert (report.status, report.decided_by, report.rule, report.score) == (
        "confirmed",
        editor,
        "same words",
        0.9,
    )
    assert report.decided_at is not None
    other = utterance.reports.get(statement=draft_statement)
    assert (other.status, other.decided_by, other.decided_at) == ("suggested", None, None)
    save(as_editor, utterance, **{"reports-0-status": "suggested"})
    report.refresh_from_db()
    assert (report.decided_by, report.decided_at) == (None, None)


@pytest.mark.slow
def test_a_statement_reports_one_utterance_only(as_editor, statement):
    first = Utterance.objects.create(summary="First")
    second = Utterance.objects.create(summary="Second")
    Report.objects.create(utterance=first, statement=statement, status="confirmed")
    data = {"reports-TOTAL_FORMS": "1", "reports-0-statement": statement.pk, "reports-0-status": "confirmed"}
    response = save(as_editor, second, **data)
    assert response.status_code == 200
    assert "already a confirmed report of another utterance" in response.text
    assert not second.reports.exists()
