import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from archive.search.query import MAX_LENGTH, MAX_TERMS, Query, Term, fold, parse, tokens
from archive.search.sql import tsquery


@pytest.mark.parametrize(
    ("typed", "clauses"),
    [
        ("", []),
        ("   ", []),
        ("global governance", [[Term("global")], [Term("governance")]]),
        ('"global governance"', [[Term("global governance")]]),
        ("“global governance”", [[Term("global governance")]]),
        ("ships -books", [[Term("ships")], [Term("books", negated=True)]]),
        ('-"cheap ships"', [[Term("cheap ships", negated=True)]]),
        ("ships OR boats sail", [[Term("ships"), Term("boats")], [Term("sail")]]),
        ("a OR b OR c", [[Term("a"), Term("b"), Term("c")]]),
        ("govern*", [[Term("govern", prefix=True)]]),
        ('"unbalanced quote', [[Term("unbalanced quote")]]),
        ('say "', [[Term("say")]]),
        ("OR ships OR", [[Term("OR")], [Term("ships")]]),
        ("ships or boats", [[Term("ships")], [Term("or")], [Term("boats")]]),
        ("ships OR -boats", [[Term("ships")], [Term("boats", negated=True)]]),
        ("- -- * ? &|!():", []),
        ("张国清", [[Term("张国清")]]),
        ("nul\x00byte\x1b[31m", [[Term("nul")], [Term("byte")], [Term("[31m")]]),
    ],
)
def test_typed_words_are_read(typed, clauses):
    assert [list(clause) for clause in parse(typed).clauses] == clauses


def test_a_long_query_is_cut_and_says_so():
    assert parse("word " * 3).cut is False
    long = parse("w" * 10_000)
    assert long.cut
    assert long.clauses == ((Term("w" * MAX_LENGTH),),)
    many = parse("a " * 200)
    assert many.cut
    assert len(many.clauses) == MAX_TERMS


@given(st.text(max_size=300) | st.text(alphabet='ab "-*OR“”张', max_size=80))
def test_reading_never_fails_and_every_term_has_words(typed):
    query = parse(typed)
    assert isinstance(query, Query)
    assert all(term.words for clause in query.clauses for term in clause)
    assert all(clause for clause in query.clauses)


@pytest.mark.django_db
@given(st.text(max_size=60) | st.text(alphabet="ab \"-*OR“”张':&|!()<>\\", max_size=40))
def test_the_database_takes_every_query(typed):
    sql, params = tsquery(parse(typed))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {sql}", params)
        assert len(cursor.fetchall()) == 1


def test_tokens_have_the_places_of_the_text():
    text = "China’s Ärzte: 张国清 said AI-driven."
    assert [(text[t.start : t.end], t.word) for t in tokens(text)] == [
        ("China", "china"),
        ("Ärzte", "arzte"),
        ("张", "张"),
        ("国", "国"),
        ("清", "清"),
        ("said", "said"),
        ("AI", "ai"),
        ("driven", "driven"),
    ]


@pytest.mark.django_db
@given(
    st.text(
        alphabet=st.characters(codec="utf-8", exclude_characters="\x00", categories=["L", "N", "P", "Zs"]),
        max_size=40,
    )
)
def test_folding_is_the_same_in_python_and_in_the_database(text):
    with connection.cursor() as cursor:
        cursor.execute("SELECT archive_fold(%s)", [text])
        (in_database,) = cursor.fetchone()
    # Letters whose lower case differs between the two Unicode tables are few; all others must agree.
    if text.lower() == text.casefold() and len(text.lower()) == len(text):
        assert fold(text) == in_database
