"""What differs between two versions of a text, paragraph by paragraph and word by word."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from archive.text.paragraphs import join_paragraphs, split_paragraphs

from .word_alignment import AlignedRun, align_versions

# Characters on either side; beyond that words are not compared, the paragraphs stand side by side.
MAX_COMPARED = 40_000


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """Paragraphs that changed, in runs of words: ``number`` is the first one's in the new text, counted from 1."""

    number: int
    before: tuple[AlignedRun, ...]
    after: tuple[AlignedRun, ...]


def diff_paragraphs(old: str, new: str) -> list[ParagraphChange]:
    """The changes in the order of the text; an empty list for equal texts."""
    old_paragraphs, new_paragraphs = split_paragraphs(old), split_paragraphs(new)
    codes = SequenceMatcher(None, old_paragraphs, new_paragraphs, autojunk=False).get_opcodes()
    return [
        ParagraphChange(
            k + 1, *_compare(join_paragraphs(old_paragraphs[i:j]), join_paragraphs(new_paragraphs[k:m]))
        )
        for tag, i, j, k, m in codes
        if tag != "equal"
    ]


def _compare(before: str, after: str) -> tuple[tuple[AlignedRun, ...], tuple[AlignedRun, ...]]:
    if not before or not after or max(len(before), len(after)) > MAX_COMPARED:
        return tuple(_one_run(before)), tuple(_one_run(after))
    alignment = align_versions(before, after)
    if alignment.has_same_words:  # the texts differ in white space alone, which an alignment ignores
        return tuple(_one_run(before)), tuple(_one_run(after))
    return alignment.left, alignment.right


def _one_run(text: str) -> Iterator[AlignedRun]:
    if text:
        yield AlignedRun(text, shared=False)
