"""A phrase matches within one paragraph of the text, not in names or titles."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from archive.search.engine import near
from archive.search.page.highlight import find_matches
from archive.search.page.search_page import SearchPage
from archive.search.query.parser import parse
from archive.search.request.params import SearchParams
from archive.search.results import search
from archive.text.words import tokens
from tests.factories import make_document, make_event, make_speaker, make_statement, make_theme

pytestmark = pytest.mark.django_db


def find_ids(q, **options):
    return (
        set(search(SearchParams(q=q, **options)).ids) if not search(SearchParams(q=q)).is_relaxed else set()
    )


@pytest.fixture
def rows():
    """Three statements: one has the words, one the theme and one the title of that name."""
    document = make_document(
        title="Global governance forum",
        text="We want global governance.\n\nOf ships.\n\nHarbours first. Libraries last.",
        event=make_event("Talks of 1974"),
        date="2024-05-01",
    )
    speaker = make_speaker("Mr President")
    return {
        "words": make_statement(document, "We want global governance.", speaker=speaker),
        "title": make_statement(document, "Harbours first.", speaker=speaker),
        "border": make_statement(
            document, "global governance.\n\nOf ships.", speaker=speaker, event=document.event
        ),
    }


@pytest.mark.slow
def test_a_phrase_is_counted_in_the_words_and_names_are_counted_apart(rows):
    page = SearchPage(SearchParams(q='"global governance"', unit="statements"))
    assert {hit.statement for hit in page.hits} == {rows["words"], rows["border"]}
    assert (page.total_label, page.name_matches.count_display) == ("2 statements", "1")
    assert page.name_matches.url == "/search/?q=any%3A%22global+governance%22&unit=statements"
    assert find_ids('any:"global governance"', unit="statements") == {value.pk for value in rows.values()}
    assert find_ids("global governance", unit="statements") == {value.pk for value in rows.values()}
    assert find_ids("text:governance", unit="statements") == {rows["words"].pk, rows["border"].pk}
    assert find_ids('"governance"', unit="statements") == {rows["words"].pk, rows["border"].pk}
    assert find_ids("text:govern*", unit="statements") == {rows["words"].pk, rows["border"].pk}


@pytest.mark.django_db(transaction=True)
def test_a_phrase_is_looked_up_once_for_the_words_and_for_the_names(rows):
    search(SearchParams(q="ships"))
    with CaptureQueriesContext(connection) as queries:
        page = SearchPage(SearchParams(q='"global governance"', unit="statements"))
    looked_up = [query["sql"] for query in queries if re.search("vector @@ '[^)]*<->", query["sql"])]
    looked_up = [sql for sql in looked_up if "ts_rank" not in sql]
    assert (page.total_label, page.name_matches.count_display) == ("2 statements", "1")
    assert len(looked_up) == 1, looked_up


@pytest.mark.django_db(transaction=True)
def test_nothing_near_is_looked_for_in_names(rows, monkeypatch):
    """What comes near a phrase that no text has is of the words; names are only counted."""
    made = []
    relax = near.minimum_should_match
    monkeypatch.setattr(near, "minimum_should_match", lambda *args: made.append(args) or relax(*args))
    page = SearchPage(SearchParams(q='"governance forum of harbours"', unit="statements"))
    assert (page.results.is_relaxed, page.name_matches, len(made)) == (True, None, 1)


def test_plain_words_have_no_count_beside_them(rows):
    assert SearchPage(SearchParams(q="governance")).name_matches is None
    assert SearchPage(SearchParams(q='"libraries"')).name_matches is None


@pytest.mark.parametrize(
    "q",
    [
        'any:"1974 global"',
        'any:"president talks"',
        'any:"forum we"',
        'any:"1974 mr president"',
        '"governance of ships"',
        'any:"governance of ships"',
        "governance-of-ships",
        '"governance ships"~20',
    ],
)
def test_no_phrase_crosses_a_border(rows, q):
    assert find_ids(q, unit="statements") == set()
    assert find_ids(q, unit="passages") == set()


@pytest.mark.slow
def test_words_near_each_other(rows):
    document = make_document(text="Ships carry many good old books to the libraries of harbours.")
    statement = make_statement(document, "Ships carry many good old books to the libraries of harbours.")
    for q in (
        '"ships books"~4',
        '"books ships"~4',
        "books NEAR/4 ships",
        "ships NEAR libraries",
        '"ships carry"~0',
    ):
        assert find_ids(q) == {statement.pk}, q
    for q in ('"ships books"~3', '"ships many"~0', "books NEAR/3 ships", '"carry ships"'):
        assert find_ids(q) == set(), q
    assert find_ids('"ships books harbours"~6') == {statement.pk}
    assert find_ids('"ships books harbours"~5') == {statement.pk}
    assert find_ids('"ships books harbours"~3') == set()


def test_words_near_each_other_are_marked():
    text = "Ships carry books. Libraries have other books.\n\nShips."
    spans = find_matches('"ships books"~1', [text], ["en"])[0]
    assert [text[start:end] for start, end in spans] == ["Ships", "books"]
    assert find_matches('"books ships"', [text], ["en"]) == [[]]


@pytest.mark.slow
def test_dates_in_the_query(rows):
    other = make_statement(make_document(text="Harbours last.", date="1974-03-02"), "Harbours last.")
    for q in (
        "harbours 1974..1980",
        "harbours 1970-1974",
        "harbours date:1974",
        "harbours before:31.12.1974",
    ):
        assert find_ids(q) == {other.pk}, q
    assert find_ids("harbours after:1990s") == {rows["title"].pk}
    assert find_ids('harbours date:"March 1974"') == {other.pk}


@pytest.mark.parametrize(
    ("q", "notice"),
    [
        ("theme:librarys", "The archive has no theme “librarys”. The nearest is “Libraries”."),
        ("theme:zzzz", "The archive has no theme “zzzz”."),
        ("kind:speeches", "The archive has no kind of document “speeches”. The nearest is “speech”."),
        ("speaker:secret", "The archive has no speaker “secret”."),
        (
            "attribution:quote",
            "The archive has no attribution “quote”."
            " Possible are: verbatim, translated, paraphrase, summary, question.",
        ),
    ],
)
def test_a_value_of_nothing_published_is_named(rows, reader, q, notice):
    make_statement(rows["words"].document, "Of ships.").themes.add(make_theme("Libraries"))
    make_statement(rows["words"].document, "Harbours first.", speaker=make_speaker("Secret"), state="draft")
    assert SearchPage(SearchParams(q=q)).notices == [notice]
    assert reader.get("/search.json", {"q": q}).json()["notes"] == [notice]
    assert notice in reader.get("/search.bib", {"q": q}).getvalue().decode()


PLAIN = ["harbour", "ship", "library", "of", "the"]
WORDS = st.lists(
    st.sampled_from(
        ["harbour", "ship", "library", "of", "the", "governing", "governance", "人工", "智能", "é"]
    ),
    min_size=1,
    max_size=8,
)


class TestBruteForce(TestCase):
    @given(st.lists(WORDS, min_size=1, max_size=3), st.data())
    @pytest.mark.slow
    def test_a_phrase_is_found_where_its_words_follow_each_other(self, paragraphs, data):
        """The oracle compares words as the language "und" leaves them, unstemmed, paragraph by paragraph."""
        text = "\n\n".join(" ".join(words) for words in paragraphs)
        document = make_document(text=text, language="und", title="harbour of ship library")
        statement = make_statement(document, text)
        wanted = data.draw(st.lists(st.sampled_from(PLAIN), min_size=1, max_size=3))
        is_there = any(
            [token.word for token in tokens(paragraph)][start : start + len(wanted)] == wanted
            for paragraph in text.split("\n\n")
            for start in range(len(paragraph))
        )
        query = parse(f'"{" ".join(wanted)}"')
        assert (statement.pk in find_ids(query.text, unit="statements")) is is_there
        assert bool(find_matches(query.text, [text], ["und"])[0]) is is_there
