"""Facts of one text are not facts of another, and what nothing shows stays unknown."""

import datetime as dt
from dataclasses import replace

import pytest

from archive.importing.importer import import_document, parts_beside_children
from archive.importing.parse import parse_text
from archive.importing.parsed_document import Header, PartCandidate, PartialDate, Suggestion
from archive.models import Document, Event
from tests.factories import make_event, make_source

pytestmark = pytest.mark.django_db

DAY = dt.date(2024, 3, 5)
TEXT = "Rope and lamps.\n\nThe quay grows.\n\nThe letter ends."


def parse_document(header="source: Harbour Weekly", text=TEXT, suggestions=()):
    """With these suggestions in place of what the words suggest."""
    document = parse_text(f"---\n{header}\n---\n{text}").document
    return replace(document, suggestions=(Suggestion("title", "Letter", "line 1"), *suggestions))


def suggestions_of(result):
    return {suggestion.field: (str(suggestion.value), suggestion.reason) for suggestion in result.suggestions}


def test_what_nothing_shows_is_unknown_and_said():
    result = import_document(parse_document())

    document = Document.objects.get()
    assert (document.kind, document.language, document.date, document.event) == ("unknown", "und", None, None)
    assert result.notes[:3] == (
        "The kind is unknown: none was given and nothing in the text shows what it is.",
        "The language is unknown: none was given and nothing in the text shows which it is.",
        "The date is unknown: none was given and the first lines show none.",
    )
    assert list(Document.objects.incomplete()) == [document]


@pytest.mark.parametrize("header", ["kind: unknown\nlanguage: und\nsource: Harbour Weekly"])
def test_unknown_can_be_given_against_a_suggestion(header):
    suggestions = (Suggestion("kind", "speech", "x"), Suggestion("language", "en", "y"))

    document = import_document(parse_document(header, suggestions=suggestions)).document

    assert (document.kind, document.language) == ("unknown", "und")


@pytest.mark.slow
def test_a_suggestion_can_be_declined():
    date = Suggestion("date", PartialDate(DAY), "line 2")

    document = import_document(parse_document(suggestions=(date,)), dry_run=True)
    declined = import_document(parse_document(suggestions=(date,)).decline_suggestions({"date"}))

    assert (document.document.date, declined.document.date) == (DAY, None)
    assert "date" not in suggestions_of(declined)


@pytest.mark.slow
def test_a_part_takes_from_the_whole_only_source_and_language_and_says_so():
    make_event(slug="council")
    header = "source: Harbour Weekly\nlanguage: en\nkind: commentary\ndate: 2025-07-01\nevent: council\nurl: https://a.example/"
    part = PartCandidate(2, 3, "The quay", "chosen by hand", Header())

    result = import_document(parse_document(header), parts=[part])

    (inside,) = result.parts
    row = inside.document
    assert (row.title, row.text) == ("The quay", "The quay grows.\n\nThe letter ends.")
    assert (row.part_of, row.part_first, row.part_last) == (result.document, 2, 3)
    assert (row.source, row.language) == (result.document.source, "en")
    assert (row.kind, row.date, row.event, row.url) == ("unknown", None, None, "")
    origin = "the document it is part of, “Letter”"
    assert suggestions_of(inside)["source"] == ("harbour-weekly", origin)


@pytest.mark.slow
def test_every_value_of_a_part_can_be_given():
    part = PartCandidate(
        1,
        1,
        "Rope",
        "chosen by hand",
        Header(
            title="Rope!",
            source="Coast Radio",
            kind="speech",
            date=PartialDate(DAY),
            event="Night",
            language="fr",
        ),
    )

    (inside,) = import_document(parse_document(), parts=[part], create_event=True).parts

    row = inside.document
    assert (row.title, row.source.name, row.kind, row.date, row.language) == (
        "Rope!",
        "Coast Radio",
        "speech",
        DAY,
        "fr",
    )
    assert (row.event.name, row.event.start) == ("Night", DAY)


