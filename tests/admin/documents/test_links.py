"""Two documents side by side: links ticked, confirmed and undone by plain forms."""

import re

import pytest
from django.contrib.messages import get_messages

from archive.models import Report, ReportPair
from tests.conftest import member_with
from tests.factories import make_document, make_event, make_statement

HERE = "Every harbour deserves a library. Books are the cheapest ships. A guest left."
THERE = "Each harbour deserves its own library. Shopkeepers spoke. Of all ships books are the cheapest."


@pytest.fixture
def documents(db):
    event = make_event()
    documents = [make_document(text, event=event, state="draft") for text in (HERE, THERE)]
    for document in documents:
        for sentence in re.findall(r"[^.]+\.", document.text):
            make_statement(document, sentence.strip(), state="draft")
    return documents


def address(documents):
    return f"/admin/archive/document/{documents[0].pk}/links/?with={documents[1].pk}"


def link_checkboxes(page):
    return re.findall(r'name="link" value="([^"]+)"( checked)?', page)


def last_message(response):
    return [str(message) for message in get_messages(response.wsgi_request)][-1]


@pytest.mark.slow
def test_likely_links_are_ticked_confirmed_and_undone(as_editor, documents):
    page = as_editor.get(address(documents)).text
    ticked = [value for value, checked in link_checkboxes(page) if checked]
    assert len(ticked) == 2
    assert "2 likely ones are ticked." in " ".join(page.split())
    response = as_editor.post(address(documents), {"confirm": "ticked", "link": ticked})
    assert (response["Location"], last_message(response)) == (address(documents), "2 links confirmed.")
    assert Report.objects.confirmed().count() == 4
    page = as_editor.get(address(documents)).text
    assert page.count("are linked") == 2
    assert not [value for value, _checked in link_checkboxes(page) if value in ticked]
    assert "Undo the last 2 links" in page
    assert last_message(as_editor.post(address(documents), {"undo": "last"})) == "2 links undone."
    assert not Report.objects.exists()
    assert last_message(as_editor.post(address(documents), {"undo": "last"})).startswith(
        "There is nothing to undo"
    )


@pytest.mark.slow
def test_pairs_of_other_documents_and_nonsense_are_refused(as_editor, documents):
    stranger = make_statement(make_document("Ships."), "Ships.")
    own = documents[0].statements.first()
    for value in (f"{own.pk}-{stranger.pk}-0", "1", "x-y-z", f"{own.pk}-{'9' * 30}-0"):
        response = as_editor.post(address(documents), {"confirm": "ticked", "link": [value]})
        assert last_message(response) == "Nothing was linked: choose pairs of these two documents."
    assert last_message(as_editor.post(address(documents), {})) == "Nothing was linked: no pair was ticked."
    assert not ReportPair.objects.exists()


def test_the_other_document_is_chosen_first(as_editor, documents):
    make_document("Elsewhere.", title="Of another event", event=make_event("Another"))
    page = as_editor.get(f"/admin/archive/document/{documents[0].pk}/links/").text
    assert f'href="?with={documents[1].pk}"' in page
    assert "Of another event" not in page
    for other in ("x", documents[0].pk, 10**17):
        assert (
            as_editor.get(f"/admin/archive/document/{documents[0].pk}/links/?with={other}").status_code == 404
        )


def test_a_reader_sees_and_links_nothing(reader, documents):
    assert reader.get(address(documents)).status_code == 302
    assert reader.post(address(documents), {"link": "1-2-0"}).status_code == 302


LINKING = (
    "view_document change_document change_statement add_report change_report delete_report add_utterance"
)


@pytest.mark.parametrize("missing", ["change_document", "add_report", ""])
def test_who_may_only_look_sees_no_ticks_and_links_nothing(client, as_editor, documents, missing):
    (ticked, _checked), *_rest = link_checkboxes(as_editor.get(address(documents)).text)
    client.force_login(member_with(*(codename for codename in LINKING.split() if codename != missing)))
    page = client.get(address(documents))
    assert (page.status_code, 'value="ticked"' in page.text) == (200, not missing)
    status = client.post(address(documents), {"confirm": "ticked", "link": [ticked]}).status_code
    assert (status, Report.objects.exists()) == ((403, False) if missing else (302, True))
    assert client.post(address(documents), {"undo": "last"}).status_code == status


def test_who_may_see_no_document_chooses_none(client, documents):
    client.force_login(member_with("view_statement"))
    assert client.get(address(documents)).status_code == 403
    assert client.get(address(documents).partition("?")[0]).status_code == 403
