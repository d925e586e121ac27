"""Aligns two whole texts sentence by sentence: pairs of sentences that say the same, and sentences of one text only.

For two texts on one event, or two translations into one language: sentences may be paraphrased, joined, split and
reordered. Two sentences are paired where the words they share weigh enough (the fewer sentences contain a word, the
more it weighs) and neither has a clearly better partner. A lower score suffices for pairs that keep the common order.
"""

import math
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from operator import itemgetter

from archive.text.paragraphs import Span
from archive.text.sentences import find_sentences
from archive.text.words import is_unspaced

from .shared_words import ANY_LANGUAGE, WordRules, comparison_keys, separate_tokens

_SENTENCE_ENDS = ".!?…؟۔।。！？\"'”’»」"
Cell = tuple[int, int]  # indexes of a sentence of the left and of the right text
# Measured on pairs made by hand and on links of editors (`python -m tests.benchmarks.document_comparison`, which also
# prints what each of the figures is worth a fifth lower and higher).
MIN_SCORE = 0.2  # weighted share of common words; below it sentences share words by chance
MIN_SCORE_OUT_OF_ORDER = 0.27  # of a pair that crosses others
NEIGHBOUR_SHARE = 0.7  # of MIN_SCORE suffices, in order, next to a certain pair
MIN_SHARE_OF_BEST = 0.9  # of the best score of either sentence, so that one sentence can pair with several
SHORTER_SHARE = 0.7  # weight of the shorter sentence against the longer, of which it may be a part
COMMON_DIVISOR = 3  # a word in more than a third of the sentences weighs nothing
MIN_SHARED = 2  # words with a weight above zero
MIN_SHARED_OUT_OF_ORDER = 4  # of a pair that crosses others, unless one sentence has most of the other
FEW_SENTENCES = 20  # of both texts; in so few, none share words by chance
MOSTLY_CONTAINED_SCORE = (
    0.6  # from here on one sentence has most of the other; headings need it to pair with one
)
LONG_WORD = 7  # letters, of a word that titles begin with a capital letter: not "before" or "between"
MAX_CHARACTERS = 2_000_000  # of both texts; about two seconds
MAX_CELLS = 600_000  # pairs of equal words; about half a second on one processor of 2024


class TextsTooLongError(ValueError):
    """Raised where comparing the two texts would take more than a few seconds, for the number of their sentences."""


@dataclass(frozen=True, slots=True)
class SentencePair:
    """Indexes of a sentence of either text, and the share of the shorter one that the other contains (0 to 1)."""

    left: int
    right: int
    score: float


@dataclass(frozen=True, slots=True)
class DocumentAlignment:
    """The spans of the sentences of both texts, and the pairs in the order of the left text."""

    left: tuple[Span, ...]
    right: tuple[Span, ...]
    pairs: tuple[SentencePair, ...]

    @property
    def only_right(self) -> list[int]:
        return sorted(set(range(len(self.right))) - {pair.right for pair in self.pairs})


def check_length(left: str, right: str) -> None:
    """Raises TextsTooLongError."""
    if len(left) + len(right) > MAX_CHARACTERS:
        raise TextsTooLongError(f"more than {MAX_CHARACTERS:,} characters")


def align_documents(
    left: str, right: str, rules: WordRules = ANY_LANGUAGE, links: Iterable[tuple[Span, Span]] = ()
) -> DocumentAlignment:
    """The pairs of sentences that say the same. Function words are not compared. ``links`` are pairs of spans, left and
    right, that are known to say the same: their sentences score 1. Raises TextsTooLongError."""
    check_length(left, right)
    spans = find_sentences(left), find_sentences(right)
    left_keys = [_keys(left[slice(*span)], rules) for span in spans[0]]
    right_keys = [_keys(right[slice(*span)], rules) for span in spans[1]]
    scores, shared_counts = _score(left_keys, right_keys)
    headings = [
        {n for n, span in enumerate(sentences) if _is_heading(text, span)}
        for text, sentences in zip((left, right), spans, strict=True)
    ]
    scores = {
        (i, j): score
        for (i, j), score in scores.items()
        if score >= MOSTLY_CONTAINED_SCORE or (i in headings[0]) == (j in headings[1])
    }
    scores |= dict.fromkeys(_linked_cells(spans, links), 1.0)
    crossing_excluded = set()
    if len(left_keys) + len(right_keys) > FEW_SENTENCES:
        crossing_excluded = {
            cell
            for cell, score in scores.items()
            if score < MOSTLY_CONTAINED_SCORE and shared_counts[cell] < MIN_SHARED_OUT_OF_ORDER
        }
    choices = _choose(scores, crossing_excluded)
    pairs = tuple(SentencePair(*cell, scores[cell]) for cell in sorted(choices))
    return DocumentAlignment(tuple(spans[0]), tuple(spans[1]), pairs)


def _linked_cells(spans: tuple[list[Span], list[Span]], links: Iterable[tuple[Span, Span]]) -> Iterator[Cell]:
    for link in links:
        yield from product(*(_sentences_at(side, *span) for side, span in zip(spans, link, strict=True)))


def _sentences_at(sentences: Sequence[Span], start: int, end: int) -> list[int]:
    """The indexes of the sentences of which at least half lies in the span, or that hold at least half of it."""
    first = bisect_right(sentences, start, key=itemgetter(1))
    numbers = []
    for number in range(first, bisect_left(sentences, end, key=itemgetter(0))):
        sentence_start, sentence_end = sentences[number]
        if 2 * (min(sentence_end, end) - max(sentence_start, start)) >= min(
            sentence_end - sentence_start, end - start
        ):
            numbers.append(number)
    return numbers


