"""Themes for a statement: from labels and other names, and from statements that editors gave their themes."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from archive.proposing.vocabulary import words
from archive.text.words import is_cjk, tokens

# Chosen on the demonstration archive, one document left out at a time (docs/proposing.md).
_NAME_WEIGHT, _LIKENESS_WEIGHT, _NOTE_WEIGHT, _USE_WEIGHT = 0.4, 1.5, 1.5, 0.05
_MIN_SCORE = 0.02
_LEAST_RARITY = 0.1  # of a word that every text has: the only word of a label still counts
_MIN_STEM = 4
_ENDINGS = sorted(
    words("ations ation ments ment ances ance ities ity ings ing ies ers ed es er ly al s e y"),
    key=lambda ending: (-len(ending), ending),
)
_COMMON = words("""
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
    """`why` names the label whose words stand in the statement, and how many statements of the theme are known."""

    id: Any
    label: str
    score: float
    why: str


class ThemeFinder:
    """Vectors are made once, when it is built.

    `examples` are confirmed statements, each with the ids of its themes. `background` are texts like those that will be
    asked about, which say what words are common.
    """

    def __init__(
        self,
        themes: Sequence[Theme],
        examples: Iterable[tuple[str, Iterable[Any]]] = (),
        background: Iterable[str] = (),
    ):
        self.themes = list(themes)
        samples = [(features(text), list(ids)) for text, ids in examples]
        self._names = [[features(name) for name in (theme.label, *theme.names)] for theme in self.themes]
        notes = [features(" ".join((theme.label, *theme.names, theme.note))) for theme in self.themes]
        known = [counts for counts, _ids in samples] + [each for row in self._names for each in row]
        self._rarity = _rarities([*known, *map(features, background)], notes)
        self._rarest = max(self._rarity.values(), default=1.0) or 1.0
        self._columns = {feature: number for number, feature in enumerate(self._rarity)}
        self._notes = np.array([self._vector(counts) for counts in notes], dtype=np.float32)
        self._counts = [0] * len(self.themes)
        self._centroids = self._build_centroids(samples)

    def _build_centroids(self, samples: list[tuple[Counter[str], list[Any]]]) -> _Vectors:
        numbers = {theme.id: number for number, theme in enumerate(self.themes)}
        sums = np.zeros((len(self.themes), len(self._columns)), dtype=np.float32)
        for counts, ids in samples:
            vector = self._vector(counts)
            for number in (numbers[each] for each in ids if each in numbers):
                sums[number] += vector
                self._counts[number] += 1
        norms = np.linalg.norm(sums, axis=1, keepdims=True)
        return np.divide(sums, norms, out=sums, where=norms > 0)

    def _vector(self, counts: Counter[str]) -> _Vectors:
        vector = np.zeros(len(self._columns), dtype=np.float32)
        for feature, count in counts.items():
            if (column := self._columns.get(feature)) is not None:
                vector[column] = (1 + math.log(count)) * self._rarity[feature]
        norm = float(np.linalg.norm(vector))
        return vector / norm if norm else vector

    def find(self, text: str, limit: int = 3) -> list[ThemeProposal]:
        """The likeliest themes, best first; none that has nothing in common with the text."""
        if not self.themes:
            return []
        counts = features(text)
        vector = self._vector(counts)
        scores = _LIKENESS_WEIGHT * (self._centroids @ vector) + _NOTE_WEIGHT * (self._notes @ vector)
        found = []
        for number, theme in enumerate(self.themes):
            share, matched = self._name_match(number, counts)
            score = float(scores[number]) + _NAME_WEIGHT * share
            if score >= _MIN_SCORE:
                score += _USE_WEIGHT * math.log(1 + self._counts[number])
                found.append(
                    ThemeProposal(theme.id, theme.label, round(score, 4), self._why(number, matched))
                )
        return sorted(found, key=lambda each: (-each.score, each.label))[:limit]

    def _name_match(self, number: int, counts: Counter[str]) -> tuple[float, str]:
        """How much of one of the theme's names stands in the text: its share, less where its words are common."""
        best, matched = 0.0, ""
        names = (self.themes[number].label, *self.themes[number].names)
        for label, name in zip(self._names[number], names, strict=True):
            total = sum(self._rarity[feature] for feature in label)
            shared = sum(self._rarity[feature] for feature in label if feature in counts)
            share = shared / total * min(1.0, shared / self._rarest) if total else 0.0
            if share > best:
                best, matched = share, name
        return best, matched

    def _why(self, number: int, matched: str) -> str:
        reasons = [f"words of “{matched}”"] if matched else []
        if self._counts[number]:
            reasons.append(f"words of {self._counts[number]} of its statements")
        return ", ".join(reasons) or "words of its scope note"


def features(text: str) -> Counter[str]:
    """Words without their endings, and pairs of Chinese characters."""
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


def stem(word: str) -> str:
    """Without English endings, so that “governing” meets “governance”."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _MIN_STEM:
            return word[: -len(ending)]
    return word


def _rarities(samples: Sequence[Counter[str]], others: Sequence[Counter[str]]) -> dict[str, float]:
    """How rare each feature is among the samples; `others` add features that no sample has."""
    spread: Counter[str] = Counter(feature for counts in others for feature in counts)
    spread = Counter(dict.fromkeys(spread, 0))
    for counts in samples:
        spread.update(counts.keys())
    return {
        feature: math.log((1 + len(samples)) / (1 + count)) + _LEAST_RARITY
        for feature, count in spread.items()
    }
