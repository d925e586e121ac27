"""A search as a file, a feed or JSON: exactly the rows of its list, sent as they are read, and nothing a draft says."""

import json
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.exporting import loading
from archive.models import Passage
from archive.search.request.filters import read_params
from archive.web.exports import search_files
from archive.web.exports.search_files import header_value
from archive.web.exports.search_json import snippet_text
from tests.factories import (
    make_document,
    make_event,
    make_source,
    make_speaker,
    make_statement,
    make_statements,
    make_theme,
)
from tests.marks import parametrize_partly_slow
from tests.search_setup import clear_stem_caches, matching_ids

from .export_readers import ATOM, ENDINGS, STREAMED, feed_order, ids_in, notes_in, read_page


@pytest.fixture
def archive(statement, draft_statement, hidden_statement, theme):
    """45 statements on libraries in three documents, beside what must not be seen."""
    speaker = make_speaker("Bola Bright", slug="bola-bright")
    for number in range(3):
        words = [f"the library has {count} books" for count in range(10, 25 if number else 24)]
        document = make_document(
            text=". ".join(words), slug=f"books-{number}", date=f"202{number}-01-01", event=make_event()
        )
        make_statements(document, words, speaker=speaker, theme=theme)
    return speaker


def pages_of(reader, query: str) -> list[int]:
    """The ids of the list as a reader turns its pages."""
    return read_page(reader, query).rows


@pytest.mark.slow
@pytest.mark.parametrize(
    "query", ["q=library", "theme=libraries&sort=oldest", "q=librar*+-22&speaker=bola-bright"]
)
def test_an_export_has_the_rows_of_the_list_in_its_order(reader, archive, query):
    as_listed = pages_of(reader, query)
    assert len(as_listed) > 40
    for ending in STREAMED:
        body = reader.get(f"/search.{ending}?{query}&page=2").getvalue().decode()
        assert ids_in(ending, body) == (feed_order("", as_listed) if ending == "atom" else as_listed), ending
        assert "promise" not in body
        assert "lighthouse" not in body.lower()


@pytest.mark.slow
def test_passages_are_treated_alike(reader, archive, statement):
    for number in range(25):
        make_document(text=f"A library on pier {number}.")
    secret = make_document(text="A library nobody knows of.", state="draft")
    expected = pages_of(reader, "q=library&unit=passages")
    assert len(expected) == 25 + 3 + Passage.objects.filter(document=statement.document).count()
    assert secret.passages.get().pk not in expected
    for ending in ("csv", "jsonl", "bib", "ris", "csl.json"):
        response = reader.get(f"/search.{ending}?q=library&unit=passages")
        assert ids_in(ending, response.getvalue().decode()) == expected, ending


def test_a_feed_of_passages_leads_to_the_paragraphs(reader, published_document):
    feed = ElementTree.fromstring(reader.get("/search.atom?q=library&unit=passages&sort=oldest").getvalue())
    ids = feed_order("passages", pages_of(reader, "q=library&unit=passages"))
    passages = Passage.objects.in_bulk(ids)
    assert len(passages) > 1
    assert [entry.text for entry in feed.findall(f"{ATOM}entry/{ATOM}id")] == [
        f"http://testserver{passages[pk].get_absolute_url()}" for pk in ids
    ]


def test_a_feed_names_itself_its_page_and_its_query(reader, statement):
    feed = ElementTree.fromstring(reader.get("/search.atom?q=library&kind=speech&page=3").getvalue())
    assert feed.findtext(f"{ATOM}title") == "Verbatim: “library”, kind speech"
    assert {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")} == {
        "self": "http://testserver/search.atom?q=library&kind=speech",
        "alternate": "http://testserver/search/?q=library&kind=speech",
    }
    assert feed.findtext(f"{ATOM}entry/{ATOM}id") == f"http://testserver/statements/{statement.pk}/"


def test_without_words_a_search_is_of_everything(reader, statement):
    feed = ElementTree.fromstring(reader.get("/search.atom").getvalue())
    assert feed.findtext(f"{ATOM}title") == "Verbatim: everything"


