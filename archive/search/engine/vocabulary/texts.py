"""Texts that have a word, and how it is printed there."""

from collections import Counter
from collections.abc import Iterable

from archive.search.engine.budget import Budget
from archive.search.engine.match import Matcher
from archive.search.engine.store.shared import latest_columns
from archive.search.engine.tsquery import tsqueries, where_sql
from archive.search.query.nodes import Term
from archive.text.words import tokens

FEW_TEXTS = 10  # read to see how a word is printed
MANY_TEXTS = 500  # tested for the word where the few have it in names only
TEXTS = {1: "archive_statement", 2: "archive_passage"}  # by unit


def texts_with(term: Term, limit: int, milliseconds: int) -> list[str]:
    """The texts of public statements that have the term; raises SearchTimeoutError."""
    with latest_columns() as columns:
        test, words = where_sql(tsqueries([term], columns)[0])
    sql = (
        "SELECT s.text FROM archive_statement s JOIN (SELECT object_id FROM archive_search"
        f" WHERE public AND unit = 1 AND {test} LIMIT {limit:d}) AS found ON found.object_id = s.id"
    )
    return [text for (text,) in Budget(milliseconds).fetch(sql, words)]


def as_it_stands(word: str) -> Term:
    """Not in its other forms: PostgreSQL would read their rows, too."""
    return Term(word, exact=True)


def printed_word(matcher: Matcher, word: str) -> str:
    """The folded word as public texts of the unit print it, in the way they do most; empty where it stands only in
    names or nowhere. At most two queries, and the tsquery; raises SearchTimeoutError."""
    found = most_common_form(read_texts(matcher, word, FEW_TEXTS), word)
    return found or most_common_form(read_texts(matcher, word, MANY_TEXTS), word)


def read_texts(matcher: Matcher, word: str, limit: int) -> list[str]:
    """Of the first rows that have the folded word, so many, those that have it in their text; FEW_TEXTS at most."""
    test, values = where_sql(tsqueries([as_it_stands(word)], matcher.columns)[0])
    sql = (
        f"SELECT o.text FROM (SELECT object_id FROM archive_search WHERE public AND unit = {matcher.unit:d} AND {test}"
        f" LIMIT {limit:d}) t JOIN {TEXTS[matcher.unit]} o ON o.id = t.object_id"
        f" WHERE strpos(archive_fold(o.text), %s) > 0 LIMIT {FEW_TEXTS:d}"
    )
    return [text for (text,) in matcher.budget.fetch(sql, [*values, word])]


def most_common_form(texts: Iterable[str], word: str) -> str:
    forms = Counter(
        text[token.start : token.end] for text in texts for token in tokens(text) if token.word == word
    )
    return max(forms, key=lambda form: (forms[form], form.islower()), default="")
