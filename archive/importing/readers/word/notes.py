"""Footnotes and endnotes: numbered as they are referred to, read after the text."""

from collections.abc import Iterator

from lxml import etree

from archive.importing.readers.word.elements import attribute, children
from archive.importing.readers.word.numbering import format_number

FOOTNOTE, ENDNOTE = "footnote", "endnote"
_NO_NOTES = ("separator", "continuationSeparator", "continuationNotice")


class Notes:
    """Footnotes count 1, 2, 3, endnotes i, ii, iii, as Word does where nobody changed it."""

    def __init__(self, footnotes: etree._Element | None, endnotes: etree._Element | None) -> None:
        self._notes = {FOOTNOTE: _index_notes(footnotes, FOOTNOTE), ENDNOTE: _index_notes(endnotes, ENDNOTE)}
        self._labels: dict[tuple[str, str], str] = {}
        self._numbers = {FOOTNOTE: 0, ENDNOTE: 0}
        self._read: set[tuple[str, str]] = set()

    def refer(self, reference: str, note_id: str, has_own_mark: bool) -> str:
        """The label to print at a reference; empty where there is no such note, or its mark is printed already."""
        kind = ENDNOTE if reference.startswith(ENDNOTE) else FOOTNOTE
        key = (kind, note_id)
        if note_id not in self._notes[kind]:
            return ""
        if key not in self._labels:
            if not has_own_mark:
                self._numbers[kind] += 1
            form = "lowerRoman" if kind == ENDNOTE else "decimal"
            self._labels[key] = "*" if has_own_mark else format_number(self._numbers[kind], form)
        return "" if has_own_mark else self._labels[key]

    def unread(self) -> Iterator[tuple[str, etree._Element]]:
        """(label, element) of the notes referred to since the last call, in order; notes can refer to notes."""
        for (kind, note_id), label in list(self._labels.items()):
            if (kind, note_id) not in self._read:
                self._read.add((kind, note_id))
                yield label, self._notes[kind][note_id]

    def find_unreferenced(self) -> Iterator[etree._Element]:
        for kind, notes in self._notes.items():
            yield from (element for note_id, element in notes.items() if (kind, note_id) not in self._labels)


def _index_notes(root: etree._Element | None, name: str) -> dict[str, etree._Element]:
    notes = (note for note in children(root, name) if attribute(note, "type") not in _NO_NOTES)
    return {attribute(note, "id"): note for note in notes}
