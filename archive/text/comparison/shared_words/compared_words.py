"""The words of texts that are compared: as the search index has them, with signs, and with the keys by which words of
two texts count as the same."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from archive.text.folding import fold, fold_case
from archive.text.meaning_words import (
    ABBREVIATIONS,
    CAPITALISED_NAMES,
    MODALS,
    NEGATIONS,
    NUMBERS,
    find_symbols,
)
from archive.text.words import Token, is_unspaced, tokens

from .exchanged_words import KeyedWord

MAX_FUNCTION_WORD_LENGTH = 3  # characters of a function word, for languages without a list of them
MEANING_BEARING_WORDS = frozenset(fold(word) for word in NEGATIONS | MODALS | NUMBERS)
FOLDED_NEGATIONS = frozenset(map(fold, NEGATIONS))
CONTRACTED_NEGATIONS = ("n'", "n’")
_CAPITALISED = re.compile(rf"{ABBREVIATIONS}|\b{CAPITALISED_NAMES}\b")


def is_short(word: str) -> bool:
    return len(word) <= MAX_FUNCTION_WORD_LENGTH


def always(_word: str, _other: str) -> bool:
    return True


def has_own_key(word: str) -> bool:
    """Whether it is a sign, a number, or an abbreviation or name that is another word in small letters ("US",
    "Polish")."""
    return word != word.lower() or word[:1].isdecimal() or not any(map(str.isalnum, word))


@dataclass(frozen=True, slots=True)
class WordRules:
    """The rules by which words of a language are compared.

    ``key_of`` returns the key of a folded word, equal for words that count as the same; ``is_function_word`` tells
    words that mean little alone; ``are_same_word`` tells whether two words in lower case that differ in accents are
    spellings of one; ``group_separator`` parts thousands, where that is known.
    """

    key_of: Callable[[str], str] = str
    is_function_word: Callable[[str], bool] = is_short
    are_same_word: Callable[[str, str], bool] = always
    articles: frozenset[str] = frozenset()
    group_separator: str = ""

    def is_content_word(self, word: str) -> bool:
        """Whether the word is marked on its own, and not only with its neighbours."""
        is_number = any(character.isdecimal() for character in word)
        return (
            is_number or has_own_key(word) or word in MEANING_BEARING_WORDS or not self.is_function_word(word)
        )


ANY_LANGUAGE = WordRules()


def separate_tokens(text: str) -> list[Token]:
    """The tokens that do not overlap: a character such as "½" is two words of the index. The "t" of "don't" becomes
    "not"."""
    separate: list[Token] = []
    for token in tokens(text):
        if separate and token.start < separate[-1].end:
            continue
        is_negation = (
            token.word == "t" and text[token.start - 2 : token.start].lower() in CONTRACTED_NEGATIONS
        )
        separate.append(token._replace(word="not") if is_negation else token)
    return separate


def with_symbols(text: str, words: Sequence[Token]) -> list[Token]:
    """The words with the symbols of currencies, arithmetic and questions between them. Abbreviations and some names
    keep their capital letters, unless all of the text is written so: "US" is not "us"."""
    word_starts = {word.start for word in words}
    symbols = [Token(*symbol) for symbol in find_symbols(text) if symbol[0] not in word_starts]
    capitals = {} if text.isupper() else {match.start(): match[0] for match in _CAPITALISED.finditer(text)}
    return sorted([*(word._replace(word=capitals.get(word.start, word.word)) for word in words), *symbols])


def comparison_keys(words: Sequence[Token], key_of: Callable[[str], str]) -> list[set[str]]:
    """The keys of each word: one, or, in scripts without spaces, the pairs of a character with its neighbours."""
    keys: list[set[str]] = [set() for _ in words]
    for number, word in enumerate(words):
        if not is_unspaced(word.word):
            keys[number].add(word.word if has_own_key(word.word) else key_of(word.word))
        elif number and words[number - 1].end == word.start and is_unspaced(words[number - 1].word):
            pair = words[number - 1].word + word.word
            keys[number - 1].add(pair)
            keys[number].add(pair)
    return keys


def tell_accents(
    forms: Sequence[Sequence[str]],
    words: Sequence[Sequence[Token]],
    keys: Sequence[list[set[str]]],
    rules: WordRules,
) -> None:
    """Gives words that differ in accents keys of their own where these make other words ("pago", "pagó"). ``forms`` are
    the words of each text in lower case."""
    forms_by_word: dict[str, set[str]] = {}
    for own_forms, own_words in zip(forms, words, strict=True):
        for form, token in zip(own_forms, own_words, strict=True):
            forms_by_word.setdefault(token.word, set()).add(form)
    distinct = {
        word
        for word, variants in forms_by_word.items()
        if not word[:1].isdecimal()  # a number may be written in several ways
        and any(not rules.are_same_word(*pair) for pair in combinations(sorted(variants), 2))
    }
    for own_forms, own_words, groups in zip(forms, words, keys, strict=True):
        for number, token in enumerate(own_words):
            if token.word in distinct and not is_unspaced(token.word):
                groups[number] = {f"{key} {own_forms[number]}" for key in groups[number]}


def lower_forms(text: str, words: Sequence[Token]) -> list[str]:
    """The words as they stand, in lower case."""
    return [fold_case(text[word.start : word.end]) for word in words]


def with_negated_words(words: Sequence[Token], keys: Sequence[set[str]], rules: WordRules) -> list[set[str]]:
    """The keys of each word, in which a negation has those of itself with its nearest content words, before and after:
    a "not" beside another word is another "not". Modal verbs may stand between ("will not", "not be able")."""
    content_indexes = [
        number
        for number, word in enumerate(words)
        if keys[number] and word.word not in MEANING_BEARING_WORDS and rules.is_content_word(word.word)
    ]
    keys_with_negations = list(keys)
    for number, word in enumerate(words):
        if word.word not in FOLDED_NEGATIONS or is_unspaced(word.word):
            continue
        place = bisect_left(content_indexes, number)
        before = {
            f"{key} {word.word}"
            for index in content_indexes[max(place - 1, 0) : place]
            for key in keys[index]
        }
        after = {f"{word.word} {key}" for index in content_indexes[place : place + 1] for key in keys[index]}
        keys_with_negations[number] = before | after or keys[number]
    return keys_with_negations


def keyed_words(
    text: str, words: Sequence[Token], keys: Sequence[set[str]], rules: WordRules
) -> Iterator[KeyedWord]:
    end = 0
    for number, (token, group) in enumerate(zip(words, keys, strict=True)):
        is_pair = is_unspaced(token.word)
        is_content_word = is_pair or rules.is_content_word(token.word)
        is_adjacent = text[end : token.start].isspace()
        end = token.end
        for key in group:
            is_second = is_pair and not key.startswith(token.word)
            if not is_second:
                is_capitalised = not is_pair and not text[token.start].islower()
                form = fold_case(text[token.start : token.end])
                yield KeyedWord(number, key, is_content_word, is_pair, is_capitalised, is_adjacent, form)
