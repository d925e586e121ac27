"""What can be followed: each page names its feed, which has its newest statements and none of others."""

import re
from xml.etree import ElementTree

import pytest

from tests.factories import (
    make_document,
    make_event,
    make_speaker,
    make_statement,
    make_statements,
    make_theme,
)
from tests.marks import parametrize_partly_slow

from .reading_exports import ATOM

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