def _keys(sentence: str, rules: WordRules) -> frozenset[str]:
    content_words = [
        token
        for token in separate_tokens(sentence)
        if rules.is_content_word(token.word) or is_unspaced(token.word)
    ]
    return frozenset(key for group in comparison_keys(content_words, rules.key_of) for key in group)


def _is_heading(text: str, span: Span) -> bool:
    """Whether it is a line of its own without the stop of a sentence, or with a capital letter in all longer words."""
    first = text.rfind("\n", 0, span[0]) + 1
    last = text.find("\n", span[1])
    if text[first : span[0]].strip() or text[span[1] : last if last >= 0 else len(text)].strip():
        return False
    long_words = [word for word in text[slice(*span)].split() if len(word) >= LONG_WORD]
    capitals = len(long_words) > 1 and all(word[0].isupper() for word in long_words[1:])
    return text[span[1] - 1] not in _SENTENCE_ENDS or capitals


def _choose(scores: Mapping[Cell, float], crossing_excluded: Container[Cell]) -> set[Cell]:
    """The pairs in which neither sentence has a clearly better partner. Those that keep the common order need a lower
    score than those that cross others; ``crossing_excluded`` have too few words in common to cross others at all."""
    best_left: dict[int, float] = {}
    best_right: dict[int, float] = {}
    for (i, j), score in scores.items():
        best_left[i] = max(best_left.get(i, 0.0), score)
        best_right[j] = max(best_right.get(j, 0.0), score)
    lowest_score = NEIGHBOUR_SHARE * MIN_SCORE
    best = {
        (i, j): score
        for (i, j), score in scores.items()
        if score >= max(lowest_score, MIN_SHARE_OF_BEST * min(best_left[i], best_right[j]))
    }
    in_order = _heaviest_chain(best)
    certain = {
        cell
        for cell, score in best.items()
        if (
            score >= MIN_SCORE
            if cell in in_order
            else score >= MIN_SCORE_OUT_OF_ORDER and cell not in crossing_excluded
        )
    }
    return certain | {
        cell
        for cell in in_order
        if not certain.isdisjoint(product(range(cell[0] - 1, cell[0] + 2), range(cell[1] - 1, cell[1] + 2)))
    }


def _heaviest_chain(scores: Mapping[Cell, float]) -> set[Cell]:
    """Of the chains in which no pair crosses another, the one with the highest sum. A Fenwick tree over the right side
    holds the best chain that ends at or before each of its sentences."""
    size = max((j for _i, j in scores), default=0) + 1
    ends: list[tuple[float, Cell | None]] = [(0.0, None)] * (size + 1)
    before: dict[Cell, Cell | None] = {}
    for cell in sorted(scores):
        place, total = cell[1] + 1, 0.0
        before[cell] = None
        while place:
            if ends[place][0] > total:
                total, before[cell] = ends[place]
            place -= place & -place
        place, total = cell[1] + 1, total + scores[cell]
        while place <= size:
            if total > ends[place][0]:
                ends[place] = total, cell
            place += place & -place
    chain: set[Cell] = set()
    last = max(ends, key=itemgetter(0))[1]
    while last:
        chain.add(last)
        last = before[last]
    return chain


def _score(
    left: Sequence[frozenset[str]], right: Sequence[frozenset[str]]
) -> tuple[dict[Cell, float], Mapping[Cell, int]]:
    """For each pair that shares words of any weight, their weight as a share of that of both sentences; and for each
    the number of shared words."""
    weights = _weights([*left, *right])
    rows, columns = _positions(left, weights), _positions(right, weights)
    cells = sum(len(row_numbers) * len(columns.get(key, ())) for key, row_numbers in rows.items())
    if cells > MAX_CELLS:
        raise TextsTooLongError(f"{len(left):,} and {len(right):,} sentences with many words in common")
    shared: dict[Cell, float] = defaultdict(float)
    shared_counts: Counter[Cell] = Counter()
    for key, row_numbers in rows.items():
        for cell in product(row_numbers, columns.get(key, ())):
            shared[cell] += weights[key]
            shared_counts[cell] += 1
    totals = [[sum(weights[key] for key in keys) for keys in side] for side in (left, right)]
    scores = {}
    for (i, j), weight in shared.items():
        shorter, longer = sorted((totals[0][i], totals[1][j]))
        if shared_counts[i, j] >= MIN_SHARED:
            scores[i, j] = weight / (shorter**SHORTER_SHARE * longer ** (1 - SHORTER_SHARE))
    return scores, shared_counts


def _positions(sentences: Sequence[frozenset[str]], weights: Mapping[str, float]) -> dict[str, list[int]]:
    positions: dict[str, list[int]] = defaultdict(list)
    for number, keys in enumerate(sentences):
        for key in keys:
            if weights[key]:
                positions[key].append(number)
    return positions


def _weights(sentences: Sequence[frozenset[str]]) -> dict[str, float]:
    """The rarer a word is among all sentences, the more it weighs."""
    counts = Counter(key for keys in sentences for key in keys)
    rarest = len(sentences) / COMMON_DIVISOR
    # In texts of a few sentences no word is rare: there all weigh the same.
    if rarest <= 2:
        return dict.fromkeys(counts, 1.0)
    return {key: max(math.log(rarest / count), 0.0) for key, count in counts.items()}
