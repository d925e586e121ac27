"""Parts: suggested or chosen by hand, with values of their own; they take nothing from the whole in silence."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from archive.models import Document, State
from tests.factories import make_event

from .pages import errors, fields, form_values, open_preview, press_button, texts

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

LETTER = (
    "Why the council matters is a question that the harbour has asked for years.\n"
    "Press Release of the Port\n“The port has lamps and a quay and a library, and is content.”\n"
    "That is what the council said about the lamps of the harbour this year.\n"
)
OWN_HEADER = (
    "---\ntitle: The letter\nsource: Harbour Weekly\nlanguage: en\n---\nThe letter has much to say about lamps.\n"
    "---\ntitle: The release\nsource: Port Authority\n---\nThe port has lamps and a quay.\n"
    "---\n---\nSo it said.\n"
)


@pytest.fixture
def letter(as_editor):
    return open_preview(as_editor, text=LETTER, source="Harbour Weekly")


def test_a_suggestion_is_shown_and_not_taken(as_editor, letter):
    assert "Paragraphs 2 to 3: Press Release of the Port" in texts(letter, "import-part")[0]
    assert [part.is_chosen for part in letter.context["draft"].parts] == [False]

    press_button(as_editor, letter, "import")
    assert Document.objects.count() == 1


def test_a_ticked_suggestion_becomes_a_document(as_editor, letter):
    ticked = press_button(as_editor, letter, "preview", {"part-0-chosen": "on", "part-0-source": "Port"})
    assert fields(ticked, "part-0")["title"][0] == "Press Release of the Port"
    assert fields(ticked, "part-0")["source"] == ("Port", "Entered by you")
    assert texts(ticked, "part-start") == ["Separate document: Press Release of the Port"]

    response = press_button(
        as_editor, ticked, "import", {"part-0-date": "2018-05", "part-0-kind": "press_release"}
    )

    whole, part = Document.objects.order_by("id")
    assert (part.title, part.part_of, part.state) == ("Press Release of the Port", whole, State.DRAFT)
    assert (part.part_first, part.part_last) == (2, 3)
    assert (part.source.name, str(part.date), part.date_precision) == ("Port", "2018-05-01", "month")
    assert "1 part became a separate document." in texts(response, "success")[0]
    assert LogEntry.objects.count() == 2


def test_a_part_takes_no_date_and_no_event_from_the_whole(as_editor, letter):
    make_event("Council day")
    whole = {"document-date": "2025-02-07", "document-event": "Council day", "document-kind": "commentary"}

    press_button(as_editor, letter, "import", whole | {"part-0-chosen": "on", "part-0-source": "Port"})

    whole, part = Document.objects.order_by("id")
    assert (str(whole.date), whole.event.name) == ("2025-02-07", "Council day")
    assert (part.date, part.event) == (None, None)


def test_source_and_language_of_the_whole_are_offered_as_such(as_editor, letter):
    ticked = press_button(as_editor, letter, "preview", {"part-0-chosen": "on", "part-0-source": ""})

    assert "source" not in fields(ticked, "part-0")
    assert errors(ticked) == ["Who published this text? Give its source."]
    by_hand = press_button(as_editor, ticked, "preview", {"part-1-first": "4", "part-1-last": "4"})
    assert fields(by_hand, "part-1")["source"] == (
        "Harbour Weekly",
        "Taken from the document it is part of",
    )


def test_a_part_is_chosen_by_the_numbers_of_its_paragraphs(as_editor, letter):
    blank = {"part-1-chosen": "on", "part-1-first": "3", "part-1-last": "4"}
    shown = press_button(as_editor, letter, "preview", blank)
    assert fields(shown, "part-1")["source"][0] == "Harbour Weekly"
    assert form_values(shown)["part-1-first"] == "3"
    assert form_values(shown)["part-1-kind"] == "unknown"

    press_button(as_editor, shown, "import", {"part-1-title": "What the port said"})

    whole, part = Document.objects.order_by("id")
    assert (part.title, part.part_first, part.part_last) == ("What the port said", 3, 4)
    assert part.kind == "unknown"
    assert part.text == "\n\n".join(whole.text.split("\n\n")[2:4])


@pytest.mark.parametrize(
    ("first", "last"), [("3", "2"), ("0", "2"), ("1", "9"), ("", "2"), ("x", "2"), ("9" * 30, "9" * 30)]
)
def test_a_range_that_is_not_there_is_refused(as_editor, letter, first, last):
    blank = {"part-1-chosen": "on", "part-1-first": first, "part-1-last": last}

    response = press_button(as_editor, letter, "import", blank)

    assert "Give the numbers of the first and the last paragraph; this text has 4." in errors(response)
    assert not Document.objects.exists()


def test_a_part_with_a_header_of_its_own_is_taken_unless_it_is_unticked(as_editor):
    response = open_preview(as_editor, text=OWN_HEADER)
    assert texts(response, "part-start") == ["Separate document: The release"]
    assert fields(response, "part-0")["source"] == ("Port Authority", "Taken from its own header")

    press_button(as_editor, response, "import", {"part-0-chosen": None})
    assert [document.title for document in Document.objects.all()] == ["The letter"]

    press_button(as_editor, open_preview(as_editor, text=OWN_HEADER), "import")
    whole, part = Document.objects.order_by("id")
    assert (part.title, part.source.name, part.part_of) == ("The release", "Port Authority", whole)
    assert (part.part_first, part.part_last) == (2, 2)


def test_a_part_of_a_text_that_is_already_imported_can_still_be_imported(as_editor, letter):
    press_button(as_editor, letter, "import")
    again = open_preview(as_editor, text=LETTER, source="Harbour Weekly")
    assert 'name="import"' not in again.text

    ticked = press_button(as_editor, again, "preview", {"part-0-chosen": "on"})
    response = press_button(as_editor, ticked, "import")

    part = Document.objects.get(title="Press Release of the Port")
    assert part.part_of == Document.objects.get(part_of=None)
    assert response.redirect_chain[-1][0] == reverse("admin:archive_document_change", args=[part.part_of.pk])


@pytest.mark.parametrize(
    ("ranges", "reason"),
    [
        ([("1", "2"), ("2", "3")], "Paragraphs 2 to 2 are in two parts; parts cannot overlap."),
        ([("2", "4"), ("3", "3")], "Paragraphs 3 to 3 are in two parts; parts cannot overlap."),
        ([("1", "2"), ("1", "2")], "Paragraphs 1 to 2 are in two parts; parts cannot overlap."),
        ([("1", "4")], "This is the whole text; a part must be shorter."),
    ],
)
def test_each_paragraph_is_in_one_part_at_most(as_editor, letter, ranges, reason):
    page = letter
    for number, (first, last) in enumerate(ranges, 1):
        part = {"chosen": "on", "first": first, "last": last, "title": f"Part {number}"}
        page = press_button(
            as_editor, page, "preview", {f"part-{number}-{name}": value for name, value in part.items()}
        )
    assert errors(page) == [reason]

    press_button(as_editor, page, "import")
    assert not Document.objects.exists()


def test_parts_can_stand_side_by_side(as_editor, letter):
    page = press_button(
        as_editor, letter, "preview", {f"part-1-{name}": "1" for name in ("chosen", "first", "last")}
    )
    page = press_button(
        as_editor, page, "preview", {f"part-2-{name}": "2" for name in ("chosen", "first", "last")}
    )

    press_button(as_editor, page, "import")

    ranges = Document.objects.filter(part_of__isnull=False).values_list("part_first", "part_last")
    assert sorted(ranges) == [(1, 1), (2, 2)]
