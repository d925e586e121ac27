"""Words written as one, with a hyphen or apart find each other, and the page says so."""

from importlib import import_module

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from archive.models import SynonymSet
from archive.search.engine import engine
from archive.search.page.highlight import find_matches
from archive.search.query.compounds import hyphenated_pairs
from archive.search.query.parser import parse
from archive.search.request.params import SearchParams
from archive.search.results import search
from tests.factories import make_document, make_statement
from tests.marks import parametrize_partly_slow

PLACES = import_module("archive.migrations.0062_numbers_and_runs").PLACES

pytestmark = pytest.mark.django_db


def add_statement(text, language="en"):
    return make_statement(make_document(text=text, language=language, title="Untitled"), text).pk


def find_ids(q, **params):
    matches = engine.match(SearchParams(q=q, unit="statements", **params), parse(q))
    return set() if matches.is_relaxed else set(matches.order())


SPELLINGS = [
    ("post-war order", "postwar order", "post war order"),
    ("the G-7 met", "the G7 met", "the G 7 met"),
    ("COVID-19 cases", "COVID19 cases", "Covid 19 cases"),
    ("at COP-27", "at COP27", "at COP 27"),
    ("cyber-security", "cybersecurity", "cyber security"),
    ("policy-makers", "policymakers", "policy makers"),
]


@parametrize_partly_slow("texts", SPELLINGS, 2, ids=lambda texts: texts[1])
def test_every_spelling_finds_every_other(texts):
    made = {add_statement(text) for text in texts}
    add_statement("Nothing of the kind.")
    for text in texts:
        assert find_ids(text) == made, text
        for other in texts:
            assert find_ids(f'"{other}"') < made  # in quotation marks as it stands


@pytest.mark.parametrize("q", ["50%", "50 %", "50 percent", "50 per cent"])
def test_percent_is_written_in_many_ways(q):
    texts = ["up 50%", "up 50 %", "up 50 percent", "up 50 per cent", "up ５０％"]
    made = {add_statement(text) for text in texts}
    add_statement("up 5%")
    assert find_ids(q) == made
    assert find_ids(f'"up {q}"') == made
    assert all(find_matches(f'"up {q}"', texts, ["en"] * len(texts)))


@pytest.mark.slow
def test_words_of_grammar_are_not_joined():
    statement = add_statement("maybe away into often island")
    apart = add_statement("may be a way in to of ten is land")
    assert [find_ids(q) for q in ("may be", "a way", "in to")] == [{apart}] * 3
    assert [find_ids(q) for q in ("maybe", "away", "into", "often")] == [{statement}] * 4


def test_a_hyphen_joins_words_of_grammar():
    made = {add_statement("an on-going talk"), add_statement("ongoing talks")}
    apart = add_statement("talks are based on going there")
    assert find_ids("ongoing") == made
    assert find_ids("ongoing", synonyms="no") < made
    assert find_ids("on-going") == made | {apart}  # a phrase, as ever


def test_the_page_says_what_else_was_looked_for():
    add_statement("COVID-19 spread"), add_statement("Covid 19 came"), add_statement("post-war")
    assert search(SearchParams(q="COVID19 postwar")).synonyms == {
        "COVID19": ["COVID-19", "COVID 19"],
        "postwar": ["post-war", "post war"],
    }
    assert search(SearchParams(q="COVID19 postwar", synonyms="no")).synonyms == {}


def test_forms_of_the_joined_word_are_found_and_marked():
    text = "Policy-makers and peace-keepers"
    statement = add_statement(text)
    assert find_ids("policymaker peacekeeper") == {statement}
    terms = search(SearchParams(q="policymaker peacekeeper")).terms
    assert [text[start:end] for start, end in find_matches(terms, [text], ["en"])[0]] == [
        "Policy-makers",
        "peace-keepers",
    ]


