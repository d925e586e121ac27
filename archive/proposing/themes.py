"""Themes for a statement: from labels and other names, and from statements that editors gave their themes."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from archive.text.word_sets import word_set
from archive.text.words import is_cjk, tokens

# Chosen on the demonstration archive, one document left out at a time (docs/proposing.md).
_NAME_WEIGHT, _EXAMPLE_WEIGHT, _NOTE_WEIGHT, _USE_WEIGHT = 0.4, 1.5, 1.5, 0.05
_NGRAM_WEIGHT, _CONTEXT_WEIGHT = 0.5, 1.0
_NGRAM_LENGTH = 4
_MAX_CONTEXT = 300  # statements of a document that say what it is about
_MIN_SCORE = 0.02
_MIN_RARITY = 0.1  # of a word that every text has: the only word of a label still counts
_MIN_STEM = 4
_ENDINGS = sorted(
    word_set("ations ation ments ment ances ance ities ity ings ing ies ers ed es er ly al s e y"),
    key=lambda ending: (-len(ending), ending),
)
_COMMON = word_set("""
    the a an and or of to in on at for with by from as is are was were be been it its this that these those he she
    they we i you his her their our who which what not no but if so than then there will would can could should
    must may has have had do does did all more most also into over under about between among new said says one two
    other others such use
""")
_Vectors = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True, slots=True)
class Theme:
    """`names` are other labels, `note` says what belongs here."""

    id: Any
    label: str
    names: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class ThemeProposal:
    id: Any
    label: str
    score: float
    matched_name: str  # the label or other name whose words stand in the statement, if any
    example_count: int  # statements that editors gave the theme


class _VectorSpace:
    """Vectors of unit length over one kind of feature, weighted by rarity: of the themes' notes and of the statements
    that editors gave each theme."""

    def __init__(self, read: Callable[[str], Counter[str]], known: Sequence[str], notes: Sequence[str]):
        self._read = read
        note_counts = [read(note) for note in notes]
        self.rarity = _rarities([read(text) for text in known], note_counts)
        self._columns = {feature: number for number, feature in enumerate(self.rarity)}
        self._notes = np.array([self._vector(counts) for counts in note_counts], dtype=np.float32)
        self._centroids = np.zeros_like(self._notes)

    def learn(self, examples: Iterable[tuple[str, list[int]]], count: int) -> None:
        """`examples` name themes by their numbers, of which there are `count`."""
        sums = np.zeros((count, len(self._columns)), dtype=np.float32)
        for text, numbers in examples:
            if numbers:
                sums[numbers] += self._vector(self._read(text))
        norms = np.linalg.norm(sums, axis=1, keepdims=True)
        self._centroids = np.divide(sums, norms, out=sums, where=norms > 0)

    def similarities(self, text: str) -> _Vectors:
        """One number a theme."""
        vector = self._vector(self._read(text))
        return np.asarray(
            _EXAMPLE_WEIGHT * (self._centroids @ vector) + _NOTE_WEIGHT * (self._notes @ vector)
        )

    def _vector(self, counts: Counter[str]) -> _Vectors:
        vector = np.zeros(len(self._columns), dtype=np.float32)
        for feature, count in counts.items():
            if (column := self._columns.get(feature)) is not None:
                vector[column] = (1 + math.log(count)) * self.rarity[feature]
        norm = float(np.linalg.norm(vector))
        return vector / norm if norm else vector


class ThemeFinder:
    """Vectors are made once, when it is built.

    `examples` are confirmed statements, each with the ids of its themes. `background` are the statements of the
    document that will be asked about: they say what words are common, and what the document is about.
    """

    def __init__(
        self,
        themes: Sequence[Theme],
        examples: Iterable[tuple[str, Iterable[Any]]] = (),
        background: Iterable[str] = (),
    ):
        self.themes = list(themes)
        examples, background = [(text, list(ids)) for text, ids in examples], list(background)
        names = [name for theme in self.themes for name in (theme.label, *theme.names)]
        known_texts = [*(text for text, _ids in examples), *names, *background]
        notes = [" ".join((theme.label, *theme.names, theme.note)) for theme in self.themes]
        self._spaces = [_VectorSpace(read, known_texts, notes) for read in (features, ngrams)]
        self._rarity = self._spaces[0].rarity
        self._rarest = max(self._rarity.values(), default=1.0) or 1.0
        self._names = [[features(name) for name in (theme.label, *theme.names)] for theme in self.themes]
        numbers = {theme.id: number for number, theme in enumerate(self.themes)}
        marks = [
            (text, [numbers[theme_id] for theme_id in ids if theme_id in numbers]) for text, ids in examples
        ]
        self._counts = [0] * len(self.themes)
        for number in (number for _text, ids in marks for number in ids):
            self._counts[number] += 1
        for space in self._spaces:
            space.learn(marks, len(self.themes))
        self._context = self._mean_score(background)

    def _mean_score(self, texts: list[str]) -> _Vectors:
        """What the statements of one document have in common makes its themes likelier for each of them."""
        if len(texts) < 2 or not self.themes:
            return np.zeros(len(self.themes), dtype=np.float32)
        scores = [self._scores(text)[1] for text in texts[:_MAX_CONTEXT]]
        return np.asarray(np.mean(scores, axis=0), dtype=np.float32)

    def _scores(self, text: str) -> tuple[_Vectors, _Vectors]:
        """Of each theme: by whole words, and with parts of words, which alone are coincidence."""
        counts = features(text)
        names = [self._name_match(number, counts)[0] for number in range(len(self.themes))]
        by_words, by_ngrams = (space.similarities(text) for space in self._spaces)
        by_words = by_words + _NAME_WEIGHT * np.array(names, dtype=np.float32)
        return by_words, by_words + _NGRAM_WEIGHT * by_ngrams

    def find(self, text: str, limit: int = 3) -> list[ThemeProposal]:
        """The likeliest themes, best first; none that has nothing in common with the text."""
        if not self.themes:
            return []
        counts = features(text)
        by_words, scores = self._scores(text)
        suggestions = []
        for number, theme in enumerate(self.themes):
            if by_words[number] >= _MIN_SCORE:
                use = _USE_WEIGHT * math.log(1 + self._counts[number])
                score = float(scores[number]) + use + _CONTEXT_WEIGHT * float(self._context[number])
                words = self._name_match(number, counts)[1]
                suggestions.append(
                    ThemeProposal(theme.id, theme.label, round(score, 4), words, self._counts[number])
                )
        return sorted(suggestions, key=lambda suggestion: (-suggestion.score, suggestion.label))[:limit]

    def _name_match(self, number: int, counts: Counter[str]) -> tuple[float, str]:
        """How much of one of the theme's names stands in the text: its share, less where its words are common."""
        best, words = 0.0, ""
        names = (self.themes[number].label, *self.themes[number].names)
        for label, name in zip(self._names[number], names, strict=True):
            total = sum(self._rarity[feature] for feature in label)
            shared = sum(self._rarity[feature] for feature in label if feature in counts)
            share = shared / total * min(1.0, shared / self._rarest) if total else 0.0
            if share > best:
                best, words = share, name
        return best, words


