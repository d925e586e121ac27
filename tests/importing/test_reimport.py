"""A text that comes a second time: the same, with another header, or another text of the same address."""

import datetime as dt

import pytest

from archive.editing.corrections import correct_text
from archive.importing.imported_files import find_earlier_import, find_earlier_imports
from archive.importing.importer import accept_all, import_document
from archive.importing.lookup.duplicates import find_differences
from archive.importing.parse import parse_text
from archive.importing.parsed_document import Header, PartialDate, file_hash
from archive.models import Document, Event, Source
from tests.factories import make_document, make_event, make_source

pytestmark = pytest.mark.django_db

TEXT = "Every harbour deserves a library.\n\nThe lamps are for all."


def import_text(header, text=TEXT, **options):
    return import_document(parse_text(f"---\n{header}\n---\n{text}", "a.txt").document, **options)


def difference_rows(result):
    return [
        (difference.field, difference.archived, difference.offered, difference.is_accepted)
        for difference in result.differences
    ]


@pytest.fixture
def document(db):
    return make_document(
        text=TEXT,
        title="Lamps",
        source=make_source(name="Harbour Gazette", slug="gazette"),
        date=dt.date(2024, 3, 5),
        event=make_event(name="Night of lamps", slug="lamps"),
        kind="speech",
    )


@pytest.mark.parametrize(
    "header",
    [
        "source: gazette",
        "source: HARBOUR GAZETTE\ntitle: Lamps\nkind: speech\nlanguage: en\ndate: 2024-03-05\nevent: lamps",
        "source: Harbour Gazette\nevent: night of lamps",
    ],
)
def test_a_header_that_says_the_same_differs_in_nothing(document, header):
    result = import_text(header, accept=accept_all)

    assert (result.status, result.document, result.differences) == ("already imported", document, ())


def test_differences_are_listed_field_by_field_and_nothing_is_taken(document):
    header = "source: Coast Radio\ntitle: Lights\ndate: c. 2024\nkind: policy\nevent: nowhere\nurl: https://a.example/b"

    result = import_text(header)

    assert difference_rows(result) == [
        ("title", "Lamps", "Lights", False),
        ("kind", "speech", "policy", False),
        ("url", "", "https://a.example/b", False),
        ("date", "2024-03-05", "c. 2024", False),
        ("source", "Harbour Gazette", "Coast Radio", False),
        ("event", "Night of lamps", "nowhere", False),
    ]
    assert result.differences[0].key == f"{document.pk}:title"
    assert result.status == "already imported"
    document.refresh_from_db()
    assert (document.title, document.source.name) == ("Lamps", "Harbour Gazette")
    assert not Source.objects.filter(name="Coast Radio").exists()


def test_accepted_differences_are_an_edit_with_its_history(document):
    header = "source: Coast Radio\ntitle: Lights\ndate: c. 2024\nevent: Night of boats"

    result = import_text(header, accept=lambda item: item.field != "title", create_event=True)

    assert result.status == "updated"
    assert [field for field, *_values, accepted in difference_rows(result) if accepted] == [
        "date",
        "source",
        "event",
    ]
    document.refresh_from_db()
    assert (document.title, document.source.name, document.event.name) == (
        "Lamps",
        "Coast Radio",
        "Night of boats",
    )
    assert (document.date, document.date_precision, document.date_uncertain) == (
        dt.date(2024, 1, 1),
        "year",
        True,
    )
    assert document.event.start is None
    (event,) = document.history.filter(pgh_label="update")
    assert (event.source_id, event.title) == (document.source_id, "Lamps")
    assert difference_rows(import_text(header)) == [("title", "Lamps", "Lights", False)]


def test_a_difference_that_cannot_be_taken_refuses_all_of_them(document):
    result = import_text("source: Coast Radio\ntitle: Lights\nevent: nowhere", accept=accept_all)

    assert (result.status, result.field) == ("refused", "event")
    document.refresh_from_db()
    assert document.title == "Lamps"
    assert not Source.objects.filter(name="Coast Radio").exists()


