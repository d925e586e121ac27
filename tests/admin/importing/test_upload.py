"""What an editor brings in waits for them alone until it is imported or removed."""

import datetime as dt

import pytest
from django.db import connection
from django.db.utils import DatabaseErrorWrapper
from django.urls import reverse
from django.utils import timezone
from psycopg.errors import DiskFull

from archive.admin.importing.parsed_import import ParsedImport
from archive.editing.creation.documents import DocumentBatch
from archive.models import Document, PendingImport, pending_import
from tests.conftest import member
from tests.factories import make_document, make_source

from .pages import LIST, errors, open_preview, press_button, texts, upload

pytestmark = pytest.mark.django_db

SPEECH = "Remarks by Minister Adeyemi\nPort Adeyemi, March 5, 2024\nEvery harbour deserves a library.\n"
NOTE = "---\ntitle: A note\nsource: Harbour Gazette\nkind: report\nlanguage: en\n---\nThe lamps are for all of us.\n"
WORDS = "The lamps on the quay are for all who come by night."


@pytest.fixture
def page(db):
    return reverse(LIST)


def names(user):
    return [pending_import.name for pending_import in PendingImport.objects.for_user(user)]


def test_the_list_of_documents_leads_to_the_page(as_editor, page):
    response = as_editor.get(reverse("admin:archive_document_changelist"))

    assert f'<a href="{page}">Import a text</a>' in response.text


def test_readers_and_staff_without_the_permission_cannot_import(client, page, editor):
    pending = PendingImport.objects.create(user=editor, content=b"Words.", size=6)
    own = reverse("admin:archive_document_import_file", args=[pending.pk])
    assert client.get(page).status_code == client.get(own).status_code == 302
    client.force_login(member("guest"))
    for address in (page, own):
        assert client.get(address).status_code == 403
        assert client.post(address, {"text": SPEECH, "upload": "1", "import": "1"}).status_code == 403
    assert not Document.objects.exists()
    assert PendingImport.objects.get() == pending


def test_a_file_has_no_document_beyond_its_last(as_editor, editor):
    pending = PendingImport.objects.create(
        user=editor, name="own.txt", content=SPEECH.encode(), size=len(SPEECH)
    )
    statuses = [
        as_editor.get(
            reverse("admin:archive_document_import_document", args=[pending.pk, number])
        ).status_code
        for number in (0, 1, 2)
    ]
    assert statuses == [404, 200, 404]


def test_nobody_reaches_what_another_editor_brought_in(as_editor, second_editor, page):
    pending = PendingImport.objects.create(user=second_editor, name="theirs.txt", content=b"Words.", size=6)
    own = reverse("admin:archive_document_import_file", args=[pending.pk])

    assert "theirs.txt" not in as_editor.get(page).text
    assert as_editor.get(own).status_code == as_editor.post(own, {"remove": "1"}).status_code == 404
    as_editor.post(page, {"remove": str(pending.pk)})
    as_editor.post(page, {"remove_all": "1"})
    assert names(second_editor) == ["theirs.txt"]
    assert PendingImport.objects.get().summary == {}  # it is read when its own editor comes


def test_the_page_is_empty_at_first_and_takes_values_from_its_address(as_editor, page):
    response = as_editor.get(page, {"part_of": "harbour-letter"})

    assert 'name="part_of" value="harbour-letter"' in response.text
    assert texts(response, "import-waiting") == []


@pytest.mark.slow
def test_one_file_leads_to_its_page_and_several_to_the_list(as_editor, editor, page):
    preview = open_preview(as_editor, upload(SPEECH))
    assert preview.redirect_chain[-1][0] == reverse(
        "admin:archive_document_import_file", args=[PendingImport.objects.get().pk]
    )

    several = open_preview(
        as_editor, upload(NOTE, "note.txt"), upload(b"\xff\xfe\x00", "noise.bin"), text="Pasted words."
    )
    assert several.redirect_chain == [(page, 302)]
    assert names(editor) == ["speech.txt", "note.txt", "noise.bin", ""]
    assert texts(several, "import-state") == ["Incomplete", "Ready", "Cannot be read", "Incomplete"]


def test_a_bad_file_leaves_the_others_in(as_editor, editor):
    response = open_preview(
        as_editor, upload(NOTE), upload(b"", "empty.txt"), upload(b"x" * 6_000_000, "large.txt")
    )

    assert texts(response, "error") == [
        "Not accepted: empty.txt is empty.",
        "Not accepted: large.txt is 5.7 MB; the limit is 5 MB.",
    ]
    assert names(editor) == ["speech.txt"]


@pytest.mark.parametrize("data", [{}, {"text": " \n"}, {"source": "Harbour Gazette"}])
def test_nothing_to_bring_in_is_an_error(as_editor, editor, data):
    assert errors(open_preview(as_editor, **data)) == ["Choose files or paste a text."]
    assert names(editor) == []


