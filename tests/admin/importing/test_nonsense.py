"""Hand-made requests: an answer in words, never an error of ours."""

import pytest
from django.urls import reverse

from archive.models import Document, PendingImport

from .pages import LIST, form_values, open_preview, upload

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

TEXT = "Remarks by Minister Adeyemi\nPort Adeyemi, March 5, 2024\nEvery harbour deserves a library.\n"
NONSENSE = ["", "\0", "\ud800", "9" * 5000, "-1", "٣", "[]", "<b>", "x" * 100_000, "\u202e\ufeff\u200b"]
BUTTONS = (
    "preview",
    "import",
    "read",
    "read_as",
    "mark_damage",
    "accept_differences",
    "import_all",
    "import_ticked",
)


@pytest.mark.parametrize("nonsense", NONSENSE, ids=lambda value: ascii(value[:8]))
def test_any_value_of_any_field_is_answered(as_editor, nonsense):
    response = open_preview(as_editor, upload(TEXT), source="Harbour Gazette")
    path, data = response.request["PATH_INFO"], form_values(response)
    sent = nonsense.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    for button in BUTTONS:
        filled = dict.fromkeys(data, sent) | {
            button: sent,
            "accept": sent,
            "document": sent,
            "another": sent,
        }
        answer = as_editor.post(path, filled, follow=True)
        assert answer.status_code == 200, button
        if not PendingImport.objects.exists():
            break


@pytest.mark.parametrize("button", BUTTONS)
def test_a_button_without_a_form_is_answered(as_editor, button):
    for file in (
        upload(TEXT),
        upload(b"\x89PNG\r\n\x1a\n", "lamp.png"),
        upload("title,text\nA,Words.\nB,More.\n", "a.csv"),
    ):
        response = open_preview(as_editor, file)
        path = response.request["PATH_INFO"]
        assert as_editor.post(path, {button: "1"}, follow=True).status_code == 200
        PendingImport.objects.all().delete()


@pytest.mark.parametrize("nonsense", NONSENSE[1:], ids=lambda value: ascii(value[:8]))
def test_any_upload_is_answered(as_editor, nonsense):
    sent = nonsense.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    names = (
        "title",
        "source",
        "kind",
        "date",
        "language",
        "event",
        "create_event",
        "part_of",
        "format",
        "text",
    )
    response = as_editor.post(reverse(LIST), {"upload": "1", **dict.fromkeys(names, sent)}, follow=True)
    assert response.status_code == 200
    assert open_preview(as_editor, upload(TEXT, sent[:300] or "x")).status_code == 200
    assert not Document.objects.exists()


def test_a_text_of_very_many_parts_can_be_sent(as_editor):
    release = "Press Release of the Port number {}\n\n“The port has lamps and a quay, and is content with them.”\n\n"
    response = open_preview(as_editor, text="".join(release.format(n) for n in range(250)), source="Gazette")
    data = form_values(response)

    again = as_editor.post(response.request["PATH_INFO"], data | {"preview": "1"}, follow=True)

    assert again.status_code == 200
    assert len(again.context["draft"].parts) <= 200
