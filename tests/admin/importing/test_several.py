"""A file of many documents: a row of a table, an entry of a list for each; a report says what became of each."""

import json

import pytest
from django.urls import reverse

from archive.models import ColumnMapping, Document, PendingImport

from .pages import LIST, errors, fields, open_preview, press_button, texts, upload

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

WORDS = "The lamps of harbour number {number} are for all who come to the quay at night."
HEAD = "title;text;date;source\n"


def table(count, head=HEAD):
    rows = [
        f"Lamps {n};{WORDS.format(number=n)};2024-03-{n % 28 + 1:02};Harbour Gazette"
        for n in range(1, count + 1)
    ]
    return head + "\n".join(rows) + "\n"


@pytest.fixture
def page_of_three(as_editor):
    return open_preview(as_editor, upload(table(3), "lamps.csv"))


def test_the_documents_are_listed_with_what_they_are(page_of_three):
    assert texts(page_of_three, "import-facts")[0].startswith("Harbour Gazette")
    assert texts(page_of_three, "import-state") == ["Ready", "Ready", "Ready"]
    assert "Import all 3 documents" in page_of_three.text


def test_all_are_imported_and_reported_row_by_row(as_editor, page_of_three):
    after = press_button(as_editor, page_of_three, "import_all")

    assert texts(after, "success") == ["3 documents were imported as drafts."]
    assert texts(after, "import-state") == ["Imported", "Imported", "Imported"]
    assert texts(after, "import-counts")[0].startswith("3 imported")
    assert sorted(Document.objects.values_list("title", flat=True)) == ["Lamps 1", "Lamps 2", "Lamps 3"]


def test_only_the_ticked_ones_are_imported(as_editor, page_of_three):
    assert texts(press_button(as_editor, page_of_three, "import_ticked"), "warning") == [
        "Tick the documents to import."
    ]

    after = press_button(as_editor, page_of_three, "import_ticked", {"document": "2"})

    assert [document.title for document in Document.objects.all()] == ["Lamps 2"]
    assert texts(after, "import-state") == ["Ready", "Imported", "Ready"]


def test_each_document_has_a_page_of_its_own(as_editor, page_of_three):
    response = as_editor.get(
        reverse("admin:archive_document_import_document", args=[PendingImport.objects.get().pk, 2])
    )
    assert fields(response)["title"][0] == "Lamps 2"
    assert fields(response)["date"] == ("2024-03-03", "Taken from the file")

    changed = press_button(as_editor, response, "preview", {"document-title": "Lanterns"})
    press_button(as_editor, changed, "import")

    assert [document.title for document in Document.objects.all()] == ["Lanterns"]
    for number in (0, 4):
        address = reverse(
            "admin:archive_document_import_document", args=[PendingImport.objects.get().pk, number]
        )
        assert as_editor.get(address).status_code == 404


def test_a_table_that_lacks_a_source_is_not_ready_until_it_is_given_one(as_editor):
    open_preview(as_editor, upload(table(3).replace("source", "paper"), "lamps.csv"))
    response = as_editor.get(reverse(LIST))
    assert texts(response, "import-state") == ["Incomplete"]

    after = as_editor.post(reverse(LIST), {"set_source": "1", "source": "Harbour Gazette"}, follow=True)
    assert texts(after, "import-state") == ["Ready"]
    as_editor.post(reverse(LIST), {"import_ready": "1"})
    assert Document.objects.count() == 3
    assert texts(as_editor.get(reverse(LIST)), "import-state") == ["Imported in part"]


def test_what_is_given_for_all_goes_before_the_rows(as_editor, page_of_three):
    after = press_button(as_editor, page_of_three, "preview", {"kind": "report", "source": "Coast Radio"})
    assert texts(after, "import-facts")[0].startswith("Coast Radio Report")

    wrong = press_button(as_editor, after, "preview", {"date": "soon"})
    assert len(errors(wrong)) == 1


def test_one_bad_row_leaves_the_others_in(as_editor):
    response = open_preview(as_editor, upload(table(2) + "too;few\n;;;\n", "lamps.csv"))
    assert len(texts(response, "import-refusals")) == 1

    after = press_button(as_editor, response, "import_all")
    assert Document.objects.count() == 2
    again = press_button(as_editor, after, "import_all")
    assert Document.objects.count() == 2
    assert again.status_code == 200


def test_columns_are_chosen_and_remembered(as_editor):
    head = "Überschrift;Wortlaut;Tag;Blatt\n"
    response = open_preview(as_editor, upload(table(2, head), "a.csv"))
    chosen = {"column-0": "title", "column-1": "text", "column-2": "date", "column-3": "source"}

    after = press_button(as_editor, response, "read", chosen)
    assert texts(after, "import-state") == ["Ready", "Ready"]

    next_table = table(2, head).replace("Lamps", "Lanterns").replace("lamps", "lanterns")
    later = open_preview(as_editor, upload(next_table, "b.csv"))
    assert texts(later, "import-state") == ["Ready", "Ready"]
    assert ColumnMapping.objects.get().fields == {
        "title": "Überschrift",
        "text": "Wortlaut",
        "date": "Tag",
        "source": "Blatt",
    }


def test_without_a_column_of_texts_it_is_said(as_editor):
    response = open_preview(as_editor, upload(table(2), "a.csv"))

    after = press_button(as_editor, response, "read", {"column-1": ""})

    assert "has no column that is called text" in texts(after, "errornote")[0]
    assert press_button(as_editor, after, "read", {"column-1": "text"}).status_code == 200


def test_a_thousand_rows_stay_a_small_page(as_editor):
    lines = "\n".join(
        json.dumps({"title": f"Lamps {n}", "text": WORDS.format(number=n), "source": "Harbour Gazette"})
        for n in range(1000)
    )

    response = open_preview(as_editor, upload(lines, "lamps.jsonl"))

    assert len(response.content) < 200_000
    assert len(texts(response, "import-facts")) == 50
    last = as_editor.get(response.request["PATH_INFO"], {"page": "20"})
    assert "Lamps 999" in last.text
    assert as_editor.get(response.request["PATH_INFO"], {"page": "x"}).status_code == 200


def test_values_for_all_are_stored_without_what_no_text_has(as_editor, page_of_three):
    path = page_of_three.request["PATH_INFO"]

    after = as_editor.post(path, {"common": "1", "source": "Harbour\0  Herald"}, follow=True)

    assert after.status_code == 200
    assert PendingImport.objects.get().choices["all"] == {"source": "Harbour Herald"}


def test_a_column_can_have_any_name_that_json_can_write(as_editor):
    rows = [{"he\0ad": "Lamps", "bo\ud800dy": WORDS.format(number=number)} for number in (1, 2)]
    page = open_preview(as_editor, upload(json.dumps(rows), "lamps.json"))

    after = press_button(as_editor, page, "save", {"column-0": "title", "column-1": "text"})

    assert after.status_code == 200
    assert PendingImport.objects.get().choices["columns"] == {"title": "he�ad", "text": "bo�dy"}


def test_a_file_whose_text_another_one_brought_in_says_so_in_the_list(as_editor):
    open_preview(as_editor, upload(WORDS, "a.txt"), upload(WORDS, "b.txt"), source="Harbour Gazette")

    after = as_editor.post(reverse(LIST), {"import_ready": "1"}, follow=True)

    assert Document.objects.count() == 1
    assert texts(after, "import-state") == ["Already in the archive"]
    assert (
        PendingImport.objects.get().summary["reason"].startswith("The same text is already in the archive as")
    )