@pytest.mark.parametrize(
    ("apart", "one"), [("in Đà Nẵng now", "in Danang now"), ("to Hà Nội now", "to Hanoi now")]
)
def test_names_of_places_are_written_as_one(apart, one):
    made = {add_statement(apart, "und"), add_statement(one)}
    for words in PLACES:
        SynonymSet.objects.create(words=words)
    for typed in (apart, one):
        name = " ".join(typed.split()[1:-1])
        assert find_ids(name) == find_ids(name.lower()) == made
        assert all(find_matches(search(SearchParams(q=name)).terms, [apart, one], ["und", "en"]))


def test_numbers_are_typed_with_spaces():
    made = {add_statement("1200 ships"), add_statement("1,200 ships"), add_statement("1 200 ships")}
    other = add_statement("200 ships of 1 navy")  # it has both words
    assert find_ids("1 200") == made | {other}
    assert find_ids("1200") == made
    assert search(SearchParams(q="1 200")).synonyms == {"1 200": ["1200"]}
    assert find_ids("12 200") == find_ids("1 200 30") == set()


@parametrize_partly_slow(
    "texts",
    [
        ("worth $3.5bn now", "worth $3.5 bn now"),
        ("worth $1,000.50bn now", "worth 1000.50 bn now"),
        ("some 1,000km away", "some 1,000 km away", "some 1000km away", "some 1000 km away"),
    ],
    1,
)
def test_a_unit_stands_apart_or_behind_its_number(texts):
    made = {add_statement(text) for text in texts}
    other = add_statement("3.5 bnp, 1,000.5 billion or 1,000 k now")
    for text in texts:
        amount = " ".join(text.split()[1:-1]).strip("$")
        assert find_ids(amount) == made, amount
        assert other not in find_ids(f'"{amount}"')


def test_prefixes_and_exact_words_know_no_hyphen():
    add_statement("co-operation")
    assert [find_ids(q) for q in ("cooperat*", "=cooperation", '"cooperation"', "text:cooperation")] == [
        set()
    ] * 4


PIECES = [*"USkłé人ก1٣.'’_ \n-‐‑–", "us", "12", "--", "-x", "ß", "می", "\u200c"]


def in_sql(text):
    with connection.cursor() as cursor:
        cursor.execute("SELECT archive_search_joints(%s), archive_search_border()", [text])
        words, border = cursor.fetchone()
    return set(words.split(border)) if words else set()


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_hyphenated_pairs_are_the_same_in_python_and_in_the_database(text):
    assert in_sql(text) == {token.word for token in hyphenated_pairs(text)}


APOSTROPHES = [
    ('"Xian today"', {"Xi’an today", "Xian today"}),
    ('"in Xian today"', {"Xi’an today", "Xian today"}),
    ('"Xian today"~2', {"Xi’an today", "Xian today"}),
    ("in NEAR/2 Xian", {"Xi’an today", "Xian today"}),
    ('"obrien plan of hawaii"', {"O'Brien"}),
    ('"obrien pl*"', {"O'Brien"}),
    ('any:"obrien plan"', {"O'Brien"}),
    ("plan NEAR Hawaii", {"O'Brien"}),
    ('-"Xian today"', {"O'Brien", "none"}),
]


@pytest.mark.parametrize(("q", "texts"), APOSTROPHES)
def test_what_an_apostrophe_joins_is_found_beside_other_words(q, texts):
    made = {
        "Xi’an today": add_statement("We met in Xi’an today."),
        "Xian today": add_statement("We met in Xian today."),
        "O'Brien": add_statement("The O'Brien plan of Hawaiʻi."),
        "none": add_statement("Xian was there; Xi left, an old man, not today."),
    }
    assert find_ids(q) == {made[text] for text in texts}


def test_an_apostrophe_that_was_put_in_is_named_and_can_be_left_out():
    add_statement("We met in Xi’an today."), add_statement("Xian and today.")
    assert search(SearchParams(q='"Xian today" "met in"')).synonyms == {"Xian today": ["Xi'an today"]}
    assert find_ids('"Xian today"', synonyms="no") == set()


def test_an_apostrophe_is_found_behind_many_words_that_could_have_one():
    made = add_statement("Alone, upon another island, somebody met in Xi’an today.")
    add_statement("a lone up on an other is land some body to day")
    assert find_ids('"alone upon another island somebody met in Xian today"') == {made}
