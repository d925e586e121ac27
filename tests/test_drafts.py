"""A reader who follows every link and tries every address meets nothing that is not published."""

import re
from html import unescape
from urllib.parse import urljoin

import pytest

from archive.models import State, Utterance
from archive.web.exports.search_files import FORMATS

from .factories import make_document, make_event, make_source, make_speaker, make_statement, make_theme

SECRET = "xyzzy"
EXPORTS = 5  # of each format are read; every search has them all, and the pages are what leads on
LINK = re.compile(r'href="([^"#]+)')


@pytest.fixture
def archive(statement, draft_statement, hidden_statement, published_document, speaker, theme, event):
    """Beside what is public, everything that could leak, each with the secret word in it."""
    source = make_source(f"{SECRET} source", slug=f"{SECRET}-source")
    meeting = make_event(f"{SECRET} meeting", slug=f"{SECRET}-meeting", part_of=event, start="2024-03-05")
    nobody = make_speaker(f"{SECRET} person", slug=f"{SECRET}-person")
    under = make_theme(f"{SECRET} theme", slug=f"{SECRET}-theme", parent=theme)
    published_document.editor_note = f"{SECRET} note"
    published_document.save()
    drafts = [
        make_document(
            text=f"The {SECRET} words of a text {state}.",
            title=f"{SECRET} title {state}",
            slug=f"{SECRET}-{state}",
            state=state,
            source=source,
            event=event,
            date="2024-03-07",
            part_of=published_document,
        )
        for state in (State.DRAFT, State.REVIEW)
    ]
    translation = make_document(
        text=f"Les mots {SECRET}.",
        title=f"{SECRET} traduction",
        slug=f"{SECRET}-traduction",
        state=State.DRAFT,
        language="fr",
        translation_of=published_document,
        translator="machine",
    )
    in_drafts = [
        make_statement(document, f"{SECRET}", speaker=who, event=meeting, themes=[under, theme])
        for document in (*drafts, translation)
        for who in (nobody, speaker)
    ]
    unpublished = make_statement(
        published_document,
        "Books are the cheapest ships",
        speaker=speaker,
        state=State.REVIEW,
        note=f"{SECRET} note",
    )
    utterance = Utterance.objects.create(summary=f"{SECRET} utterance")
    for item in (statement, unpublished, in_drafts[0]):
        utterance.reports.create(statement=item, status="confirmed")
    return [*in_drafts, unpublished, draft_statement, hidden_statement]


def crawl(client, most=150):
    """Address -> page, over the links from the front page that stay on the site; none followed after ``most``."""
    seen, waiting = {}, ["/"]
    while waiting:
        address = waiting.pop()
        if address in seen or not address.startswith("/") or address.startswith(("/static/", "/admin/")):
            continue
        exports = sum(item.split("?")[0] == address.split("?")[0] for item in seen)
        if address.startswith("/search.") and exports >= EXPORTS:
            continue
        response = client.get(address)
        assert response.status_code == 200, address
        seen[address] = response.getvalue().decode()
        if response["Content-Type"].startswith("text/html") and len(seen) < most:
            waiting += [urljoin(address, unescape(link)) for link in LINK.findall(seen[address])]
    return seen


@pytest.mark.slow
def test_following_every_link_never_shows_a_draft(reader, archive):
    pages = crawl(reader)
    kinds = {address.split("?")[0].split("/")[1] for address in pages}
    exports = {f"search.{ending}" for ending in ("json", *FORMATS)}
    assert kinds == {
        "",
        "search",
        "documents",
        "statements",
        "speakers",
        "events",
        "themes",
        "terms",
        "trends",
        "figures",
        "figures.csv",
        "saved",
        "alerts",
        "zh",
        "about",
        *exports,
    }
    for address, page in pages.items():
        assert SECRET not in page.lower().replace(f"q={SECRET}", ""), address


@pytest.mark.parametrize(
    "address",
    [
        f"/documents/{SECRET}-draft/",
        f"/documents/{SECRET}-review/",
        f"/documents/{SECRET}-traduction/",
        "/documents/lighthouse-draft/",
    ],
)
def test_a_draft_has_no_page(reader, archive, address):
    assert reader.get(address).status_code == 404


def test_a_hidden_statement_has_no_page(reader, archive):
    assert [reader.get(f"/statements/{row.pk}/").status_code for row in archive] == [404] * len(archive)


@pytest.mark.parametrize(
    "query", [f"q={SECRET}", f"q={SECRET}&unit=passages", f"q={SECRET[:4]}*", f"source={SECRET}-source"]
)
def test_searching_for_a_draft_finds_nothing(reader, archive, query):
    response = reader.get(f"/search/?{query}")
    assert response.status_code == 200
    if query.startswith("q="):
        assert response.context["total"] == 0
    assert not re.search(
        f"{SECRET} (source|meeting|person|theme|note|words|title)", response.content.decode()
    )


@pytest.mark.slow
def test_drafts_are_hidden_from_editors_on_public_addresses_too(as_editor, archive):
    assert as_editor.get(f"/documents/{SECRET}-draft/").status_code == 404
    assert all(SECRET not in page.lower() for page in crawl(as_editor, most=60).values())