@pytest.mark.parametrize(
    ("ending", "content_type", "disposition"),
    [
        ("atom", "application/atom+xml; charset=utf-8", "inline"),
        ("json", "application/json", "inline"),
        ("csv", "text/csv; charset=utf-8; header=present", "attachment"),
        ("jsonl", "application/jsonl; charset=utf-8", "attachment"),
        ("bib", "application/x-bibtex; charset=utf-8", "attachment"),
        ("ris", "application/x-research-info-systems; charset=utf-8", "attachment"),
        ("csl.json", "application/vnd.citationstyles.csl+json; charset=utf-8", "attachment"),
    ],
)
@pytest.mark.parametrize("method", ["get", "head"])
def test_headers_say_what_the_file_is(reader, statement, ending, content_type, disposition, method):
    response = getattr(reader, method)(f"/search.{ending}?q=every+%22deserves%22")
    day = response["X-Search-Retrieved"][:10]
    assert response["Content-Type"] == content_type
    assert (
        response["Content-Disposition"] == f'{disposition}; filename="verbatim-every-deserves-{day}.{ending}"'
    )
    assert response["X-Robots-Tag"] == "noindex"
    assert unquote(response["X-Search-Query"]) == 'every "deserves"'
    assert (response["X-Search-Unit"], response["X-Search-Total"]) == ("utterances", "1")
    assert (response.getvalue() == b"") == (method == "head")


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_query_in_another_script_survives_headers_and_file_name(reader, statement, ending):
    response = reader.get(f"/search.{ending}", {"q": "张国清 “图书馆”"})
    assert unquote(response["X-Search-Query"]) == "张国清 “图书馆”"
    assert "verbatim-no-results-张国清-图书馆-20" in unquote(response["Content-Disposition"])
    assert response.headers["Content-Disposition"].isascii()


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_only_reading_is_allowed(reader, db, method):
    for ending in ENDINGS:
        response = getattr(reader, method)(f"/search.{ending}")
        assert (response.status_code, response["Allow"]) == (405, "GET, HEAD"), ending


@parametrize_partly_slow(
    ("query", "note"),
    [
        ("q=library%00%01&speaker=%00", "There is no speaker “\ufffd” in the archive, so it was ignored."),
        ("q=" + "a" * 10_000, "The query was too long: "),
        ("q=%22a+" * 2_000, "The query was too long: "),
        (
            "unit=everything&from=soon&page=x",
            "“everything” is not a valid value for “unit”. “x” is not the number of a page, so the first is shown."
            " “soon” is not a date",
        ),
        ("q=%0D%0AX-Evil:+1&kind=%0D%0A", ""),
    ],
    1,
)
def test_nonsense_is_answered_with_notes(reader, statement, query, note):
    for ending in ENDINGS:
        response = reader.get(f"/search.{ending}?{query}")
        assert response.status_code == 200, ending
        assert unquote(response.headers.get("X-Search-Notes", "")).startswith(note), ending
        assert "X-Evil" not in response.headers
        assert isinstance(response.getvalue(), bytes)


def test_notes_stand_in_the_file_where_its_format_has_a_place(reader, statement):
    note = "There is no speaker “nobody” in the archive, so it was ignored."
    for ending in ("json", "jsonl", "atom", "bib"):
        assert note in reader.get(f"/search.{ending}?speaker=nobody").getvalue().decode()


@pytest.mark.parametrize("rows", [2, 4])  # a single one is not weighed, which saves a query
@parametrize_partly_slow(
    ("address", "queries"),
    [
        *((f"/search.{ending}?q=library&kind=speech", 12) for ending in STREAMED if ending != "atom"),
        ("/search.atom?q=library&kind=speech", 12),
        ("/search.json?q=library&kind=speech", 14),
        ("/search.csv?unit=passages&q=library", 5),
    ],
    6,
)
def test_two_rows_and_four_cost_the_same(
    reader, transactional_db, rows, address, queries, django_assert_num_queries
):
    for number in range(rows):
        document = make_document(source=make_source(), event=make_event())
        speaker = make_speaker()
        speaker.roles.create(title=f"Minister {number}")
        speaker.names.create(name="客人", kind="native")
        statement = make_statement(
            document, "every harbour deserves a library", speaker=speaker, themes=[make_theme()]
        )
        statement.relays.create(position=1, speaker=make_speaker())
    reader.get("/search.json?q=museum")
    clear_stem_caches()
    with django_assert_num_queries(queries):
        response = reader.get(address)
        body = response.getvalue()
    assert response["X-Search-Total"] == str(rows) or "passages" in address
    assert body


