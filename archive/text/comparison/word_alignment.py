"""Aligns the words of two reports of one utterance, where case, punctuation and spacing do not count as differences, or
of two versions of a text, where only spacing does not."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from typing import Any

import regex

from archive.text.words import WORD, casefolded_words, word_matches

# Characters: a single shared word as short as this ("the", "of") between two differences is chance, not agreement.
MAX_CHANCE_LENGTH = 3
# Pairs of equal words of the two texts, about a second on one processor: texts of little else than one word have more.
MAX_PAIRS = 5_000_000
_WORD_OR_MARKS = regex.compile(rf"{WORD.pattern}|[^\p{{L}}\p{{N}}\s]+|\S", regex.V1)
MIN_SIMILARITY = 0.4  # with fewer common words, marking every difference helps no reader


@dataclass(frozen=True, slots=True)
class AlignedRun:
    text: str
    shared: bool


@dataclass(frozen=True, slots=True)
class Alignment:
    left: tuple[AlignedRun, ...]
    right: tuple[AlignedRun, ...]
    similarity: float  # 0 nothing in common, 1 the same words in the same order

    @property
    def is_comparable(self) -> bool:
        return self.similarity >= MIN_SIMILARITY

    @property
    def has_same_words(self) -> bool:
        return all(run.shared for run in (*self.left, *self.right))


def align(left: str, right: str) -> Alignment:
    """Cuts both texts into runs; joined again, the runs of a side are that side's text, unchanged."""
    return _align(
        left,
        right,
        list(word_matches(left)),
        list(word_matches(right)),
        casefolded_words(left),
        casefolded_words(right),
    )


def align_versions(left: str, right: str) -> Alignment:
    """Aligns as `align` does, except that capital letters and punctuation count, too."""
    left_matches, right_matches = list(_WORD_OR_MARKS.finditer(left)), list(_WORD_OR_MARKS.finditer(right))
    return _align(
        left,
        right,
        left_matches,
        right_matches,
        [match.group() for match in left_matches],
        [match.group() for match in right_matches],
    )


def _align(
    left: str,
    right: str,
    left_matches: Sequence[Any],
    right_matches: Sequence[Any],
    left_words: list[str],
    right_words: list[str],
) -> Alignment:
    times = Counter(right_words)
    is_quick = sum(count * times[word] for word, count in Counter(left_words).items()) <= MAX_PAIRS
    blocks = (
        [
            block
            for block in SequenceMatcher(None, left_words, right_words, autojunk=False).get_matching_blocks()
            if not _is_chance(left_words[block.a : block.a + block.size], block, left_words, right_words)
        ]
        if is_quick
        else []
    )
    common = sum(block.size for block in blocks)
    total = len(left_words) + len(right_words)
    return Alignment(
        _runs(
            left, left_matches, {word for block in blocks for word in range(block.a, block.a + block.size)}
        ),
        _runs(
            right, right_matches, {word for block in blocks for word in range(block.b, block.b + block.size)}
        ),
        2 * common / total if total else 1.0,
    )


def _is_chance(shared_words: list[str], block: Match, left_words: list[str], right_words: list[str]) -> bool:
    is_whole_text = block.size in (len(left_words), len(right_words))
    return not is_whole_text and len(shared_words) == 1 and len(shared_words[0]) <= MAX_CHANCE_LENGTH


def _runs(text: str, matches: Sequence[Any], shared_indexes: set[int]) -> tuple[AlignedRun, ...]:
    """The text between two words that are both not shared belongs to their run; all other text counts as shared."""
    runs: list[AlignedRun] = []
    position = 0
    for number, match in enumerate(matches):
        is_joined = runs and not runs[-1].shared and number not in shared_indexes
        _add(runs, text[position : match.start()], not is_joined)
        _add(runs, match.group(), number in shared_indexes)
        position = match.end()
    _add(runs, text[position:], True)
    return tuple(runs)


def _add(runs: list[AlignedRun], text: str, is_shared: bool) -> None:
    if not text:
        return
    if runs and runs[-1].shared == is_shared:
        text = runs.pop().text + text
    runs.append(AlignedRun(text, is_shared))
