"""The whole way from bytes to a ParsedDocument: what may come out, whatever goes in."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.importing import parse as parsing
from archive.importing.errors import ImportDocumentError
from archive.importing.formats import ExtractedText, Format
from archive.importing.header import ExtractedParagraph, Section
from archive.importing.limits import MAX_PARAGRAPHS
from archive.importing.parse import paragraphs_of_part, parse_file, parse_part, parse_text
from archive.importing.parsed_document import Header, Refusal
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
        return call(*args, **options).document
    except ImportDocumentError:
        return None


def assert_sound(parsed):
    assert not FORBIDDEN.search(parsed.text)
    assert "\0" not in parsed.text
    assert unicodedata.is_normalized("NFC", parsed.text)
    assert [parsed.passage_text(passage) for passage in parsed.passages] == split_paragraphs(parsed.text)
    assert [passage.number for passage in parsed.passages] == list(range(1, len(parsed.passages) + 1))
    for passage in parsed.turns:
        assert passage.speaker_label in parsed.passage_text(passage)[: len(passage.speaker_label) + 12]
    for part in parsed.parts:
        assert 1 < part.first <= part.last <= len(parsed.passages)


@given(TEXTS)
def test_a_text_is_canonical_or_refused(text):
    parsed = parse_or_refuse(parse_text, text)
    if parsed:
        assert_sound(parsed)


@given(TEXTS)
def test_markdown_is_canonical_or_refused(text):
    parsed = parse_or_refuse(parse_text, text, format_name="markdown")
    if parsed:
        assert_sound(parsed)


@given(
    st.one_of(st.binary(max_size=300), TEXTS.map(str.encode), TEXTS.map(lambda text: text.encode("utf-16")))
)
def test_bytes_are_canonical_or_refused(raw):
    parsed = parse_or_refuse(parse_file, raw, "any.txt")
    if parsed:
        assert_sound(parsed)


@pytest.mark.slow
@given(TEXTS)
def test_a_canonical_text_is_unchanged(text):
    parsed = parse_or_refuse(parse_text, text, format_name="plain")
    # A header that was hidden by another is a header once it stands first; everything else must rest.
    if parsed and not re.search("^-{3,}$", parsed.text, re.MULTILINE):
        assert parse_text(parsed.text, format_name="plain").document.text == parsed.text


@given(st.lists(st.text("abcdefg .人工智能", min_size=1, max_size=200), min_size=1, max_size=8))
def test_paragraphs_between_blank_lines_are_kept(paragraphs):
    paragraphs = [" ".join(paragraph.split()) for paragraph in paragraphs]
    paragraphs = [paragraph for paragraph in paragraphs if paragraph]
    if paragraphs:
        assert split_paragraphs(parse_text("\n\n".join(paragraphs)).document.text) == paragraphs


def test_overrides_replace_values_of_the_header():
    parsed = parse_text(
        "---\ntitle: Ours\nkind: speech\n---\nWords.", overrides=Header(kind="report")
    ).document

    assert parsed.header == Header(title="Ours", kind="report")


def test_the_text_of_a_document_includes_its_parts():
    parsed = parse_text(
        "---\ntitle: Newsletter\n---\nThe editor opens.\n\n---\ntitle: Readout\n---\nThe ministry speaks.\n\n"
        "---\n---\nThe editor closes."
    ).document

    assert parsed.text == "The editor opens.\n\nThe ministry speaks.\n\nThe editor closes."
    assert [(part.header.title, part.text) for part in parsed.children] == [
        ("Readout", "The ministry speaks.")
    ]


def test_an_encoding_other_than_utf_8_is_mentioned():
    file = parse_file("Le président a déclaré l’été ouvert.".encode("cp1252"), "ete.txt")

    assert file.findings == ("The text was read as Windows-1252.",)
    assert (file.encoding, file.format) == ("Windows-1252", "plain")


@pytest.mark.parametrize("text", ["", " \n\t ", "\ufeff", "---\ntitle: Only a header\n---\n", "\u200b\n\x0c"])
def test_a_text_without_words_is_refused(text):
    with pytest.raises(ImportDocumentError, match=r"^note\.txt is empty\.$"):
        parse_text(text, "note.txt")


@pytest.mark.slow
def test_a_text_of_too_many_paragraphs_is_refused():
    with pytest.raises(
        ImportDocumentError, match=r"^table\.txt has 10,001 paragraphs; the limit is 10,000\.$"
    ):
        parse_text("\n\n".join("x" for _ in range(MAX_PARAGRAPHS + 1)), "table.txt")


@pytest.mark.parametrize("parse", [parse_text, lambda text: parse_file(text.encode())])
def test_a_text_that_is_too_long_is_refused(parse):
    with pytest.raises(ImportDocumentError, match=r"^The text is 6\.0 MB; the limit is 5 MB\.$"):
        parse("x" * 6 * 1024 * 1024)


@pytest.mark.slow
def test_a_pasted_text_may_have_as_many_characters_as_a_file_has_bytes():
    text = "\n\n".join(["灯" * 40_000] * 100)

    assert len(parse_text(text).document.passages) == 100


@pytest.fixture
def read_as(monkeypatch):
    """Parse as if a format had read `extracted`."""

    def read(extracted, name="entries.xyz", **options):
        fake = Format("fake", "Fake", (".xyz",), lambda head, name: 1.0, lambda *args: extracted)
        monkeypatch.setattr(parsing, "choose_format", lambda *args: fake)
        return parse_file(b"anything", name, **options)

    return read


def passages(document):
    return [
        (passage.kind, passage.speaker_label, passage.time, document.passage_text(passage))
        for passage in document.passages
    ]


def test_what_a_format_knows_of_its_paragraphs_is_kept(read_as):
    paragraphs = (
        ExtractedParagraph("Debate on lamps", "heading"),
        ExtractedParagraph("The\u200b Speaker:\tOrder.\n\nOrder!", "remark", "The \u200bSpeaker", "00:01:12"),
        ExtractedParagraph("Ms Vale: Will the\nminister say why?", "question", "Ms Vale", "00:02:00"),
        ExtractedParagraph("And when?", "question"),
        ExtractedParagraph(" \n "),
        ExtractedParagraph("Members cheered."),
        ExtractedParagraph("Aside: no turn.", speaker_label="Somebody"),
    )

    document = read_as(ExtractedText((Section(Header(), paragraphs=paragraphs),))).document

    assert passages(document) == [
        ("heading", "", "", "Debate on lamps"),
        ("remark", "The Speaker", "00:01:12", "The Speaker: Order."),
        ("remark", "", "", "Order!"),
        ("question", "Ms Vale", "00:02:00", "Ms Vale: Will the\nminister say why?"),
        ("question", "", "", "And when?"),
        ("paragraph", "", "", "Members cheered."),
        ("paragraph", "", "", "Aside: no turn."),
    ]
    assert_sound(document)


def test_turns_are_looked_for_where_the_format_marks_none(read_as):
    paragraphs = tuple(
        map(ExtractedParagraph, ("Reporter of X: Why?", "Amara Vale: Because.", "Reporter of X: And?"))
    )

    document = read_as(ExtractedText((Section(Header(), paragraphs=paragraphs),))).document

    assert [turn.speaker_label for turn in document.turns] == ["Reporter of X", "Amara Vale", "Reporter of X"]


def test_a_file_of_entries_gives_a_document_for_each(read_as):
    sections = (
        Section(Header(title="One", kind="speech"), "First words."),
        Section(Header(title="None"), " "),
        Section(None, "x" * 50_001, name="row 3"),
        Section(Header(title="Four"), "Last words."),
    )
    extracted = ExtractedText(
        sections, ("4 rows.",), are_documents=True, refusals=(Refusal("row 9", "It is torn."),)
    )

    file = read_as(extracted, overrides=Header(kind="report"))

    assert [
        (document.name, document.header.title, document.header.kind, document.text)
        for document in file.documents
    ] == [
        ("entries.xyz, document 1", "One", "report", "First words."),
        ("entries.xyz, document 4", "Four", "report", "Last words."),
    ]
    assert [(refusal.name, refusal.reason[:40]) for refusal in file.refusals] == [
        ("entries.xyz, row 9", "It is torn."),
        ("entries.xyz, document 2", "entries.xyz, document 2 is empty."),
        ("entries.xyz, row 3", "Paragraph 1 of entries.xyz, row 3 has 50"),
    ]
    assert (file.findings, file.format, file.name) == (("4 rows.",), "fake", "entries.xyz")


@pytest.mark.parametrize("field", ["title", "url"])
def test_one_title_or_address_cannot_be_that_of_every_entry(read_as, field):
    sections = (Section(Header(), "One."), Section(Header(), "Two."))

    with pytest.raises(ImportDocumentError, match=r"^entries\.xyz holds 2 documents: ") as refused:
        read_as(ExtractedText(sections, are_documents=True), overrides=Header(**{field: "http://a.b/c"}))

    assert refused.value.field == field


def test_a_file_without_any_entry_is_empty(read_as):
    with pytest.raises(ImportDocumentError, match=r"^entries\.xyz is empty\.$"):
        read_as(ExtractedText((), are_documents=True))


def test_a_part_keeps_what_is_known_of_its_paragraphs(read_as):
    paragraphs = (
        ExtractedParagraph("Preface."),
        ExtractedParagraph("The lamps", "heading"),
        ExtractedParagraph("Vale: Order.", "remark", "Vale", "00:00:09"),
        ExtractedParagraph("Order!", "remark"),
        ExtractedParagraph("After."),
    )
    whole = read_as(ExtractedText((Section(Header(), paragraphs=paragraphs),))).document

    part = parse_part(paragraphs_of_part(whole, 2, 4), (2, 4), Header(title="The lamps"))

    assert (part.header, part.parts, part.name) == (Header(title="The lamps"), (), "")
    assert passages(part) == [
        ("heading", "", "", "The lamps"),
        ("remark", "Vale", "00:00:09", "Vale: Order."),
        ("remark", "", "", "Order!"),
    ]
