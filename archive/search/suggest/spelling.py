"""Did you mean: for a word that finds little, one that differs in a single sign and stands in the archive.

No list of words has to be kept: every spelling with one letter left out, put in, changed or swapped is looked up in
the index, so what is offered stands in a published text today.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from archive.search.engine.budget import TooLong
from archive.search.engine.match import Matching
from archive.search.engine.names import names
from archive.search.query.lexer import Term
from archive.search.query.parser import And, Not, Or, Query, echo
from archive.text.folding import fold, tokens

LITTLE = 3  # words that find fewer rows than this, whatever is chosen beside them, are asked about
SHORTEST = 4
LONGEST = 24
WORDS = 3  # misspelt at once, at most
LETTERS = re.compile(r"[^\W\d_]+")

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
SELECT word, found.n, found.object_id FROM spelt CROSS JOIN LATERAL (
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


def did_you_mean(matching: Matching, query: Query) -> str:
    """The query with its misspelt words put right; empty where nothing is known that is nearer."""
    better = {}
    try:
        for term in [term for term in query.wanted if may_be_misspelt(term)][:8]:
            word = "" if len(matching.of(term)) else nearest(matching, fold(term.text))
            if word:
                better[term] = replace(term, text=word)
            if len(better) == WORDS:
                break
    except TooLong:
        pass
    return echo(changed(query.root, better)) if better else ""


def may_be_misspelt(term: Term) -> bool:
    word = fold(term.text)
    return not term.prefix and SHORTEST <= len(word) <= LONGEST and bool(LETTERS.fullmatch(word))


def nearest(matching: Matching, word: str) -> str:
    """The commonest word at a distance of one; empty where none is known."""
    found = known(matching, sorted(set(distance_one(word))))
    # A spelling may only share its stem with a word of the archive; readers are offered words that stand there.
    words = in_texts(matching, [pk for _word, _n, pk in found]) if found else set()
    return next((spelt for spelt, _n, _pk in found if spelt in words or names_somebody(matching, spelt)), "")


def known(matching: Matching, words: list[str]) -> list[tuple[str, int, int]]:
    """(word, rows that have it or a form of it, one of these), commonest first."""
    return matching.budget.fetch(KNOWN, [matching.columns.languages, words, matching.unit])


def in_texts(matching: Matching, ids: list[int]) -> set[str]:
    """The words of these statements or passages: a spelling that only shares a stem with one is no word."""
    rows = matching.budget.fetch(TEXTS[matching.unit], [ids])
    return {token.word for (text,) in rows for token in tokens(text)}


def names_somebody(matching: Matching, word: str) -> bool:
    """Whether a speaker, event, theme or source is called so that a public row carries."""
    known, columns = names(matching.columns), matching.columns
    return any(columns.has(facet, known.called(facet, (word,))) for facet in known.of)


def distance_one(word: str) -> Iterator[str]:
    letters = sorted(set("abcdefghijklmnopqrstuvwxyz") if word.isascii() else set(word))
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        yield from (before + letter + after for letter in letters)
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in letters)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]


def changed(node, better: dict[Term, Term]):
    match node:
        case Not(child):
            return Not(changed(child, better))
        case And(children) | Or(children):
            return type(node)(tuple(changed(child, better) for child in children))
        case _:
            return better.get(node, node)
