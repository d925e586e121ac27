"""Other ways to write the words of a query, as one, with a hyphen or apart: postwar, post-war, post war; COVID19,
COVID-19, Covid 19; 3.5bn and 3.5 bn. Of these ways those are looked for that public texts have.

A word is parted by the vocabulary alone, since no list knows all compounds: where both parts are words, none of them of
grammar ("into" is not "in to"), and they stand side by side somewhere.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

import numpy as np

from archive.search.cache import BoundedCache
from archive.search.engine.match import Matcher
from archive.search.engine.synonyms import MAX_JOINED, is_plain
from archive.search.query.compounds import JOINT, compounds
from archive.search.query.nodes import And, Node, Or, Term, operands
from archive.text.words import is_unspaced, tokens

from .table import joined_words, latest, lexicon

MAX_CHECKED = 4  # words of a query that are parted: each is another query of the database
MAX_WAYS = 20  # in which apostrophes may stand in a phrase
MIN_PART = 3  # letters
RARE = 5_000  # a part in less than one of so many rows is probably a misprint or a fragment
# PostgreSQL's stop words of English, here since a query of the database takes a millisecond; and "may", for maybe.
FUNCTION_WORD_LIST = """
    a about above after again against all am an and any are as at be because been before being below between both but by
    can did do does doing don down during each few for from further had has have having he her here hers herself him
    himself his how i if in into is it its itself just may me more most my myself no nor not now of off on once only or
    other our ours ourselves out over own s same she should so some such t than that the their theirs them themselves
    then there these they this those through to too under until up very was we were what when where which while who whom
    why will with you your yours yourself yourselves
