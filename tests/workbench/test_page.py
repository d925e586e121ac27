"""The page that the workbench's scripts take over: the text, the data they start from and their catalogue."""

import json
import re

import pytest

from tests.admin.annotation_page import WORDS, annotation_url, queued_messages
from tests.factories import SPEECH, make_document

SCRIPTS = "archive/static/archive/annotator"


def data(response):
    block = re.search(
        r'<script id="workbench-data" type="application/json">(.*?)</script>', response.content.decode()
    )
    return json.loads(block[1])


def test_the_page_shows_the_text_with_its_offsets(as_editor, document, statement):
    page = as_editor.get(annotation_url(document)).content.decode()
    start = SPEECH.index("“Books are")
    assert f'data-start="{start}" data-kind="paragraph"' in page
    assert re.search(r"<p>“Books are the cheapest ships,” she told the guests.</p>", page)
    assert f"<p>{WORDS}" not in page
    assert f'id="s{statement.pk}"' not in page


def test_the_data_of_the_page(as_editor, document, event):
    page_data = data(as_editor.get(annotation_url(document)))
    assert page_data["api"] == f"{annotation_url(document)}api/"
    assert page_data["event"] == {"id": event.pk, "label": "Opening of the harbour library"}
    assert (page_data["text_version"], page_data["language"], page_data["kind"], page_data["statement"]) == (
        1,
        "en",
        "speech",
        None,
    )
    choices = {field["name"]: field["choices"] for field in page_data["fields"]}
    assert ["verbatim", "Verbatim quotation"] in choices["attribution"]


def test_the_address_of_a_statement_opens_it(as_editor, document, statement):
    assert data(as_editor.get(annotation_url(document, statement)))["statement"] == statement.pk


def test_the_page_needs_no_inline_script_or_style(as_editor, document, statement):
    page = as_editor.get(annotation_url(document)).content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|<style|\sstyle=|\son\w+=", page)


def test_a_title_cannot_end_the_script_element(as_editor, db):
    document = make_document("Said.", title="</script><b>", slug="script")
    page_data = data(as_editor.get(annotation_url(document)))
    assert page_data["document"] == document.pk


def test_a_statement_deleted_meanwhile_leads_to_the_workbench(as_editor, document, statement):
    address = annotation_url(document, statement)
    statement.delete()
    response = as_editor.get(address)
    assert response["Location"] == annotation_url(document)
    assert queued_messages(response) == ["That statement is no longer in this text: someone has deleted it."]


@pytest.mark.parametrize("statements", [0, 1])
def test_query_count_of_the_page_does_not_depend_on_statements(
    as_editor, document, request, django_assert_num_queries, statements
):
    if statements:
        request.getfixturevalue("statement")
    with django_assert_num_queries(10):
        as_editor.get(annotation_url(document))


def test_the_catalogue_is_loaded_before_the_modules(as_editor, document):
    page = as_editor.get(annotation_url(document)).content.decode()
    scripts = re.findall(r'<script src="([^"]+)" (defer|type="module")', page)
    assert scripts[-2:] == [
        ("/admin/jsi18n/", "defer"),
        ("/static/archive/annotator/main.mjs", 'type="module"'),
    ]


def test_the_catalogue_is_a_script_for_those_who_are_logged_in(client, as_editor):
    response = as_editor.get("/admin/jsi18n/")
    assert response["Content-Type"] == 'text/javascript; charset="utf-8"'
    assert "django.ngettext = function" in response.content.decode()
    as_editor.logout()
    assert client.get("/admin/jsi18n/")["Location"] == "/admin/login/?next=/admin/jsi18n/"


def test_every_message_of_the_scripts_can_be_extracted(settings):
    """``makemessages --domain djangojs --extension mjs`` reads literals only."""
    calls = [
        call
        for script in (settings.BASE_DIR / SCRIPTS).rglob("*.mjs")
        if script.name != "catalog.mjs"
        for call in re.findall(r"\bn?gettext\(\s*(.)", script.read_text("utf-8"))
    ]
    assert len(calls) > 100
    assert set(calls) == {'"'}