def test_a_wrong_value_for_all_is_shown_beside_its_field(as_editor, editor):
    response = open_preview(as_editor, text=SPEECH, date="2024-02-30", event="Nowhere")

    assert errors(response) == [
        "The date “2024-02-30” does not exist: 2024-02 has 29 days.",
        "The event “Nowhere” is not known. Correct it, or choose to create it.",
    ]
    assert SPEECH.strip() in response.text
    assert names(editor) == []


def test_what_waits_is_limited_and_removed_after_a_week(as_editor, editor, monkeypatch):
    monkeypatch.setattr(pending_import, "MAX_FILES", 2)
    open_preview(as_editor, upload(SPEECH, "1.txt"), upload(SPEECH, "2.txt"), upload(SPEECH, "3.txt"))
    assert names(editor) == ["1.txt", "2.txt"]

    old = timezone.now() - pending_import.MAX_AGE - dt.timedelta(hours=1)
    PendingImport.objects.filter(name="1.txt").update(created_at=old)
    open_preview(as_editor, upload(SPEECH, "4.txt"))
    assert names(editor) == ["2.txt", "4.txt"]


@pytest.mark.slow
def test_those_that_are_ready_are_imported_together(as_editor, editor, page):
    open_preview(as_editor, upload(NOTE, "note.txt"), upload(SPEECH))

    response = as_editor.post(page, {"import_ready": "1"}, follow=True)

    assert texts(response, "success") == ["1 document was imported as a draft."]
    assert Document.objects.get().title == "A note"
    assert names(editor) == ["speech.txt"]


def test_a_full_disk_is_not_called_a_fault_of_the_text(as_editor, editor, page, monkeypatch):
    open_preview(as_editor, upload(NOTE, "note.txt"))

    def refuse(batch, values, labels):
        with DatabaseErrorWrapper(connection):
            raise DiskFull("could not extend file base/16385")

    monkeypatch.setattr(DocumentBatch, "add_document", refuse)
    response = as_editor.post(page, {"import_ready": "1"})
    assert (response.status_code, "The disk of the database is full." in response.text) == (503, True)
    assert "base/16385" not in response.text
    assert (names(editor), Document.objects.count()) == (["note.txt"], 0)


@pytest.mark.slow
def test_a_source_can_be_given_for_all_that_have_none(as_editor, editor, page):
    open_preview(as_editor, upload(NOTE, "note.txt"), upload(SPEECH), text="Pasted words of the harbour.")

    response = as_editor.post(page, {"set_source": "1", "source": " Coast\0 Radio "}, follow=True)

    assert [
        pending_import.summary["source"] for pending_import in PendingImport.objects.for_user(editor)
    ] == [
        "Harbour Gazette",
        "Coast Radio",
        "Coast Radio",
    ]
    assert texts(response, "import-state") == ["Ready", "Ready", "Ready"]


@pytest.mark.slow
def test_files_are_removed_one_by_one(as_editor, editor, page):
    open_preview(as_editor, upload(NOTE, "note.txt"), upload(SPEECH))
    pending = PendingImport.objects.for_user(editor).first()

    as_editor.post(page, {"remove": [str(pending.pk), "x", "9" * 30]})
    assert names(editor) == ["speech.txt"]
    press_button(as_editor, as_editor.get(file_page(editor)), "remove")
    assert names(editor) == []


def file_page(editor):
    pending = PendingImport.objects.for_user(editor).get()
    return reverse("admin:archive_document_import_file", args=[pending.pk])


@pytest.mark.parametrize("sources", [1, 3])
def test_the_empty_page_costs_the_same_however_much_is_there(
    as_editor, page, sources, django_assert_num_queries
):
    for _number in range(sources):
        make_document(source=make_source())

    with django_assert_num_queries(9):
        as_editor.get(page)


@pytest.fixture
def remove_while_reading(monkeypatch):
    """Another tab removes what waits while this one reads it."""
    summary = ParsedImport.summary

    def remove_and_read(reading):
        PendingImport.objects.all().delete()
        return summary(reading)

    return lambda: monkeypatch.setattr(ParsedImport, "summary", remove_and_read)


@pytest.mark.slow
def test_a_text_that_was_removed_in_another_tab_does_not_come_back(as_editor, remove_while_reading):
    page = open_preview(as_editor, text=WORDS, source="Harbour Gazette")
    remove_while_reading()

    press_button(as_editor, page, "preview")

    assert not PendingImport.objects.exists()


def test_the_list_is_shown_while_another_tab_removes_its_rows(as_editor, editor, remove_while_reading):
    PendingImport.objects.create(user=editor, content=b"Words", size=5, name="a.txt")
    remove_while_reading()

    assert as_editor.get(reverse(LIST)).status_code == 200


@pytest.mark.slow
def test_a_button_that_is_pressed_twice_leads_to_the_document(as_editor, remove_while_reading):
    page = open_preview(as_editor, text=WORDS, source="Harbour Gazette")
    document = make_document(WORDS)
    remove_while_reading()

    after = press_button(as_editor, page, "import")

    assert after.request["PATH_INFO"] == reverse("admin:archive_document_change", args=[document.pk])
    assert not PendingImport.objects.exists()
