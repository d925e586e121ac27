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
    """Both texts cut into runs; joined again, the runs of a side are that side's text, unchanged."""
    return _align(
        left,
        right,
        list(word_matches(left)),
        list(word_matches(right)),
        casefolded_words(left),
        casefolded_words(right),
    )


def align_versions(left: str, right: str) -> Alignment:
    """The same, in which capital letters and punctuation count, too."""
    here, there = list(_WORD_OR_MARKS.finditer(left)), list(_WORD_OR_MARKS.finditer(right))
    return _align(left, right, here, there, [one.group() for one in here], [one.group() for one in there])


def _align(
    left: str,
    right: str,
    here_matches: Sequence[Any],
    there_matches: Sequence[Any],
    here: list[str],
    there: list[str],
) -> Alignment:
    times = Counter(there)
    is_readable = sum(count * times[word] for word, count in Counter(here).items()) <= MAX_PAIRS
    blocks = (
        [
            block
            for block in SequenceMatcher(None, here, there, autojunk=False).get_matching_blocks()
            if not _is_chance(here[block.a : block.a + block.size], block, here, there)
        ]
        if is_readable
        else []
    )
    common = sum(block.size for block in blocks)
    total = len(here) + len(there)
    return Alignment(
        _runs(
            left, here_matches, {word for block in blocks for word in range(block.a, block.a + block.size)}
        ),
        _runs(
            right, there_matches, {word for block in blocks for word in range(block.b, block.b + block.size)}
        ),
        2 * common / total if total else 1.0,
    )


def _is_chance(shared: list[str], block: Match, here: list[str], there: list[str]) -> bool:
    whole = block.size in (len(here), len(there))
    return not whole and len(shared) == 1 and len(shared[0]) <= MAX_CHANCE_LENGTH


def _runs(text: str, matches: Sequence[Any], shared: set[int]) -> tuple[AlignedRun, ...]:
    """The text between two words that are both not shared belongs to their run; all other text counts as shared."""
    runs: list[AlignedRun] = []
    position = 0
    for number, match in enumerate(matches):
        joined = runs and not runs[-1].shared and number not in shared
        _add(runs, text[position : match.start()], not joined)
        _add(runs, match.group(), number in shared)
        position = match.end()
    _add(runs, text[position:], True)
    return tuple(runs)


def _add(runs: list[AlignedRun], text: str, shared: bool) -> None:
    if not text:
        return
    if runs and runs[-1].shared == shared:
        text = runs.pop().text + text
    runs.append(AlignedRun(text, shared))
