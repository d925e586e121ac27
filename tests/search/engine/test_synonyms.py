"""Words that editors call the same find each other at once, are counted as they are found, and can be left out."""

import pytest

from archive.models import SynonymSet
from archive.search.engine.synonyms import Synonyms, add_synonyms
from archive.search.page.search_page import SearchPage
from archive.search.query.parser import parse
from archive.search.request.params import SearchParams
from archive.search.results import search, whole_list
from tests.factories import make_document, make_statement

SETS = [
    ("colour", "color"),
    ("programme", "program"),
    ("co-operation", "cooperation"),
    ("woman", "women"),
    ("Viet Nam", "Vietnam"),
    ("program", "scheme"),
]


@pytest.mark.parametrize(
    ("q", "text"),
    [
        ("colour", "colour OR color"),
        ("COLOURS", "COLOURS OR color"),
        ("coloured", "coloured OR color"),
        ("colourful", "colourful"),
        ("Vietnam", 'Vietnam OR any:"Viet Nam"'),
        ("Viet Nam war", "((Viet Nam) OR Vietnam) war"),
        ("war Viet Nam", "war ((Viet Nam) OR Vietnam)"),
        ("Viet war Nam", "Viet war Nam"),
        ("Viet* Nam", "Viet* Nam"),
        ("co-operation", "co-operation OR cooperation"),
        ("colour-blind war", "(colour-blind OR color-blind) war"),
        ("co-colour", "co-colour OR co-color"),
        ("non-programmes", "non-programmes OR non-program"),
        ('"colour-blind"', '"colour-blind"'),
        ("Viet-Nam-blind", "Viet-Nam-blind"),
        ("program", "program OR programme OR scheme"),
        ("scheme", "scheme OR program"),
        ("-colour war", "-(colour OR color) war"),
        ("colour OR war", "(colour OR color) OR war"),
        ("speaker:women color", "speaker:women (color OR colour)"),
        ('"colour"', '"colour"'),
        ('"the Viet Nam war"', '"the Viet Nam war"'),
        ("text:colour", "text:colour"),
        ("=colour", "=colour"),
        ("colour*", "colour*"),
        ("colour NEAR war", '"colour war"~10'),
        ("人工", "人工"),
        ("", ""),
    ],
)
def test_what_is_looked_for(q, text):
    query, added_words = add_synonyms(parse(q), Synonyms(SETS))
    assert parse(query.text).root == parse(text).root
    assert bool(added_words) is (query.root != parse(q).root)


def test_what_was_put_beside_each_word():
    _query, added_words = add_synonyms(parse("Viet Nam colours programme"), Synonyms(SETS))
    assert added_words == {"Viet Nam": ["Vietnam"], "colours": ["color"], "programme": ["program"]}
    assert add_synonyms(parse("colour"), Synonyms())[1] == {}


@pytest.fixture
def rows(db):
    SynonymSet.objects.all().delete()
    SynonymSet.objects.create(words=["colour", "color"])
    SynonymSet.objects.create(words=["Viet Nam", "Vietnam"])
    texts = {
        "British": "The colour of the flag",
        "American": "What color is it",
        "one": "A delegate of Vietnam",
        "two": "A delegate of Viet Nam",
    }
    rows = {}
    for name, text in texts.items():
        language = "fr" if name == "American" else "en"
        rows[name] = make_statement(make_document(text=text, title="Untitled", language=language), text).pk
    hidden = make_document(text="color colour Vietnam", title="Untitled", state="draft")
    rows["hidden"] = make_statement(hidden, hidden.text).pk
    return rows


def ids(q, **more):
    return set(whole_list(SearchParams(q=q, unit="statements", **more), 30_000).ids)


@pytest.mark.slow
@pytest.mark.parametrize("q", ["colour", "color", "colors", "Colours"])
def test_spellings_of_a_word_are_one_set(rows, q):
    assert ids(q) == {rows["British"], rows["American"]}
    results = search(SearchParams(q=q))
    assert (results.total, results.is_relaxed) == (2, False)
    assert {count.value: count.count for count in results.facets["language"].counts} == {"en": 1, "fr": 1}


