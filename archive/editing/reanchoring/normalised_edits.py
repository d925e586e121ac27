"""Where a run that was put in or taken out starts, when several places make the same texts.

"A. B." with "X. " put in before "B." is also "A" with ". X" put in after it. What people put in starts with a sentence
or a word.
"""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from archive.text.comparison.edit_script import Edit, equal_length_after, equal_length_before
from archive.text.words import is_inside_word

from .comparable import ComparableText

Side = TypeVar("Side", str, ComparableText)

MAX_MARKS = 3  # characters between two edits of which one may put in again what the other takes out
MAX_RESPACED = 60  # characters of both and what is between
MAX_SLIDE = 2000  # characters that are tried on either side; a longer repetition has no better place


def normalise_edits(edits: list[Edit], old: ComparableText, new: ComparableText) -> list[Edit]:
    """Returns the edits with each insertion and deletion at the best of the places where it has the same result."""
    edits_out: list[Edit] = []
    for number, edit in enumerate(edits):
        if (edit.start == edit.end) != (edit.new_start == edit.new_end):
            first = edits_out[-1].end if edits_out else 0
            last = edits[number + 1].start if number + 1 < len(edits) else len(old.text)
            edit = _normalise(edit, old, new, edit.start - first, last - edit.end)
        edits_out.append(edit)
    return [*_keep_letters(edits_out, old.text, new.text)]


def _keep_letters(edits: list[Edit], old: str, new: str) -> Iterator[Edit]:
    """Yields the edits, with edits of marks alone in place of each pair of which one removes letters and the other
    inserts the same again, beyond a mark: `b"` to `"b""`."""
    waiting: Edit | None = None
    for edit in edits:
        if waiting is None:
            waiting = edit
            continue
        joined_edit = Edit(waiting.start, edit.end, waiting.new_start, edit.new_end)
        if edit.start - waiting.end <= MAX_MARKS and joined_edit.end - joined_edit.start <= MAX_RESPACED:
            letters, new_letters = _letter_places(old, joined_edit.start, joined_edit.end), None
            has_other = _letters(old, waiting.start, waiting.end) != _letters(
                new, waiting.new_start, waiting.new_end
            )
            if has_other:
                new_letters = _letter_places(new, joined_edit.new_start, joined_edit.new_end)
            if new_letters and [old[at] for at in letters] == [new[at] for at in new_letters]:
                yield from _edits_between(old, new, joined_edit, zip(letters, new_letters, strict=True))
                waiting = None
                continue
        yield waiting
        waiting = edit
    if waiting:
        yield waiting


def _edits_between(old: str, new: str, edit: Edit, letters: Iterable[tuple[int, int]]) -> Iterator[Edit]:
    """The edits of what stands between letters that stay."""
    start, new_start = edit.start, edit.new_start
    for at, new_at in (*letters, (edit.end, edit.new_end)):
        if old[start:at] != new[new_start:new_at]:
            same_length = equal_length_after(old, start, new, new_start, min(at - start, new_at - new_start))
            yield Edit(start + same_length, at, new_start + same_length, new_at)
        start, new_start = at + 1, new_at + 1


def _letter_places(text: str, start: int, end: int) -> list[int]:
    return [at for at in range(start, min(end, len(text))) if text[at].isalnum()]


def _letters(text: str, start: int, end: int) -> str:
    return "".join(filter(str.isalnum, text[start:end]))


def slide_of(edit: Edit, old: str, new: str) -> tuple[int, int]:
    """Returns how many characters an insertion or deletion may be shifted back and forth with the same result."""
    longer, start, end = _longer_side(edit, old, new)
    if end > len(longer):  # beyond the text
        return 0, 0
    return (
        equal_length_before(longer, end, longer, start, MAX_SLIDE),
        equal_length_after(longer, start, longer, end, MAX_SLIDE),
    )


def _normalise(edit: Edit, old: ComparableText, new: ComparableText, before: int, after: int) -> Edit:
    """`before` and `after` are the characters to its neighbours."""
    back, forth = slide_of(edit, old.text, new.text)
    slides = range(-min(back, before), min(forth, max(after, 0)) + 1)
    if len(slides) == 1:
        return edit
    longer, start, end = _longer_side(edit, old, new)
    if not any(map(str.isalnum, longer.text[start:end])):
        return edit
    slide = max(slides, key=lambda slide: (_rank(longer, start + slide, end + slide), -abs(slide)))
    return Edit(edit.start + slide, edit.end + slide, edit.new_start + slide, edit.new_end + slide)


def _longer_side(edit: Edit, old: Side, new: Side) -> tuple[Side, int, int]:
    if edit.start == edit.end:
        return new, edit.new_start, edit.new_end
    return old, edit.start, edit.end


def _rank(text: ComparableText, start: int, end: int) -> int:
    """Returns how well a run of whole sentences, lines or words stands there."""
    if text.is_start(start) and text.is_sentence_start(end):
        return 4
    if is_inside_word(text.text, start) or is_inside_word(text.text, end):
        return 0
    if text.is_line_start(start) and text.is_line_start(end):
        return 3
    return 2 if start and text.text[start - 1] == " " else 1
