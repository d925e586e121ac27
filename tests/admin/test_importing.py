"""The import page: preview, correct, import; nothing is lost between the steps."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from archive.models import Document, State
from tests.factories import make_document, make_source, make_statement

pytestmark = pytest.mark.django_db

SPEECH = (
    "Remarks by Minister Adeyemi\nPort Adeyemi, March 5, 2024\n"
    "Every harbour deserves a library, and the lamps are for all.\n"
    "Reporter of Coast Radio: Why <lamps>?\nAmara Adeyemi: Because of the dark.\n"
)
LETTER = (
    "Why the council matters is a question that the harbour has asked for years.\n"
    "Press Release of the Port\n“The port has lamps and a quay and a library, and is content.”\n"
)


@pytest.fixture
def page(db):
    return reverse("admin:archive_document_import")


def upload(raw, name="speech.txt"):
    return SimpleUploadedFile(name, raw if isinstance(raw, bytes) else raw.encode())


def errors(response):
    return {field: list(reasons) for field, reasons in response.context["form"].errors.items()}


def test_the_list_of_documents_leads_to_the_page(as_editor, page):
    response = as_editor.get(reverse("admin:archive_document_changelist"))

    assert f'<a href="{page}">Import a text</a>' in response.text


def test_readers_and_staff_without_the_permission_cannot_import(client, page, django_user_model):
    assert client.get(page).status_code == 302
    client.force_login(django_user_model.objects.create_user("guest", is_staff=True))
    assert client.get(page).status_code == 403
    assert client.post(page, {"text": SPEECH, "source": "Harbour Gazette", "import": "1"}).status_code == 403
    assert not Document.objects.exists()


def test_the_page_is_empty_at_first_and_takes_values_from_its_address(as_editor, page):
    response = as_editor.get(page, {"part_of": "harbour-letter"})

    assert response.context["preview"] is None
    assert 'name="part_of" value="harbour-letter"' in response.text
    assert 'name="import"' not in response.text


def test_a_preview_shows_structure_and_writes_nothing(as_editor, page):
    response = as_editor.post(page, {"text": SPEECH, "source": "Harbour Gazette", "preview": "1"})

    preview = response.context["preview"]
    assert errors(response) == {}
    assert [(row.name, row.value, row.origin) for row in preview.rows] == [
        ("title", "Remarks by Minister Adeyemi", "line 1 of the text"),
        ("source", "Harbour Gazette", "this form"),
        ("kind", "Speech", "the title “Remarks by Minister Adeyemi”"),
        ("date", "2024-03-05", "line 2: “Port Adeyemi, March 5, 2024”"),
        ("language", "en", "the most frequent words and characters"),
        ("place", "Port Adeyemi", "line 2: “Port Adeyemi, March 5, 2024”"),
    ]
    assert [one["kind_label"] for one in preview.paragraphs] == ["Heading", "", "", "Question", "Answer"]
    assert "<strong>Reporter of Coast Radio</strong>: Why &lt;lamps&gt;?" in response.text
    assert 'placeholder="Remarks by Minister Adeyemi"' in response.text
    assert 'name="import"' in response.text
    assert not Document.objects.exists()


def test_a_text_is_imported_as_a_draft_and_logged(as_editor, page, editor):
    response = as_editor.post(
        page, {"text": SPEECH, "source": "Harbour Gazette", "kind": "report", "import": "1"}
    )

    document = Document.objects.get()
    assert response.status_code == 302
    assert response.url == reverse("admin:archive_document_change", args=[document.pk])
    assert (document.state, document.kind, document.title) == (
        State.DRAFT,
        "report",
        "Remarks by Minister Adeyemi",
    )
    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_id, entry.get_change_message()) == (
        editor,
        str(document.pk),
        "Added import “Remarks by Minister Adeyemi”.",
    )
    assert document.history.get().pgh_context.metadata["user"] == editor.pk


def test_an_upload_is_carried_through_an_error_and_on_to_the_import(as_editor, page):
    first = as_editor.post(page, {"upload": upload(SPEECH), "date": "2024-02-30", "preview": "1"})

    assert errors(first) == {"date": ["The date “2024-02-30” does not exist: 2024-02 has 29 days."]}
    form = first.context["form"]
    assert (form["text"].value(), form["file_name"].value()) == (SPEECH, "speech.txt")

    carried = {
        "text": form["text"].value(),
        "file_name": form["file_name"].value(),
        "source": "Harbour Gazette",
        "import": "1",
    }
    as_editor.post(page, carried)
    assert Document.objects.get().text == SPEECH.strip().replace("\n", "\n\n")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({}, {"text": ["Paste a text or choose a file."]}),
        ({"text": " \n"}, {"text": ["Paste a text or choose a file."]}),
        ({"text": "\u200b"}, {"text": ["The text is empty."]}),
        (
            {"text": "---\nsorce: A\n---\nWords."},
            {"text": ["The header's key “sorce” is not known. Did you mean “source”?"]},
        ),
        ({"text": "Words.", "kind": "speech"}, {"source": ["Who published this text? Give its source."]}),
        (
            {"text": "Words.", "source": "Harbour Gazette", "event": "Nowhere"},
            {"event": ["The event “Nowhere” is not known. Correct it, or choose to create it."]},
        ),
        (
            {"text": "Words.", "source": "Harbour Gazette", "language": "English", "url": "harbour"},
            {
                "language": ["The language “English” is not a language code such as en, fr or zh-Hans."],
                "url": ["The URL “harbour” is not a web address: it must start with http:// or https://."],
            },
        ),
        (
            {"text": "Words.", "kind": "poem"},
            {"kind": ["Select a valid choice. poem is not one of the available choices."]},
        ),
        (
            {"text": "Wo\0rds."},
            {"text": ["Null characters are not allowed.", "Paste a text or choose a file."]},
        ),
    ],
)
@pytest.mark.parametrize("button", ["preview", "import"])
def test_an_error_is_shown_beside_its_field(as_editor, page, data, expected, button):
    response = as_editor.post(page, {**data, button: "1"})

    assert response.status_code == 200
    assert errors(response) == expected
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"%PDF-1.4", "speech.txt is a PDF file, not plain text. Save it as plain text first."),
        (b"Words\0words, and more words.", "speech.txt contains NUL bytes, so it is not plain text."),
        (b"x" * 20 * 1024 * 1024, "speech.txt is 20.0 MB; the limit is 5 MB."),
        (b" ", "speech.txt is empty."),
    ],
    ids=["pdf", "nul", "large", "blank"],
)
def test_a_bad_file_is_refused(as_editor, page, raw, reason):
    response = as_editor.post(page, {"upload": upload(raw), "preview": "1"})

    assert errors(response) == {"upload": [reason]}


def test_the_same_text_shows_its_statements(as_editor, page):
    as_editor.post(page, {"text": SPEECH, "source": "Harbour Gazette", "import": "1"})
    statement = make_statement(Document.objects.get(), "Every harbour deserves a library")

    response = as_editor.post(page, {"text": SPEECH, "import": "1"})

    link = reverse("admin:archive_statement_change", args=[statement.pk])
    assert response.status_code == 200
    assert (
        "The same text is already in the archive as “Remarks by Minister Adeyemi” (Harbour Gazette)."
        in response.text
    )
    assert f'<a href="{link}">“Every harbour deserves a library”</a>' in response.text
    assert 'name="import"' not in response.text
    assert Document.objects.count() == 1


def test_another_text_from_the_same_address_is_mentioned(as_editor, page):
    make_document(title="First", url="https://example.org/a")

    response = as_editor.post(
        page, {"text": SPEECH, "source": "Harbour Gazette", "url": "https://example.org/a", "preview": "1"}
    )

    assert "“First” (Harbour Gazette) has the same web address and another text." in response.text


def test_part_candidates_are_offered_and_imported_when_ticked(as_editor, page):
    shown = as_editor.post(page, {"text": LETTER, "source": "Harbour Weekly", "preview": "1"})
    assert "Import “Press Release of the Port” (paragraphs 2 to 3) as a separate document" in shown.text

    as_editor.post(
        page, {"text": LETTER, "source": "Harbour Weekly", "parts": ["0", "7", "x"], "import": "1"}
    )

    whole, part = Document.objects.order_by("id")
    assert (part.title, part.part_of, part.state) == ("Press Release of the Port", whole, State.DRAFT)
    assert LogEntry.objects.count() == 2


def test_a_part_of_a_text_that_is_already_imported_can_still_be_imported(as_editor, page):
    as_editor.post(page, {"text": LETTER, "source": "Harbour Weekly", "import": "1"})

    response = as_editor.post(page, {"text": LETTER, "source": "Harbour Weekly", "parts": "0", "import": "1"})

    assert response.status_code == 302
    assert Document.objects.get(title="Press Release of the Port").part_of == Document.objects.get(
        part_of=None
    )


def test_of_a_long_text_the_start_is_shown(as_editor, page):
    text = "\n".join(f"Paragraph number {number} of the harbour." for number in range(450))

    response = as_editor.post(page, {"text": text, "source": "Harbour Gazette", "preview": "1"})

    assert len(list(response.context["preview"].paragraphs)) == 400
    assert "50 more paragraphs are not shown here." in response.text


@pytest.mark.parametrize("sources", [1, 3])
def test_the_empty_page_costs_the_same_however_much_is_there(
    as_editor, page, sources, django_assert_num_queries
):
    for _number in range(sources):
        make_document(source=make_source())

    with django_assert_num_queries(8):
        as_editor.get(page)


def test_what_was_read_stays_visible_beside_what_is_missing(as_editor, page):
    response = as_editor.post(page, {"text": SPEECH, "preview": "1"})
    assert errors(response) == {"source": ["Who published this text? Give its source."]}
    rows = {row.name: row.value for row in response.context["preview"].rows}
    assert rows["title"] == "Remarks by Minister Adeyemi"
    assert (rows["kind"], rows["date"], rows["language"]) == ("Speech", "2024-03-05", "en")
