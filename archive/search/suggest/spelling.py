"""Did you mean: the query with its misspelt words put right, as they are printed in what is public today; and words
that were searched in other forms only."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from archive.search.engine import Matches, SearchTimeoutError
from archive.search.query.nodes import Term, leaves, map_terms
from archive.search.query.parser import Query
from archive.search.query.unparse import unparse
from archive.search.query.word_notices import WILDCARD_IN_PHRASE
from archive.text.folding import fold
from archive.text.words import tokens


def did_you_mean(matches: Matches, query: Query) -> str:
    """Returns the query with likelier words; empty where none are known."""
    root, printed = query.root, first_printed(matches, matches.corrections)
    corrected = map_terms(root, lambda term: correct_term(term, printed)) if root and printed else root
    return unparse(corrected) if corrected and corrected != root else ""


def other_forms(matches: Matches, query: Query) -> dict[str, str]:
    """Returns, for words as typed that no public text or name has, another with their stem, by which they are searched;
    empty where that stands in titles only."""
    forms = matches.other_forms
    if not forms:
        return {}
    printed = first_printed(matches, forms)
    terms = [leaf for leaf, _negated in leaves(query.root) if isinstance(leaf, Term)]
    typed = {token.word: term.text[token.start : token.end] for term in terms for token in tokens(term.text)}
    return {typed[word]: printed.get(word, "") for word in forms}


def first_printed(matches: Matches, words: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Returns for each key the first of its folded words that public texts or names have now, as they print it; none
    where time runs out."""
    printed: dict[str, str] = {}
    left = {key: list(candidates) for key, candidates in words.items() if candidates}
    try:
        while left:
            forms = matches.printed_words([candidates[0] for candidates in left.values()])
            printed |= {key: forms[candidates[0]] for key, candidates in left.items() if forms[candidates[0]]}
            left = {
                key: other_choices[1:]
                for key, other_choices in left.items()
                if key not in printed and other_choices[1:]
            }
    except SearchTimeoutError:
        pass
    return printed


def correct_term(term: Term, printed: Mapping[str, str]) -> Term:
    """``printed``: for folded words what takes their place, in phrases as well."""
    text = term.text
    if not term.prefix and not WILDCARD_IN_PHRASE.search(text):  # else its parts are no words
        for start, end, word in reversed(tokens(text)):
            if word in printed and fold(text[start:end]) == word:  # not % as percent
                text = text[:start] + printed[word] + text[end:]
    return replace(term, text=text)
