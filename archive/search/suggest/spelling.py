"""Did you mean: the query with its misspelt words put right, as they are printed in what is public today."""

from collections.abc import Mapping
from dataclasses import replace

from archive.search.engine import Matches, SearchTimeoutError
from archive.search.query.nodes import And, Node, Not, Or, Term
from archive.search.query.parser import Query
from archive.search.query.unparse import unparse
from archive.search.query.word_notices import WILDCARD_IN_PHRASE
from archive.text.folding import fold
from archive.text.words import tokens


def did_you_mean(matches: Matches, query: Query) -> str:
    """Empty where no nearer words are known."""
    printed: dict[str, str] = {}
    left = dict(matches.corrections)
    try:
        while left:
            forms = matches.printed_words([words[0] for words in left.values()])
            printed |= {misspelt: forms[words[0]] for misspelt, words in left.items() if forms[words[0]]}
            left = {each: words[1:] for each, words in left.items() if each not in printed and words[1:]}
    except SearchTimeoutError:
        pass
    meant = apply_corrections(query.root, printed) if query.root and printed else query.root
    return unparse(meant) if meant and meant != query.root else ""


def apply_corrections(node: Node, printed: Mapping[str, str]) -> Node:
    """``printed``: for folded words what takes their place, in phrases as well."""
    match node:
        case Not():
            return node
        case And(children) | Or(children):
            return type(node)(tuple(apply_corrections(child, printed) for child in children))
        case Term(text, prefix=False) if not WILDCARD_IN_PHRASE.search(text):  # its parts are no words
            for start, end, word in reversed(tokens(text)):
                if word in printed and fold(text[start:end]) == word:  # not % as percent
                    text = text[:start] + printed[word] + text[end:]
            return replace(node, text=text)
    return node
