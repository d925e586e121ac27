"""What is known of a statement where it is compared with others."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from archive.matching.names import NameFinder, foreign_words
from archive.matching.numbers import find_numbers
from archive.matching.rarity import Rarity, matching_words
from archive.matching.vectors import TextVector, text_vector

MAX_LENGTH = 20_000  # characters of a statement that are compared


@dataclass(frozen=True, slots=True)
class Translation:
    """What a statement says in a translation of its text, empty where it was left out; and the sentences around it."""

    words: str
    around: str = ""


@dataclass(frozen=True, slots=True)
class StatementFacts:
    """As the archive has them. ``translations``: by language."""

    id: int
    document: int
    language: str
    text: str
    event: int | None = None
    speaker: int | None = None
    date: dt.date | None = None
    themes: frozenset[int] = frozenset()
    translations: Mapping[str, Translation] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Profile:
    """``texts``: by language, its own first; ``around``: of what stands around its translations. ``marks``: what it
    names whatever the language."""

    facts: StatementFacts
    words: frozenset[str]
    texts: Mapping[str, TextVector]
    around: Mapping[str, TextVector]
    numbers: frozenset[str]
    names: frozenset[str]
    marks: TextVector


def base_language(code: str) -> str:
    """Of zh-Hant and zh-Hans alike zh: characters are compared in simplified form."""
    return code.lower().split("-")[0]


def make_profile(facts: StatementFacts, rarity: Rarity, names: NameFinder) -> Profile:
    text = facts.text[:MAX_LENGTH]
    words = matching_words(text)
    numbers = frozenset(str(number) for number in find_numbers(text) if number > 9)
    named = names.find(text)
    marks = [*numbers, *named, *foreign_words(text)]
    texts = {base_language(facts.language): text_vector(words, rarity)}
    around = {}
    for code, translation in facts.translations.items():
        language = base_language(code)
        texts.setdefault(language, text_vector(matching_words(translation.words[:MAX_LENGTH]), rarity))
        around[language] = text_vector(matching_words(translation.around[:MAX_LENGTH]), rarity)
    return Profile(facts, frozenset(words), texts, around, numbers, named, text_vector(marks, rarity))
