"""Did you mean: for a word that finds few rows, one that differs in a single character and occurs in the archive.

No list of words has to be kept: every spelling with one letter removed, inserted, changed or swapped is looked up in
the index, so every word offered stands in a published text today.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from archive.search.engine import Matches, SearchTimeoutError
from archive.search.query.nodes import And, Node, Not, Or, Term
from archive.search.query.parser import Query
from archive.search.query.unparse import unparse
from archive.text.folding import fold

FEW_ROWS = 3  # a query that finds fewer rows than this, before any facet narrows them, is checked
MIN_LENGTH = 4  # letters
MAX_LENGTH = 24
MAX_CHECKED = 8  # terms
MAX_CORRECTED = 3
LETTERS = re.compile(r"[^\W\d_]+")


def did_you_mean(matches: Matches, query: Query) -> str:
    """The query with its misspelt words corrected; empty where no nearer word is known."""
    corrections: dict[Term, Term] = {}
    try:
        for term in [term for term in query.positive_terms if may_be_misspelt(term)][:MAX_CHECKED]:
            if matches.has_term(term):
                continue
            # The commonest word at an edit distance of one.
            for word in matches.known_spellings(sorted(set(distance_one(fold(term.text)))))[:1]:
                corrections[term] = replace(term, text=word)
            if len(corrections) == MAX_CORRECTED:
                break
    except SearchTimeoutError:
        pass
    return unparse(corrected(query.root, corrections)) if query.root and corrections else ""


def may_be_misspelt(term: Term) -> bool:
    word = fold(term.text)
    return not term.prefix and MIN_LENGTH <= len(word) <= MAX_LENGTH and bool(LETTERS.fullmatch(word))


def distance_one(word: str) -> Iterator[str]:
    """The word with one letter inserted, removed, changed or swapped with its neighbour."""
    letters = sorted(set("abcdefghijklmnopqrstuvwxyz") if word.isascii() else set(word))
    for position in range(len(word) + 1):
        before, after = word[:position], word[position:]
        yield from (before + letter + after for letter in letters)
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in letters)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]


def corrected(node: Node, corrections: dict[Term, Term]) -> Node:
    match node:
        case Not(child):
            return Not(corrected(child, corrections))
        case And(children) | Or(children):
            return type(node)(tuple(corrected(child, corrections) for child in children))
        case Term():
            return corrections.get(node, node)
    return node
