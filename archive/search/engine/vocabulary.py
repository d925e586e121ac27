"""Which words occur in the texts and names of the archive."""

from collections.abc import Sequence

from archive.search.engine.store.shared import latest_columns
from archive.search.query.nodes import Term
from archive.text.words import tokens

from .budget import Budget
from .match import Matcher
from .tsquery import tsqueries, where_sql

KNOWN = """
WITH dictionaries AS (
    SELECT DISTINCT archive_search_config(language)::text::regdictionary AS dictionary
    FROM unnest(%s::text[]) AS language
), spelt AS (
    SELECT word, (
        SELECT string_agg(DISTINCT quote_literal(COALESCE((ts_lexize(dictionary, word))[1], word)), '|')
        FROM dictionaries
    )::tsquery AS stems
    FROM unnest(%s::text[]) AS word
)
SELECT word, found.object_id FROM spelt CROSS JOIN LATERAL (
    SELECT count(*) AS n, max(object_id) AS object_id FROM (
        SELECT object_id FROM archive_search WHERE public AND unit = %s AND vector @@ stems LIMIT 1000
    ) AS rows
) AS found
WHERE found.n > 0 ORDER BY n DESC, word LIMIT 40
"""
TEXTS = {
    1: "SELECT text FROM archive_statement WHERE id = ANY (%s)",
    2: "SELECT text FROM archive_passage WHERE id = ANY (%s)",
}


def known_spellings(matcher: Matcher, spellings: Sequence[str]) -> list[str]:
    """Those that stand in a text of the unit or in a name, commonest first. At most two queries; raises
    SearchTimeoutError."""
    found = matcher.budget.fetch(KNOWN, [matcher.columns.languages, list(spellings), matcher.unit])
    if not found:
        return []
    # A spelling may merely share its stem with a word of the archive; only words that occur themselves are offered.
    texts = matcher.budget.fetch(TEXTS[matcher.unit], [[pk for _word, pk in found]])
    words = {token.word for (text,) in texts for token in tokens(text)}
    return [word for word, _pk in found if word in words or is_name(matcher, word)]


def is_name(matcher: Matcher, word: str) -> bool:
    """Whether a public row has a speaker, event, theme or source with the word in its name."""
    names, columns = matcher.columns.names, matcher.columns
    return any(columns.occurs(facet, names.ids_with_words(facet, (word,))) for facet in names.by_id)


def texts_with(term: Term, limit: int, milliseconds: int) -> list[str]:
    """The texts of public statements that have the term; raises SearchTimeoutError."""
    with latest_columns() as columns:
        languages = columns.languages
    test, words = where_sql(tsqueries([term], languages)[0])
    sql = (
        "SELECT s.text FROM archive_statement s JOIN (SELECT object_id FROM archive_search"
        f" WHERE public AND unit = 1 AND {test} LIMIT {limit:d}) AS found ON found.object_id = s.id"
    )
    return [text for (text,) in Budget(milliseconds).fetch(sql, words)]
