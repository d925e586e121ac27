"""Paragraphs and sentences. Marks come first: what stands in quotation marks ends no sentence inside of them."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from archive.proposing.quotations import Quotation
from archive.proposing.speech_reports import Construction, SpeechReport
from archive.text.paragraphs import Span

_MAX_SENTENCE = 1_500  # characters; a longer one is read in parts
MASK = "\ue000"  # stands for each character of a quotation where sentences and verbs are looked for
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Messrs|Dr|Prof|Sen|Sens|Rep|Reps|Gov|Gen|Col|Lt|Maj|Capt|Sgt|Cpl|Adm|Coun|Cllr|Supt|Insp|Det|Brig|Cmdr|Amb|Atty|Asst|Dep|Pres|St|Rev|Hon|Sr|Jr|No|Nos|vs|v"
    r"|Art|Fig|pp?|cf|ca|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Calif|Conn|Mass|Pa|Va|Md|Fla|Tenn|Ark|Ariz"
    r"|Colo|Ill|Ind|Kan|Ky|La|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Wash|Wis|Wyo|Ala|Ga|Del|Inc|Corp|Co|Ltd|Bros|Mt|Ft)"
    r"|\b[A-Z]|\b[ap]\.m|\bi\.e|\be\.g|\bPh\.D)$"
)
_SHORT_STATE = re.compile(r"\b(?:[A-Z]\.)+[A-Z]$")
_STARTER = re.compile(r"(?:The|He|She|It|They|We|In|On|But|And|This|That|A|An|At|For|Mr|Ms|Mrs|I)\b")
_END = re.compile(
    rf"(?<=[^\W\d_A-Z]{{3}})\.(?=[A-Z][a-z])|[.!?…]+[)\]’'\"”]*(?=\s)|[。！？!?]+[)）」』”’]*|(?<={MASK})(?!{MASK})|;(?=\s+{MASK})"
)


def find_paragraphs(text: str) -> list[Span]:
    """Returns the paragraphs between blank lines; in a text without blank lines each line that is not wrapped is
    one."""
    blocks = _split_at(text, 0, len(text), _BLANK_LINE)
    if len(blocks) > 1 or _is_wrapped(text):
        return blocks
    return _split_at(text, 0, len(text), re.compile(r"\n"))


def _split_at(text: str, start: int, end: int, separator: re.Pattern[str]) -> list[Span]:
    spans = []
    for match in separator.finditer(text, start, end):
        spans.append((start, match.start()))
        start = match.end()
    spans.append((start, end))
    return [trimmed_span for span in spans if (trimmed_span := trim(text, *span))[0] < trimmed_span[1]]


def _is_wrapped(text: str) -> bool:
    """Whether most lines break inside a sentence at about the same width."""
    lines = text.split("\n")[:-1]
    if len(lines) < 3:
        return False
    broken = sum(40 < len(line) < 110 and line.rstrip()[-1:] not in '.!?:;"”。！？：' for line in lines)
    return broken > len(lines) * 0.6


def trim(text: str, start: int, end: int, characters: str = " \t\n\u3000\xa0") -> Span:
    """The span without characters of ``characters`` at its ends; empty at ``end`` where there are no others."""
    while start < end and text[start] in characters:
        start += 1
    while start < end and text[end - 1] in characters:
        end -= 1
    return start, end


def mask(text: str, quotations: Sequence[Quotation]) -> str:
    """The text with each quotation, marks included, under as many characters that are no letters."""
    parts, position = [], 0
    for quotation in quotations:
        parts += [text[position : quotation.start], MASK * (quotation.end - quotation.start)]
        position = quotation.end
    return "".join([*parts, text[position:]])


class SentenceFinder:
    """`is_cue_ahead(position)` tells whether the words after a quotation name who said it: no sentence ends there."""

    def __init__(
        self,
        text: str,
        masked: str,
        quotations: Sequence[Quotation],
        is_cue_ahead: Callable[[int, int], bool],
    ):
        self.text, self.masked, self.is_cue_ahead = text, masked, is_cue_ahead
        self.quotations = quotations
        self.ends = [quotation.end for quotation in quotations]

    def sentences(self, start: int, end: int) -> list[Span]:
        """Returns the sentences of text[start:end], without surrounding spaces; one without a stop is divided."""
        spans = []
        for match in _END.finditer(self.masked, start, end):
            position = match.end()
            if start < position < end and self._is_end(match, end):
                spans.append(trim(self.text, start, position))
                start = position
        spans.append(trim(self.text, start, end))
        return [part for span in spans if span[0] < span[1] for part in self._split_long(*span)]

    def _split_long(self, start: int, end: int) -> Iterator[Span]:
        """A sentence of a table or a list without stops in parts, so that no search in it takes long."""
        while end - start > _MAX_SENTENCE:
            position = self.masked.rfind(" ", start + 1, start + _MAX_SENTENCE)
            position = position if position > start else start + _MAX_SENTENCE
            yield start, position
            start = trim(self.text, position, end)[0]
        yield start, end

    def _is_end(self, match: "re.Match[str]", end: int) -> bool:
        after = self.masked[match.end() : match.end() + 40].lstrip()
        if not match.group():
            return self._ends_with_quotation(match.end(), after, end)
        if match.group()[0] in "。！？":
            return True
        if not after or after[0].islower() or after[0] in ",;:)":
            return False
        if match.group()[0] != ".":
            return True
        before = self.masked[max(match.start() - 30, 0) : match.start()]
        if _SHORT_STATE.search(before):
            return bool(_STARTER.match(after))
        return not _ABBREVIATION.search(before)

    def _ends_with_quotation(self, position: int, after: str, end: int) -> bool:
        index = bisect_left(self.ends, position)
        if index == len(self.ends) or self.ends[index] != position:
            return False
        quotation = self.quotations[index]
        last = self.text[quotation.last - 3 : quotation.last].rstrip()[-1:]
        if (
            not last
            or last not in ".!?…。！？-—"
            or not after
            or after[0].islower()
            or after[0] in ",;:，；.。"
        ):
            return False
        before = self.text[quotation.start - 2 : quotation.start].rstrip()[-1:]
        is_announced = before in (":", "：") or (before == "，" and last in "。！？")
        if is_announced or last == "." or (last == "。" and after[0] == MASK):
            return True
        return not self.is_cue_ahead(position, end)


def without_stray_mark(text: str, masked: str, start: int, end: int) -> int:
    """The end before a closing mark whose opening mark stands before the span."""
    if text[end - 1 : end] in ("”", "」", "»") and masked[end - 1] != MASK:
        return trim(text, start, end - 1)[1]
    return end


def letters_outside(masked: str, report: SpeechReport, last_quotation: int) -> int:
    """Returns how many letters of what is reported stand outside the quotations, without the verb's own clause."""
    assert report.content
    start, end = report.content
    if report.construction is not Construction.INSIDE:
        return sum(map(str.isalnum, masked[start:end].replace(MASK, "")))
    before = masked[start : report.clause_start]
    after = masked[report.cue[1] : end] if last_quotation < report.cue[1] else ""
    return sum(map(str.isalnum, before)) + (sum(map(str.isalnum, after)) if len(after) > 60 else 0)


def is_opening_quotation(text: str, report: SpeechReport, first: int) -> bool:
    """Returns whether the quotation that begins at `first` is that of `said: “…”`, also where words follow it."""
    before = text[report.cue[1] : first].rstrip()
    is_clause = before[:1] in ("，", ",") and len(before) > 2  # “said, there is a saying: “…””
    return report.leads and before[-1:] in (":", "：") and len(before) < 60 and not is_clause


def is_quoted_title(text: str, quotation: Quotation) -> bool:
    """Returns whether the quotation is a title, as in “told the “Good Morning” programme”: words with capitals before
    one in small letters."""
    words = text[quotation.first : quotation.last].split()
    return (
        len(words) < 5
        and all(map(str.isupper, (word[0] for word in words)))
        and (re.match(r" [a-z]", text[quotation.end : quotation.end + 2]) is not None)
    )


def is_heading(text: str, masked: str, start: int, end: int) -> bool:
    """Whether the paragraph masked[start:end] is a heading of a text that is longer than a few lines."""
    is_open = masked[end - 1] not in ".!?:;…。！？：；）)”’\"'" + MASK
    return end - start < 130 and is_open and len(text) > 400
