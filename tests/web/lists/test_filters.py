"""The lists narrowed, searched and sorted in place; what is not published is in none of them."""

import pytest

from archive.models import State
from tests.factories import make_document, make_event, make_source, make_speaker, make_statement, make_theme
from tests.marks import parametrize_partly_slow
from tests.search_setup import load_columns_once

pytestmark = pytest.mark.django_db
WORDS = "every harbour deserves a library"


@pytest.fixture
def archive(monkeypatch):
    """Two published documents that differ in everything, and a draft like the first."""
    gazette, courier = make_source("Gazette", slug="gazette"), make_source("Courier", slug="courier")
    public_life = make_theme("Public life", slug="public-life")
    libraries = make_theme("Libraries", slug="libraries", parent=public_life)
    made = {}
    for name, source, fields in (
        ("harbour", gazette, {"kind": "speech", "language": "en", "date": "2023-05-01", "coverage": "full"}),
        ("letters", courier, {"kind": "readout", "language": "fr", "date": "2024-05-01"}),
        ("secret", gazette, {"kind": "policy", "language": "de", "date": "2022-05-01", "state": State.DRAFT}),
    ):
        event = make_event(f"The {name} meeting", slug=name, start=fields["date"], kind="summit")
        speaker = make_speaker(f"Ada {name.title()}", slug=name, kind="person")
        document = make_document(title=f"On {name}", slug=name, source=source, event=event, **fields)
        make_statement(document, WORDS, speaker=speaker, event=event, themes=[libraries])
        made[name] = document
    make_statement(
        made["letters"], "a promise kept", speaker=make_speaker("The Port", kind="body", slug="port")
    )
    load_columns_once(monkeypatch)
    return made


def list_slugs(client, address):
    """The slugs that the list leads to, in its order."""
    answer = client.get(address)
    assert answer.status_code == 200
    context = answer.context
    if "roots" in context:
        return [theme.slug for theme in context["roots"]]
    return [row.slug for row in context["page"].rows]


LISTS = (
    ("/documents/", ["letters", "harbour"]),
    ("/documents/?q=&kind=&source=&language=&year=&annotated=&sort=", ["letters", "harbour"]),
    ("/documents/?kind=speech", ["harbour"]),
    ("/documents/?source=courier", ["letters"]),
    ("/documents/?language=fr", ["letters"]),
    ("/documents/?year=2023", ["harbour"]),
    ("/documents/?year=2022", []),
    ("/documents/?annotated=full", ["harbour"]),
    ("/documents/?annotated=partly", ["letters"]),
    ("/documents/?annotated=none", []),
    ("/documents/?sort=oldest", ["harbour", "letters"]),
    ("/documents/?sort=title", ["harbour", "letters"]),
    ("/documents/?sort=published", ["letters", "harbour"]),
    ("/documents/?q=On+lett", ["letters"]),
    ("/documents/?q=secret", []),
    ("/documents/?q=speaker:secret", []),
    ("/documents/?kind=speech&source=courier", []),
    ("/speakers/", ["harbour", "letters", "port"]),
    ("/speakers/?kind=body", ["port"]),
    ("/speakers/?source=gazette", ["harbour"]),
    ("/speakers/?language=fr", ["letters", "port"]),
    ("/speakers/?year=2024", ["letters", "port"]),
    ("/speakers/?q=ada", ["harbour", "letters"]),
    ("/speakers/?q=secret", []),
    ("/speakers/?sort=statements", ["harbour", "letters", "port"]),
    ("/events/", ["letters", "harbour"]),
    ("/events/?sort=oldest", ["harbour", "letters"]),
    ("/events/?sort=name", ["harbour", "letters"]),
    ("/events/?sort=statements", ["letters", "harbour"]),
    ("/events/?source=gazette", ["harbour"]),
    ("/events/?year=2024&kind=summit", ["letters"]),
    ("/events/?kind=visit", []),
    ("/events/?q=meet", ["letters", "harbour"]),
    ("/events/?q=secret", []),
    ("/themes/", ["public-life"]),
    ("/themes/?q=libr", ["libraries"]),
    ("/themes/?year=2022", []),
    ("/themes/?sort=statements", ["public-life"]),
)


@pytest.mark.slow
def test_a_list_has_what_satisfies_its_filters(client, archive):
    assert [(address, list_slugs(client, address)) for address, _slugs in LISTS] == list(LISTS)


