"""A statement prepared for comparison: its words, numbers and names, in its own language and in translation."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from archive.matching.names import NameFinder, foreign_words
from archive.matching.numbers import find_numbers
from archive.matching.rarity import Rarity, matching_words
from archive.matching.vectors import TextVector, text_vector
from archive.text.languages import base_language

MAX_LENGTH = 20_000  # characters of a statement that are compared


@dataclass(frozen=True, slots=True)
class Translation:
    """A statement in a translation of its document: its ``words`` there, empty where the translator left it out, and
    as ``contexts`` the sentences around it, from the nearest ones to more and more of them."""

    words: str
    contexts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementFacts:
    """The facts that the database has on a statement: primary keys, ``voice`` as the model has it, and ``translations``
    by language code."""

    id: int
    document: int
    language: str
    text: str
    event: int | None = None
    speaker: int | None = None
    date: dt.date | None = None
    themes: frozenset[int] = frozenset()
    voice: str = "speaker"
    translations: Mapping[str, Translation] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Profile:
    """The features by which a statement is compared.

    ``texts`` and ``contexts`` are by language: the statement's own text first, then its translations, and for
    ``contexts`` each with more and more of the sentences around. ``language_neutral`` is what every language writes
    alike: numbers, names and foreign words.
    """

    facts: StatementFacts
    words: frozenset[str]
    texts: Mapping[str, TextVector]
    contexts: Mapping[str, tuple[TextVector, ...]]
    numbers: frozenset[str]
    names: frozenset[str]
    language_neutral: TextVector


def make_profile(facts: StatementFacts, rarity: Rarity, names: NameFinder) -> Profile:
    """Computes what ``compare`` needs of a statement: words, vectors by language, numbers over 9, names. Only the first
    MAX_LENGTH characters of a text count."""
    text = facts.text[:MAX_LENGTH]
    words = matching_words(text)
    numbers = frozenset(str(number) for number in find_numbers(text) if number > 9)
    matches = names.find(text)
    language_neutral = [*numbers, *matches, *foreign_words(text)]
    texts = {base_language(facts.language): text_vector(words, rarity)}
    contexts = {}
    for code, translation in facts.translations.items():
        language = base_language(code)
        texts.setdefault(language, text_vector(matching_words(translation.words[:MAX_LENGTH]), rarity))
        contexts[language] = tuple(
            text_vector(matching_words(context[:MAX_LENGTH]), rarity) for context in translation.contexts
        )
    return Profile(
        facts, frozenset(words), texts, contexts, numbers, matches, text_vector(language_neutral, rarity)
    )
