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


def test_a_name_in_another_language_is_named(summit):
    theme, speaker = summit.themes.get(), summit.speaker
    theme.labels.create(text="Bibliotheken", language="de")
    theme.parent.labels.create(text="公共生活", language="zh-Hans")
    speaker.names.create(name="Amara Okafor", kind="former")
    summit.event.names.create(name="Gipfel der Häfen", language="de")
    assert reasons_for("bibliotheken") == [
        [("theme", '<mark class="hit">Bibliotheken</mark>', "/themes/libraries/")]
    ]
    assert reasons_for("生活") == [[("theme", '公共<mark class="hit">生活</mark>', "/themes/public-life/")]]
    assert reasons_for("okafor") == [
        [("speaker", 'Amara <mark class="hit">Okafor</mark>', "/speakers/amara-adeyemi/")]
    ]
    assert reasons_for("hafen") == [
        [("event", 'Gipfel der <mark class="hit">Häfen</mark>', "/events/summit/")]
    ]


def test_of_several_names_the_first_that_matches_stands_for_all(summit):
    summit.speaker.names.create(name="Amara A. Adeyemi", kind="alias")
    assert reasons_for("adeyemi") == [
        [("speaker", 'Amara <mark class="hit">Adeyemi</mark>', "/speakers/amara-adeyemi/")]
    ]


def test_the_role_and_the_label_of_a_voice_are_named():
    statement = make_statement(
        make_document(),
        "a promise kept",
        voice="unnamed",
        voice_label="a senior official",
        role_as_printed="Pilot",
    )
    url = statement.get_absolute_url()
    assert reasons_for("official") == [[("speaker", 'a senior <mark class="hit">official</mark>', url)]]
    assert reasons_for("pilot") == [[("role", '<mark class="hit">Pilot</mark>', url)]]


def test_a_passage_names_its_event_and_document(summit):
    assert {kind for hit in reasons_for("summit remarks", "passages") for kind, _label, _url in hit} == {
        "event",
        "document",
    }


@pytest.mark.slow
def test_the_page_shows_it(client, summit):
    page = client.get("/search/?q=summit").content.decode()
    assert 'Matches the event <a href="/events/summit/"><mark class="hit">Summit</mark>' in page