@pytest.mark.slow
def test_rows_are_read_while_they_are_sent(reader, archive, monkeypatch):
    monkeypatch.setattr(loading, "CHUNK", 2)
    monkeypatch.setattr(search_files, "PIECE", 1)
    response = reader.get("/search.jsonl?q=library")
    pieces, costs = iter(response.streaming_content), []
    for _piece in range(6):
        with CaptureQueriesContext(connection) as queries:
            next(pieces)
        costs.append(len(queries))
    assert costs == [0, 8, 0, 8, 0, 8]
    with CaptureQueriesContext(connection) as queries:
        rest = list(pieces)
    assert len(rest) == int(response["X-Search-Total"]) - 5
    assert len(queries) == 8 * 20 + 1  # one of the statements has an event of its own


@pytest.mark.slow
def test_what_is_taken_back_while_the_file_is_sent_is_left_out(reader, archive, statement, monkeypatch):
    monkeypatch.setattr(loading, "CHUNK", 2)
    monkeypatch.setattr(search_files, "PIECE", 1)
    response = reader.get("/search.jsonl?q=library&sort=oldest")
    pieces = iter(response.streaming_content)
    next(pieces)
    statement.document.state = "draft"
    statement.document.save()
    ids = [json.loads(piece)["id"] for piece in pieces]
    assert len(ids) == int(response["X-Search-Total"]) - 1
    assert statement.pk not in ids


def test_rows_are_sent_some_at_a_time():
    pieces = ["a" * 20_000, "b" * 13_000, "c", "d" * 40_000, "e"]
    assert list(search_files.join_pieces(pieces)) == [
        "a" * 20_000 + "b" * 13_000,
        "c" + "d" * 40_000,
        "e",
    ]
    assert list(search_files.join_pieces([])) == []


@pytest.mark.slow
def test_json_answers_one_page(reader, archive):
    query = "q=library&speaker=bola-bright&sort=oldest"
    page = reader.get(f"/search/?{query}&page=2").context
    body = reader.get(f"/search.json?{query}&page=2").json()
    assert {name: body[name] for name in ("query", "unit", "total", "page", "pages", "sort", "notes")} == {
        "query": "library",
        "unit": "utterances",
        "total": 44,
        "page": 2,
        "pages": 3,
        "sort": "oldest",
        "notes": [],
    }
    assert [row["id"] for row in body["results"]] == [hit.statement.pk for hit in page["hits"]]
    assert [row["snippet"] for row in body["results"]] == [hit.statement.text for hit in page["hits"]]
    assert body["results"][0]["context_url"] == "http://testserver" + page["hits"][0].url
    assert [bucket["selected"] for bucket in body["facets"]["speaker"]] == [True, False]
    assert body["histogram"] == [
        {"year": year, "count": count} for year, count in ((2020, 14), (2021, 15), (2022, 15))
    ]
    assert body["url"] == f"http://testserver/search/?{query}"


def test_a_json_snippet_is_what_a_reader_sees(reader, db):
    text = "The library’s <mark>&amp; \"cheap\" 'ships' &lt; 3 &lt dear"
    make_statement(make_document(text=text), text)
    (row,) = reader.get("/search.json?q=library+ships").json()["results"]
    assert row["snippet"] == row["text"] == text
    assert snippet_text('<mark class="hit">a</mark> &amp;amp; &lt;mark&gt;') == "a &amp; <mark>"


def test_a_json_page_without_hits(reader, statement):
    body = reader.get("/search.json?q=nothing").json()
    assert (body["total"], body["pages"], body["results"], body["histogram"]) == (0, 1, [], [])


@pytest.mark.slow
def test_a_feed_has_the_hundred_latest_and_is_as_old_as_the_newest_entry(reader, published_document):
    words = [f"harbour {number} is open" for number in range(105)]
    document = make_document(text=". ".join(words), slug="harbours", date="2026-01-05")
    make_statements(document, words, speaker=make_speaker("Cara Cole"), theme=make_theme("Harbours"))
    feed = ElementTree.fromstring(reader.get("/search.atom?q=harbour+speaker:cole&sort=oldest").getvalue())
    updated = [entry.text for entry in feed.findall(f"{ATOM}entry/{ATOM}updated")]
    assert len(updated) == 100
    assert feed.findtext(f"{ATOM}updated") == max(updated)


