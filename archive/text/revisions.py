"""What differs between two versions of a text, paragraph by paragraph and word by word."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from .collation import Run, collate
from .paragraphs import join_paragraphs, split_paragraphs

# Characters on either side; beyond that words are not compared, the paragraphs stand side by side.
MAX_COMPARED = 40_000


@dataclass(frozen=True, slots=True)
class Difference:
    """Paragraphs that changed, in runs of words: ``number`` is the first one's in the new text, counted from 1."""

    number: int
    before: tuple[Run, ...]
    after: tuple[Run, ...]


def differences(old: str, new: str) -> list[Difference]:
    """In the order of the text; none for equal texts."""
    here, there = split_paragraphs(old), split_paragraphs(new)
    codes = SequenceMatcher(None, here, there, autojunk=False).get_opcodes()
    return [
        Difference(k + 1, *_compare(join_paragraphs(here[i:j]), join_paragraphs(there[k:m])))
        for tag, i, j, k, m in codes
        if tag != "equal"
    ]


def _compare(before: str, after: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    if not before or not after or max(len(before), len(after)) > MAX_COMPARED:
        return tuple(_one_run(before)), tuple(_one_run(after))
    collation = collate(before, after)
    if collation.same:  # they differ in punctuation alone, which a collation of reports does not count
        return tuple(_one_run(before)), tuple(_one_run(after))
    return collation.left, collation.right


def _one_run(text: str) -> Iterator[Run]:
    if text:
        yield Run(text, shared=False)
