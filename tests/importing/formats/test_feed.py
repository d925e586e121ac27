"""RSS and Atom."""

import socket
from collections import Counter

import pytest

from archive.importing.errors import ImportDocumentError
from archive.importing.formats import feed
from archive.importing.parse import parse_file, parse_text
from tests.benchmarks.importing import DATA

FEEDS = DATA / "feeds-sitemaps" / "feedparser"


def atom(entry):
    return (
        f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Quay</title><entry>{entry}</entry></feed>".encode()
    )


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"<?xml version='1.0'?>\n<!-- a --><rss version='2.0'>", 0.95),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'>", 0.95),
        (b"<rdf:RDF xmlns='http://purl.org/rss/1.0/' xmlns:rdf='x'>", 0.95),
        (b"<r:rss xmlns:r='http://backend.userland.com/rss2'>", 0.95),
        ("<?xml version='1.0'?><rss>".encode("utf-16-le"), 0.95),
        (b"<rdf:RDF xmlns:rdf='x'><skos:Concept>", 0.0),
        (b"<feed><cow/></feed>", 0.0),
        (b"<html><body>rss", 0.0),
        (b"The rss of a process", 0.0),
    ],
)
def test_a_feed_is_recognised_by_its_root(head, expected):
    assert feed.recognise(head, "") == expected


def test_an_entry_of_atom_is_a_document():
    entry = (
        "<title type='html'>Dues &amp;amp; &lt;b>fees&lt;/b></title><link href='https://northport.example/dues'/>"
        "<published>2031-05-07T23:30:00+02:00</published><updated>2031-06-01T00:00:00Z</updated>"
        "<summary>Short.</summary><content type='xhtml' xml:lang='de'><div xmlns='http://www.w3.org/1999/xhtml'>"
        "<h2>Dues</h2><p>They<br/>fall.</p></div></content>"
    )
    file = parse_file(atom(entry), "quay.atom")
    header = file.documents[0].header

    assert (header.title, str(header.date), header.source, header.language, header.url) == (
        "Dues & fees",
        "2031-05-07",
        "Quay",
        "de",
        "https://northport.example/dues",
    )
    assert [(p.kind, file.documents[0].passage_text(p)) for p in file.documents[0].passages] == [
        ("heading", "Dues"),
        ("paragraph", "They\nfall."),
    ]
    assert "A summary beside the text was left out of 1 entry (1 word)." in file.findings


def test_a_change_is_no_publication_in_silence():
    file = parse_file(
        atom("<title>Dues</title><updated>2031-06-01T00:00:00Z</updated><content>They fall.</content>")
    )

    assert str(file.documents[0].header.date) == "2031-06-01"
    assert (
        "The day that the feed calls updated or date was taken where it gives none of publication: entry 1 “Dues”."
        in file.findings
    )


@pytest.mark.parametrize(
    ("link", "url", "told"),
    [
        ("/news/1", "https://port.example/news/1", "was completed by that of the feed"),
        ("2.html", "https://port.example/press/2.html", "was completed by that of the feed"),
        ("https://port.example/3", "https://port.example/3", ""),
        ("urn:uuid:4", "", "is none of a page and was left out: “urn:uuid:4”"),
    ],
)
def test_an_address_is_that_of_the_entry_on_the_site_of_its_feed(link, url, told):
    item = f"<item><title>Dues</title><link>{link}</link><description>The quay opens.</description></item>"
    head = "<rss version='2.0'><channel><title>P</title><link>https://port.example/press/</link>"

    extracted = feed.to_text(f"{head}{item}</channel></rss>".encode(), "a.rss")

    assert extracted.sections[0].header.url == url
    findings = [finding for finding in extracted.findings if "address" in finding]
    assert [told in finding for finding in findings] == ([True] if told else [])


def test_an_entry_without_text_is_refused_by_name():
    both = atom("<title>Empty</title></entry><entry><title>Full</title><content>Words.</content>")
    file = parse_file(both, "quay.xml")

    assert [document.text for document in file.documents] == ["Words."]
    assert [(refusal.name, refusal.reason) for refusal in file.refusals] == [
        ("quay.xml, entry 1 “Empty”", "The entry has no text, only a title or a link.")
    ]


def test_a_feed_without_entries_is_refused():
    with pytest.raises(ImportDocumentError) as error:
        parse_file(b"<rss version='2.0'><channel><title>x</title></channel></rss>", "quay.rss")

    assert error.value.message == "quay.rss is a feed without entries."


def test_a_pasted_feed_is_in_the_encoding_of_the_page():
    text = (
        "<?xml version='1.0' encoding='iso-8859-1'?><rss version='2.0'><channel><item><title>É</title>"
        "<description>Été à Noël</description></item></channel></rss>"
    )

    assert parse_text(text).documents[0].text == "Été à Noël"


@pytest.mark.parametrize(
    "content",
    [
        b"http://127.0.0.1:9/feed.xml",
        b"<!DOCTYPE rss SYSTEM 'http://127.0.0.1:9/x.dtd'><rss><channel><item><title>a</title></item></channel></rss>",
        b"<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss version='2.0'><channel><item>"
        b"<description>a&x;b</description></item></channel></rss>",
    ],
    ids=["address", "DTD", "entity"],
)
def test_nothing_else_is_opened(content, monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("The network was asked.")

    monkeypatch.setattr(socket, "socket", refuse)
    try:
        result = feed.to_text(content, "quay.xml")
    except ImportDocumentError:
        return
    assert "root:" not in str(result)


@pytest.mark.parametrize(
    ("declaration", "reason"),
    [
        ("x SYSTEM 'file:///etc/passwd'", "refers to another file by the entity “x”"),
        ("x '" + "y" * 200 + "'", "declares the entity “x”, which is more than a few plain characters"),
    ],
)
def test_an_entity_that_would_be_dropped_is_refused(declaration, reason):
    content = f"<!DOCTYPE rss [<!ENTITY {declaration}>]><rss version='2.0'><channel><item><description>a&x;b"

    with pytest.raises(ImportDocumentError, match=reason):
        feed.to_text(f"{content}</description></item></channel></rss>".encode(), "quay.xml")


def outcome(path):
    try:
        feed.to_text(path.read_bytes(), path.name)
    except ImportDocumentError as error:
        return error.message.replace(path.name, "{name}")
    return "read"


@pytest.mark.skipif(not FEEDS.is_dir(), reason="the feeds are not here")
@pytest.mark.slow
def test_real_feeds_are_read_or_refused():
    outcomes = Counter(outcome(path) for path in FEEDS.rglob("*.xml"))

    assert outcomes == {"read": 78, "{name} is a feed without entries.": 60}