def test_names_of_two_words_are_one_set_with_names_of_one(rows):
    for q in ("Vietnam", "viet nam", "delegate Viet Nam"):
        assert ids(q) == {rows["one"], rows["two"]}, q


def test_what_is_quoted_or_left_out_is_exact(rows):
    assert ids('"color"') == {rows["American"]}
    assert ids("color", synonyms="no") == {rows["American"]}
    assert ids('"Viet Nam"') == {rows["two"]}
    assert ids("delegate -Vietnam") == set() or search(SearchParams(q="delegate -Vietnam")).total == 0


def test_what_was_typed_comes_first(rows):
    for q, first in (("colour", "British"), ("color", "American")):
        results = search(SearchParams(q=q, unit="statements"))
        assert results.ids[0] == rows[first]


@pytest.mark.slow
def test_a_change_of_the_list_counts_at_once(rows):
    assert ids("flag") == {rows["British"]}
    synonym_set = SynonymSet.objects.create(words=["flag", "delegate"])
    assert ids("flag") == {rows["British"], rows["one"], rows["two"]}
    synonym_set.delete()
    assert ids("flag") == {rows["British"]}


@pytest.mark.django_db(transaction=True)
def test_a_change_counts_in_a_process_that_knows_the_old_list():
    text = "The colour of the flag"
    key = make_statement(make_document(text=text, title="Untitled"), text).pk
    params = SearchParams(q="banner", unit="statements")
    assert search(params).total == 0
    SynonymSet.objects.create(words=["flag", "banner"])
    assert (search(params).total, search(params).ids) == (1, [key])
    assert search(params).facets["language"].counts[0].count == 1
    SynonymSet.objects.filter(words=["flag", "banner"]).update(words=["flag", "pennant"])
    assert search(params).total == 0


@pytest.mark.slow
def test_the_page_says_so_and_leads_out(client, rows):
    page = SearchPage(SearchParams(q="colour"))
    assert page.notices == ["“colour”: also color."]
    assert '<mark class="hit">color</mark>' in "".join(hit.snippet for hit in page.hits)
    shown = client.get("/search/?q=colour").content.decode()
    assert '<a href="/search/?q=colour&amp;synonyms=no" rel="nofollow">Only the words as typed</a>' in shown
    response = client.get("/search/?q=colour&synonyms=no")
    assert "Only the words" not in response.content.decode()
    assert response.context["messages"] == []
    assert '<input type="hidden" name="synonyms" value="no">' in response.content.decode()


@pytest.mark.slow
def test_files_and_json_say_so(client, rows):
    answer = client.get("/search.json?q=colour").json()
    assert (answer["total"], answer["notes"]) == (2, ["“colour”: also color."])
    first = client.get("/search.jsonl?q=colour").getvalue().decode().splitlines()[0]
    assert "“colour”: also color." in first
    assert client.get("/search.json?q=colour&synonyms=no").json()["total"] == 1
    assert "synonyms" in client.get("/search.json?q=colour&synonyms=maybe").json()["notes"][0].lower()


def test_the_nearest_have_synonyms_too(rows):
    results = search(SearchParams(q="color flag zzyzxq", unit="statements"))
    assert (results.is_relaxed, results.ids[0]) == (True, rows["British"])


@pytest.mark.slow
def test_a_word_with_synonyms_is_not_taken_for_a_misspelling(rows):
    SynonymSet.objects.filter(words=["Viet Nam", "Vietnam"]).delete()
    SynonymSet.objects.create(words=["delegates", "delegatex"])
    assert search(SearchParams(q="delegatex zzyzxq")).suggested_query == ""
    assert search(SearchParams(q="delegatey zzyzxq")).suggested_query == "delegate zzyzxq"
