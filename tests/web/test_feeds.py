"""What can be followed: each page names its feed, which has its newest statements and none of others."""

import datetime as dt
import re
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from archive.models import Document, Statement
from tests.factories import (
    make_document,
    make_event,
    make_speaker,
    make_statement,
    make_statements,
    make_theme,
)
from tests.marks import parametrize_partly_slow

from .export_readers import ATOM

DAY = dt.timedelta(days=1)
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")
IRI = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
PAGES = {
    "/": "not-translation=machine",
    "/speakers/cara-cole/": "speaker=cara-cole",
    "/events/harbours/": "event=harbours",
    "/themes/ports/": "theme=ports",
    "/search/?q=%22is+open%22": "q=%22is+open%22",
}


@pytest.fixture
def archive(statement, draft_statement):
    """105 statements of one speaker, event and theme, on as many days; beside them a newer one of another."""
    speaker, event, theme = (
        make_speaker("Cara Cole", slug="cara-cole"),
        make_event(slug="harbours"),
        make_theme(slug="ports"),
    )
    for number in range(3):
        words = [f"harbour {number}-{count} is open" for count in range(35)]
        document = make_document(
            text=". ".join(words), slug=f"harbours-{number}", date=f"2020-01-0{number + 1}"
        )
        make_statements(document, words, speaker=speaker, theme=theme, event=event)
    machine = make_document(text="A machine says so.", translator="machine", date="2026-01-01")
    return make_statement(machine, "A machine says so")


@parametrize_partly_slow(("address", "query"), PAGES.items(), 1)
def test_a_page_names_its_feed(reader, archive, address, query):
    page = reader.get(address).text
    (link,) = re.findall(
        r'<link rel="alternate" type="application/atom\+xml" title="[^"]+" href="([^"]+)">', page
    )
    assert link == f"/search.atom?{query}"
    feed = ElementTree.fromstring(reader.get(link).getvalue())
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 100
    days = re.findall(r"harbour (\d)-", "".join(entry.findtext(f"{ATOM}content") for entry in entries))
    assert len(days) >= 99
    assert days == sorted(days, reverse=True)
    assert feed.findtext(f"{ATOM}updated") == max(entry.findtext(f"{ATOM}updated") for entry in entries)
    assert not re.search(r"\d+ (?:statements|utterances)", feed.findtext(f"{ATOM}title"))
    shown = "".join(entry.findtext(f"{ATOM}content") for entry in entries)
    assert "machine says" not in shown
    assert "lighthouse" not in shown


def test_a_feed_is_titled_with_names_and_with_none_of_a_draft(reader, statement, draft_statement):
    make_speaker("Hidden Person", slug="hidden-person")
    speaker = make_speaker("Cara Cole", slug="cara-cole")
    make_statement(make_document(text="The pier is open", title="U"), "The pier is open", speaker=speaker)
    feed = ElementTree.fromstring(
        reader.get("/search.atom?q=pier&speaker=cara-cole&not-speaker=hidden-person").getvalue()
    )
    assert feed.findtext(f"{ATOM}title") == "Verbatim: “pier”, speaker Cara Cole"
    assert b"Hidden" not in reader.get("/search.csv?q=pier&not-speaker=hidden-person").getvalue()


def test_what_is_published_late_comes_first_however_old_its_words(reader, statement):
    """Also a statement that waited for its document; a change of an entry dates it anew, and only its update."""
    late = make_document(text="The old pier is closed.", slug="late", date="1974-05-01", state="draft")
    waiting = make_statement(late, "The old pier is closed")
    other = make_statement(make_document(text="The pier is open.", slug="pier"), "The pier is open")
    assert [url(entry) for entry in entries(reader)] == [other.pk, statement.pk]
    now = timezone.now()  # the database would stamp it with the time of the test's one transaction
    Document.objects.filter(pk=late.pk).update(state="published", published_at=now)
    assert [url(entry) for entry in entries(reader)] == [waiting.pk, other.pk, statement.pk]
    Statement.objects.filter(pk=statement.pk).update(note="Checked", updated_at=timezone.now() + DAY)
    changed, *rest = entries(reader)
    assert [url(changed), *map(url, rest)] == [statement.pk, waiting.pk, other.pk]
    assert changed.findtext(f"{ATOM}published") < changed.findtext(f"{ATOM}updated")


def entries(reader) -> list[ElementTree.Element]:
    return ElementTree.fromstring(reader.get("/search.atom").getvalue()).findall(f"{ATOM}entry")


def url(entry: ElementTree.Element) -> int:
    return int(re.search(r"/statements/(\d+)/$", entry.findtext(f"{ATOM}id"))[1])


@parametrize_partly_slow(
    "query", ["", "?unit=passages", "?q=no+such+word", "?q=%3Cb%3E%26&speaker=bola-bright"], 1
)
def test_a_feed_keeps_to_its_standard(reader, statement, query):
    """RFC 4287: what must be there once, what must be absolute and what must differ."""
    feed = ElementTree.fromstring(reader.get(f"/search.atom{query}").getvalue())
    matches = feed.findall(f"{ATOM}entry")
    for element in (feed, *matches):
        for name in ("id", "title", "updated"):
            assert len(element.findall(ATOM + name)) == 1  # 4.1.1, 4.1.2
        assert len(element.findall(f"{ATOM}published")) <= 1
        assert element.findtext(f"{ATOM}author/{ATOM}name")
        assert IRI.fullmatch(element.findtext(f"{ATOM}id"))
        for date in (element.findtext(f"{ATOM}updated"), element.findtext(f"{ATOM}published")):
            assert date is None or RFC_3339.fullmatch(date)  # 3.3
        links = [
            (item.get("rel"), item.get("type"), item.get("hreflang"))
            for item in element.findall(f"{ATOM}link")
        ]
        assert len(links) == len(set(links))  # 4.1.1: of alternates one of a kind
        assert all(IRI.fullmatch(item.get("href")) for item in element.findall(f"{ATOM}link"))
        assert all(item.get("term") for item in element.findall(f"{ATOM}category"))
    assert [item.get("rel") for item in feed.findall(f"{ATOM}link")] == ["self", "alternate"]
    assert all(match.find(f"{ATOM}content").get("type") == "text" for match in matches)
    ids = [match.findtext(f"{ATOM}id") for match in matches]
    assert len(ids) == len(set(ids))
    updated = [match.findtext(f"{ATOM}updated") for match in matches]
    assert updated == sorted(updated, reverse=True)
    assert feed.findtext(f"{ATOM}updated") == updated[0] if updated else not matches
    for match in matches:
        assert match.findtext(f"{ATOM}published") <= match.findtext(f"{ATOM}updated")
