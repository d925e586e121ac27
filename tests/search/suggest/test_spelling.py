"""“Did you mean” offers only words of published rows."""

import pytest

from archive.search.page.search_page import SearchPage
from archive.search.request.params import SearchParams
from archive.search.results import search
from tests.factories import make_document, make_speaker, make_statement
from tests.marks import parametrize_partly_slow

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows(statement, hidden_statement, draft_statement):
    """ "every harbour deserves a library", and drafts on a lighthouse museum and a promise kept."""
    make_statement(statement.document, "the catalogue will be open", speaker=make_speaker("Bola Bright"))
    return statement


def suggested_query(q, **asked):
    return search(SearchParams(q=q, unit="statements", **asked)).suggested_query


@parametrize_partly_slow(
    ("typed", "better"),
    [
        ("harbuor", "harbour"),
        ("harbou", "harbour"),
        ("harboour", "harbour"),
        ("hrbour", "harbour"),
        ("herbour", "harbour"),
        ("libary", "library"),
        ("catalouge", "catalogue"),
        ("Adeyami", "Adeyemi"),
        ("Brigth", "Bright"),
        ("DESERVS", ""),
        ("desrves", "deserves"),
        ("hbrour", "harbour"),  # two characters
        ("hxrbxur", "harbour"),
        ("hbruor", ""),  # three
        ("cat", ""),  # too short to tell
        ("harbuor*", ""),
        ("har*uor libary", "har*uor library"),  # what stands around an asterisk is no word
        ('"har* libary"', ""),  # nor what stands before one in a phrase
        ("=harbuor", "=harbour"),
        ('"harbuor library"', '"harbour library"'),
        ("speaker:adeyami", ""),
        ("xyzzyx", ""),
        ("note:harbuor", "note:harbour"),
        ("catalog:museum", ""),  # a field that does not exist
    ],
    4,
)
def test_a_word_at_a_distance_of_one_character_is_offered(rows, typed, better):
    assert suggested_query(typed) == better


@pytest.mark.slow
def test_the_rest_of_the_query_stays(rows):
    assert (
        suggested_query('libary -museum speaker:Amara "a library"')
        == 'library -museum speaker:Amara "a library"'
    )
    assert suggested_query("harbuor libary") == "harbour library"
    assert suggested_query("catalogue -libary") == ""


def test_every_misspelt_word_is_put_right(rows):
    assert suggested_query("libary catalouge desrves harbuor") == "library catalogue deserves harbour"


@pytest.mark.parametrize("typed", ["lighthuose", "musuem", "promsie", "drawr", "secert"])
def test_what_stands_in_drafts_alone_is_not_offered(rows, draft_document, typed):
    word = {
        "lighthuose": "lighthouse",
        "musuem": "museum",
        "promsie": "promise",
        "drawr": "drawer",
        "secert": "secret",
    }
    assert (word[typed] in draft_document.text.lower()) != (typed == "promsie")
    assert suggested_query(typed) == ""


def test_once_published_it_is(rows, draft_document):
    type(draft_document).objects.filter(pk=draft_document.pk).update(state="published")
    assert suggested_query("lighthuose") == "lighthouse"


def test_a_name_of_drafts_alone_is_not_offered_as_a_form_of_a_public_word(rows, draft_document):
    make_statement(draft_document, "stay in the drawer", speaker=make_speaker("Catalogued Person"))
    assert suggested_query("catalouged") == "catalogue"


def test_a_word_that_is_known_is_left_alone(rows):
    make_statement(rows.document, "the guests")
    assert (suggested_query("guest"), suggested_query("library")) == ("", "")


def test_a_search_with_enough_results_suggests_nothing(rows):
    document = make_document(text="harbuor, harbuor, harbuor", title="Untitled")
    statements = [make_statement(document, "harbuor", occurrence=number) for number in range(3)]
    results = search(SearchParams(q="harbuor", unit="statements"))
    assert (results.total, results.suggested_query) == (len(statements), "")


def test_the_page_leads_there(client, rows):
    page = SearchPage(SearchParams(q="libary", speaker=("amara-adeyemi",)))
    assert (page.suggested_query, page.suggested_url) == (
        "library",
        "/search/?q=library&speaker=amara-adeyemi",
    )
    shown = client.get("/search/?q=libary").content.decode()
    assert 'Did you mean <a href="/search/?q=library">library</a>?' in shown
    assert "Did you mean" not in client.get("/search/?q=lighthuose").content.decode()


def test_no_sign_is_offered_for_the_word_it_stands_for(rows):
    make_statement(make_document(text="a rise of 50%", title="Untitled"), "a rise of 50%")
    assert suggested_query("percnt") == ""
    make_statement(make_document(text="a percent", title="Untitled"), "a percent")
    assert suggested_query("percnt") == "percent"


def test_no_query_that_finds_nothing_is_offered_in_place_of_one_that_finds_something(rows):
    text = "Write to itno@harbour.example or go into the library"
    make_statement(make_document(text=text, title="Untitled"), text)
    many = make_document(text="into, " * 24 + "into", title="Untitled")
    for occurrence in range(25):
        make_statement(many, "into", occurrence=occurrence)
    assert suggested_query("itno@harbour.example") == ""
    assert suggested_query("itno library") == "into library"
    assert (
        suggested_query("itno library", speaker=("amara-adeyemi",)) == "into library"
    )  # of whom it finds none
