"""The whole way from bytes to a ParsedDocument: what may come out, whatever goes in."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.importing.errors import ImportDocumentError
from archive.importing.limits import MAX_PARAGRAPHS
from archive.importing.parse import parse_file, parse_text
from archive.importing.parsed_document import Header
from archive.text.paragraphs import split_paragraphs

# The rule `document_text_is_canonical` of migration 0003, written again in Python.
FORBIDDEN = re.compile("[\x01-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]|^\\s|\\s$|\n\n\n|[ \u00a0\u3000]\n")
PIECES = st.sampled_from(
    (
        *(
            "---",
            "title: A",
            "kind: speech",
            "# Head",
            "- item",
            "1. one",
            "2025-02-30",
            "May 12, 2025",
            "word",
        ),
        *(
            "Name: words",
            "Reporter of X: why?",
            "记者：为什么？",
            "**bold**",
            "“quoted”",
            "<b>",
            "&amp;",
            "`",
            "~~~",
        ),
        *(
            "(Xinhua, Beijing, April 26) — Words.",
            "Press Release of Nankai",
            "[a](http://b.c)",
            "e\u0301",
            "か",
        ),
        *("in small letters that go on and on to the end", "\n", "\n\n", "\r\n", "\x0c", "\t", "\u200b"),
        *("\ufeff", "\u2028", "\u0085", "\u3000", "\u3099"),
    )
)
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(PIECES, max_size=30).map(" ".join),
    st.lists(PIECES, max_size=30).map("".join),
)


def parse_or_refuse(call, *args, **options):
    """None where it is refused; any other exception fails the test."""
    try:
        return call(*args, **options)
    except ImportDocumentError:
        return None


def assert_sound(parsed):
    assert not FORBIDDEN.search(parsed.text)
    assert "\0" not in parsed.text
    assert unicodedata.is_normalized("NFC", parsed.text)
    assert [parsed.passage_text(passage) for passage in parsed.passages] == split_paragraphs(parsed.text)
    assert [passage.number for passage in parsed.passages] == list(range(1, len(parsed.passages) + 1))
    for passage in parsed.turns:
        assert parsed.passage_text(passage).startswith(passage.speaker_label)
    for part in parsed.parts:
        assert 1 < part.first <= part.last <= len(parsed.passages)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_a_text_is_canonical_or_refused(text):
    parsed = parse_or_refuse(parse_text, text)
    if parsed:
        assert_sound(parsed)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_markdown_is_canonical_or_refused(text):
    parsed = parse_or_refuse(parse_text, text, format_name="markdown")
    if parsed:
        assert_sound(parsed)


@given(
    st.one_of(st.binary(max_size=300), TEXTS.map(str.encode), TEXTS.map(lambda text: text.encode("utf-16")))
)
@settings(max_examples=300, deadline=None)
def test_bytes_are_canonical_or_refused(raw):
    parsed = parse_or_refuse(parse_file, raw, "any.txt")
    if parsed:
        assert_sound(parsed)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_a_canonical_text_is_unchanged(text):
    parsed = parse_or_refuse(parse_text, text, format_name="plain")
    # A header that was hidden by another is a header once it stands first; everything else must rest.
    if parsed and not re.search("^-{3,}$", parsed.text, re.MULTILINE):
        assert parse_text(parsed.text, format_name="plain").text == parsed.text


@given(st.lists(st.text("abcdefg ,.人工智能", min_size=1, max_size=200), min_size=1, max_size=8))
@settings(deadline=None)
def test_paragraphs_between_blank_lines_are_kept(paragraphs):
    paragraphs = [" ".join(paragraph.split()) for paragraph in paragraphs]
    paragraphs = [paragraph for paragraph in paragraphs if paragraph]
    if paragraphs:
        assert split_paragraphs(parse_text("\n\n".join(paragraphs)).text) == paragraphs


def test_overrides_replace_values_of_the_header():
    parsed = parse_text("---\ntitle: Ours\nkind: speech\n---\nWords.", overrides=Header(kind="report"))

    assert parsed.header == Header(title="Ours", kind="report")


def test_the_text_of_a_document_includes_its_parts():
    parsed = parse_text(
        "---\ntitle: Newsletter\n---\nThe editor opens.\n\n---\ntitle: Readout\n---\nThe ministry speaks.\n\n"
        "---\n---\nThe editor closes."
    )

    assert parsed.text == "The editor opens.\n\nThe ministry speaks.\n\nThe editor closes."
    assert [(part.header.title, part.text) for part in parsed.children] == [
        ("Readout", "The ministry speaks.")
    ]


def test_an_encoding_other_than_utf_8_is_mentioned():
    parsed = parse_file("Le président a déclaré l’été ouvert.".encode("cp1252"), "ete.txt")

    assert parsed.findings == ("The text was read as Windows-1252.",)


@pytest.mark.parametrize("text", ["", " \n\t ", "\ufeff", "---\ntitle: Only a header\n---\n", "\u200b\n\x0c"])
def test_a_text_without_words_is_refused(text):
    with pytest.raises(ImportDocumentError, match=r"^note\.txt is empty\.$"):
        parse_text(text, "note.txt")


def test_a_text_of_too_many_paragraphs_is_refused():
    with pytest.raises(
        ImportDocumentError, match=r"^table\.txt has 10,001 paragraphs; the limit is 10,000\.$"
    ):
        parse_text("\n\n".join("x" for _ in range(MAX_PARAGRAPHS + 1)), "table.txt")


@pytest.mark.parametrize("parse", [parse_text, lambda text: parse_file(text.encode())])
def test_a_text_that_is_too_long_is_refused(parse):
    with pytest.raises(ImportDocumentError, match=r"^The text is 6\.0 MB; the limit is 5 MB\.$"):
        parse("x" * 6 * 1024 * 1024)


def test_a_pasted_text_may_have_as_many_characters_as_a_file_has_bytes():
    text = "\n\n".join(["灯" * 40_000] * 100)

    assert len(parse_text(text).passages) == 100
