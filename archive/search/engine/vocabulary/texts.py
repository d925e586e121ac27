"""Texts that have a word, and how it is printed there."""

import re
from collections import Counter
from collections.abc import Iterable

from archive.search.cache import BoundedCache
from archive.search.engine.budget import Budget
from archive.search.engine.match import Matcher
from archive.search.engine.store.shared import latest_columns
from archive.search.engine.tsquery import tsqueries, where_sql
from archive.search.query.nodes import Term
from archive.text.words import tokens

FEW_TEXTS = 10  # read to see how a word is printed
MANY_TEXTS = 500  # tested for the word, which rows may have in names only
TEXTS = {1: "archive_statement", 2: "archive_passage"}  # by unit

printed_words: BoundedCache[tuple, str] = BoundedCache(2_000)


def texts_with(term: Term, limit: int, milliseconds: int) -> list[str]:
    """The texts of public statements that have the term; raises SearchTimeoutError."""
    with latest_columns() as columns:
        test, words = where_sql(tsqueries([term], columns)[0])
    sql = (
        "SELECT s.text FROM archive_statement s JOIN (SELECT object_id FROM archive_search"
        f" WHERE public AND unit = 1 AND {test} LIMIT {limit:d}) AS found ON found.object_id = s.id"
    )
    return [text for (text,) in Budget(milliseconds).fetch(sql, words)]


def exact_term(word: str) -> Term:
    """Not in its other forms: PostgreSQL would read their rows, too."""
    return Term(word, exact=True)


def printed_word(matcher: Matcher, word: str) -> str:
    """The folded word as public texts of the unit print it, in the way they do most; empty where it stands only in
    names or nowhere. One query, seldom two, none where nothing has changed since the last; raises
    SearchTimeoutError."""
    key = (matcher.columns.key, matcher.columns.version, matcher.unit, word)
    if not matcher.columns.key:
        return find_printed_word(matcher, word)
    return printed_words.get_or_make(key, lambda: find_printed_word(matcher, word))


def find_printed_word(matcher: Matcher, word: str) -> str:
    texts = read_texts(matcher, word)
    found = most_common_form(texts, word)
    if texts and not found:  # they have it as the parts of another: Xi'an
        return most_common_form(read_texts(matcher, word, "strpos(archive_fold(o.text), %s) > 0", word), word)
    return found


def read_texts(matcher: Matcher, word: str, test: str = "TRUE", *values: str) -> list[str]:
    """Of the first MANY_TEXTS rows that have the folded word FEW_TEXTS whose text has it, and meets the test."""
    anywhere, in_text = tsqueries([exact_term(word), Term(word, exact=True, in_text=True)], matcher.columns)
    found, found_values = where_sql(anywhere)
    kept, kept_values = where_sql(in_text)
    sql = (
        "SELECT o.text FROM (SELECT object_id, language, vector FROM archive_search"
        f" WHERE public AND unit = {matcher.unit:d} AND {found} LIMIT {MANY_TEXTS:d}) t"
        f" JOIN {TEXTS[matcher.unit]} o ON o.id = t.object_id WHERE {kept} AND {test} LIMIT {FEW_TEXTS:d}"
    )
    return [text for (text,) in matcher.budget.fetch(sql, [*found_values, *kept_values, *values])]


def most_common_form(texts: Iterable[str], word: str) -> str:
    forms = Counter(form for text in texts for form in forms_in(text, word))
    return max(forms, key=lambda form: (forms[form], form.islower()), default="")


def forms_in(text: str, word: str) -> list[str]:
    """As it stands there; a text that has it with the letters of ``word`` need not be folded."""
    plain = re.findall(rf"(?<![\w'’]){word}(?![\w'’])", text, re.IGNORECASE) if word.isalpha() else []
    return plain or [text[token.start : token.end] for token in tokens(text) if token.word == word]