"""
FUNCTION_WORDS = frozenset(FUNCTION_WORD_LIST.split())
LETTERS_AND_DIGITS = re.compile(r"([^\W\d_]+)([0-9]+)|([0-9]+)([^\W\d_]+)")
AMOUNT = re.compile(r"([0-9]+(?:[.,][0-9]+)+)( ?)([^\W\d_]+)")  # of several words: 3.5bn, 1,000 km
ENDINGS = ("s", "es")
HYPHENS = re.compile("[-‐‑]")

found_variants: BoundedCache[tuple, list[Term]] = BoundedCache(2_000)


class Variants:
    """Finds other ways to write the words of one search, of which MAX_CHECKED at most are looked up."""

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher
        self.columns = matcher.columns
        self.left = MAX_CHECKED

    def variants_of(self, terms: Sequence[Term]) -> list[Term]:
        """Returns what these plain terms together are also written as, cached until the archive changes."""
        key = (self.columns.key, self.columns.version, self.matcher.unit, tuple(terms))
        if not self.columns.key:
            return list(self.find(terms))
        return found_variants.get_or_make(key, lambda: list(self.find(terms)))

    def find(self, terms: Sequence[Term]) -> Iterator[Term]:
        if amount := AMOUNT.fullmatch(" ".join(term.text for term in terms)):
            yield from self.apart_or_joined(*amount.groups())
            return
        if not is_plain(terms[0]):
            yield from self.apostrophe_forms(terms[0]) if len(operands(terms[0].text)) > 1 else ()
            return
        words = tuple(word for term in terms for word in term.words)
        if any(map(is_unspaced, words)) or not 1 <= len(words) <= MAX_JOINED:
            return
        if len(words) > 1:
            is_run = len(terms) == len(words)
            if is_run or (len(terms) == 1 and HYPHENS.search(terms[0].text)):
                yield from self.joint_terms(" ".join(term.text for term in terms), words, is_run)
        else:
            yield from self.hyphenated_forms(terms[0].text, words[0])
            yield from self.split_forms(terms[0].text, words[0])

    def apart_or_joined(self, number: str, space: str, unit: str) -> Iterator[Term]:
        """Yields 3.5bn for 3.5 bn, and the other way round, where rows have it."""
        term = Term(f"{number}{unit}" if space else f"{number} {unit}")
        if self.left > 0 and self.is_found(term):
            yield term

    def joint_terms(self, text: str, words: tuple[str, ...], is_run: bool) -> Iterator[Term]:
        whole = "".join(words)
        if is_run and whole.isdigit():
            if any(token.word == whole for token in compounds(text)) and self.is_found(Term(whole)):
                yield Term(whole)  # 1200, which also stands for 1,200, for 1 200
            return
        is_known = (
            joined_words(self.columns).words.has([whole, *without_endings(whole), *with_endings(whole)]).any()
        )
        if is_known and not (is_run and whole.isalpha() and not FUNCTION_WORDS.isdisjoint(words)):
            yield Term(re.sub(r"[\s‐‑-]+", "", text))

    def is_found(self, node: Node) -> bool:
        self.left -= 1
        return len(Matcher(self.columns, self.matcher.unit, self.matcher.budget).rows_of(node)) > 0

    def hyphenated_forms(self, text: str, word: str) -> Iterator[Term]:
        """Yields the joints of the word in whatever form texts have them: the index is asked for all forms."""
        known_words = joined_words(self.columns)
        forms = [word, *without_endings(word), *with_endings(word)]
        for place in np.flatnonzero(known_words.joined.has(forms)).tolist()[:1]:
            for joint in known_words.joints_of(forms[place]):
                yield Term(as_typed(text, word, joint), hyphenated=True)

    def apostrophe_forms(self, term: Term) -> Iterator[Term]:
        """Yields "Xi'an today" for "Xian today", and the same of words near each other, where rows have it: the index
        has no place for what an apostrophe joins."""
        ways: dict[Term, Node] = {}
        for start, end, word in tokens(term.text):
            if not word.isalpha() or len(word) != end - start or word in FUNCTION_WORDS:
                continue
            for first, _second in self.known_pairs(word, 1):
                before, after = term.text[: start + len(first)], term.text[start + len(first) :]
                apart = And((replace(term, text=f"{before} {after}"), Term(word, exact=True)))
                ways[replace(term, text=f"{before}'{after}")] = apart
        # Most phrases have none: one look at the index for all tells it.
        likely = dict(islice(ways.items(), MAX_WAYS))
        if likely and self.left > 0 and self.is_found(Or((*likely.values(),))):
            yield from (way for way, apart in likely.items() if self.is_found(apart))

    def split_forms(self, text: str, word: str) -> Iterator[Term]:
        for first, second in self.parts(word):
            if self.left <= 0:
                return
            place = len(first) if len(text) == len(word) else 0
            term = Term(f"{text[:place]} {text[place:]}" if place else f"{first} {second}")
            if self.is_found(term):
                yield term

    def parts(self, word: str) -> list[tuple[str, str]]:
        """Returns the pairs of words that make it, and that texts have."""
        if mixed := LETTERS_AND_DIGITS.fullmatch(word):
            first, second = (part for part in mixed.groups() if part)
            return [(first, second)] if second != "s" else []
        if not word.isalpha():
            return []
        min_rows = self.matcher.columns.count_rows(self.matcher.unit) / RARE
        rows_of = lexicon(self.columns).rows_of
        return [
            pair
            for pair in self.known_pairs(word, MIN_PART)
            if FUNCTION_WORDS.isdisjoint(pair) and min(map(rows_of, pair)) >= min_rows
        ]

    def known_pairs(self, word: str, min_letters: int) -> list[tuple[str, str]]:
        """Returns the pairs of words that make the word, of which rows have both."""
        pairs = [(word[:place], word[place:]) for place in range(min_letters, len(word) - min_letters + 1)]
        is_known = latest(self.columns).known.has([part for pair in pairs for part in pair])
        return [pairs[index] for index in np.flatnonzero(is_known.reshape(-1, 2).all(axis=1)).tolist()]


def without_endings(word: str) -> list[str]:
    return [word.removesuffix(ending) for ending in ENDINGS if word.endswith(ending)]


def with_endings(word: str) -> list[str]:
    return [word + ending for ending in ENDINGS]


def as_typed(text: str, word: str, joint: str) -> str:
    """Returns both words of the joint with a hyphen, with the capitals of what was typed where they make the
    same word."""
    place = joint.index(JOINT)
    if len(text) == len(word) and joint.replace(JOINT, "") == word:
        return f"{text[:place]}-{text[place:]}"
    return joint.replace(JOINT, "-")
