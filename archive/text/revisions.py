"""What differs between two versions of a text, passage by passage and word by word. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from .collation import Run, collate

LONGEST = (
    40_000  # characters on either side; beyond that words are not compared, the passages stand side by side
)


@dataclass(frozen=True, slots=True)
class Difference:
    """Passages that changed, in runs of words: ``number`` is the first one's in the new text, counted from 1."""

    number: int
    before: tuple[Run, ...]
    after: tuple[Run, ...]


def differences(old: str, new: str) -> list[Difference]:
    """In the order of the text; none for equal texts."""
    here, there = old.split("\n\n"), new.split("\n\n")
    codes = SequenceMatcher(None, here, there, autojunk=False).get_opcodes()
    return [
        Difference(k + 1, *compared("\n\n".join(here[i:j]), "\n\n".join(there[k:m])))
        for tag, i, j, k, m in codes
        if tag != "equal"
    ]


def compared(before: str, after: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    if not before or not after or max(len(before), len(after)) > LONGEST:
        return tuple(whole(before)), tuple(whole(after))
    collation = collate(before, after)
    if collation.same:  # they differ in signs alone, which a collation of reports does not count
        return tuple(whole(before)), tuple(whole(after))
    return collation.left, collation.right


def whole(text: str) -> Iterator[Run]:
    if text:
        yield Run(text, shared=False)
