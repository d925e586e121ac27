"""What an export says of a row, and that many rows cost as many queries as one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.exporting import loading
from archive.exporting.authorship import Author, author
from archive.exporting.loading import family_and_given, load_records
from archive.exporting.reference import title
from archive.models import Document, Passage, Report, Speaker, Statement, Utterance
from tests.factories import make_document, make_event, make_source, make_speaker, make_statement, make_theme

pytestmark = pytest.mark.django_db
BASE = "https://archive.example"


def load_one(row, unit="statements"):
    (record,) = load_records(unit, [row.pk], BASE)
    return record


def make_full_statement(number=1):
    source = make_source(f"Gazette {number}", country="NG")
    speaker = make_speaker("Amara Adeyemi", sort_name="Adeyemi, Amara")
    speaker.names.create(name="阿玛拉", kind="native", language="zh-Hans")
    speaker.roles.create(title="Minister of Harbours", start="2023-01-01")
    document = make_document(
        slug=f"remarks-{number}",
        source=source,
        date="2024-04-01",
        date_precision="month",
        url="https://gazette.example/1",
        translator="machine",
        translator_name="Engine 3",
    )
    statement = make_statement(
        document,
        "every harbour deserves a library",
        speaker=speaker,
        event=make_event(start="2024-03-05", place="Port Ada"),
        themes=[make_theme("Libraries"), make_theme("Ports")],
        note="Heard by two.",
        certain=False,
    )
    for position, name in enumerate(("Harbour Agency", "Ministry"), start=1):
        statement.relays.create(position=position, speaker=make_speaker(name))
    utterance = Utterance.objects.create(summary="A library for every harbour")
    Report.objects.create(utterance=utterance, statement=statement, status=Report.Status.CONFIRMED)
    return statement


def test_a_statement_is_written_with_everything_known_of_it():
    statement = make_full_statement()
    page_statement = Statement.objects.for_page().get(pk=statement.pk)
    url = f"{BASE}/statements/{statement.pk}/"
    assert load_one(statement).as_dict() == {
        "id": statement.pk,
        "kind": "statement",
        "url": url,
        "text": "every harbour deserves a library",
        "language": "en",
        "said_by": "Amara Adeyemi",
        "speaker": "Amara Adeyemi",
        "family_name": "Adeyemi",
        "given_name": "Amara",
        "native_name": "阿玛拉",
        "role": "Minister of Harbours",
        "voice": "speaker",
        "voice_label": "",
        "time": "",
        "attribution": "paraphrase",
        "attribution_label": "Paraphrase",
        "relayed_by": ("Harbour Agency", "Ministry"),
        "event": "Opening of the harbour library",
        "place": "Port Ada",
        "date": "2024-03-05",
        "date_precision": "day",
        "date_uncertain": False,
        "themes": ("Libraries", "Ports"),
        "certain": False,
        "note": "Heard by two.",
        "utterance": Utterance.objects.get().pk,
        "document": "Opening of the harbour library",
        "document_kind": "speech",
        "document_date": "2024-04",
        "document_date_uncertain": False,
        "document_url": f"{BASE}/documents/remarks-1/",
        "paragraph": 2,
        "text_version": 1,
        "original_url": "https://gazette.example/1",
        "source": "Gazette 1",
        "source_kind": "newspaper",
        "source_country": "NG",
        "translator": "machine",
        "translator_name": "Engine 3",
        "translation_checked": False,
        "machine_translation": True,
        "provenance": "Amara Adeyemi (Minister of Harbours), Opening of the harbour library, 5 March 2024. "
        "Paraphrased by Harbour Agency, relayed by Ministry. Machine translation (Engine 3), not checked. "
        "Attribution uncertain.",
        "citation": "Harbour Agency. 2024. “every harbour deserves a library [machine translation, not checked; "
        "attribution uncertain].” Paraphrase of remarks by Amara Adeyemi in “Opening of the harbour library,” "
        f"para. 2. Gazette 1, April. {url}.",
        "published": page_statement.published_at.isoformat(timespec="seconds"),
        "updated": page_statement.updated_at.isoformat(timespec="seconds"),
    }


def test_a_suggested_report_is_not_mentioned(statement):
    utterance = Utterance.objects.create(summary="A library for every harbour")
    Report.objects.create(utterance=utterance, statement=statement)
    assert load_one(statement).utterance is None


@pytest.mark.parametrize(
    ("attribution", "relays", "expected"),
    [
        ("verbatim", False, Author("Amara Adeyemi", "Adeyemi", "Amara")),
        ("translated", True, Author("Amara Adeyemi", "Adeyemi", "Amara")),
        ("paraphrase", False, Author("Harbour Gazette")),
        ("summary", True, Author("Harbour Agency")),
        ("question", False, Author("Harbour Gazette")),
    ],
)
def test_the_author_is_who_wrote_the_words(statement, attribution, relays, expected):
    statement.attribution = attribution
    statement.save()
    statement.speaker.sort_name = "Adeyemi"
    statement.speaker.save()
    if relays:
        statement.relays.create(speaker=make_speaker("Harbour Agency"), position=1)
    record = load_one(statement)
    assert author(record) == expected
    document_title = expected.name == "Harbour Gazette"  # a relay has not written the document
    assert title(record) == (statement.document.title if document_title else statement.text)


def test_what_is_doubtful_stands_in_the_title(statement):
    statement.attribution = "verbatim"
    statement.save()
    assert title(load_one(statement)) == "every harbour deserves a library"
    statement.certain = False
    statement.save()
    statement.document.translator = "machine"
    statement.document.save()
    doubts = "[machine translation, not checked; attribution uncertain]"
    assert title(load_one(statement)) == f"every harbour deserves a library {doubts}"


def test_a_passage_is_its_documents(published_document):
    passage = Passage.objects.get(document=published_document, number=3)
    record = load_one(passage, "passages")
    url = f"{BASE}/documents/harbour-library-remarks/#p3"
    assert (record.kind, record.url, record.speaker, record.date) == ("passage", url, "", "2024-03-06")
    assert author(record) == Author("Harbour Gazette")
    assert record.citation_key == f"harbour-gazette2024-p{passage.pk}"
    assert record.citation == (
        "Harbour Gazette. 2024. “‘Books are the cheapest ships,’ she told the guests.” In “Opening of the harbour "
        f"library,” para. 3. March 6. {url}."
    )


def test_a_passage_has_its_time_in_the_recording(published_document):
    published_document.passages.filter(number=3).update(time="00:01:12")

    assert [load_one(passage, "passages").time for passage in published_document.passages.all()[1:3]] == [
        "",
        "00:01:12",
    ]


@pytest.mark.parametrize(("language", "known"), [("fr", "fr"), ("und", "")])
def test_bibliographies_have_no_code_for_an_unknown_language(published_document, language, known):
    Document.objects.filter(pk=published_document.pk).update(language=language)

    record = load_one(published_document.passages.first(), "passages")

    assert (record.language, record.known_language) == (language, known)


def test_the_role_as_printed_stands_in_where_none_is_known(published_document):
    statement = make_statement(
        published_document, "a promise kept", speaker=make_speaker(), role_as_printed="the minister"
    )
    assert load_one(statement).role == "the minister"


@pytest.mark.parametrize(
    ("fields", "parts"),
    [
        ({"name": "Emmanuel Macron", "sort_name": "Macron, Emmanuel"}, ("Macron", "Emmanuel")),
        ({"name": "Emmanuel Macron", "sort_name": "Macron"}, ("Macron", "Emmanuel")),
        ({"name": "Xi Jinping", "sort_name": "Xi Jinping"}, ("", "")),
        ({"name": "Zhang Guoqing", "sort_name": ""}, ("", "")),
        ({"name": "Ministry of Ports", "sort_name": "Ports, Ministry of", "kind": "body"}, ("", "")),
    ],
)
def test_names_are_taken_apart_only_where_the_sort_name_tells(fields, parts):
    assert family_and_given(Speaker(**fields)) == parts


def test_rows_keep_the_given_order_and_only_public_ones_are_returned(
    statement, draft_statement, hidden_statement
):
    other = make_statement(statement.document, "a promise kept")
    asked = [other.pk, hidden_statement.pk, draft_statement.pk, 0, statement.pk]
    assert [record.id for record in load_records("statements", asked, BASE)] == [other.pk, statement.pk]
    public = [statement.document_id * 1_000_000 + number for number in (4, 1)]
    asked = [public[0], hidden_statement.document_id * 1_000_000 + 1, public[1]]
    assert [record.id for record in load_records("passages", asked, BASE)] == public


def test_a_document_taken_back_while_its_rows_are_read_is_left_out(statement):
    other = make_statement(make_document(slug="other"), "a promise kept")

    def unpublish(execute, sql, params, many, context):
        if sql.startswith('SELECT "archive_document"."id"') and "archive_source" in sql:
            with connection.cursor() as cursor:
                cursor.execute("UPDATE archive_document SET state = 'draft' WHERE slug = 'other'")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(unpublish):
        records = list(load_records("statements", [other.pk, statement.pk], BASE))
    assert [record.id for record in records] == [statement.pk]


@pytest.mark.parametrize("rows", [1, 3])
def test_statements_take_nine_queries(rows, django_assert_num_queries):
    ids = [make_full_statement(number).pk for number in range(rows)]
    with django_assert_num_queries(9):
        assert len(list(load_records("statements", ids, BASE))) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_passages_take_one_query(rows, django_assert_num_queries):
    documents = [make_document(event=make_event(), source=make_source()) for _ in range(rows)]
    ids = [document.pk * 1_000_000 + 1 for document in documents]
    with django_assert_num_queries(1):
        assert len(list(load_records("passages", ids, BASE))) == rows


def test_rows_are_read_some_at_a_time(monkeypatch, statement):
    monkeypatch.setattr(loading, "CHUNK", 2)
    words = ("a promise kept", "Her deputy", "the guests", "by spring")
    ids = [statement.pk, *(make_statement(statement.document, word).pk for word in words)]
    rows = load_records("statements", ids, BASE)
    asked = []
    for _record in range(len(ids)):
        with CaptureQueriesContext(connection) as queries:
            next(rows)
        asked.append(len(queries) > 0)
    assert asked == [True, False, True, False, True]