@parametrize_partly_slow("ending", STREAMED, 2)
@pytest.mark.slow
def test_the_nearest_are_exported_only_when_asked_for_and_say_so(reader, statement, ending):
    words = "every harbour deserves a zeppelin"
    response = reader.get(f"/search/?q={words}")
    assert response.context["is_relaxed"]
    assert f"/search.{ending}?q=every+harbour+deserves+a+zeppelin&amp;nearest=1" in response.content.decode()
    empty = reader.get(f"/search.{ending}?q={words}")
    assert (ids_in(ending, empty.getvalue().decode()), empty["X-Search-Total"]) == ([], "0")
    assert "No result has all these words as they were typed. Add nearest=1" in unquote(
        empty["X-Search-Notes"]
    )
    nearest = reader.get(f"/search.{ending}?q={words}&nearest=1")
    assert ids_in(ending, nearest.getvalue().decode()) == [statement.pk]
    assert "These are the closest matches." in unquote(nearest["X-Search-Notes"])
    assert "verbatim-nearest-every" in nearest["Content-Disposition"]


@parametrize_partly_slow("ending", STREAMED, 2)
@pytest.mark.slow
def test_beside_few_results_the_nearest_follow_when_asked_for_and_the_file_says_so(
    reader, statement, published_document, ending
):
    words = ["A harbour deserves a balloon", "No balloon deserves it"]
    document = make_document(text=". ".join(words), slug="zeppelins", title="Untitled")
    one, near = (make_statement(document, word).pk for word in words)
    query = "q=harbour+deserves+balloon+-every"
    shown_response = reader.get(f"/search/?{query}")
    assert [[hit.object_id for hit in shown_response.context[name]] for name in ("hits", "nearest_hits")] == [
        [one],
        [near],
    ]
    assert ids_in(ending, reader.get(f"/search.{ending}?{query}").getvalue().decode()) == [one]
    response = reader.get(f"/search.{ending}?{query}&nearest=1")
    assert ids_in(ending, response.getvalue().decode()) == [one, near]
    assert response["X-Search-Total"] == "1"
    assert (
        unquote(response["X-Search-Notes"])
        == "The last row is only a close match: it does not have all words as they were typed."
    )
    assert "verbatim-nearest-harbour" in response["Content-Disposition"]


def test_where_results_have_all_the_words_the_nearest_are_not_exported_and_the_file_says_so(
    reader, statement
):
    response = reader.get("/search.jsonl?q=every+harbour&nearest=1")
    assert ids_in("jsonl", response.getvalue().decode()) == [statement.pk]
    assert unquote(response["X-Search-Notes"]).startswith("nearest=1 was ignored: ")
    assert "verbatim-every" in response["Content-Disposition"]


@parametrize_partly_slow("ending", STREAMED, 2)
def test_what_the_page_says_by_links_is_in_the_files(reader, statement, ending):
    make_statement(statement.document, "a promise kept", event=make_event("Harbour library"))
    response = reader.get(f'/search.{ending}?q="library"&page=7')
    assert unquote(response["X-Search-Notes"]) == (
        "There is no page 7: the last is page 1. 1 more by names and titles: =library"
    )
    assert notes_in(ending, response.getvalue().decode())[0] == unquote(response["X-Search-Notes"])
    misspelt = reader.get(f"/search.{ending}?q=promize")
    assert unquote(misspelt["X-Search-Notes"]) == "Did you mean: promise"
    body = misspelt.getvalue().decode()
    assert ids_in(ending, body) == []
    assert notes_in(ending, body) == ([] if ending == "csl.json" else ["Did you mean: promise"])
    assert 'filename="verbatim-no-results-promize-' in misspelt["Content-Disposition"]


def test_headers_are_cut_between_characters():
    assert header_value("全" * 500) == "%E5%85%A8" * 133
    assert header_value("a b") == "a%20b"


def test_the_page_leads_to_its_exports(reader, statement):
    page = reader.get("/search/?q=library&kind=speech").content.decode()
    for ending in ENDINGS:
        assert f'<a href="/search.{ending}?q=library&amp;kind=speech" rel="nofollow"' in page
    assert (
        '<link rel="alternate" type="application/atom+xml" title="Feed for this search" '
        'href="/search.atom?q=library&amp;kind=speech">'
    ) in page


def test_the_list_is_the_same_on_every_page(rf, archive):
    asked = [read_params(rf.get(f"/search/?q=library&page={page}").GET)[0] for page in (1, 3)]
    assert len(matching_ids(asked[0])) == 45
    assert matching_ids(asked[0]) == matching_ids(asked[1])
