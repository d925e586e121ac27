"""Did you mean: for a word that finds little, one that differs in a single sign and stands in the archive.

No list of words has to be kept: every spelling with one letter left out, put in, changed or swapped is looked up in
the index, so what is offered stands in a published text today.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from archive.search.engine import Matches, SearchTimeoutError
from archive.search.query.lexer import Term
from archive.search.query.parser import And, Not, Or, Query, echo
from archive.text.folding import fold

FEW_ROWS = 3  # words that find fewer than this, whatever is chosen beside them, may be misspelt
SHORTEST = 4
LONGEST = 24
WORDS = 3  # misspelt at once, at most
LETTERS = re.compile(r"[^\W\d_]+")


def did_you_mean(matches: Matches, query: Query) -> str:
    """The query with its misspelt words put right; empty where nothing is known that is nearer."""
    better: dict[Term, Term] = {}
    try:
        for term in [term for term in query.wanted if may_be_misspelt(term)][:8]:
            if matches.has_term(term):
                continue
            # The commonest word at a distance of one.
            for word in matches.known_spellings(sorted(set(distance_one(fold(term.text)))))[:1]:
                better[term] = replace(term, text=word)
            if len(better) == WORDS:
                break
    except SearchTimeoutError:
        pass
    return echo(changed(query.root, better)) if better else ""


def may_be_misspelt(term: Term) -> bool:
    word = fold(term.text)
    return not term.prefix and SHORTEST <= len(word) <= LONGEST and bool(LETTERS.fullmatch(word))


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
