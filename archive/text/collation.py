"""Word differences between two reports of one utterance: case, punctuation and spacing are none."""

from dataclasses import dataclass
from difflib import Match, SequenceMatcher

from .words import WORD, words

ISLAND = 3  # characters; a lone shared word as short ("the", "of") between two differences is chance, not agreement
MIN_SIMILARITY = 0.4  # below this share of common words, marking every difference tells the reader nothing


@dataclass(frozen=True, slots=True)
class Run:
    text: str
    shared: bool


@dataclass(frozen=True, slots=True)
class Collation:
    left: tuple[Run, ...]
    right: tuple[Run, ...]
    similarity: float  # 0 nothing in common, 1 the same words in the same order

    @property
    def comparable(self) -> bool:
        return self.similarity >= MIN_SIMILARITY

    @property
    def same(self) -> bool:
        return all(run.shared for run in (*self.left, *self.right))


def collate(left: str, right: str) -> Collation:
    """Both texts cut into runs; joined again, the runs of a side are that side's text, unchanged."""
    here, there = words(left), words(right)
    blocks = [
        block
        for block in SequenceMatcher(None, here, there, autojunk=False).get_matching_blocks()
        if not _is_island(here[block.a : block.a + block.size], block, here, there)
    ]
    common = sum(block.size for block in blocks)
    total = len(here) + len(there)
    return Collation(
        _runs(left, {word for block in blocks for word in range(block.a, block.a + block.size)}),
        _runs(right, {word for block in blocks for word in range(block.b, block.b + block.size)}),
        2 * common / total if total else 1.0,
    )


def _is_island(shared: list[str], block: Match, here: list[str], there: list[str]) -> bool:
    whole = block.size in (len(here), len(there))
    return not whole and len(shared) == 1 and len(shared[0]) <= ISLAND


def _runs(text: str, shared: set[int]) -> tuple[Run, ...]:
    """What stands between two words belongs to both when they are of one kind, and is shared otherwise."""
    runs: list[Run] = []
    position = 0
    for number, match in enumerate(WORD.finditer(text)):
        joined = runs and not runs[-1].shared and number not in shared
        _add(runs, text[position : match.start()], not joined)
        _add(runs, match.group(), number in shared)
        position = match.end()
    _add(runs, text[position:], True)
    return tuple(runs)


def _add(runs: list[Run], text: str, shared: bool) -> None:
    if not text:
        return
    if runs and runs[-1].shared == shared:
        text = runs.pop().text + text
    runs.append(Run(text, shared))
