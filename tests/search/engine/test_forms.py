"""Plain words find every form of theirs in the language of each text, whatever was written since."""

import random

import pytest
from django.db import connection

from archive.models import Document
from archive.search import index
from archive.search.engine.tsquery import as_typed, compose, is_simple, query_tsqueries
from archive.search.query.nodes import And, Node, Not, Or, Term
from archive.search.request.params import SearchParams
from tests.factories import make_document, make_statement
from tests.search.connections import in_other_connection
from tests.search_setup import matching_ids

WORDS = """
en: nation nations national nationality library libraries governs governing governed maison 2020 2020s
en-GB: nation nations ships shipping ship library
fr: nation nations nationale maison maisons libraries gouverne gouvernait
ru: гавань гавани гаванью nation nations
zh-Hans: nation nations library libraries
"""
FORMS = {line.split(":")[0]: line.split(":")[1].split() for line in WORDS.strip().splitlines()}
UNRELATED = {("en", "nationality"), ("en-GB", "nationality")}  # to what PostgreSQL takes it for a form of
EVERY_FORM = sorted({word for words in FORMS.values() for word in words})


def stem_of(language, word):
    """By PostgreSQL's own parser and dictionaries, as a text is indexed that has nothing but this word; of a word of
    another meaning the word itself."""
    if (language, word) in UNRELATED:
        return word
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_tsvector(archive_search_config(%s), %s)::text", [language, word])
        return cursor.fetchone()[0]


def add_statement(language, words, **fields):
    text = " ".join(words)
    document = make_document(text=text, language=language, title="Q", **fields)
    return make_statement(document, text).pk


def find_ids(q):
    return set(matching_ids(SearchParams(q=q, unit="statements")))


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_every_form_is_found_and_nothing_else_while_texts_come_and_go():
    chance = random.Random(28)
    texts = {}
    differing = []
    for turn in range(12):
        language = chance.choice(list(FORMS))
        words = chance.sample(FORMS[language], 2)
        texts[in_other_connection(lambda: add_statement(language, words))] = (language, words)  # noqa: B023
        if turn == 6:
            in_other_connection(lambda: Document.objects.filter(language="en").update(language="fr"))
            texts = {pk: ("fr" if code == "en" else code, words) for pk, (code, words) in texts.items()}
        if turn == 9:
            in_other_connection(lambda: list(index.repair()))
        stems = {(code, word): stem_of(code, word) for code in FORMS for word in EVERY_FORM}
        for typed in EVERY_FORM:
            expected = {
                pk
                for pk, (code, words) in texts.items()
                if any(stems[code, word] == stems[code, typed] for word in words)
            }
            if find_ids(typed) != expected:
                differing.append((turn, typed))
    assert differing == []


def written_by_postgres(node: Node, known, language: str) -> str:
    """By the database's own operators, one node at a time."""
    match node:
        case Term():
            return next(query.text for query in known[node] if language in query.languages)
        case Not(child):
            operands, sql = [child], "!!%s::tsquery"
        case And(children) | Or(children):
            operands = list(children)
            sql = (" && " if isinstance(node, And) else " || ").join(["%s::tsquery"] * len(operands))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT ({sql})::text", [written_by_postgres(operand, known, language) for operand in operands]
        )
        return cursor.fetchone()[0]


def random_node(chance: random.Random, terms: list[Term], depth: int) -> Node:
    if not depth or chance.random() < 0.3:
        return chance.choice(terms)
    kind = chance.choice([And, Or, Not])
    if kind is Not:
        return Not(random_node(chance, terms, depth - 1))
    children = [random_node(chance, terms, depth - 1) for _ in range(chance.randint(2, 3))]
    return kind(tuple(dict.fromkeys(children)))


@pytest.mark.slow
@pytest.mark.django_db
def test_queries_are_composed_as_the_database_composes_them():
    chance = random.Random(9)
    for language, words in FORMS.items():
        for _ in range(6):
            add_statement(language, chance.sample(words, 4))
    terms = [*map(Term, ("nations", "libraries", "governs", "§", "2020")), Term("ship", prefix=True)]
    terms += [Term("maison", exact=True), Term("nation", in_text=True)]
    known = query_tsqueries(terms, tuple(FORMS))
    numbers = set()
    for node in [random_node(chance, terms, 3) for _ in range(25)]:
        composed = compose(node, known, tuple(FORMS))
        assert sorted(language for query in composed for language in query.languages) == sorted(FORMS)
        for query in composed:
            expected = rows_of(written_by_postgres(node, known, query.languages[0]))
            assert rows_of(query.text) == expected, node
            numbers.add(len(expected))
    assert len(numbers) > 5


def rows_of(text: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM archive_search WHERE vector @@ %s::tsquery ORDER BY id", [text])
        return [row for (row,) in cursor.fetchall()]


@pytest.mark.django_db
def test_a_simple_word_is_written_without_the_database():
    terms = [
        Term(word, exact=True) for word in (*EVERY_FORM, "us", "percent", "ø", "o'brien", "Xian", "café")
    ]
    phrases = [
        "a b",
        "time after time",
        "rule of  law",
        "per cent of",
        "ten percent",
        "the us",
        "of the",
        " a b",
    ]
    terms += [Term("nation", exact=True, in_text=True), Term("nation"), Term("a b", exact=True, distance=5)]
    terms += [Term(text, exact=True, in_text=in_text) for text in phrases for in_text in (True, False)]
    simple = [term for term in terms if is_simple(term)]
    assert {"us", "percent", "nation", "a b", "time after time", "of the"} <= {term.text for term in simple}
    others = {"2020", "ø", "o'brien", "Xian", "café", "rule of  law", "per cent of", "ten percent", " a b"}
    assert not others & {term.text for term in simple}
    assert {term: as_typed(term, ("en", "fr")) for term in simple} == query_tsqueries(simple, ("en", "fr"))


@pytest.mark.django_db
def test_a_run_of_chinese_is_written_without_the_database():
    simple = [
        Term(text, exact=exact, in_text=in_text)
        for text in ("人工", "人工智慧", "人類", "數位發展部", "張国清", "一一一")
        for exact in (True, False)
        for in_text in (True, False)
    ]
    others = [
        *(Term(text) for text in ("人", "人工AI", "2025年", "アニメ", "人 工", "人工,智慧", "한국")),
        *(Term("人工", **{flag: True}) for flag in ("prefix", "hyphenated")),
        Term("人工 智慧", distance=3),
    ]
    assert [is_simple(term) for term in simple] == [True] * len(simple)
    assert [is_simple(term) for term in others] == [False] * len(others)
    assert {term: as_typed(term, ("en", "zh")) for term in simple} == query_tsqueries(simple, ("en", "zh"))
