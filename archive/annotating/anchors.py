"""Moves the statements of a document when its text is corrected (design, rule 2).

The pure part (`follow`) says where a span went, or why it cannot be told. `correct_text` writes. A correction
with a span that cannot be told is refused: a review queue would take the `Touched` where `TextRefused` is raised.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import chain

from django.db import connection, transaction
from django.utils import timezone

from archive.models import Document, Statement
from archive.models.turns import take_turn

from .collation import CJK

Span = tuple[int, int]
Stretch = tuple[int, int, int, int]  # from and to in the old text, from and to in the new
PARAGRAPH = re.compile(r"(?s).+?\n\n")
TOKEN = re.compile(rf"[{CJK}]|[^\s{CJK}]+\s*|\s+")  # blanks go with their word: alone they are too alike
SIGN = re.compile(rf"(?:(?![{CJK}])\w)+|(?s:.)")
INSIDE = re.compile(rf"(?![{CJK}])[^\W_](?![{CJK}])[^\W_]")  # two letters of one word
COSTLY = 25_000_000  # pairs of tokens; a stretch rewritten beyond that counts as rewritten whole
AROUND = 60  # characters on either side that tell which place is meant
BESIDE = 16
DRIFT = 16  # how far the surroundings may shift against the words and still be theirs


class Why(StrEnum):
    TOUCHED = "touched"  # the correction changes, cuts or interrupts the words
    UNSURE = "unsure"  # the same words stand in several places and the correction could mean another one
    STRANDED = "stranded"  # the words are there, but what stood around them is not


@dataclass(frozen=True, slots=True)
class Edit:
    """old[start:end] became new[new_start:new_end]."""

    start: int
    end: int
    new_start: int
    new_end: int

    @property
    def shift(self) -> int:
        """By how much everything after it moves, all earlier edits included."""
        return self.new_end - self.end


@dataclass(frozen=True, slots=True)
class Touched:
    statement: Statement
    why: Why


@dataclass(frozen=True, slots=True)
class Moved:
    moved: int
    kept: int


class TextRefused(ValueError):
    """The correction touches words that statements stand on; nothing was written."""

    def __init__(self, touched: list[Touched]):
        super().__init__(f"the correction touches the words of {len(touched)} statements")
        self.touched = touched


@transaction.atomic
def correct_text(document: Document, new_text: str) -> Moved:
    """Give the document its new (canonical) text and take its statements along; raises TextRefused.

    Locks the document's row, so a statement cannot be added meanwhile. `document` is refreshed.
    """
    take_turn()
    locked = Document.objects.select_for_update().get(pk=document.pk)
    statements = list(locked.statements.select_for_update().in_reading_order())
    places, touched = _destinations(locked.text, new_text, statements)
    if touched:
        raise TextRefused(touched)
    Document.objects.filter(pk=locked.pk).update(text=new_text, updated_at=timezone.now())
    moved = _move(statements, places, new_text)
    _check_now()
    document.refresh_from_db(fields=["text", "text_version", "text_hash"])
    return Moved(moved, len(statements) - moved)


def _destinations(old: str, new: str, statements: list[Statement]) -> tuple[list[Span], list[Touched]]:
    results = follow(old, new, [(statement.start, statement.end) for statement in statements])
    lost = [Touched(s, r) for s, r in zip(statements, results, strict=True) if isinstance(r, Why)]
    return results, lost


def _move(statements: list[Statement], places: list[Span], text: str) -> int:
    """How many moved. Written also where only the words around changed: the database fills them in again."""
    stale, moved = [], 0
    for statement, (start, end) in zip(statements, places, strict=True):
        moved += statement.start != start
        around = text[max(start - 40, 0) : start], text[end : end + 40]
        if statement.start != start or around != (statement.prefix, statement.suffix):
            statement.start, statement.end = start, end
            stale.append(statement)
    Statement.objects.bulk_update(stale, ["start", "end"], batch_size=500)
    return moved


def _check_now() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS statement_words_are_the_documents IMMEDIATE")
        cursor.execute("SET CONSTRAINTS statement_words_are_the_documents DEFERRED")


def follow(old: str, new: str, spans: list[Span]) -> list[Span | Why]:
    """Where each span of `old` stands in `new`, or why nobody can tell.

    The difference is read from the front and from the back; where the two readings disagree (one of two equal
    sentences was deleted), the words may be the other ones. Words that stand in several places must also keep
    what stands right beside them; words that stand in one must keep half of what stands around them.
    """
    forward, backward = edits(old, new), _mirrored(edits(old[::-1], new[::-1]), len(old), len(new))
    return [_follow(old, new, span, forward, backward) for span in spans]


def _follow(old: str, new: str, span: Span, forward: list[Edit], backward: list[Edit]) -> Span | Why:
    place, other = _shifted(span, forward), _shifted(span, backward)
    if place is None or new[slice(*place)] != old[slice(*span)] or _grown(old, new, span, place):
        return Why.TOUCHED
    if place != other:
        return Why.UNSURE
    if _is_single(old, old[slice(*span)]) and _is_single(new, old[slice(*span)]):
        return place if _surrounded(span, place[0] - span[0], forward, len(old)) else Why.STRANDED
    return place if _beside(old, *span) == _beside(new, *place) else Why.UNSURE


def _shifted(span: Span, script: list[Edit]) -> Span | None:
    start, end = span
    shift = 0
    for edit in script:
        if edit.end <= start:
            shift = edit.shift
        elif edit.start < end:
            return None
    return start + shift, end + shift


def _grown(old: str, new: str, span: Span, place: Span) -> bool:
    """Whether the first or last word became a longer one: "go" in "gone" is another word."""
    return any(
        INSIDE.match(new, there - 1) and not (here and INSIDE.match(old, here - 1))
        for here, there in zip(span, place, strict=True)
        if there
    )


def _is_single(text: str, words: str) -> bool:
    first = text.find(words)
    return text.find(words, first + 1) < 0


def _beside(text: str, start: int, end: int) -> tuple[str, str]:
    return f"\n\n{text}"[max(start + 2 - BESIDE, 0) : start + 2], f"{text}\n\n"[end : end + BESIDE]


def _surrounded(span: Span, shift: int, script: list[Edit], length: int) -> bool:
    start, end = span
    before, after = (max(start - AROUND, 0), start), (end, min(end + AROUND, length))
    kept = sum(_kept(side, shift, script, length) for side in (before, after))
    return 2 * kept >= before[1] - before[0] + after[1] - after[0]


def _kept(side: Span, shift: int, script: list[Edit], length: int) -> int:
    """How many characters of the side stay, and stay near."""
    runs = zip(chain([(0, 0)], ((e.end, e.shift) for e in script)), chain(script, [None]), strict=True)
    return sum(
        max(0, min(side[1], edit.start if edit else length) - max(side[0], begin))
        for (begin, drift), edit in runs
        if abs(drift - shift) <= DRIFT
    )


def edits(old: str, new: str) -> list[Edit]:
    """The difference: paragraphs first, then words within changed paragraphs, then signs within changed words.

    Both texts are read as if a blank line followed: an edit at the very end lies beyond the last character.
    """
    old, new = f"{old}\n\n", f"{new}\n\n"
    stretches = [(0, len(old), 0, len(new))]
    for piece in (PARAGRAPH, TOKEN, SIGN):
        stretches = [part for whole in stretches for part in _changed(old, new, whole, piece.findall)]
    return [Edit(*_trimmed(old, new, stretch)) for stretch in stretches]


def _changed(old: str, new: str, stretch: Stretch, cut) -> Iterator[Stretch]:
    """The changed stretches of a changed stretch, when both sides are cut into pieces by `cut`."""
    first, last, new_first, new_last = stretch
    here, there = cut(old[first:last]), cut(new[new_first:new_last])
    if len(here) * len(there) > COSTLY:
        yield stretch
        return
    a, b = _edges(here, first), _edges(there, new_first)
    for tag, i, j, k, m in SequenceMatcher(None, here, there, autojunk=False).get_opcodes():
        if tag != "equal":
            yield a[i], a[j], b[k], b[m]


def _trimmed(old: str, new: str, stretch: Stretch) -> Stretch:
    """Without what both sides begin with and end with."""
    first, last, new_first, new_last = stretch
    same = _common(old[first:last], new[new_first:new_last])
    first, new_first = first + same, new_first + same
    same = _common(old[first:last][::-1], new[new_first:new_last][::-1])
    return first, last - same, new_first, new_last - same


def _common(left: str, right: str) -> int:
    """Length of the common beginning, by halving: comparing slices is quicker than comparing characters."""
    low, high = 0, min(len(left), len(right))
    while low < high:
        middle = (low + high + 1) // 2
        if left[low:middle] == right[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _edges(pieces: list[str], start: int) -> list[int]:
    edges = [start]
    for piece in pieces:
        edges.append(edges[-1] + len(piece))
    return edges


def _mirrored(script: list[Edit], length: int, new_length: int) -> list[Edit]:
    return [
        Edit(length - e.end, length - e.start, new_length - e.new_end, new_length - e.new_start)
        for e in reversed(script)
    ]
