"""How much of a query is read. Nothing measures time: each stage of reading is one pass, and the input here is long."""

import pytest

from archive.search.query.nodes import And, Field, Not, Or, Term
from archive.search.query.notices import Notice
from archive.search.query.parser import MAX_DEPTH, MAX_LENGTH, MAX_TERMS, Query, parse
from tests.marks import parametrize_partly_slow

A, B, C = map(Term, "abc")


def test_a_long_word_is_cut():
    assert parse("w" * MAX_LENGTH) == Query(Term("w" * MAX_LENGTH))
    assert parse("w" * 10_000) == Query(Term("w" * MAX_LENGTH), truncated=True)
    assert parse("w" * 10_000 + "*") == Query(Term("w" * MAX_LENGTH), truncated=True)
    assert parse("." * 10_000 + "w") == Query(None, truncated=True)


def test_words_count_and_syntax_does_not():
    assert parse(" " * 600 + "a" + " OR" * 600 + " b").root == Or((A, B))
    long = "w" * (MAX_LENGTH - 4)
    assert parse(f'{long} "a bc"') == Query(And((Term(long), Term("a bc", in_text=True, exact=True))))
    assert parse(f'{long} "ab cd" e') == Query(
        And((Term(long), Term("ab c", in_text=True, exact=True))), truncated=True
    )
    assert parse(f'{long} "abc d" e') == Query(
        And((Term(long), Term("abc", in_text=True, exact=True))), truncated=True
    )
    cut = parse(f"({long} OR -(ab abc) a) b")
    assert cut == Query(Or((Term(long), Not(And((Term("ab"), Term("ab")))))), truncated=True)


def test_a_field_goes_in_whole_or_not_at_all():
    long = "w" * (MAX_LENGTH - 7)
    assert parse(f"{long} before:2024-05") == Query(And((Term(long), Field("before", "2024-05"))))
    assert parse(f"{long} before:2024-05-14 a") == Query(Term(long), truncated=True)
    # Not a date, so words; what is left of it looks like one and must not become one.
    cut = parse("w" * (MAX_LENGTH - 11) + " before:20245")
    assert cut == Query(
        And((Term("w" * (MAX_LENGTH - 11)), Term("before:2024"))), True, (Notice("date", "20245"),)
    )
    assert parse(cut.text).root == cut.root


@pytest.mark.slow
def test_terms_and_fields_are_counted():
    assert parse("a " * MAX_TERMS) == Query(And((A,) * MAX_TERMS))
    assert parse("a " * 10_000) == Query(And((A,) * MAX_TERMS), truncated=True)
    assert parse("a" + " OR a" * 10_000) == Query(Or((A,) * MAX_TERMS), truncated=True)
    assert parse("OR " * 10_000) == Query(None, notices=(Notice("operator", "OR"),))
    assert parse("kind:a " * 10_000) == Query(And((Field("kind", "a"),) * MAX_TERMS), truncated=True)


def test_what_is_cut_leaves_its_parentheses_closed():
    assert parse("-(" + "a " * 100 + ") b") == Query(Not(And((A,) * MAX_TERMS)), truncated=True)


def nest(levels):
    return "a OR (b " * levels + "c" + ")" * levels


def test_parentheses_are_read_ten_deep():
    deepest = parse(nest(MAX_DEPTH))
    assert not deepest.truncated
    assert deepest.text == nest(MAX_DEPTH)
    deeper = parse(nest(MAX_DEPTH + 1))
    assert deeper.truncated
    assert deeper.text == nest(MAX_DEPTH).replace("c", "a OR b c")
    assert parse("-(" * 11 + "a" + ")" * 11) == Query(Not(A), truncated=True)


def root(typed):
    return parse(typed).root, parse(typed).truncated


@pytest.mark.slow
def test_parentheses_without_partner_are_not_counted():
    assert root("(" * 10_000 + "a b) OR c") == (Or((And((A, B)), C)), False)
    assert root("(a b) OR c" + ")" * 10_000) == (Or((And((A, B)), C)), False)
    assert root("(" * 10_000) == (None, False)
    assert root("(" * 10_000 + "a" + ")" * 10_000) == (A, True)


@parametrize_partly_slow(
    "character", ["-", '"', '"a', 'before:"', "speaker:", "-(", "NOT ", "(a OR ", "*", ":", "'s", "\x00"], 3
)
def test_a_character_repeated_very_often_is_parsed(character):
    query = parse(character * 10_000)
    assert parse(query.text).root == query.root
