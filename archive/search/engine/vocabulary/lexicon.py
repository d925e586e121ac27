"""A list of words in memory, asked for those that are spelt nearly as a given one.

No word is compared letter by letter that cannot be near: one edit changes the length by one at most, the set of letters
by two, the set of neighbouring pairs of letters by six. What these tests leave of 200,000 words is some hundreds.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import pairwise
from operator import or_
from typing import Any, NamedTuple

import numpy as np

from .distance import MAX_DISTANCE, distances

MIN_LENGTH, MAX_LENGTH = 3, 24  # letters
LETTERS_OF_EDIT = 2
PAIRS_OF_EDIT = 6
CHUNK = 2_000  # words whose sets are made at once: the arrays on the way take two kilobytes a word
FIRST_FACTOR, SECOND_FACTOR = 31, 17  # of a pair of letters
BITS = 64  # of a set of letters or pairs; two that share a bit only make the test milder
ANY_LANGUAGE = (1 << 63) - 1


class NearWord(NamedTuple):
    """A folded word of the archive. ``rows`` is about how many texts have it; ``languages`` is a set of bits, of the
    languages in which it is common."""

    word: str
    distance: int
    rows: int
    languages: int = ANY_LANGUAGE
    is_name: bool = False


@dataclass(frozen=True)
class Lexicon:
    """``text``: the code points of all words, one word behind the other, uint16 where that is enough, else uint32;
    word n is ``text[starts[n] : starts[n + 1]]``. ``letters`` and ``pairs``: sets of them, uint64. ``rows`` and
    ``languages`` (uint64) as in NearWord."""

    text: np.ndarray
    starts: np.ndarray
    letters: np.ndarray
    pairs: np.ndarray
    rows: np.ndarray
    languages: np.ndarray

    @classmethod
    def from_words(
        cls, words: Sequence[str], rows: Sequence[int], languages: Sequence[int] | None = None
    ) -> "Lexicon":
        """Returns a lexicon of these folded words. The caller leaves out words longer than MAX_LENGTH. Without
        ``languages`` the words are of any."""
        parts = [cls.encode(words[first : first + CHUNK]) for first in range(0, len(words), CHUNK)]
        text, lengths, letters, pairs = map(np.concatenate, zip(*[cls.encode([]), *parts], strict=True))
        starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
        of_languages = [ANY_LANGUAGE] * len(words) if languages is None else languages
        return cls(text, starts, letters, pairs, np.array(rows, np.int32), np.array(of_languages, np.uint64))

    @staticmethod
    def encode(words: Sequence[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """Returns the text of these words, and of each word its length, letters and pairs."""
        codes = np.array(words, dtype=f"<U{MAX_LENGTH}").view(np.uint32).reshape(len(words), MAX_LENGTH)
        text = codes[codes > 0]
        if not len(text) or text.max() <= np.iinfo(np.uint16).max:
            text = text.astype(np.uint16)
        return text, np.count_nonzero(codes, axis=1), letter_sets(codes), pair_sets(codes)

    def __len__(self) -> int:
        return len(self.rows)

    def __add__(self, other: "Lexicon") -> "Lexicon":
        joined = (np.concatenate(pair) for pair in zip(self.arrays, other.arrays, strict=True))
        starts = np.concatenate([self.starts, self.starts[-1] + other.starts[1:]])
        text, letters, pairs, rows, languages = joined
        return Lexicon(text, starts, letters, pairs, rows, languages)

    @property
    def arrays(self) -> tuple[np.ndarray, ...]:
        return self.text, self.letters, self.pairs, self.rows, self.languages

    @cached_property
    def most_rows(self) -> int:
        """Returns about how many texts have the commonest word."""
        return int(self.rows.max(initial=0))

    @cached_property
    def lengths(self) -> np.ndarray:
        return np.diff(self.starts).astype(np.int8)

    def word(self, position: int) -> str:
        return "".join(map(chr, self.text[self.starts[position] : self.starts[position + 1]].tolist()))

    def codes(self, positions: np.ndarray, width: int) -> np.ndarray:
        """Returns the code points of the words at these positions, one word a row of ``width`` numbers, 0 behind its
        end."""
        lengths = self.lengths[positions]
        columns = np.arange(width)
        places = self.starts[positions][:, None] + columns
        return np.where(columns < lengths[:, None], self.text[np.minimum(places, len(self.text) - 1)], 0)

    def entry(self, word: str) -> NearWord:
        """Returns the word itself, at a distance of 0; without rows and languages where the lexicon lacks it."""
        near_word = NearWord(word, 0, 0, 0)
        if not has_correctable_length(word):
            return near_word
        candidates = np.flatnonzero((self.pairs == np.uint64(pair_set(word))) & (self.lengths == len(word)))
        for position in candidates.tolist():  # a word may have come again, in another language
            if self.word(position) == word:
                near_word = near_word._replace(
                    rows=near_word.rows + int(self.rows[position]),
                    languages=near_word.languages | int(self.languages[position]),
                )
        return near_word

    def rows_of(self, word: str) -> int:
        return self.entry(word).rows

    def near(self, word: str, max_distance: int) -> list[NearWord]:
        return near((self,), {word: max_distance})[0][word]

    def candidates(self, word: str, max_distance: int) -> np.ndarray:
        """Returns the positions of the words that may be at such a distance, ascending."""
        if not len(self) or len(word) > MAX_LENGTH:
            return np.array([], np.intp)
        letters, pairs = np.uint64(letter_set(word)), np.uint64(pair_set(word))
        is_candidate = np.abs(self.lengths - len(word)) <= max_distance
        is_candidate &= np.bitwise_count(self.letters ^ letters) <= LETTERS_OF_EDIT * max_distance
        candidates = np.flatnonzero(is_candidate)
        candidates = candidates[
            np.bitwise_count(self.pairs[candidates] ^ pairs) <= PAIRS_OF_EDIT * max_distance
        ]
        return candidates


def near(lexicons: Sequence[Lexicon], max_distances: Mapping[str, int]) -> list[dict[str, list[NearWord]]]:
    """Returns for each lexicon and word the others at a distance of 1 to that of ``max_distances`` (at most 2) letters,
    in no particular order.

    All are compared together: most of the time is spent per step, not per word.
    """
    words = list(max_distances)
    near_words: list[dict[str, list[NearWord]]] = [{word: [] for word in words} for _ in lexicons]
    pairs = [(number, word) for number in range(len(lexicons)) for word in words]
    positions = [lexicons[number].candidates(word, max_distances[word]) for number, word in pairs]
    sizes = [len(candidates) for candidates in positions]
    if not sum(sizes):
        return near_words
    width = max(map(len, words)) + MAX_DISTANCE
    of_pairs = list(zip(pairs, positions, strict=True))
    codes = np.concatenate(
        [lexicons[number].codes(candidates, width) for (number, _word), candidates in of_pairs]
    )
    lengths = np.concatenate(
        [lexicons[number].lengths[candidates] for (number, _word), candidates in of_pairs]
    )
    owners = np.repeat([words.index(word) for _number, word in pairs], sizes)
    compared = np.split(distances(words, owners, codes, lengths), np.cumsum(sizes)[:-1])
    for ((number, word), candidates), of_pair in zip(of_pairs, compared, strict=True):
        is_near = (of_pair > 0) & (of_pair <= max_distances[word])
        chosen, lexicon = candidates[is_near], lexicons[number]
        numbers = zip(
            chosen.tolist(),
            of_pair[is_near].tolist(),
            lexicon.rows[chosen].tolist(),
            lexicon.languages[chosen].tolist(),
            strict=True,
        )
        near_words[number][word] = [NearWord(lexicon.word(place), *facts) for place, *facts in numbers]
    return near_words


def letter_set(word: str) -> int:
    """Returns for one word what ``letter_sets`` returns for many: arrays would take a hundred times as long."""
    return reduce(or_, (1 << ord(letter) % BITS for letter in word), 0)


def pair_set(word: str) -> int:
    """Returns for one word what ``pair_sets`` returns for many."""
    codes = (0, *map(ord, word), 0)
    return reduce(or_, (1 << pair_code(*pair) % BITS for pair in pairwise(codes)), 0)


def pair_code(first: Any, second: Any) -> Any:
    """Returns a number less than 2 ** 32 for a pair of code points, or an array for two arrays of them."""
    return first * FIRST_FACTOR + second * SECOND_FACTOR


def letter_sets(codes: np.ndarray) -> np.ndarray:
    return bit_sets(codes, codes > 0)


def pair_sets(codes: np.ndarray) -> np.ndarray:
    """Returns for each row the set of its neighbouring letters, uint64. The ends of the word count as letters, too."""
    padded = np.pad(codes, ((0, 0), (1, 1)))
    first, second = padded[:, :-1], padded[:, 1:]
    return bit_sets(pair_code(first, second), (first > 0) | (second > 0))


def bit_sets(values: np.ndarray, present: np.ndarray) -> np.ndarray:
    """Returns for each row the union of one bit for each value that is present, uint64."""
    bits = np.where(present, np.uint64(1) << (values % BITS).astype(np.uint64), np.uint64(0))
    return np.bitwise_or.reduce(bits, axis=1) if len(values) else np.zeros(0, np.uint64)


def has_correctable_length(word: str) -> bool:
    """Whether it has a length that can be misspelt."""
    return MIN_LENGTH <= len(word) <= MAX_LENGTH


def lexicon_of_names(names: Iterable[str], rows: int) -> Lexicon:
    """Returns a lexicon of the words of these names, each counted as if it stood in so many texts."""
    words = sorted({name for name in names if has_correctable_length(name)})
    return Lexicon.from_words(words, [rows] * len(words))
