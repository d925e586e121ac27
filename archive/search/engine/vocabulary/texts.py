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
MANY_TEXTS = 500  # of words with the same stem, tested for the word itself where the few have none
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


def printed_word(matcher: Matcher, word: str) -> str:
    """The folded word as public texts of the unit print it, in the way they do most; empty where it stands only in
    names or nowhere. At most three queries; raises SearchTimeoutError."""
    rows = matcher.rows_of(Term(word))
    if not len(rows):
        return ""
    return most_common_form(read_texts(matcher, rows[:FEW_TEXTS].tolist(), ""), word) or most_common_form(
        read_texts(matcher, rows[:MANY_TEXTS].tolist(), word), word
    )


def read_texts(matcher: Matcher, rows: list[int], word: str) -> list[str]:
    """Of these rows; with ``word`` the first FEW_TEXTS of them that have the folded word in them."""
    sql = (
        f"SELECT o.text FROM archive_search t JOIN {TEXTS[matcher.unit]} o ON o.id = t.object_id"
        f" WHERE t.public AND t.id = ANY (%s) AND strpos(archive_fold(o.text), %s) > 0 LIMIT {FEW_TEXTS:d}"
    )
    return [text for (text,) in matcher.budget.fetch(sql, [rows, word])]


def most_common_form(texts: Iterable[str], word: str) -> str:
    forms = Counter(
        text[token.start : token.end] for text in texts for token in tokens(text) if token.word == word
    )
    return max(forms, key=lambda form: (forms[form], form.islower()), default="")
