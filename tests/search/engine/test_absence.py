"""What the table of words says of queries without the database: never that nothing is there where something is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.engine.match import Matcher
from archive.search.engine.rows import row_numbers
from archive.search.engine.store.columns import Columns
from archive.search.engine.vocabulary import absence, table
from archive.search.query.parser import parse as parse_query
from tests.factories import make_document, make_statement

UNKNOWN_LEXEMES = {"øa", "øb"}
IS_LEAF_KNOWN = {
    "'øa'": False,
    "'øb':C": False,
    "'øc'": True,
    "'øa':*": True,
    "'øa':*C": True,
    "'人工'": True,
}


@st.composite
def tsqueries(draw, depth=3):
    """(text, whether a row may have it), as PostgreSQL writes it."""
    if depth == 0 or draw(st.booleans()):
        text = draw(st.sampled_from(sorted(IS_LEAF_KNOWN)))
        return text, IS_LEAF_KNOWN[text]
    text, possible = draw(tsqueries(depth - 1))
    if draw(st.integers(0, 4)) == 0:
        return f"!( {text} )", True
    other, other_possible = draw(tsqueries(depth - 1))
    sign = draw(st.sampled_from(["&", "|", "<->", "<3>"]))
    both = possible or other_possible if sign == "|" else possible and other_possible
    return f"( {text} ) {sign} ( {other} )", both


@given(tsqueries())
def test_alternatives_need_one_known_word_and_all_else_needs_every_one(made):
    text, possible = made
    parsed = absence.parse(text)
    assert absence.PossibleMatch(parsed, UNKNOWN_LEXEMES).parse_alternatives() is possible


def test_without_parentheses_what_must_be_there_binds_more():
    for text, possible in (
        ("'øa' & 'øc' | 'øc'", True),
        ("'øc' | 'øc' & 'øa'", True),
        ("'øa' | 'øc' & 'øa'", False),
        ("'øa' <-> 'øc' & !'øb'", False),
        ("!'øa' & 'øc'", True),
    ):
        assert absence.PossibleMatch(absence.parse(text), UNKNOWN_LEXEMES).parse_alternatives() is possible, (
            text
        )


def test_what_postgresql_may_write_otherwise_is_left_to_it():
    assert absence.parse("'o''brien'") == absence.parse("'a' & b") == ()
    assert not any(map(absence.is_in_table, ("øđus", "ø2024", "人工", "(", "*")))


@pytest.mark.django_db(transaction=True)
def test_words_of_no_row_are_not_asked_for_and_new_ones_are_found(django_assert_num_queries):
    document = make_document(text="harbour ships", title="Zeppelin")
    statement = make_statement(document, "harbour ships")
    columns = Columns()
    columns.refresh()
    columns.key = ("absence", 1)
    table.lexicon(columns)
    matcher = Matcher(columns, 1)
    for typed in ("ships", "zeppelin", "marmalade", '"harbour marmalade"'):
        rows = row_numbers(matcher.match(parse_query(typed)))
        assert len(rows) == ("marmalade" not in typed), typed
    with django_assert_num_queries(0):
        assert not matcher.possible(matcher_queries(matcher, "=marmalade"))
        assert matcher.possible(matcher_queries(matcher, "=zeppelin"))
    other = make_document(text="marmalade ships")
    added_statement = make_statement(other, "marmalade ships")
    columns.refresh()
    rows = row_numbers(Matcher(columns, 1).match(parse_query("marmalade")))
    assert columns.object_ids(rows).tolist() == [added_statement.pk] != [statement.pk]


def matcher_queries(matcher, typed):
    from archive.search.engine.tsquery import tsqueries as read

    return read([parse_query(typed).root], matcher.columns)[0]
