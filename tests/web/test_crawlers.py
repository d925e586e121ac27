"""Search engines are told every public address, and no other."""

import xml.etree.ElementTree as ET

import pytest

from archive.web import crawlers
from tests.factories import make_statement

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def places(response):
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    return [element.text for element in ET.fromstring(b"".join(response)).iter(f"{NAMESPACE}loc")]


def addresses(client):
    """Of all files that the index names."""
    files = places(client.get("/sitemap.xml"))
    return [place for file in files for place in places(client.get(file.removeprefix("http://testserver")))]


@pytest.mark.django_db
def test_robots_names_the_sitemap(client):
    lines = client.get("/robots.txt").text.splitlines()
    assert lines[0] == "User-agent: *"
    assert lines[-1] == "Sitemap: http://testserver/sitemap.xml"
    assert "Disallow: /search." in lines


@pytest.mark.slow
def test_the_sitemap_has_what_is_public_and_nothing_else(
    client, statement, draft_statement, hidden_statement, published_document, speaker, event, theme
):
    found = addresses(client)
    assert sorted(found) == sorted(
        f"http://testserver{row.get_absolute_url()}"
        for row in (statement, published_document, speaker, event, theme)
    )
    for address in found:
        assert client.get(address.removeprefix("http://testserver")).status_code == 200


def test_a_file_is_split_by_keys(client, statement, monkeypatch):
    monkeypatch.setattr(crawlers, "ADDRESSES_PER_SITEMAP", 1)
    files = places(client.get("/sitemap.xml"))
    assert f"http://testserver/sitemap-statement-{statement.pk}.xml" in files
    assert places(client.get(f"/sitemap-statement-{statement.pk}.xml")) == [
        f"http://testserver/statements/{statement.pk}/"
    ]
    assert places(client.get(f"/sitemap-statement-{statement.pk + 1}.xml")) == []


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/sitemap-speech-0.xml", "/sitemap-user-0.xml"])
def test_an_unknown_section_is_not_found(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("query", "expected"), [("kind=speech", None), ("kind=speech&kind=readout&language=en", "noindex")]
)
def test_searches_of_many_facets_are_not_indexed(client, statement, query, expected):
    assert client.get(f"/search/?{query}").get("X-Robots-Tag") == expected


def test_each_file_of_the_sitemap_has_the_latest_change_of_what_it_lists(
    client, statement, draft_statement, hidden_statement, monkeypatch
):
    """A change of what is not public is no change to readers."""
    monkeypatch.setattr(crawlers, "ADDRESSES_PER_SITEMAP", 1)
    for row in (draft_statement, hidden_statement):
        assert row.state == "draft" or row.document.state == "draft"
        type(row).objects.filter(pk=row.pk).update(note="Later")
    statement.refresh_from_db()
    index = ET.fromstring(client.get("/sitemap.xml").content)
    dates = {
        element.findtext(f"{NAMESPACE}loc"): element.findtext(f"{NAMESPACE}lastmod")
        for element in index.iter(f"{NAMESPACE}sitemap")
    }
    site = "http://testserver/sitemap-"
    expected = statement.updated_at.isoformat(timespec="seconds")
    assert {place for place in dates if "statement" in place} == {f"{site}statement-{statement.pk}.xml"}
    assert dates[f"{site}statement-{statement.pk}.xml"] == expected
    assert dates[f"{site}speaker-{statement.speaker_id}.xml"] is None
    later = make_statement(statement.document, "a promise kept")
    monkeypatch.setattr(crawlers, "ADDRESSES_PER_SITEMAP", 10**6)
    later.refresh_from_db()
    assert later.updated_at > statement.updated_at
    written = later.updated_at.isoformat(timespec="seconds")
    assert f"<loc>{site}statement-0.xml</loc><lastmod>{written}</lastmod>" in client.get("/sitemap.xml").text


@pytest.mark.django_db
def test_whoever_asks_for_the_icon_gets_it_and_may_ask_whether_it_is_the_same(client):
    icon = client.get("/favicon.ico")
    assert (icon.status_code, icon["Content-Type"]) == (200, "image/svg+xml")
    assert icon.content == crawlers.ICON.read_bytes()
    assert client.post("/favicon.ico").status_code == 405
