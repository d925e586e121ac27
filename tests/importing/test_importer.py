"""From a ParsedDocument to rows: one transaction, safe to repeat, nothing half-written."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection
from django.db.utils import DatabaseErrorWrapper
from psycopg import errors

from archive.editing.creation.documents import DocumentBatch
from archive.importing.importer import import_document
from archive.importing.parse import parse_text
from archive.importing.parsed_document import Suggestion
from archive.models import Document, Event, EventName, Passage, Source, State
from tests.factories import make_document, make_event, make_source, make_statement

pytestmark = pytest.mark.django_db

TEXT = (
    "Remarks by Minister Adeyemi\nPort Adeyemi, March 5, 2024\n"
    "The harbour council met on Friday and spoke at length about lamps.\n"
    "Reporter of Coast Radio: Why lamps?\nAmara Adeyemi: Because of the dark.\n"
)
HEADER = "---\nsource: Harbour Gazette\n---\n"
COMMENTARY = (
    "Why the council matters is a question that the harbour has asked for many years now.\n\n"
    "Council Calls for Lamps\n\n"
    "(Xinhua, Port Adeyemi, March 8) — The council called for lamps on the quay and in the library."
)


def import_text(text, name="remarks.txt", **options):
    return import_document(parse_text(text, name).document, **options)


@pytest.mark.slow
def test_a_text_becomes_a_draft_with_what_was_read_from_it():
    gazette = make_source(name="Harbour Gazette")

    outcome = import_text(HEADER + TEXT)

    document = Document.objects.get()
    assert (outcome.status, outcome.document, outcome.reason) == ("created", document, "")
    assert document.state == State.DRAFT
    assert document.source == gazette
    assert (document.slug, document.title) == ("remarks-by-minister-adeyemi", "Remarks by Minister Adeyemi")
    assert (document.kind, document.language) == ("speech", "en")
    assert (document.date, document.date_precision) == (dt.date(2024, 3, 5), "day")
    assert [suggestion.field for suggestion in outcome.suggestions] == ["title", "kind", "date", "language"]
    assert list(document.passages.values_list("number", "kind", "speaker_label")) == [
        (1, "heading", ""),
        (2, "paragraph", ""),
        (3, "paragraph", ""),
        (4, "question", "Reporter of Coast Radio"),
        (5, "answer", "Amara Adeyemi"),
    ]


def test_the_same_text_again_is_already_imported_with_its_statements():
    document = import_text(HEADER + TEXT).document
    statement = make_statement(document, "spoke at length about lamps")

    outcome = import_text(
        "---\nsource: Somebody Else\ntitle: Another title\n---\n" + TEXT.replace("\n", "\r\n\r\n")
    )

    assert (outcome.status, outcome.document, outcome.statements) == (
        "already imported",
        document,
        (statement,),
    )
    assert (
        outcome.reason
        == "The same text is already in the archive as “Remarks by Minister Adeyemi” (Harbour Gazette)."
    )
    assert Document.objects.count() == 1
    assert not Source.objects.filter(name="Somebody Else").exists()


def test_another_text_from_the_same_address_asks_for_a_correction():
    first = make_document(title="First", url="https://example.org/a")
    text = "---\nsource: Harbour Gazette\ndate: 2024\nurl: https://example.org/a\n---\n" + TEXT

    outcome = import_text(text)

    assert (outcome.status, outcome.document) == ("text differs", first)
    assert outcome.reason == (
        "“First” (Harbour Gazette) comes from the same web address or file but has a different text. Correct that "
        "document with this text, or import this one as a separate document."
    )
    assert Document.objects.get() == first
    assert import_text(text, is_another=True).status == "created"
    assert Document.objects.count() == 2


def test_a_dry_run_predicts_and_writes_nothing():
    outcome = import_text(HEADER + TEXT, dry_run=True)

    assert (outcome.status, outcome.document.slug) == ("created", "remarks-by-minister-adeyemi")
    assert not Document.objects.exists()
    assert not Source.objects.exists()


@pytest.mark.parametrize(
    ("header", "field", "reason"),
    [
        ("title: A", "source", "Who published this text? Give its source."),
        (
            "source: harbor-gazette",
            "source",
            "The source “harbor-gazette” is not known. Nearest: “Harbour Gazette”. Write its full name to add it.",
        ),
        (
            "source: Harbour Gazette\nevent: Opening of the library",
            "event",
            "The event “Opening of the library” is not known. Nearest: “Opening of the harbour library”. "
            "Correct it, or choose to create it.",
        ),
        (
            "source: Harbour Gazette\npart_of: Harbour weekly letter",
            "part_of",
            "The document “Harbour weekly letter” that “part_of” names is not known. Nearest: “Harbour letter”.",
        ),
        (
            "source: Harbour Gazette\ntranslation_of: harbour-letter",
            "translator",
            "Who translated this text? Give the translator: official, outlet, archive or machine.",
        ),
        (
            "source: Harbour Gazette\nevent: Council",
            "event",
            "Several events are named “Council”. Use one of their slugs: council-1, council-2.",
        ),
        (
            f"source: Harbour Gazette\ntitle: {'x' * 401}",
            "title",
            "The title has 401 characters; the limit is 400.",
        ),
    ],
    ids=["no-source", "source", "event", "part-of", "translator", "several", "long-title"],
)
def test_what_is_unknown_is_refused_and_nothing_is_written(header, field, reason):
    make_document(title="Harbour letter", slug="harbour-letter", source=make_source(slug="harbour-gazette"))
    make_event()
    make_event(name="Council", slug="council-1")
    make_event(name="Council", slug="council-2")

    outcome = import_text(f"---\n{header}\n---\n{TEXT}")

    assert (outcome.status, outcome.field, outcome.reason) == ("refused", field, reason)
    assert Document.objects.count() == 1
    assert Source.objects.count() == 1


def test_a_new_source_is_created_only_with_its_text():
    outcome = import_text(f"---\nsource: Nankai University\nevent: nowhere\n---\n{TEXT}")

    assert outcome.status == "refused"
    assert not Source.objects.exists()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Nankai University", "university"),
        ("Ministry of Foreign Affairs", "ministry"),
        ("Xinhua News Agency", "news_agency"),
        ("China Daily", "newspaper"),
        ("China AI Newsletter", "newsletter"),
        ("新华社", "news_agency"),
        ("Friends of the Lamp", "organisation"),
    ],
)
def test_a_new_source_gets_the_kind_its_name_suggests(name, kind):
    outcome = import_text(f"---\nsource: {name}\n---\n{TEXT}")

    source = Source.objects.get()
    assert (source.name, source.kind) == (name, kind)
    assert outcome.notes == (
        f"The source “{name}” is new; its kind was set to: {source.get_kind_display().lower()}.",
    )


@pytest.mark.parametrize("written", ["harbour-library", "OPENING OF THE HARBOUR LIBRARY", "Ouverture"])
def test_an_event_is_found_by_slug_name_and_other_names(written):
    event = make_event(slug="harbour-library")
    EventName.objects.create(event=event, name="Ouverture", language="fr")

    assert import_text(f"---\nsource: Harbour Gazette\nevent: {written}\n---\n{TEXT}").document.event == event


def test_an_event_is_created_on_request_with_the_place_and_date_of_the_text():
    outcome = import_text(
        f"---\nsource: Harbour Gazette\nevent: Night of lamps\n---\n{TEXT}", create_event=True
    )

    event = Event.objects.get()
    assert outcome.document.event == event
    assert (event.slug, event.place, event.start) == ("night-of-lamps", "Port Adeyemi", dt.date(2024, 3, 5))


def test_a_machine_translation_of_a_known_document():
    original = make_document(title="Harbour letter", slug="harbour-letter")

    document = import_text(
        f"---\nsource: Harbour Gazette\ntranslation_of: harbour letter\nmachine: true\n---\n{TEXT}"
    ).document

    assert (document.translation_of, document.translator) == (original, "machine")


def test_a_renamed_document_is_found_by_its_old_slug():
    original = make_document(slug="old-letter")
    original.slug = "new-letter"
    original.save()

    assert (
        import_text(f"---\nsource: Harbour Gazette\npart_of: old-letter\n---\n{TEXT}").document.part_of
        == original
    )


@pytest.mark.slow
def test_part_candidates_become_documents_only_when_chosen():
    text = "---\nsource: Harbour Weekly\ndate: 2024-03-09\n---\n" + COMMENTARY

    whole = import_text(text)
    parsed = parse_text(text, "letter.txt").document
    again = import_document(parsed, parts=parsed.parts)

    (part,) = again.parts
    assert (whole.status, whole.parts) == ("created", ())
    assert (again.status, part.status) == ("already imported", "created")
    assert part.document.part_of == whole.document
    assert part.document.source.name == "Xinhua News Agency"
    # Its day is printed without a year, and that of the whole need not be its own.
    assert (part.document.title, part.document.date) == ("Council Calls for Lamps", None)
    assert part.document.text in whole.document.text
    assert import_document(parsed, parts=parsed.parts).parts[0].status == "already imported"


def test_a_second_header_makes_a_part_that_inherits_only_its_place():
    event = make_event(slug="council")

    outcome = import_text(
        "---\nsource: Harbour Weekly\nevent: council\n---\nThe editor opens.\n\n"
        "---\ntitle: Decision\nkind: policy\n---\nThe quay grows."
    )

    (part,) = outcome.parts
    assert (part.document.title, part.document.text) == ("Decision", "The quay grows.")
    assert outcome.document.event == event
    assert (part.document.source, part.document.event, part.document.date) == (
        outcome.document.source,
        None,
        None,
    )
    assert (part.document.part_of, part.document.part_first, part.document.part_last) == (
        outcome.document,
        2,
        2,
    )
    assert part.suggestions[0] == Suggestion(
        "source", outcome.document.source.slug, f"the document it is part of, “{outcome.document.title}”"
    )


def test_a_part_that_is_refused_undoes_the_whole():
    outcome = import_text(
        "---\nsource: Harbour Weekly\n---\nThe editor opens.\n\n---\nsource: unknown-slug\n---\nThe quay grows."
    )

    assert outcome.status == "refused"
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("title", "slugs"),
    [
        ("Lamps & quays: a plan", ["lamps-quays-a-plan", "lamps-quays-a-plan-2"]),
        ("灯塔", ["gazette-speech-2024-03-05", "gazette-speech-2024-03-05-2"]),
        ("Été à l’école", ["ete-a-lecole", "ete-a-lecole-2"]),
        ("long " * 40, ["-".join(["long"] * 16), "-".join(["long"] * 16) + "-2"]),
    ],
)
def test_slugs_are_readable_and_never_used_twice(title, slugs):
    make_source(name="Gazette", slug="gazette")
    header = f"---\ntitle: {title}\nsource: gazette\nkind: speech\n---\n"

    assert [import_text(f"{header}{TEXT}\n{more}").document.slug for more in ("One.", "Two.")] == slugs


def test_the_slug_of_a_redirect_is_not_used_again():
    document = make_document(slug="remarks-by-minister-adeyemi")
    document.slug = "elsewhere"
    document.save()

    assert import_text(HEADER + TEXT).document.slug == "remarks-by-minister-adeyemi-2"


def test_structure_costs_one_query(django_assert_num_queries):
    make_source(name="Harbour Gazette")
    three = parse_text(HEADER + TEXT, "a.txt").document
    many = parse_text(
        HEADER + TEXT + "Reporter of Coast Radio: And rope?\nAmara Adeyemi: Also.\n" * 30, "b.txt"
    ).document

    with django_assert_num_queries(12):
        import_document(three)
    with django_assert_num_queries(12):
        import_document(many)
    assert Passage.objects.filter(speaker_label="Amara Adeyemi").count() == 32


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (f"source: Gazette {'x' * 5000}", "The name of the source has 5,008 characters; the limit is 200."),
        (f"event: Launch {'x' * 5000}", "The name of the event has 5,007 characters; the limit is 250."),
        (f"title: {'x' * 5000}", "The title has 5,000 characters; the limit is 400."),
        (f"original_title: {'x' * 401}", "The original title has 401 characters; the limit is 400."),
        ("url: http://[::1", "The URL “http://[::1” is not a complete web address."),
    ],
)
def test_what_is_too_long_is_refused_rather_than_cut(line, reason):
    source = "" if line.startswith("source") else "source: Harbour Gazette\n"
    outcome = import_text(f"---\n{source}{line}\n---\n{TEXT}", create_event=True)
    assert (outcome.status, outcome.reason) == ("refused", reason)
    assert not Source.objects.exists()
    assert not Document.objects.exists()


def test_a_file_name_that_is_not_unicode_gives_a_title_that_can_be_stored():
    words = "all of this stands in one sentence without any title above it, and it ends only here."
    outcome = import_text(f"---\nsource: Harbour Gazette\n---\n{words}", "harbour\udcff lamp notes.txt")
    assert outcome.status == "created"
    assert outcome.document.title == "Harbour lamp notes"


@pytest.mark.parametrize(
    ("cause", "is_fault_of_the_text"),
    [
        (errors.DiskFull, False),
        (errors.ReadOnlySqlTransaction, False),
        (errors.LockNotAvailable, False),
        (errors.AdminShutdown, False),
        (errors.StatementTooComplex, True),
        (errors.ProgramLimitExceeded, True),
    ],
)
def test_a_failure_of_the_database_is_not_called_a_fault_of_the_text(
    monkeypatch, cause, is_fault_of_the_text
):
    def refuse(batch, values, labels):
        with DatabaseErrorWrapper(connection):
            raise cause("could not do it.\nDETAIL: base/16385/17414")

    monkeypatch.setattr(DocumentBatch, "add_document", refuse)
    if is_fault_of_the_text:
        assert import_text(HEADER + TEXT).reason == "The database refused this text: could not do it."
    else:
        with pytest.raises(DatabaseError):
            import_text(HEADER + TEXT)
    assert not Document.objects.exists()
    assert not Source.objects.exists()