def test_a_number_beside_a_name_is_of_the_statements_that_match(client, archive):
    make_statement(archive["harbour"], "a promise kept", speaker=make_speaker("Port", slug="quay"))
    counts = {
        row.slug: row.statement_count for row in client.get("/speakers/?source=courier").context["page"].rows
    }
    assert counts == {"letters": 1, "port": 1}
    themes = client.get("/themes/?language=fr").context["roots"]
    assert [(theme.slug, theme.statement_count) for theme in themes] == [("public-life", 1)]
    assert themes[0].branches[0].statement_count == 1


def test_selects_offer_what_occurs_beside_the_other_choices(client, archive):
    def options(address):
        selects = client.get(address).context["filters"].selects
        return {select.name: [value for value, _label in select.options] for select in selects}

    assert options("/documents/") == {
        "kind": ["speech", "readout"],
        "source": ["courier", "gazette"],
        "language": ["en", "fr"],
        "year": ["2024", "2023"],
        "annotated": ["full", "partly", "none"],
    }
    assert options("/documents/?language=fr")["source"] == ["courier"]
    assert options("/documents/?language=fr")["language"] == ["en", "fr"]
    assert options("/speakers/?language=fr")["source"] == ["courier"]
    assert options("/speakers/")["year"] == ["2024", "2023"]
    assert options("/events/")["kind"] == ["summit"]
    assert options("/themes/?source=gazette")["year"] == ["2023"]


UNUSABLE = (
    ("source=secret", "There is no source “secret” in the archive, so it was ignored."),
    ("source=%00", "There is no source “\ufffd” in the archive, so it was ignored."),
    ("language=de", "There is no language “de” in the archive, so it was ignored."),
    ("year=20x4", "“20x4” is not a year, so it was ignored."),
    ("year=0", "“0” is not a year, so it was ignored."),
    ("sort=upwards", "“upwards” is not a valid value for “sort”."),
    ("q=%21%21", "The search contains no words, so it was ignored."),
    ("q=" + "x" * 201, "Names of more than 200 characters are not searched, so the words were ignored."),
)


@parametrize_partly_slow("noun", ["documents", "speakers", "events", "themes"], 1)
def test_what_cannot_be_used_is_ignored_and_named(client, archive, noun):
    everything = list_slugs(client, f"/{noun}/")
    for query, note in UNUSABLE:
        answer = client.get(f"/{noun}/?{query}")
        assert answer.context["filters"].notes == [note]
        assert list_slugs(client, f"/{noun}/?{query}") == everything


def test_unknown_kinds_and_pages_are_no_error(client, archive):
    answer = client.get("/documents/?kind=sermon&annotated=twice&page=99&year=9999")
    assert answer.context["filters"].notes == [
        "“sermon” is not a valid value for “kind”.",
        "“twice” is not a valid value for “annotated”.",
    ]
    assert "No document matches these filters." in answer.text


def test_a_former_slug_of_a_source_leads_to_the_source(client, archive):
    source = archive["harbour"].source
    source.slug = "morning-gazette"
    source.save()
    assert list_slugs(client, "/documents/?source=gazette") == ["harbour"]


def test_a_source_of_nothing_but_whole_documents_is_known(client):
    whole = make_document("One.\n\nTwo.", slug="whole", source=make_source("Digest", slug="digest"))
    make_document(
        "One.\n\nTwo.", slug="part", part_of=whole, part_first=1, part_last=2, source=make_source("Post")
    )
    assert list_slugs(client, "/documents/?source=digest") == ["whole"]


def test_narrowed_lists_are_kept_out_of_search_engines(client, archive):
    assert "X-Robots-Tag" not in client.get("/documents/?page=1")
    assert client.get("/documents/?kind=speech")["X-Robots-Tag"] == "noindex"
    assert client.get("/themes/?sort=statements")["X-Robots-Tag"] == "noindex"
    assert "Disallow: /documents/?*&" in client.get("/robots.txt").text.splitlines()


def test_the_next_page_keeps_the_filters(client, archive, monkeypatch):
    monkeypatch.setattr("archive.web.lists.documents.ROWS", 1)
    page = client.get("/documents/?sort=oldest&q=on").context["page"]
    (first,) = page.rows
    assert (first.slug, page.total) == ("harbour", 2)
    assert page.next_url == f"?sort=oldest&q=on&after=2~{first.pk}~{first.date}"


def test_a_draft_statement_annotates_nothing(client, archive):
    document = make_document(slug="leaflet")
    make_statement(document, "a promise kept", state=State.DRAFT)
    assert list_slugs(client, "/documents/?annotated=none") == ["leaflet"]
    assert list_slugs(client, "/documents/?annotated=partly") == ["letters"]


def test_the_number_of_documents_is_that_of_the_published(client, archive):
    assert client.get("/documents/").context["page"].total == 2
