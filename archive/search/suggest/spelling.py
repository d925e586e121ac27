"""Did you mean: the query with its misspelt words put right, as they are printed in what is public today."""

from dataclasses import replace

from archive.search.engine import Matches, SearchTimeoutError
from archive.search.query.nodes import And, Node, Not, Or, Term
from archive.search.query.parser import Query
from archive.search.query.unparse import unparse

MAX_CORRECTED = 3  # words


def did_you_mean(matches: Matches, query: Query) -> str:
    """Empty where no nearer words are known."""
    corrections: dict[Term, Term] = {}
    try:
        for term, words in matches.corrections.items():
            printed = next(filter(None, map(matches.printed_word, words)), "")
            if printed:
                corrections[term] = replace(term, text=printed)
            if len(corrections) == MAX_CORRECTED:
                break
    except SearchTimeoutError:
        pass
    return unparse(corrected(query.root, corrections)) if query.root and corrections else ""


def corrected(node: Node, corrections: dict[Term, Term]) -> Node:
    match node:
        case Not(child):
            return Not(corrected(child, corrections))
        case And(children) | Or(children):
            return type(node)(tuple(corrected(child, corrections) for child in children))
        case Term():
            return corrections.get(node, node)
    return node