def features(text: str) -> Counter[str]:
    """Counts words without their endings, and pairs of Chinese characters."""
    counts: Counter[str] = Counter()
    before = None
    for token in tokens(text):
        if is_cjk(token.word):
            if before is not None and before.end == token.start and is_cjk(before.word):
                counts[before.word + token.word] += 1
        elif token.word not in _COMMON and len(token.word) > 1:
            counts[stem(token.word)] += 1
        before = token
    return counts


def ngrams(text: str) -> Counter[str]:
    """Four letters after one another in each word, with its ends: “regulate” meets “regulatory”."""
    counts: Counter[str] = Counter()
    for token in tokens(text):
        if token.word in _COMMON or len(token.word) < 2 or is_cjk(token.word):
            continue
        word = f"^{token.word}$"
        for start in range(max(1, len(word) - _NGRAM_LENGTH + 1)):
            counts[word[start : start + _NGRAM_LENGTH]] += 1
    return counts


def stem(word: str) -> str:
    """Returns the word without its English ending, so that “governing” meets “governance”."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _MIN_STEM:
            return word[: -len(ending)]
    return word


def _rarities(samples: Sequence[Counter[str]], other_samples: Sequence[Counter[str]]) -> dict[str, float]:
    """How rare each feature is among the samples; `other_samples` add features that no sample has."""
    spread: Counter[str] = Counter(feature for counts in other_samples for feature in counts)
    spread = Counter(dict.fromkeys(spread, 0))
    for counts in samples:
        spread.update(counts.keys())
    return {
        feature: math.log((1 + len(samples)) / (1 + count)) + _MIN_RARITY for feature, count in spread.items()
    }
