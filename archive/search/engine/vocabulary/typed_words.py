"""The words of a query that may be misspelt, with what tells which others they may be meant for."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from operator import and_, or_
from typing import NamedTuple

from archive.search.engine.match import Matcher
from archive.search.query.nodes import Term
from archive.text.folding import fold
from archive.text.words import tokens

from .lexicon import ANY_LANGUAGE, MAX_LENGTH, NearWord
from .other_forms import OtherForms
from .plausibility import accented_letters
from .table import lexicon

FIELD_NAME = re.compile(r"[A-Za-z_-]+[:：](?=\S)")
MIN_LENGTH = 4  # letters; of a word with one less only swapped ones are put right: “teh”
MAX_WORDS = 8  # of a query
MAX_CONTEXT = 16  # words of a query whose languages count
FEW_ROWS = 3  # a word that stands in no more may be a misspelling, too


class TypedWord(NamedTuple):
    """A folded ``word`` of a query with its ``rows`` of today. ``languages`` are those that a correction may have, as
    in NearWord; ``marks`` are its letters with accents as they were typed; ``is_beside_known``: texts have another word
    of the query; ``other_forms``: where it has rows by its stem only, their words; ``is_regular``: it is a regular form
    of one."""

    word: str
    rows: int = 0
    languages: int = ANY_LANGUAGE
    is_capitalised: bool = False
    marks: frozenset[str] = frozenset()
    is_beside_known: bool = False
    other_forms: tuple[str, ...] = ()
    is_regular: bool = False

    @property
    def may_be_misspelt(self) -> bool:
        return self.rows <= FEW_ROWS or bool(self.other_forms)


def typed_words(
    matcher: Matcher, terms: Sequence[Term], other_forms: Mapping[str, OtherForms], few_rows: bool
) -> list[TypedWord]:
    """Returns those of the words that are rare or unknown, MAX_WORDS at most; without ``few_rows`` only those with
    ``other_forms``. A query for what is not cached."""
    known_words = lexicon(matcher.columns)
    entries = {word: known_words.entry(word) for word in list(dict.fromkeys(words_of(terms)))[:MAX_CONTEXT]}
    typed_as = {word: word for word in entries} | dict(typed_forms(terms))
    rare = [
        word
        for word in entries
        if (few_rows or word in other_forms)
        and entries[word].rows <= FEW_ROWS
        and may_be_misspelt(word, typed_as[word])
    ]
    forms = {word: typed_as[word] for word in rare[:MAX_WORDS]}
    matcher.prefetch_rows(Term(form) for word, form in forms.items() if word not in other_forms)
    return [
        TypedWord(
            word,
            other_words.rows_of_regular if other_words else len(matcher.rows_of(Term(form))),
            languages_beside(entries, word),
            is_capitalised(form),
            accented_letters(form),
            any(entry.rows > FEW_ROWS for other_word, entry in entries.items() if other_word != word),
            other_words.words if other_words else (),
            bool(other_words and other_words.is_regular),
        )
        for word, form in forms.items()
        for other_words in [other_forms.get(word)]
    ]


def languages_beside(entries: Mapping[str, NearWord], word: str) -> int:
    """Returns as bits the languages that the other words of the query share, or else any of them has, rare ones where
    no other is known; of these, those in which texts have the word itself, perhaps none. Any language where nothing is
    known."""
    known_entries = [entry for other_word, entry in entries.items() if other_word != word and entry.rows]
    common = [entry for entry in known_entries if entry.rows > FEW_ROWS]
    language_sets = [entry.languages for entry in common or known_entries]
    shared = reduce(and_, language_sets, ANY_LANGUAGE) or reduce(or_, language_sets)
    return shared & (entries[word].languages or ANY_LANGUAGE)


def typed_forms(terms: Iterable[Term]) -> Iterator[tuple[str, str]]:
    """Yields each folded word, and as it was typed."""
    for term in terms:
        for start, end, word in tokens(term.text):
            yield word, term.text[start:end]


def is_capitalised(form: str) -> bool:
    """Whether its first letter is a capital, but not all are."""
    return form[:1].isupper() and not form.isupper()


def words_of(terms: Iterable[Term]) -> Iterator[str]:
    """Yields the folded words of the terms, but neither parts of a word with an apostrophe or points nor beginnings nor
    names of fields."""
    for typed_term in terms:
        term = (
            typed_term
            if typed_term.in_text
            else replace(typed_term, text=FIELD_NAME.sub("", typed_term.text))
        )
        if not term.prefix and (term.in_text or term.is_phrase or term.words == (fold(term.text),)):
            yield from term.words


def may_be_misspelt(word: str, form: str) -> bool:
    """Returns whether the word has letters only, and enough. ``form`` is as it was typed: three capitals are an
    abbreviation."""
    min_length = MIN_LENGTH if form.isupper() else MIN_LENGTH - 1
    return min_length <= len(word) <= MAX_LENGTH and word.isalpha()
