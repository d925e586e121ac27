"""What an import brings along is added by who may add it, and an upload finds no room without an error."""

import pytest
from django.urls import reverse

from archive.admin.importing.document_draft import without_duplicates
from archive.importing.importer import import_document
from archive.importing.parse import parse_text
from archive.models import Document, Event, Source
from tests.conftest import member_with
from tests.factories import make_source

from .pages import LIST, errors, open_preview, press_button, texts, upload

pytestmark = pytest.mark.django_db

TEXT = (
    "---\ntitle: A note\nkind: report\nlanguage: en\n{}---\nThe lamps are for all of us who come by night.\n"
)
NO_SOURCE = "You may not add a new source: choose an existing one, or ask for permission."
NO_EVENT = "You may not add a new event: choose an existing one, or ask for permission."


@pytest.fixture
def clerk(client):
    """Adds documents and nothing else."""
    clerk = member_with("add_document", "view_document")
    client.force_login(clerk)
    return clerk


@pytest.mark.parametrize(
    ("lines", "reason"),
    [("source: Nowhere Post\n", NO_SOURCE), ("source: Harbour Gazette\nevent: Lamp Day\n", NO_EVENT)],
)
def test_who_may_not_add_sources_or_events_gets_the_reason(client, clerk, lines, reason):
    make_source(name="Harbour Gazette")
    page = open_preview(client, upload(TEXT.format(lines)))
    if "event" in lines:
        page = press_button(client, page, "preview", {"document-create_event": "on"})

    assert reason in errors(page)
    assert 'name="import"' not in page.text
    press_button(client, page, "import")
    parsed = parse_text(TEXT.format(lines)).document
    result = import_document(parsed, actor=type(clerk).objects.get(), create_event=True)
    assert (result.status, result.reason) == ("refused", reason)
    assert (Document.objects.count(), Event.objects.count(), Source.objects.count()) == (0, 0, 1)


@pytest.mark.slow
def test_who_may_add_documents_imports_from_a_source_that_is_there(client, clerk):
    make_source(name="Harbour Gazette")
    page = open_preview(client, upload(TEXT.format("source: Harbour Gazette\n")))
    press_button(client, page, "import")

    assert Document.objects.get().source.name == "Harbour Gazette"


@pytest.mark.parametrize(
    "name",
    [
        "TemporaryUploadedFile",
        "TemporaryFileUploadHandler.receive_data_chunk",
        "TemporaryFileUploadHandler.file_complete",
    ],
)
def test_an_upload_that_the_disk_has_no_room_for_is_refused_by_name(as_editor, settings, monkeypatch, name):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10

    def refuse(*args, **options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(f"django.core.files.uploadhandler.{name}", refuse)
    page = open_preview(as_editor, upload(TEXT.format("")))

    assert "Not accepted: speech.txt: the server’s disk is full." in " ".join(texts(page, "messagelist"))
    assert as_editor.get(reverse(LIST)).status_code == 200


@pytest.mark.slow
def test_a_file_from_the_page_is_known_when_it_comes_again(as_editor):
    content = TEXT.format("source: Harbour Gazette\n")
    page = open_preview(as_editor, upload(content))
    press_button(as_editor, page, "import")

    assert len(Document.objects.get().file_hash) > 20


def test_a_part_chosen_by_hand_takes_the_place_of_the_suggested_one(as_editor):
    parts = [{"first": "2", "last": "3", "chosen": ""}, {"first": "4", "last": "5", "chosen": "on"}]
    by_hand = {"first": "2", "last": "3", "chosen": "on"}
    assert without_duplicates([*parts, by_hand]) == [by_hand, parts[1]]
    assert without_duplicates([by_hand, by_hand]) == [by_hand, by_hand]
