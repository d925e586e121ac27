"""Aligns the words of two reports of one utterance; case, punctuation and spacing do not count as differences."""

from dataclasses import dataclass
from difflib import Match, SequenceMatcher

from archive.text.words import word_matches, words

# Characters: a single shared word as short as this ("the", "of") between two differences is chance, not agreement.
MAX_CHANCE_LENGTH = 3
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
    here, there = words(left), words(right)
    blocks = [
        block
        for block in SequenceMatcher(None, here, there, autojunk=False).get_matching_blocks()
        if not _is_chance(here[block.a : block.a + block.size], block, here, there)
    ]
    common = sum(block.size for block in blocks)
    total = len(here) + len(there)
    return Alignment(
        _runs(left, {word for block in blocks for word in range(block.a, block.a + block.size)}),
        _runs(right, {word for block in blocks for word in range(block.b, block.b + block.size)}),
        2 * common / total if total else 1.0,
    )


def _is_chance(shared: list[str], block: Match, here: list[str], there: list[str]) -> bool:
    whole = block.size in (len(here), len(there))
    return not whole and len(shared) == 1 and len(shared[0]) <= MAX_CHANCE_LENGTH


def _runs(text: str, shared: set[int]) -> tuple[AlignedRun, ...]:
    """The text between two words that are both not shared belongs to their run; all other text counts as shared."""
    runs: list[AlignedRun] = []
    position = 0
    for number, match in enumerate(word_matches(text)):
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