def test_a_dry_run_takes_nothing(document):
    assert import_text("title: Lights\nsource: gazette", accept=accept_all, dry_run=True).status == "updated"
    document.refresh_from_db()
    assert document.title == "Lamps"


@pytest.mark.slow
def test_an_earlier_text_of_a_document_is_not_doubled(document):
    correct_text(None, document, TEXT.replace("lamps", "lights"))

    result = import_text("source: gazette")

    assert (result.status, result.document) == ("already imported", document)
    assert (
        result.reason == "This was the text of “Lamps” (Harbour Gazette) until it was corrected: version 1."
    )
    assert Document.objects.count() == 1


def test_the_parts_of_a_whole_may_have_its_address():
    text = "One.\n\n---\ntitle: Part\nurl: https://a.example/b\n---\nTwo.\n\n---\ntitle: Third\nurl: https://a.example/b\n---\nThree."

    result = import_text("source: Harbour Gazette\nurl: https://a.example/b", text)

    assert [part.status for part in result.with_parts] == ["created"] * 3


def test_a_file_is_recognised_by_its_bytes_whatever_became_of_its_text(document):
    content = b"Any bytes."
    Document.objects.filter(pk=document.pk).update(file_hash=file_hash(content))
    make_document(text="Another.", file_hash=file_hash(b"Other bytes."))

    result = find_earlier_import(
        content, "a.txt", Header(title="Lights", date=PartialDate(dt.date(2024, 3, 5)))
    )

    assert (result.status, result.name, result.document) == ("already imported", "a.txt", document)
    assert result.reason == "This file is already in the archive as “Lamps” (Harbour Gazette)."
    assert difference_rows(result) == [("title", "Lamps", "Lights", False)]
    assert find_earlier_import(b"New bytes.", "a.txt", Header()) is None


def test_many_files_are_recognised_at_once(document, django_assert_num_queries):
    first, other = file_hash(b"First."), file_hash(b"Other.")
    Document.objects.filter(pk=document.pk).update(file_hash=first)
    make_document(text="Another.", file_hash=first)
    hashes = {"a.txt": first, "b.txt": file_hash(b"New."), "c.txt": first, "d.txt": other}
    with django_assert_num_queries(2):
        earlier_imports = find_earlier_imports(hashes, Header(title="Lights"))

    assert {name: result.document for name, result in earlier_imports.items()} == {
        "a.txt": document,
        "c.txt": document,
    }
    assert earlier_imports["a.txt"] == find_earlier_import(b"First.", "a.txt", Header(title="Lights"))


def test_differences_of_names_cost_no_query(document, django_assert_num_queries):
    header = Header(title="Lights", source="gazette", event="Night of lamps")
    row = Document.objects.select_related("source", "event", "part_of", "translation_of").get()
    with django_assert_num_queries(0):
        assert [difference.field for difference in find_differences(header, row)] == ["title"]


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Xinhua", "Xinhua News Agency"),
        ("xinhua news-agency!", "Xinhua News Agency"),
        ("Xinhua News Agancy", "Xinhua News Agency"),
        ("新华社记者", "新华社"),
        ("Xinjiang Daily", ""),
        ("Agence", ""),
    ],
)
def test_a_new_source_of_a_near_name_says_which_is_there(name, known):
    make_source(name="Xinhua News Agency", kind="news_agency")
    make_source(name="新华社", kind="news_agency")
    make_source(name="Coast Radio")

    notes = " ".join(import_text(f"source: {name}").notes)

    assert ("already exists" in notes) == bool(known)
    if known:
        assert (
            f"“{known}” (news agency) already exists: if “{name}” is the same, use that name instead."
            in notes
        )


def test_a_new_event_of_a_near_name_says_when_and_where_that_was():
    make_event(name="Council of the harbour", start=dt.date(2024, 3, 5), place="Port Adeyemi")

    result = import_text("source: Gazette of lamps\nevent: Council of the Harbours", create_event=True)

    note = "“Council of the harbour” (5 March 2024, Port Adeyemi) already exists: if “Council of the Harbours” is"
    assert note in " ".join(result.notes)
    assert Event.objects.count() == 2
