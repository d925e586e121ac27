"""The words of a query one by one, each of which a near row may lack."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from archive.search.engine.store.columns import Columns
from archive.search.engine.tsquery import EXACT, TsQueries, tsqueries
from archive.search.query.compounds import compounds
from archive.search.query.nodes import And, Node, Or, Term, is_words, leaves, operands
from archive.search.query.parser import Query
from archive.text.words import PERCENT_SIGNS, is_unspaced, tokens

from .frequencies import word_shares

NUMBER = re.compile(rf"[0-9]+(?:[.,:][0-9]+)*(?: ?[{PERCENT_SIGNS}])?")  # 3.5%, 10:30


@dataclass(frozen=True)
class Word:
    """``node`` is a word or alternatives of which one is enough; ``share`` is the estimated share of rows that have it,
    0 where it is not among the commonest."""

    node: Node
    queries: TsQueries
    share: float

    @property
    def lexemes(self) -> list[str]:
        """The words as the index has them, without prefixes and phrases."""
        return [lexeme for query in self.queries for lexeme in query.single_words]

    @cached_property
    def in_form(self) -> set[str]:
        """Those of the lexemes that are a word of the node in the form typed."""
        typed = {
            EXACT + word
            for leaf, _negated in leaves(self.node)
            if isinstance(leaf, Term)
            for word in leaf.words
        }
        return typed.intersection(self.lexemes)


def with_corrections(node: Node, corrections: Mapping[str, Sequence[str]]) -> Node:
    words = node.words if isinstance(node, Term) else ()
    corrected_words = corrections.get(words[0], ()) if len(words) == 1 else ()
    return Or((node, *map(Term, corrected_words))) if corrected_words else node


def split_clauses(query: Query) -> tuple[list[Node], list[Node]]:
    """(words that may be lacking, clauses that must hold all the same): fields, denials and what is built from them."""
    words: list[Node] = []
    conditions: list[Node] = []
    for clause in query.clauses:
        if isinstance(clause, Term):
            words += single_words(clause)
        elif isinstance(clause, Or) and (run := words_with_synonyms(clause)):
            words += run
        else:
            (words if is_words(clause) else conditions).append(clause)
    return list(dict.fromkeys(words)), conditions


def words_with_synonyms(node: Or) -> list[Term]:
    """The words beside which synonyms of all of them together were put, or for the words of one term."""
    first = node.children[0]
    terms = first.children if isinstance(first, And) else (first,)
    together = [term for term in terms if isinstance(term, Term)]
    words = [word for term in together for word in single_words(term)]
    return words if len(together) == len(terms) and len(words) > 1 else []


def single_words(term: Term) -> list[Term]:
    """The words of a phrase one by one, what its parts make as one (U.S., O'Brien, 1,000, 3.5%); of Chinese, Japanese
    and Korean the pairs that the index has."""
    words = term.words
    if len(words) == 1 or is_compound(term.text):
        return [term]
    if any(map(is_compound, operands(term.text))) and not any(map(is_unspaced, words)):
        return [word for part in operands(term.text) for word in single_words(Term(part))]
    ideographic = [is_unspaced(word) for word in words]
    pairs = [
        Term(a + b)
        for a, b, *are_ideographic in zip(words, words[1:], ideographic, ideographic[1:], strict=False)
        if all(are_ideographic)
    ]
    return pairs + [Term(word) for word, is_so in zip(words, ideographic, strict=True) if not is_so]


def is_compound(text: str) -> bool:
    """Whether all its words are parts of one, of which one alone means something else."""
    words = tokens(text)
    first, last = words[0].start, words[-1].end
    spans = [(compound.start, compound.end) for compound in compounds(text)]
    spans += [(first, last)] if NUMBER.fullmatch(text[first:last]) else []
    return any(start <= first and last <= end for start, end in spans)


def relaxed_terms(query: Query, corrections: Mapping[str, Sequence[str]]) -> list[Term]:
    """The terms of the query with phrases taken apart and what misspelt words may have been meant for."""
    single = [word for term in query.positive_terms for word in single_words(term)]
    corrected = [Term(word) for words in corrections.values() for word in words]
    return list(dict.fromkeys([*single, *corrected]))


def weighable_words(
    nodes: Sequence[Node], corrections: Mapping[str, Sequence[str]], columns: Columns
) -> list[Word]:
    """Returns each word with the words that may have been meant."""
    corrected = [with_corrections(node, corrections) for node in nodes]
    shares = word_shares(columns.database)
    words = []
    for node, queries in zip(corrected, tsqueries(corrected, columns), strict=True):
        lexemes = {alternative.lexeme for query in queries for alternative in query.alternatives}
        words.append(Word(node, queries, min(1.0, sum(shares.get(lexeme, 0.0) for lexeme in lexemes))))
    return words
