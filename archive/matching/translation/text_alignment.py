"""What a span of a text says in its translation, by the sentences that belong together."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

import numpy as np

from archive.matching.names import NameFinder
from archive.matching.numbers import find_numbers
from archive.matching.rarity import matching_words
from archive.text.paragraphs import Span
from archive.text.sentences import find_sentences
from archive.text.words import is_unspaced

from .length_alignment import Evidence, LengthAlignment, align_lengths

MAX_SEGMENTS = 600  # of a text; more sentences are aligned in groups of several
NAMES_WEIGHT = 6.0  # of sentences that name all the same, in the units of COSTS
STEM_LETTERS = 5  # letters of a word that related languages often share
MIN_ORDER_GAIN = (
    0.2  # of ``order_gain``: whole translations reach 0.3, texts that follow one outline 0.15, others 0.05
)
# Sentences before and after the place: how far a text may be misaligned by what was left out. With three tenths of both
# texts left out 1 goes as far as the right sentence 90 times of 100, 2 does 95 and 3 98 times.
SURROUNDING_SENTENCES = (1, 2, 3)
MAX_SENTENCE_SHARE = 0.5  # of the sentences: what stands in so many joins none of them


@dataclass(frozen=True, slots=True)
class TextAlignment:
    """``order_gain``: how much lower the cost per sentence is than with the sentences out of order."""

    left: Sequence[Span]
    right: Sequence[Span]
    alignment: LengthAlignment
    order_gain: float

    @property
    def is_parallel(self) -> bool:
        return self.order_gain >= MIN_ORDER_GAIN and bool(self.alignment.groups)

    def project(self, start: int, end: int) -> Span | None:
        """The span there that says what [start, end) says here; None where that was left out."""
        spans = [span for group in self._groups(start, end) for span in self.right[group]]
        return (spans[0][0], spans[-1][1]) if spans else None

    def surroundings(self, start: int, end: int) -> list[Span]:
        """The spans there of one, two and more sentences before and after the place, also where the sentence itself
        was left out."""
        groups = list(self._groups(start, end))
        first, last = (groups[0].start, groups[-1].stop) if groups else (0, 0)
        around = [self.right[max(first - size, 0) : last + size] for size in SURROUNDING_SENTENCES]
        return [(spans[0][0], spans[-1][1]) for spans in around if spans]

    def _groups(self, start: int, end: int) -> Iterator[slice]:
        for group in self.alignment.groups:
            if any(max(start, first) < min(end, last) for first, last in self.left[group.start : group.end]):
                yield slice(group.other_start, group.other_end)


def align_texts(left: str, right: str, names: NameFinder) -> TextAlignment:
    """Aligns two texts in different languages, one of which may be a translation of the other. Takes up to half a
    second for long ones."""
    spans, right_spans = _segments(left), _segments(right)
    texts = [left[start:end] for start, end in spans]
    other_texts = [right[start:end] for start, end in right_spans]
    lengths, other_lengths = [len(text) for text in texts], [len(text) for text in other_texts]
    weights = _weigh(
        [_keys(text, names) for text in texts],
        [_keys(text, names) for text in other_texts],
    )
    alignment = align_lengths(lengths, other_lengths, _evidence(*weights))
    half = len(right_spans) // 2
    disorders = [
        align_lengths(
            lengths,
            [*other_lengths[half:], *other_lengths[:half]],
            _evidence(weights[0], _rotate(weights[1], half)),
        ),
        align_lengths(lengths, other_lengths[::-1], _evidence(weights[0], weights[1][::-1])),
    ]
    order_gain = min(disorder.cost for disorder in disorders) - alignment.cost
    return TextAlignment(spans, right_spans, alignment, order_gain)


def _rotate(values: list[dict[str, float]], place: int) -> list[dict[str, float]]:
    return [*values[place:], *values[:place]]


def _segments(text: str) -> list[Span]:
    spans = find_sentences(text)
    size = -(-len(spans) // MAX_SEGMENTS)
    if size <= 1:
        return spans
    groups = [spans[place : place + size] for place in range(0, len(spans), size)]
    return [(group[0][0], group[-1][1]) for group in groups]


def _keys(text: str, names: NameFinder) -> frozenset[str]:
    """Returns what a sentence has in common with its translation: numbers, names, and words of one origin."""
    words = (word for word in matching_words(text) if len(word) >= STEM_LETTERS - 1 and not is_unspaced(word))
    stems = (f"~{word[:STEM_LETTERS]}" for word in words if not word.isdecimal())
    return frozenset((*(f"#{number}" for number in find_numbers(text)), *names.find(text), *stems))


def _weigh(
    left: list[frozenset[str]], right: list[frozenset[str]]
) -> tuple[list[dict[str, float]], list[dict[str, float]]]:
    """Returns each key's weight by how few sentences have it; keys of one text only have no weight and are left out."""
    counts = Counter(key for keys in left for key in keys)
    right_counts = Counter(key for keys in right for key in keys)
    total = len(left) + len(right)
    weights = {
        key: log(total / (count + right_counts[key]))
        for key, count in counts.items()
        if key in right_counts and count + right_counts[key] < MAX_SENTENCE_SHARE * total
    }
    return tuple(
        [{key: weights[key] for key in keys if key in weights} for keys in texts] for texts in (left, right)
    )  # type: ignore[return-value]


def _evidence(left: list[dict[str, float]], right: list[dict[str, float]]) -> Evidence:
    """The cosine of the weights, times NAMES_WEIGHT."""
    places: dict[str, list[int]] = {}
    for place, keys in enumerate(right):
        for key in keys:
            places.setdefault(key, []).append(place)
    norms = np.array([_norm(keys) for keys in right])

    def evidence(number: int, first: int, last: int) -> "np.ndarray":
        shared = np.zeros(len(right))
        for key, weight in left[number].items():
            shared[places[key]] += weight * weight
        return (NAMES_WEIGHT * shared / (norms * _norm(left[number])))[first:last]

    return evidence


def _norm(keys: Mapping[str, float]) -> float:
    return sqrt(sum(weight * weight for weight in keys.values())) or 1.0
