"""What is in the archive already: the same text with other values, the same address with another text."""

import pytest
from django.urls import reverse

from archive.models import Document, PendingImport
from tests.factories import make_document, make_source, make_statement

from .pages import form_values, open_preview, press_button, texts

pytestmark = pytest.mark.django_db

TEXT = "Every harbour deserves a library.\n\nThe lamps are for all."
HEADER = "---\ntitle: {title}\nsource: Harbour Gazette\nkind: {kind}\ndate: 2024-03-05\n---\n" + TEXT
ADDRESS = "https://example.org/lamps"


@pytest.fixture
def document(db):
    source = make_source("Harbour Gazette")
    return make_document(TEXT, title="Lamps", kind="report", language="en", source=source, url=ADDRESS)


@pytest.mark.slow
def test_the_same_text_shows_its_statements_and_cannot_be_imported_again(as_editor, document):
    statement = make_statement(document, "Every harbour deserves a library")

    response = open_preview(as_editor, text=TEXT)

    link = reverse("admin:archive_statement_change", args=[statement.pk])
    assert "The same text is already in the archive as “Lamps” (Harbour Gazette)." in response.text
    assert f'<a href="{link}">“Every harbour deserves a library”</a>' in response.text
    assert 'name="import"' not in response.text
    press_button(as_editor, response, "import")
    assert Document.objects.get() == document


@pytest.mark.slow
def test_what_another_header_says_is_a_difference_to_take_or_leave(as_editor, document):
    response = open_preview(as_editor, text=HEADER.format(title="The lamps", kind="speech"))
    rows = [
        (entry["difference"].field, entry["difference"].archived, entry["difference"].offered)
        for entry in response.context["draft"].differences
    ]
    assert rows == [("title", "Lamps", "The lamps"), ("kind", "report", "speech"), ("date", "", "2024-03-05")]
    assert "accept" not in form_values(response)

    after = press_button(as_editor, response, "accept_differences", {"accept": f"{document.pk}:date"})

    document.refresh_from_db()
    assert (str(document.date), document.title, document.kind) == ("2024-03-05", "Lamps", "report")
    assert texts(after, "success") == ["1 value was changed."]
    assert [entry["difference"].field for entry in after.context["draft"].differences] == ["title", "kind"]


def test_what_is_only_read_out_of_the_text_differs_from_nothing(as_editor, document):
    response = open_preview(as_editor, text=TEXT)

    assert response.context["draft"].differences == []


@pytest.mark.slow
def test_another_text_of_the_same_address_leads_to_its_correction(as_editor, document):
    other = TEXT.replace("lamps", "lanterns")
    response = open_preview(as_editor, text=f"---\nurl: {ADDRESS}\nsource: Harbour Gazette\n---\n{other}")
    pending = PendingImport.objects.get()
    correct = reverse("admin:archive_document_correct", args=[document.pk])
    assert f'href="{correct}?import={pending.pk}&amp;number=1"' in response.text
    assert 'name="import"' not in response.text

    page = as_editor.get(correct, {"import": pending.pk, "number": "1"})

    assert page.context["form"]["text"].value() == other
    assert page.context["form"]["text_version"].value() == 1


@pytest.mark.slow
def test_or_is_imported_beside_it_when_the_editor_says_so(as_editor, document):
    other = TEXT.replace("lamps", "lanterns")
    response = open_preview(as_editor, text=f"---\nurl: {ADDRESS}\nsource: Harbour Gazette\n---\n{other}")

    told = press_button(as_editor, response, "preview", {"another": "1"})
    press_button(as_editor, told, "import")

    assert [document.url for document in Document.objects.all()] == [ADDRESS, ADDRESS]


def test_nobody_corrects_with_what_another_editor_brought_in(as_editor, second_editor, document):
    theirs = PendingImport.objects.create(user=second_editor, content=b"Secret words.", size=13)
    correct = reverse("admin:archive_document_correct", args=[document.pk])

    for values in (
        {"import": theirs.pk, "number": "1"},
        {"import": "x"},
        {"import": "9" * 30, "number": "0"},
    ):
        page = as_editor.get(correct, values)
        assert page.context["form"]["text"].value() == document.text
