"""Words of other languages, which the archive does not have, are not put right into words that it has."""

import pytest

from archive.models import SearchWord
from archive.search.engine.match import Matcher
from archive.search.engine.store.columns import Columns
from archive.search.engine.vocabulary import spelling
from archive.search.engine.vocabulary.lexicon import NearWord
from archive.search.engine.vocabulary.plausibility import (
    accented_letters,
    doubt,
    doubt_in_context,
    edit_doubt,
)
from archive.search.query.nodes import Term
from archive.search.request.params import SearchParams
from archive.search.results import search
from tests.factories import make_document, make_statement

WORDS = {
    "the": 90_000,
    "government": 6_000,
    "friend": 900,
    "paid": 900,
    "plague": 40,
    "word": 150,
    "wolves": 60,
    "policy": 3_000,
    "summit": 700,
    "punto": 100,
    "haven": 88,
    "social": 3_600,
}


@pytest.fixture
def corrections(db):
    """Finds those of a query."""
    SearchWord.objects.bulk_create(
        SearchWord(language="en", word=word, stem=word, rows=rows) for word, rows in WORDS.items()
    )
    columns = Columns()
    columns.refresh()
    return lambda query: spelling.find_corrections(
        Matcher(columns, unit=1), [Term(word) for word in query.split()]
    )


@pytest.mark.parametrize(
    "word",
    [
        "frieden",  # two letters, and the last is another one
        "paix",  # a short word, and a letter at its end
        "blague",  # a rare word, and the first letter
        "wolken",
        "giunto",
        "hafen",  # another consonant in a short word
        "wardo",  # a letter more at the end of a rare one
    ],
)
def test_a_foreign_word_stays_as_it_is(corrections, word):
    assert corrections(word) == {}


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("frined", "friend"),
        ("freind", "friend"),
        ("govermnent", "government"),
        ("goverment", "government"),
        ("polcy", "policy"),
        ("ploicy", "policy"),
        ("smumit", "summit"),
        ("governmen", "government"),
    ],
)
def test_a_misspelt_word_is_put_right(corrections, word, meant):
    assert corrections(word)[word][0] == meant


def test_letters_with_accents_are_typed_on_purpose(corrections):
    assert corrections("wórrd") == {}
    assert corrections("worrd") == {"worrd": ["word"]}
    assert corrections("górvernment") == {}


def test_words_beside_tell_whether_a_word_is_foreign(corrections):
    assert corrections("gouvernement") == {"gouvernement": ["government"]}
    assert corrections("gouvernement français") == {}
    assert corrections("goverment français") == {"goverment": ["government"]}
    assert corrections("gouvernement policy français") == {"gouvernement": ["government"]}
    assert corrections("sumit zxqvw") == {"sumit": ["summit"]}
    assert corrections("frienda") == {"frienda": ["friend"]}
    assert corrections("frienda zxqvw") == {}


def test_a_word_printed_with_the_same_accent_is_offered(db):
    text = "The Élysée said so"
    make_statement(make_document(text=text, title="U"), text)
    assert search(SearchParams(q="Élyséee")).suggested_query == "Élysée"
    assert search(SearchParams(q="Élysççe")).suggested_query == ""


def test_doubts_are_powers_of_ten():
    assert doubt("government", NearWord("govvernment", 1, 9), 9_999) == pytest.approx(3)
    assert doubt("government", NearWord("governmen", 1, 9), 9_999) == pytest.approx(3 + 1.2 + 1.3)
    assert doubt("government", NearWord("governmnet", 1, 9), 9_999) == pytest.approx(3 - 0.6)
    assert doubt("horse", NearWord("house", 1, 99), 9_999) == pytest.approx(2 + 2.2 + 1.2)
    assert doubt("horse", NearWord("hour", 2, 99), 9_999) == pytest.approx(2 + 2.2 + 1.2 + 1.3 + 2 * 1.2)
    assert doubt("abcdefghi", NearWord("abedcfghi", 2, 9), 9_999) == pytest.approx(3 + 2 * 1.2)


@pytest.mark.parametrize(
    ("typed", "meant", "cost"),
    [
        ("goverment", "government", 0),
        ("govvernment", "government", 0.7),
        ("governnment", "government", 0.7),
        ("govornment", "government", 0.8),
        ("govetnment", "government", 1.2),
        ("goverknment", "government", 1.2),
        ("govermnent", "government", -0.6),
        ("gouvernement", "government", 2.4),
        ("gvoerment", "government", -0.6),
        ("government", "government", 0),
        ("haven", "govern", 99),
    ],
)
def test_the_edits_that_cost_the_least_make_one_word_of_the_other(typed, meant, cost):
    assert edit_doubt(typed, meant, 2) == pytest.approx(cost)


def test_doubts_of_other_words_of_the_query():
    assert doubt_in_context(False, []) == 0
    assert doubt_in_context(False, [frozenset()]) == 1
    assert doubt_in_context(False, [frozenset(), frozenset("ç")]) == 3.5
    assert doubt_in_context(True, [frozenset("ç")]) == -0.5


def test_marks_are_those_of_latin_letters():
    assert accented_letters("Français, naïveté") == frozenset("çïé")
    assert accented_letters("γραφή مرفأ Straße plain") == frozenset("ß")
