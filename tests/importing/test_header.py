"""The header: what it may hold, and one message for each mistake in it."""

import datetime as dt

import pytest

from archive.importing.errors import ImportDocumentError
from archive.importing.header import header_from_values, split_sections
from archive.importing.parsed_document import Header, PartialDate


def only_section(text):
    (section,) = split_sections(text)
    return section


def test_a_web_address_may_be_written_in_capitals():
    assert header_from_values({"url": "HTTP://Port.example/A"}).url == "http://Port.example/A"


def test_a_text_of_nothing_but_hyphens_is_refused_by_its_lines_before_it_is_read():
    with pytest.raises(ImportDocumentError, match=r"^The text has 300,001 lines; the limit is 250,000\.$"):
        split_sections("---\n" * 300_000)


def test_a_full_header():
    section = only_section(
        "---\ntitle: 'Remarks: the harbour'\nsource: Harbour Gazette\nkind: Press release\ndate: c. 2024\n"
        "language: zh-Hans\nevent: harbour-library\nurl: https://example.org/a?b=c#d\npart-of: newsletter\n"
        "translation of: the-original\nmachine: true\ntranslator name: A. Machine\n"
        "rights note: |\n  All ours,\n  always.\n---\nThe words."
    )

    assert section.header == Header(
        title="Remarks: the harbour",
        source="Harbour Gazette",
        kind="press_release",
        date=PartialDate(dt.date(2024, 1, 1), "year", uncertain=True),
        language="zh-Hans",
        event="harbour-library",
        url="https://example.org/a?b=c#d",
        part_of="newsletter",
        translation_of="the-original",
        translator="machine",
        machine=True,
        translator_name="A. Machine",
        rights_note="All ours, always.",
    )
    assert section.text == "The words."


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2025", PartialDate(dt.date(2025, 1, 1), "year")),
        ("2025-04", PartialDate(dt.date(2025, 4, 1), "month")),
        ("2025-04-25", PartialDate(dt.date(2025, 4, 25))),
        ("c. 2024", PartialDate(dt.date(2024, 1, 1), "year", uncertain=True)),
        ("about May 2024", PartialDate(dt.date(2024, 5, 1), "month", uncertain=True)),
        ("2024-05?", PartialDate(dt.date(2024, 5, 1), "month", uncertain=True)),
        ("12 May 2025", PartialDate(dt.date(2025, 5, 12))),
        ("2025年4月25日", PartialDate(dt.date(2025, 4, 25))),
        ("2024-02-29", PartialDate(dt.date(2024, 2, 29))),
    ],
)
def test_dates(written, expected):
    assert header_from_values({"date": written}).date == expected


def test_a_colon_inside_a_value_needs_no_quotation_marks():
    assert only_section("---\ntitle: Remarks: the harbour\n---\nWords.").header == Header(
        title="Remarks: the harbour"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Words.",
        "---\nWords with no key.\n---\nMore.",
        "Words.\n\n---\n\nMore: words.\n---",
        "Words.\n---\nAddis: a city\n---\nMore.",
        "---",
        "---\n\nWords.",
    ],
)
def test_a_line_of_hyphens_is_not_always_a_header(text):
    assert only_section(text).header == Header()
    assert only_section(text).text == text


def test_a_second_header_starts_a_document_and_an_empty_one_ends_it():
    sections = split_sections("Opening.\n---\ntitle: Inside\n---\nWords.\n---\n---\nClosing.")

    assert [(section.header, section.text) for section in sections] == [
        (Header(), "Opening."),
        (Header(title="Inside"), "Words."),
        (None, "Closing."),
    ]


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ("titel: A", "The header's key “titel” is not known. Did you mean “title”?"),
        ("sorce: A", "The header's key “sorce” is not known. Did you mean “source”?"),
        (
            "xyzzy: A",
            (
                "The header's key “xyzzy” is not known. Known keys: title, original_title, source, "
                "kind, date, language, event, event_date, event_place, url, part_of, translation_of, translator, "
                "machine, translator_name, rights_note, public_note."
            ),
        ),
        ("date: 2025-02-30", "The date “2025-02-30” does not exist: 2025-02 has 28 days."),
        ("date: 2025-05-00", "The date “2025-05-00” does not exist: 2025-05 has 31 days."),
        ("date: 2025-13", "The date “2025-13” does not exist: there is no month 13."),
        ("date: 0000", "The date “0000” does not exist: there is no year 0."),
        (
            "date: soon",
            "The date “soon” could not be read. Write 2025, 2025-04, 2025-04-25 or c. 2024.",
        ),
        ("title: A\nlanguage: en\ntitle: B", "The header gives “title” more than once."),
        ("title: A: B\nPart of: x\npart-of: y", "The header gives “part_of” more than once."),
        ("kind: speach", "The kind “speach” is not known. Did you mean “speech”?"),
        (
            "kind: poem",
            "The kind “poem” is not known. Choose one of: speech, readout, press_conference, news_report, "
            "commentary, joint_statement, press_release, policy, transcript, report, unknown.",
        ),
        (
            "translator: nobody",
            "The translator “nobody” is not known. Choose one of: official, outlet, archive, machine.",
        ),
        ("machine: perhaps", "“machine” must be true or false, not “perhaps”."),
        ("url: harbour", "The URL “harbour” is not a web address: it must start with http:// or https://."),
        ("language: English", "The language “English” is not a language code such as en, fr or zh-Hans."),
        ("title: [a, b]", "The header's “title” needs one value, not a list."),
        (
            'title: "open\nWhat?',
            "The header could not be read: line 3, found unexpected end of stream.",
        ),
    ],
    ids=lambda value: value.split(":")[0][:20],
)
def test_a_wrong_header_is_refused(lines, reason):
    with pytest.raises(ImportDocumentError) as error:
        split_sections(f"---\n{lines}\n---\nWords.")

    assert error.value.message == reason


def test_a_header_that_never_ends_is_refused():
    with pytest.raises(
        ImportDocumentError, match=r"^The header starts with --- but no second line of --- ends it\.$"
    ):
        split_sections("---\ntitle: A\n\nWords.")


def test_an_override_replaces_only_the_values_it_gives():
    assert Header(title="A", kind="speech").overridden_by(Header(title="B", machine=True)) == Header(
        title="B", kind="speech", machine=True
    )


def test_a_value_holds_only_characters_that_a_text_may_hold():
    written = r'"\ud800The \0words\x07 \u202e"'
    assert only_section(f"---\ntitle: {written}\n---\nText.").header.title == "The words"
    assert header_from_values({"title": "\udcffThe words"}).title == "The words"


def test_a_value_without_visible_characters_counts_as_empty():
    assert only_section('---\ntitle: "\\u200b"\n---\nText.').header == Header()


def test_an_unknown_key_of_strange_characters_can_be_printed():
    with pytest.raises(ImportDocumentError) as error:
        only_section('---\ntitle: T\n"\\ud800xyzzy": 1\n---\nText.')
    assert error.value.message.encode().startswith("The header's key “xyzzy” is not known.".encode())


@pytest.mark.parametrize("key", ["kind", "date", "language", "machine", "url", "translator"])
def test_an_error_quotes_only_the_start_of_a_long_value(key):
    with pytest.raises(ImportDocumentError) as error:
        header_from_values({key: "x" * 5000})
    assert len(error.value.message) < 300
    assert f"“{'x' * 79}…”" in error.value.message
