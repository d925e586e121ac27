import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from archive.search.cache import BoundedCache
from archive.search.engine import stemming, tsquery
from archive.search.engine.stemming import stem
from archive.search.engine.store.columns import Columns
from archive.search.engine.tsquery import tsqueries
from archive.search.query.nodes import Term
from archive.sql import read

pytestmark = pytest.mark.django_db
STEMS = {
    "ships": "ship",
    "libraries": "librari",
    "governing": "govern",
    "promises": "promis",
    "harbours": "harbour",
}


def test_each_word_has_the_stem_of_its_language(django_assert_num_queries):
    stemming.stem_cache.clear()
    with django_assert_num_queries(1):
        stems = stem([("en", "libraries"), ("fr", "libraries"), ("zh-Hans", "国清")])
    assert stems == {
        ("en", "libraries"): "librari",
        ("fr", "libraries"): "librar",
        ("zh-Hans", "国清"): "国清",
    }
    with django_assert_num_queries(0):
        assert stem([("fr", "libraries")]) == {("fr", "libraries"): "librar"}


@pytest.mark.slow
def test_threads_with_a_small_cache_get_the_right_stems(monkeypatch):
    """Each thread drives out what the others are about to read."""
    monkeypatch.setattr(stemming, "stem_cache", BoundedCache(10))
    monkeypatch.setattr(tsquery, "tsquery_cache", BoundedCache(10))
    words = list(STEMS)
    columns = Columns()
    columns.facets["language"].add_keys([1], ["en"])

    def work(first):
        try:
            for number in range(30):
                more = [f"word{(first * 7 + number + step) % 50}" for step in range(8)]
                some = [words[(first + number) % len(words)], *more]
                stems = stem([("en", word) for word in some])
                assert stems == {("en", word): STEMS.get(word, word) for word in some}
                groups = tsqueries([Term(word) for word in some], columns)
                assert [query.text for (query,) in groups] == [f"'ø{word}'" for word in some]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    assert len(stemming.stem_cache) <= 10
    assert len(tsquery.tsquery_cache) <= 10


@pytest.mark.django_db
def test_words_of_grammar_are_those_of_the_languages_list_else_the_short_ones():
    words = [
        ("en", "with"),
        ("en", "oil"),
        ("fr", "avec"),
        ("fr", "with"),
        ("zh-Hant", "the"),
        ("ar", "bank"),
    ]
    assert stemming.find_stop_words(words) == dict(
        zip(words, [True, False, True, False, True, False], strict=True)
    )


# English words that PostgreSQL's stemmer takes for forms of each other, and which are not.
DIFFERENT_WORDS = {
    "access": "accession", "accorded": "accordance", "accords": "according", "account": "accountability",
    "apart": "apartments", "assembled": "assembly", "author": "authorities", "authors": "authorized",
    "busy": "business", "capital": "capitalism", "civil": "civilizations", "collection": "collective",
    "communication": "communicable", "competing": "competence", "confer": "conference",
    "consideration": "considerable", "consists": "consistent", "constitute": "constitution",
    "construction": "constructive", "contents": "contention", "convention": "conventional",
    "conversation": "conversions", "critic": "critical", "departed": "department", "designed": "designated",
    "digits": "digital", "direct": "directive", "effects": "effective", "emerging": "emergency",
    "even": "evening", "excellent": "excellency", "execution": "executive", "experience": "experiments",
    "fundamental": "fundamentalism", "generations": "generative", "good": "goods", "governance": "government",
    "hard": "hardly", "high": "highness", "human": "humane", "humans": "humanity", "imports": "important",
    "incidents": "incidence", "information": "informal", "initiative": "initial", "integration": "integrity",
    "internal": "international", "interned": "internal", "irons": "ironic", "liberation": "liberal",
    "like": "likely", "major": "majority", "margins": "marginalized", "minor": "minorities",
    "mobile": "mobilize", "name": "namely", "national": "nationalism", "nations": "nationality",
    "negation": "negative", "object": "objective", "optimal": "optimism", "organs": "organizations",
    "population": "populism", "position": "positive", "principal": "principality", "processes": "procession",
    "provide": "providence", "public": "publications", "rations": "rational", "relations": "relative",
    "resolution": "resolutely", "respect": "respective", "response": "responsibility", "severe": "several",
    "social": "socialism", "subjected": "subjective", "success": "succession", "times": "timely",
    "transit": "transition", "under": "underlying", "units": "united", "universal": "university",
    "will": "willing",
}  # fmt: skip
SAME_WORDS = {
    "governance": "governing", "government": "governments", "international": "internationally",
    "united": "uniting", "organ": "organisms", "important": "importance",
    "universities": "university", "emerge": "emergence", "succeed": "succeeded",
    "responsible": "responsibly", "nation": "national", "effective": "effectiveness",
}  # fmt: skip


def test_english_words_of_different_meanings_have_different_stems():
    pairs = list(DIFFERENT_WORDS.items())
    stems = stem(("en", word) for pair in pairs for word in pair)
    assert [pair for pair in pairs if stems["en", pair[0]] == stems["en", pair[1]]] == []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word FROM unnest(%s::text[], %s::text[]) AS pair(word, other)"
            " WHERE ts_lexize('archive_english', word) <> ts_lexize('archive_english', other)",
            [list(DIFFERENT_WORDS), list(DIFFERENT_WORDS.values())],
        )
        assert cursor.fetchall() == []  # else the list above would say nothing of the rule


def test_forms_of_an_english_word_have_one_stem():
    pairs = list(SAME_WORDS.items())
    stems = stem(("en", word) for pair in pairs for word in pair)
    assert [pair for pair in pairs if stems["en", pair[0]] != stems["en", pair[1]]] == []


@pytest.mark.parametrize(
    ("language", "singular", "plural"),
    [
        ("es", "declaracion", "declaraciones"),
        ("es", "nacion", "naciones"),
        ("es", "comision", "comisiones"),
        ("pt", "declaracao", "declaracoes"),
        ("pt", "comissao", "comissoes"),
        ("pt-BR", "nacao", "nacoes"),
    ],
)
def test_a_singular_that_has_lost_its_accent_has_the_stem_of_its_plural(language, singular, plural):
    stems = stem([(language, singular), (language, plural)])
    assert stems[language, singular] == stems[language, plural]


def test_every_rule_for_english_stems_has_an_example():
    rules = re.findall(
        r"[a-z]+/[a-z]+", read("functions/archive_search_english_stem").partition("RETURN ")[2]
    )
    stems = stem(("en", word) for pair in DIFFERENT_WORDS.items() for word in pair)
    used = {match[0] for value in stems.values() if (match := re.match("[a-z]+/[a-z]+", value))}
    assert [rule for rule in rules if not any(suffix.startswith(rule) for suffix in used)] == []
