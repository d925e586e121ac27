"""Words as the database's ``tsquery``, stemmed for each language that texts of the archive are in.

A word has one stem in English and another in French; a row is asked for the stem of its own language. Languages for
which a query comes out the same are asked together, so that one query finds rows in all of them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from archive.search.query.lexer import Term
from archive.search.query.parser import And, Not, Or, Query

from .cache import BoundedCache

MOST_QUERIES = 5_000
ONE_WORD = re.compile(r"'[^'\\]+'")
ANY_WORD = re.compile(r"'([^'\\]+)'(:\*)?")
CONFIG = "archive_search_config(language)"
# What may follow the beginning of an English word whose stem is shorter than that beginning: regulat* means regul.
SUFFIXES = ("e", "ed", "ing", "ations", "y", "ies", "ity", "al", "ates", "ated", "ating")
ENDINGS = sorted(
    {suffix[first:last] for suffix in SUFFIXES for first in range(7) for last in range(first + 1, 8)}
)
SHORTER = """
COALESCE((
    SELECT string_agg(DISTINCT quote_literal(lexeme), ' | ')
    FROM unnest(%s::text[]) AS ending, lower(archive_search_text(%s)) AS word,
         LATERAL unnest(tsvector_to_array(to_tsvector({config}, word || ending))) AS lexeme
    WHERE starts_with(word, lexeme) AND length(lexeme) < length(word) AND length(lexeme) > 2
), '')::tsquery
"""


@dataclass(frozen=True, slots=True)
class Stemmed:
    """``words`` is the text of a tsquery, for the rows in these languages."""

    languages: tuple[str, ...]
    words: str

    @property
    def word(self) -> str:
        """The only word of the tsquery, as the index has it; empty where it is more than that."""
        return self.words[1:-1] if ONE_WORD.fullmatch(self.words) else ""

    @property
    def any_of(self) -> list[tuple[str, bool]]:
        """(word, whether it is only begun) for each of the words of which one is enough; empty for any other query."""
        parts = [ANY_WORD.fullmatch(part) for part in self.words.split(" | ")]
        return [(part[1], bool(part[2])) for part in parts] if all(parts) else []

    def without(self, words: list[str]) -> "Stemmed":
        """For the rows that have none of these."""
        refused = "".join(f" & !'{word}'" for word in words)
        return Stemmed(self.languages, f"( {self.words} ){refused}") if words else self


queries: BoundedCache[tuple, tuple[Stemmed, ...]] = BoundedCache(MOST_QUERIES)


def stemmed(nodes: Sequence, languages: list[str]) -> list[tuple[Stemmed, ...]]:
    """For each node its words for each group of languages. One query for those that nobody asked for lately: how words
    are stemmed does not change. Nothing where there are no languages."""
    key = tuple(sorted(languages))
    found = queries.get_or_make_all(
        ((node, key) for node in nodes), lambda missing: asked([node for node, _key in missing], key)
    )
    return [found[node, key] for node in nodes]


def asked(nodes: list, languages: tuple[str, ...]) -> list[tuple[Stemmed, ...]]:
    expressions = [tsquery(node) for node in nodes]
    rows = ", ".join(
        f"({number}, ({expression})::text)" for number, (expression, _values) in enumerate(expressions)
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT number, words, array_agg(language ORDER BY language) FROM unnest(%s::text[]) AS language,"
            f" LATERAL (VALUES {rows}) AS asked(number, words) GROUP BY number, words ORDER BY number, words",
            [list(languages), *(value for _expression, values in expressions for value in values)],
        )
        found = cursor.fetchall()
    return [
        tuple(Stemmed(tuple(group), words) for at, words, group in found if at == number)
        for number in range(len(nodes))
    ]


def condition(groups: tuple[Stemmed, ...], of_all: bool = True) -> tuple[str, list]:
    """Whether a row of the search table has the words, and the parameters of that.

    ``of_all``: the groups are all languages there are, so that a single one need not be asked for.
    """
    groups = tuple(group for group in groups if group.words)
    if not groups:
        return "FALSE", []
    if len(groups) == 1 and of_all:
        return "vector @@ %s::tsquery", [groups[0].words]
    tests = " OR ".join("(vector @@ %s::tsquery AND language = ANY (%s))" for _ in groups)
    return f"({tests})", [value for group in groups for value in (group.words, list(group.languages))]


def tsquery(node) -> tuple[str, list]:
    """(expression, parameters) of type tsquery for words, phrases and what is built from them."""
    if isinstance(node, Query):
        return tsquery(node.root) if node else ("''::tsquery", [])
    if isinstance(node, Term):
        return term_sql(node)
    if isinstance(node, Not):
        inner, values = tsquery(node.child)
        return f"!!({inner})", values
    assert isinstance(node, And | Or)
    parts = [tsquery(child) for child in node.children]
    joined = (" && " if isinstance(node, And) else " || ").join(f"({part})" for part, _values in parts)
    return joined, [value for _part, values in parts for value in values]


def term_sql(term: Term) -> tuple[str, list]:
    words = f"phraseto_tsquery({CONFIG}, archive_search_text(%s))"
    if not (term.prefix or is_one_sign(term)):
        return words, [term.text]
    beginning = f"COALESCE(NULLIF({words}::text, '') || ':*', '')::tsquery"
    if len(term.words) > 1 or is_one_sign(term):
        return beginning, [term.text]
    return f"{beginning} || {SHORTER.format(config=CONFIG)}", [term.text, ENDINGS, term.text]


def is_one_sign(term: Term) -> bool:
    """A single Chinese sign stands in the index as the beginning of a pair, and alone where a run ends with it."""
    return len(term.words) == 1 and len(term.words[0]) == 1 and ord(term.words[0]) >= 0x3040