@pytest.mark.parametrize(("first", "last"), [(0, 1), (3, 2), (2, 4), (9, 9)])
def test_a_range_that_the_text_does_not_have_is_refused(first, last):
    result = import_document(parse_document(), parts=[PartCandidate(first, last, "x", "by hand")])

    reason = f"There are no paragraphs {first} to {last}: the text has 3 paragraphs."
    assert (result.status, result.reason, result.field) == ("refused", reason, "parts")
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("kind", "start", "place", "reason"),
    [
        ("speech", DAY, "Quay", "the date of this speech"),
        ("transcript", DAY, "Quay", "the date of this transcript"),
        ("press_conference", DAY, "Quay", "the date of this press conference"),
        ("news_report", None, "", None),
        ("commentary", None, "", None),
        ("readout", None, "", None),
        ("unknown", None, "", None),
    ],
)
def test_a_new_event_has_the_day_and_place_of_what_was_said_at_it_only(kind, start, place, reason):
    header = f"source: Harbour Weekly\nkind: {kind}\ndate: 2024-03-05\nevent: Night of lamps"

    result = import_document(
        parse_document(header, suggestions=(Suggestion("place", "Quay", "line 2"),)), create_event=True
    )

    event = Event.objects.get()
    assert (event.start, event.place) == (start, place)
    assert suggestions_of(result).get("event_date") == (reason and (str(DAY), reason))
    assert ("The date of the event “Night of lamps” is unknown." in result.notes) == (start is None)


def test_the_day_that_the_text_gives_an_event_goes_before_its_own():
    header = "source: Harbour Weekly\nkind: speech\ndate: 2024-03-05\nevent: Night of lamps"
    found = Suggestion("event_date", PartialDate(dt.date(2024, 2, 1), "month"), "“in February”")

    import_document(parse_document(header, suggestions=(found,)), create_event=True)

    event = Event.objects.get()
    assert (event.start, event.start_precision) == (dt.date(2024, 2, 1), "month")


def test_the_day_and_place_of_a_new_event_can_be_given():
    header = "source: Harbour Weekly\nevent: Night of lamps\nevent_date: c. 2023\nevent_place: Library"

    result = import_document(parse_document(header), create_event=True)

    event = Event.objects.get()
    assert (event.start, event.start_precision, event.date_uncertain) == (dt.date(2023, 1, 1), "year", True)
    assert event.place == "Library"
    assert "event_date" not in suggestions_of(result)


def test_an_event_that_is_there_keeps_its_day_and_place_and_that_is_said():
    event = make_event(name="Night of lamps", start=DAY, place="Quay")
    make_source(name="Harbour Weekly")
    header = "source: Harbour Weekly\nevent: Night of lamps\nevent_date: 2023\nevent_place: Library"

    result = import_document(parse_document(header))

    event.refresh_from_db()
    assert (event.start, event.place) == (DAY, "Quay")
    note = "The event “Night of lamps” already exists; its date and place stay as they are."
    assert note in result.notes


def test_parts_that_overlap_are_refused():
    parts = [PartCandidate(1, 2, "x", "by hand"), PartCandidate(2, 3, "y", "by hand")]
    result = import_document(parse_document(), parts=parts)

    reason = "Paragraphs 2 to 2 are in two parts; parts cannot overlap."
    assert (result.status, result.reason, result.field) == ("refused", reason, "parts")


def test_a_suggestion_within_a_part_that_has_a_header_is_left_out():
    text = "Rope and lamps.\n\n---\ntitle: A release\n---\nThe quay grows.\n\nThe letter ends."
    parsed = parse_text(text).document
    overlapping = PartCandidate(2, 3, "A release", "its title")
    before = PartCandidate(1, 1, "x", "its title")

    both = replace(parsed, parts=(before, overlapping))
    assert [child.paragraph_range for child in both.children] == [(2, 3)]
    assert parts_beside_children(both) == (before,)
