"""The header: what it may say, and one message for each thing that is wrong with it."""

import datetime as dt

import pytest

from archive.importing.header import header_from, split_sections
from archive.importing.parsed import Header, ImportRefused, PartialDate


def only(text):
    (section,) = split_sections(text)
    return section


def test_a_full_header():
    section = only(
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
    assert section.body == "The words."


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
    assert header_from({"date": written}).date == expected


def test_a_colon_inside_a_value_needs_no_quotation_marks():
    assert only("---\ntitle: Remarks: the harbour\n---\nWords.").header == Header(
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
def test_lines_of_hyphens_that_are_no_header(text):
    assert only(text).header == Header()
    assert only(text).body == text


def test_a_second_header_begins_a_document_and_an_empty_one_ends_it():
    sections = split_sections("Opening.\n---\ntitle: Inside\n---\nWords.\n---\n---\nClosing.")

    assert [(section.header, section.body) for section in sections] == [
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
            "The header's key “xyzzy” is not known. Known are: title, original_title, source, kind, date, "
            "language, event, url, part_of, translation_of, translator, machine, translator_name, rights_note, "
            "public_note.",
        ),
        ("date: 2025-02-30", "The date “2025-02-30” does not exist: 2025-02 has 28 days."),
        ("date: 2025-13", "The date “2025-13” does not exist: there is no month 13."),
        ("date: 0000", "The date “0000” does not exist: there is no year 0."),
        (
            "date: soon",
            "The date “soon” could not be read. Write 2025, 2025-04, 2025-04-25 or c. 2024.",
        ),
        ("kind: speach", "The kind “speach” is not known. Did you mean “speech”?"),
        (
            "kind: poem",
            "The kind “poem” is not known. Choose one of: speech, readout, press_conference, news_report, "
            "commentary, joint_statement, press_release, policy, transcript, report.",
        ),
        (
            "translator: nobody",
            "The translator “nobody” is not known. Choose one of: official, outlet, archive, machine.",
        ),
        ("machine: perhaps", "“machine” is true or false, not “perhaps”."),
        ("url: harbour", "The url “harbour” is no web address: it begins with http:// or https://."),
        ("language: English", "The language “English” is no language code such as en, fr or zh-Hans."),
        ("title: [a, b]", "The header's “title” needs one value, not a list."),
        (
            'title: "open\nWhat?',
            "The header could not be read: line 3, found unexpected end of stream.",
        ),
    ],
    ids=lambda value: value.split(":")[0][:20],
)
def test_a_wrong_header_is_refused(lines, reason):
    with pytest.raises(ImportRefused) as refused:
        split_sections(f"---\n{lines}\n---\nWords.")

    assert refused.value.reason == reason


def test_a_header_that_never_ends_is_refused():
    with pytest.raises(
        ImportRefused, match=r"^The header begins with --- but no second line of --- ends it\.$"
    ):
        split_sections("---\ntitle: A\n\nWords.")


def test_what_is_laid_over_wins_only_where_it_speaks():
    assert Header(title="A", kind="speech").under(Header(title="B", machine=True)) == Header(
        title="B", kind="speech", machine=True
    )


def test_a_value_holds_only_characters_that_a_text_may_hold():
    written = r'"\ud800The \0words\x07 \u202e"'
    assert only(f"---\ntitle: {written}\n---\nText.").header.title == "The words"
    assert header_from({"title": "\udcffThe words"}).title == "The words"


def test_a_value_of_nothing_visible_is_no_value():
    assert only('---\ntitle: "\\u200b"\n---\nText.').header == Header()


def test_an_unknown_key_of_strange_characters_can_be_printed():
    with pytest.raises(ImportRefused) as refused:
        only('---\ntitle: T\n"\\ud800xyzzy": 1\n---\nText.')
    assert refused.value.reason.encode().startswith("The header's key “xyzzy” is not known.".encode())


@pytest.mark.parametrize("key", ["kind", "date", "language", "machine", "url", "translator"])
def test_a_reason_quotes_only_the_beginning_of_a_long_value(key):
    with pytest.raises(ImportRefused) as refused:
        header_from({key: "x" * 5000})
    assert len(refused.value.reason) < 300
    assert f"“{'x' * 79}…”" in refused.value.reason
