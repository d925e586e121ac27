"""Texts that have a word, and how it is printed there."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from archive.search.cache import BoundedCache
from archive.search.engine.budget import Budget
from archive.search.engine.match import Matcher
from archive.search.engine.store.shared import latest_columns
from archive.search.engine.tsquery import tsqueries, where_sql
from archive.search.query.nodes import Term
from archive.text.words import tokens

FEW_TEXTS = 10  # read to see how a word is printed
MANY_TEXTS = 500  # tested for the word, which rows may have in names only
PART_OF_WORD = re.compile(r"[\w'’]")
TEXTS = {1: "archive_statement", 2: "archive_passage"}  # by unit

printed_words: BoundedCache[tuple, str] = BoundedCache(2_000)


def texts_with(term: Term, limit: int, milliseconds: int) -> list[str]:
    """Returns the texts of public statements that have the term, ``limit`` at most; raises SearchTimeoutError."""
    with latest_columns() as columns:
        test, words = where_sql(tsqueries([term], columns)[0])
    sql = (
        "SELECT s.text FROM archive_statement s JOIN (SELECT object_id FROM archive_search"
        f" WHERE public AND unit = 1 AND {test} LIMIT {limit:d}) AS found ON found.object_id = s.id"
    )
    return [text for (text,) in Budget(milliseconds).fetch(sql, words)]


def exact_term(word: str) -> Term:
    """Returns the word as a term without its other forms, of which PostgreSQL would read the rows, too."""
    return Term(word, exact=True)


def read_printed_words(matcher: Matcher, words: Sequence[str]) -> dict[str, str]:
    """Returns the folded words as public texts of the unit print them, in the way they do most; empty where a word
    stands only in names or nowhere.

    One query for all, seldom two, none where nothing has changed since the last; raises SearchTimeoutError.
    """
    if not matcher.columns.key:
        return dict(zip(words, find_printed_words(matcher, words), strict=True))
    state = (matcher.columns.key, matcher.columns.version, matcher.unit)
    forms = printed_words.get_or_make_all(
        [(*state, word) for word in words],
        lambda keys: find_printed_words(matcher, [word for *_state, word in keys]),
    )
    return {word: form for (*_state, word), form in forms.items()}


def find_printed_words(matcher: Matcher, words: Sequence[str]) -> list[str]:
    texts = read_texts(matcher, words)
    forms = {word: most_common_form(texts[word], word) for word in words}
    parted = [word for word in words if texts[word] and not forms[word]]
    if parted:  # the texts have them as the parts of another: Xi'an
        again = read_texts(matcher, parted, in_parts=True)
        forms |= {word: most_common_form(again[word], word) for word in parted}
    return [forms[word] for word in words]


def read_texts(matcher: Matcher, words: Sequence[str], in_parts: bool = False) -> dict[str, list[str]]:
    """Returns for each folded word FEW_TEXTS texts that have it, of the first MANY_TEXTS rows that do; ``in_parts``:
    also within the letters of another word."""
    terms = [term for word in words for term in (exact_term(word), Term(word, exact=True, in_text=True))]
    queries = iter(tsqueries(terms, matcher.columns))
    parts: list[str] = []
    values: list[Any] = []
    for word, anywhere, in_text in zip(words, queries, queries, strict=True):
        anywhere_test, anywhere_values = where_sql(anywhere)
        in_text_test, in_text_values = where_sql(in_text)
        test = "strpos(archive_fold(o.text), %s) > 0" if in_parts else "TRUE"
        parts.append(
            "(SELECT %s::text, o.text FROM (SELECT object_id, language, vector FROM archive_search"
            f" WHERE public AND unit = {matcher.unit:d} AND {anywhere_test} LIMIT {MANY_TEXTS:d}) t"
            f" JOIN {TEXTS[matcher.unit]} o ON o.id = t.object_id"
            f" WHERE {in_text_test} AND {test} LIMIT {FEW_TEXTS:d})"
        )
        values += [word, *anywhere_values, *in_text_values, *([word] if in_parts else [])]
    texts: dict[str, list[str]] = {word: [] for word in words}
    for word, text in matcher.budget.fetch(" UNION ALL ".join(parts), values) if parts else ():
        texts[word].append(text)
    return texts


def most_common_form(texts: Iterable[str], word: str) -> str:
    forms = Counter(form for text in texts for form in forms_in(text, word))
    return max(forms, key=lambda form: (forms[form], form.islower()), default="")


def forms_in(text: str, word: str) -> list[str]:
    """Returns the word as it stands there, as often as it does. A text that has it with the letters of ``word`` need
    not be folded."""
    plain = list(plain_forms(text, word)) if word.isalpha() else []
    if plain:
        return plain
    forms = (text[token.start : token.end] for token in tokens(text) if token.word == word)
    return [form for form in forms if any(map(str.isalnum, form))]  # not the % of 50%, which is "percent"


def plain_forms(text: str, word: str) -> Iterator[str]:
    """Yields the places of the text with these letters, small or large, and no letter, digit or apostrophe beside them.
    A pattern would be compiled for each word, which takes longer than to search."""
    small = text.lower()
    if len(small) != len(text):
        return
    start = small.find(word)
    while start >= 0:
        end = start + len(word)
        if not PART_OF_WORD.match(text[start - 1 : start]) and not PART_OF_WORD.match(text, end):
            yield text[start:end]
        start = small.find(word, end)
