"""One reader of speeches; an element whose role no format names is part of the sentence it stands in, so that no words
are lost with markup nobody foresaw."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from lxml import etree

from archive.importing.errors import ImportDocumentError
from archive.importing.header import ExtractedParagraph
from archive.importing.readers.speeches.findings import GAP, speech_findings
from archive.importing.readers.speeches.values import clean_label, normalise_time, one_line, prefix_label
from archive.importing.readers.xml import local_name

_WHITESPACE = re.compile(r"\s+")
_SPACES = re.compile(" +")
_BRACKETS = ("(", "[", "（", "［", "【", "〔", "<", "—", "–", "*")


@dataclass
class _Turn:
    label: str
    kind: str
    pending: bool = True  # the label has yet to be written
    words: int = 0


@dataclass
class SpeechReader:
    """Reads elements into `paragraphs`; `counts` and `identities` are for the findings.

    How a format marks speeches is told by functions of an element. `speaker` returns (label as printed, name or code in
    the file's lists) of a speech.
    """

    role: Callable[[etree._Element], str]
    speaker: Callable[[etree._Element], tuple[str, str]]
    time: Callable[[etree._Element], str] = lambda element: ""
    kind: Callable[[etree._Element], str] = lambda element: "remark"
    paragraphs: list[ExtractedParagraph] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    speakers: Counter[str] = field(default_factory=Counter)
    identities: dict[str, str] = field(default_factory=dict)
    gap_notes: list[str] = field(default_factory=list)
    _words: list[str] = field(default_factory=list)
    _turns: list[_Turn] = field(default_factory=list)
    _kind: str = ""
    _label: str = ""  # printed before the speech that it belongs to
    _time: str = ""
    _marker: str = ""
    _sentence_depth: int = 0  # in a table row or an inline note: nothing starts a paragraph
    _paragraph_depth: int = 0
    _token_depth: int = 0

    def read(self, element: etree._Element) -> None:
        """The element with all that is in it, without the text behind it."""
        role = self.role(element)
        if time := normalise_time(self.time(element)):
            self._time = time
        getattr(self, f"_read_{role}")(element)

    def finish(self) -> None:
        """Writes what is left."""
        self._flush()
        self._write_unused_label()

    def check(self, name: str, format_label: str) -> None:
        """Raises ImportDocumentError where nobody speaks."""
        if not self.counts["speech"]:
            raise ImportDocumentError(
                f"{name} is {format_label} without a speech; only speeches are read from it."
            )

    def add_heading(self, text: str) -> None:
        self._flush()
        if words := one_line(text):
            self.paragraphs.append(ExtractedParagraph(words, "heading"))

    def findings(self) -> Iterator[str]:
        return speech_findings(self.counts, self.speakers, self.identities, self.gap_notes)

    def _read_children(self, element: etree._Element) -> None:
        self._write(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self.read(child)
            self._write(child.tail)

    def _read_sentence(self, element: etree._Element) -> None:
        address = element.get("href") or element.get("target") or ""
        if address.startswith(("http:", "https:")) and address.strip() not in "".join(element.itertext()):
            self.counts["link"] += 1
        is_tokens = local_name(element) == "s" and next(element.iter("{*}w"), None) is not None
        self._token_depth += is_tokens
        self._read_children(element)
        self._token_depth -= is_tokens

    def _read_block(self, element: etree._Element) -> None:
        """A paragraph, or what holds paragraphs."""
        self._flush()
        self._read_children(element)
        self._flush()

    def _read_paragraph(self, element: etree._Element) -> None:
        """One in which a note belongs to its sentence."""
        self._paragraph_depth += 1
        self._read_block(element)
        self._paragraph_depth -= 1

    def _read_heading(self, element: etree._Element) -> None:
        with self._read_as_kind("heading"):
            self._read_children(element)

    def _read_note(self, element: etree._Element) -> None:
        """A stage direction, a note of the clerk."""
        if self._paragraph_depth or self._sentence_depth:
            self._read_note_in_sentence(element)
        else:
            self.counts["note"] += 1
            with self._read_as_kind("paragraph"):
                self._read_children(element)

    def _read_note_in_sentence(self, element: etree._Element) -> None:
        outer, self._words = self._words, []
        self._sentence_depth += 1
        self._read_children(element)
        self._sentence_depth -= 1
        note, self._words = one_line("".join(self._words)), outer
        if not note:
            return
        self.counts["note"] += 1
        if not note.startswith(_BRACKETS):
            self.counts["bracket"] += 1
            note = f"[{note}]"
        self._words += [" ", note, space_before(element.tail)]

    def _read_speaker(self, element: etree._Element) -> None:
        """The printed name of who speaks next, or who speaks here."""
        label = clean_label("".join(element.itertext()))
        turn = self._turns[-1] if self._turns else None
        if turn and not turn.words:
            turn.label, turn.pending = label or turn.label, True
            turn.kind = turn.kind or "remark"
            return
        self._flush()
        self._write_unused_label()
        self._label = label

    def _read_speech(self, element: etree._Element) -> None:
        self._flush()
        printed, name = self.speaker(element)
        label = clean_label(printed) or self._label or clean_label(name)
        self._label = ""
        if self._turns:
            self._turns[-1].pending = True  # whoever is interrupted is named again
        if not label:
            self.counts["unnamed"] += 1
        turn = _Turn(label, self.kind(element) if label else "", bool(label))
        self._turns.append(turn)
        self._sentence_depth, outer = 0, self._sentence_depth
        with self._read_as_kind(""):
            self._read_children(element)
        self._sentence_depth = outer
        self._turns.pop()
        self._count_speech(turn, clean_label(name))

    def _count_speech(self, turn: _Turn, name: str) -> None:
        if not turn.words:
            self.counts["empty"] += 1
            return
        self.counts["speech"] += 1
        if turn.label:
            self.speakers[name or turn.label] += 1
        if name and name.casefold() != turn.label.casefold():
            self.identities.setdefault(turn.label, name)

    def _read_item(self, element: etree._Element) -> None:
        self._flush()
        self._marker = "- "
        self._read_block(element)
        self._marker = ""

    def _read_row(self, element: etree._Element) -> None:
        self._flush()
        self._sentence_depth += 1
        self._read_children(element)
        self._sentence_depth -= 1
        self._flush()

    def _read_cell(self, element: etree._Element) -> None:
        if "".join(element.itertext()).strip():
            if "".join(self._words).strip():
                self._words.append(" | ")
            self._read_children(element)

    def _read_line_break(self, element: etree._Element) -> None:
        self._words.append("\n")
        self._read_children(element)

    def _read_token(self, element: etree._Element) -> None:
        """A word or a punctuation mark, with no space of its own."""
        self._read_children(element)
        if element.get("join") not in ("right", "both"):
            self._words.append(" ")

    def _read_gap(self, element: etree._Element) -> None:
        self.counts["gap"] += 1
        self._words += [f" {GAP}", space_before(element.tail)]
        if words := one_line(" ".join(element.itertext())):
            self.gap_notes.append(words)

    def _read_image(self, element: etree._Element) -> None:
        self.counts["image"] += 1
        self._read_children(element)

    def _read_skip(self, element: etree._Element) -> None:
        """Data about the text."""
        if one_line("".join(element.itertext())):
            self.counts["skipped"] += 1

    @contextmanager
    def _read_as_kind(self, kind: str) -> Iterator[None]:
        self._flush()
        outer, self._kind = self._kind, kind
        depth, self._paragraph_depth = self._paragraph_depth, 0
        yield
        self._flush()
        self._kind, self._paragraph_depth = outer, depth

    def _write(self, text: str | None) -> None:
        if text and not (self._token_depth and text.isspace()):
            self._words.append(_WHITESPACE.sub(" ", text))

    def _flush(self) -> None:
        if self._sentence_depth:
            self._words.append(" ")
            return
        lines = "".join(self._words).split("\n")
        text, self._words = "\n".join(_SPACES.sub(" ", line).strip() for line in lines).strip("\n"), []
        if not text:
            return
        text, kind, label, self._marker = self._marker + text, self._kind, "", ""
        turn = self._turns[-1] if self._turns else None
        if turn and not kind:
            turn.words += 1
            kind = turn.kind
            if turn.pending and turn.label:
                label, turn.pending = turn.label, False
                text = prefix_label(label, text)
        self.paragraphs.append(ExtractedParagraph(text, kind, label, self._time))
        self._time = ""

    def _write_unused_label(self) -> None:
        if self._label:
            self.paragraphs.append(ExtractedParagraph(self._label, "paragraph"))
            self._label = ""


def space_before(text: str | None) -> str:
    """The space behind an inserted note: none where a punctuation mark follows it."""
    return "" if (text or "").startswith(tuple(".,;:!?…")) else " "
