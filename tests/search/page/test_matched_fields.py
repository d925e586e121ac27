"""A hit whose words do not show the searched ones says which name was found."""

import pytest

from archive.search.page.search_page import SearchPage
from archive.search.request.params import SearchParams
from tests.factories import make_document, make_event, make_speaker, make_statement, make_theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def summit():
    state = make_theme("Public life", slug="public-life")
    libraries = make_theme("Libraries", slug="libraries", parent=state)
    event = make_event("Summit of the <b> ports", slug="summit")
    document = make_document(title="Remarks of the day", slug="remarks", event=event)
    return make_statement(
        document,
        "a promise kept",
        speaker=make_speaker("Amara Adeyemi", slug="amara-adeyemi"),
        event=event,
        themes=[libraries],
    )


def reasons_for(words, unit="statements"):
    hits = SearchPage(SearchParams(q=words, unit=unit)).hits
    return [[(reason.kind, reason.label, reason.url) for reason in hit.matched_fields] for hit in hits]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("promise", []),
        ("-lighthouse", []),
        ("summits", [("event", '<mark class="hit">Summit</mark> of the &lt;b&gt; ports', "/events/summit/")]),
        ("adeyemi", [("speaker", 'Amara <mark class="hit">Adeyemi</mark>', "/speakers/amara-adeyemi/")]),
        ("public", [("theme", '<mark class="hit">Public</mark> life', "/themes/public-life/")]),
        ("remarks", [("document", '<mark class="hit">Remarks</mark> of the day', "/documents/remarks/")]),
    ],
)
def test_the_name_that_was_found_is_named(summit, words, found):
    assert reasons_for(words) == [found]


def test_a_passage_names_its_event_and_document(summit):
    assert {kind for hit in reasons_for("summit remarks", "passages") for kind, _label, _url in hit} == {
        "event",
        "document",
    }


@pytest.mark.slow
def test_the_page_shows_it(client, summit):
    page = client.get("/search/?q=summit").content.decode()
    assert 'Matches the event <a href="/events/summit/"><mark class="hit">Summit</mark>' in page
