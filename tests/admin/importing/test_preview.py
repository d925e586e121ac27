"""Everything that was understood of a text stands in a field with where it was taken from; an editor's word goes
before it, and what is empty stays unknown."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from archive.models import Document, Event, PendingImport, State
from tests.factories import make_event, make_source
from tests.marks import parametrize_partly_slow

from .pages import errors, fields, open_preview, press_button, texts, upload

pytestmark = pytest.mark.django_db

SPEECH = (
    "Remarks by Minister Adeyemi\nPort Adeyemi, March 5, 2024\n"
    "Every harbour deserves a library, and the lamps are for all.\n"
    "Reporter of Coast Radio: Why <lamps>?\nAmara Adeyemi: Because of the dark.\n"
)


@pytest.fixture
def speech(as_editor):
    return open_preview(as_editor, text=SPEECH, source="Harbour Gazette")


@pytest.mark.slow
def test_each_value_shows_where_it_was_taken_from(speech):
    assert fields(speech) == {
        "title": ("Remarks by Minister Adeyemi", "Taken from line 1 of the text"),
        "source": ("Harbour Gazette", "Taken from the values given for all documents"),
        "kind": ("speech", "Taken from the title “Remarks by Minister Adeyemi”"),
        "date": ("2024-03-05", "Taken from line 2: “Port Adeyemi, March 5, 2024”"),
        "language": ("en", "Taken from the most frequent words and characters"),
        "event_date": ("2024-03-05", "Taken from the date of this speech"),
        "event_place": ("Port Adeyemi", "Taken from line 2: “Port Adeyemi, March 5, 2024”"),
    }
    assert texts(speech, "kind") == ["Heading", "Question", "Answer"]
    assert "<strong>Reporter of Coast Radio</strong>: Why &lt;lamps&gt;?" in speech.text
    assert not Document.objects.exists()


@pytest.mark.slow
def test_a_text_is_imported_as_a_draft_and_logged(as_editor, editor, speech):
    response = press_button(as_editor, speech, "import", {"document-kind": "report"})

    document = Document.objects.get()
    assert response.redirect_chain == [(reverse("admin:archive_document_change", args=[document.pk]), 302)]
    assert texts(response, "success") == ["“Remarks by Minister Adeyemi” was imported as a draft."]
    assert (document.state, document.kind, document.title, document.event) == (
        State.DRAFT,
        "report",
        "Remarks by Minister Adeyemi",
        None,
    )
    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_id, entry.get_change_message()) == (
        editor,
        str(document.pk),
        "Added import “Remarks by Minister Adeyemi”.",
    )
    assert document.history.get().pgh_context.metadata["user"] == editor.pk
    assert not PendingImport.objects.exists()


@pytest.mark.slow
def test_an_edited_value_goes_before_what_was_read(as_editor, speech):
    response = press_button(
        as_editor, speech, "preview", {"document-title": "Lamps", "document-date": "2024"}
    )

    assert fields(response)["title"] == ("Lamps", "Entered by you")
    assert fields(response)["date"] == ("2024", "Entered by you")
    press_button(as_editor, response, "import")
    document = Document.objects.get()
    assert (document.title, str(document.date), document.date_precision) == ("Lamps", "2024-01-01", "year")


@pytest.mark.slow
def test_an_emptied_value_stays_unknown(as_editor, speech):
    emptied = {f"document-{name}": "" for name in ("date", "language", "event_date", "event_place")}
    emptied |= {"document-kind": "unknown", "document-event": "Harbour day", "document-create_event": "on"}

    press_button(as_editor, speech, "import", emptied)

    document = Document.objects.get()
    assert (document.date, document.language, document.kind) == (None, "und", "unknown")
    event = Event.objects.get()
    assert (event.name, event.start, event.place) == ("Harbour day", None, "")


@pytest.mark.slow
def test_a_new_event_takes_the_date_and_place_that_the_preview_shows(as_editor, speech):
    event = {"document-event": "Harbour day", "document-create_event": "on", "document-event_date": "2024-03"}

    response = press_button(as_editor, speech, "preview", event)
    assert (
        "The event “Harbour day” is new; its kind still has to be chosen."
        in texts(response, "import-findings")[0]
    )
    press_button(as_editor, response, "import")

    event = Document.objects.get().event
    assert (str(event.start), event.start_precision, event.place) == ("2024-03-01", "month", "Port Adeyemi")


@pytest.mark.slow
def test_nothing_is_guessed_where_nothing_shows_it(as_editor):
    response = open_preview(as_editor, text="42 17 3.", source="Harbour Gazette")

    assert {name: value for name, (value, _origin) in fields(response).items()} == {
        "title": "42 17 3.",
        "source": "Harbour Gazette",
        "kind": "unknown",
    }
    assert fields(response)["kind"] == ("unknown", "")
    for subject in ("kind", "language", "date"):
        assert f"The {subject} is unknown: none was given" in texts(response, "import-findings")[0]


@parametrize_partly_slow(
    ("changes", "expected"),
    [
        ({"source": ""}, ["Who published this text? Give its source."]),
        ({"title": ""}, ["Give it a title."]),
        ({"date": "2024-02-30"}, ["The date “2024-02-30” does not exist: 2024-02 has 29 days."]),
        ({"event_date": "soon"}, None),
        (
            {"language": "English", "url": "harbour"},
            [
                "The language “English” is not a language code such as en, fr or zh-Hans.",
                "The URL “harbour” is not a web address: it must start with http:// or https://.",
            ],
        ),
        ({"event": "Nowhere"}, ["The event “Nowhere” is not known. Correct it, or choose to create it."]),
        ({"kind": "poem"}, ["Select a valid choice. poem is not one of the available choices."]),
        ({"part_of": "nothing"}, []),
    ],
    4,
)
@pytest.mark.parametrize("button", ["preview", "import"])
def test_an_error_is_shown_beside_its_field_and_nothing_is_lost(as_editor, speech, button, changes, expected):
    response = press_button(
        as_editor, speech, button, {f"document-{name}": value for name, value in changes.items()}
    )

    assert response.status_code == 200
    if expected is not None:
        assert errors(response) == expected
    assert texts(response, "errornote")
    for name, value in changes.items():
        if value and name != "kind":
            assert fields(response)[name][0] == value
    assert not Document.objects.exists()


@pytest.mark.slow
def test_a_known_event_is_taken_as_it_is(as_editor, speech):
    event = make_event("Harbour day")

    press_button(as_editor, speech, "import", {"document-event": "harbour day"})

    assert Document.objects.get().event == event


@pytest.mark.slow
def test_a_near_name_is_said_before_a_source_is_created(as_editor):
    make_source("Xinhua News Agency", kind="news_agency")

    response = open_preview(as_editor, text=SPEECH, source="Xinhua")

    assert "“Xinhua News Agency” (news agency) already exists" in texts(response, "import-findings")[0]


@pytest.mark.slow
def test_of_a_long_text_one_page_is_shown_at_a_time(as_editor):
    text = "\n".join(f"Paragraph number {number} of the harbour." for number in range(1, 451))
    response = open_preview(as_editor, text=text, source="Harbour Gazette")

    assert len(response.context["paragraphs"]) == 400
    rest = as_editor.get(response.request["PATH_INFO"], {"from": "401"})
    assert [paragraph["number"] for paragraph in rest.context["paragraphs"]] == list(range(401, 451))
    assert texts(rest, "import-pages") == ["Previous paragraphs Paragraphs 401 to 450 of 450"]
    for nonsense in ("x", "-1", "9" * 30, "٣"):
        assert as_editor.get(response.request["PATH_INFO"], {"from": nonsense}).status_code == 200


@pytest.mark.slow
def test_another_encoding_is_chosen_and_the_lines_are_shown_again(as_editor):
    text = "Übergabe des Hafens\n\nDie Türen stehen allen Bürgern offen, sagte der Minister.\n"
    response = open_preview(as_editor, upload(text.encode("cp1252")), source="Hafenblatt")
    assert "Die Türen stehen allen Bürgern offen, sagte der Minister." in texts(response, "import-sample")[0]

    assert "Read as Windows-1252" not in response.text
    wrong = press_button(as_editor, response, "read_as", value="cp1251")
    assert "Die Tьren" in texts(wrong, "import-sample")[0]
    right = press_button(as_editor, wrong, "read", {"encoding": "cp1252"})
    press_button(as_editor, right, "import")
    assert Document.objects.get().text.startswith("Übergabe des Hafens")


@pytest.mark.slow
def test_damaged_characters_are_said_and_marked_when_the_editor_agrees(as_editor):
    text = "Die Türen stehen allen Bürgern offen, sagte der Minister über den Hafen.\n\n" * 30
    content = bytearray(text.encode())
    content[content.index(b"sagte")] = 0xFF
    response = open_preview(as_editor, upload(bytes(content)), source="Hafenblatt")
    assert "1 damaged character" in texts(response, "errornote")[0]
    assert "Import with 1 damaged character marked" in response.text

    marked = press_button(as_editor, response, "mark_damage")
    assert "1 damaged character was marked (�)" in texts(marked, "import-findings")[0]
    press_button(as_editor, marked, "import")
    assert Document.objects.get().text.count("�") == 1


def test_a_file_that_cannot_be_read_says_why_and_can_be_read_otherwise(as_editor):
    response = open_preview(as_editor, upload(b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "lamp.png"))

    assert len(texts(response, "errornote")) == 1
    assert press_button(as_editor, response, "read", {"format": "plain"}).status_code == 200


@pytest.mark.slow
def test_the_file_travels_on_without_being_sent_again(as_editor):
    response = open_preview(as_editor, upload(SPEECH))

    again = press_button(as_editor, response, "preview", {"document-source": "Harbour Gazette"})
    press_button(as_editor, again, "import")

    assert Document.objects.get().text == SPEECH.strip().replace("\n", "\n\n")
