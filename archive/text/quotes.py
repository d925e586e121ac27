"""Finds pasted words in a document's text. Pure; offsets count code points.

What is found is always the text's own words: white space, quotation marks, dashes and, as a last resort, case
may differ between the paste and the text, and the text wins.
"""

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from .collation import CJK, WORD
from .layout import paragraph_bounds

LONGEST = 20_000  # characters in one statement; a whole chapter is no statement
CONTEXT = 60
ALIKE = 1 / 3  # share of the pasted words, rare ones weighing more, that "nearest" must have in common

QUOTES = "\"'“”„‟«»‹›‘’‚‛′″`´＂＇「」『』"
DASHES = "-‐‑‒–—―−﹣－"
SINGLE, UNSEEN = "'‘’‚‛′`´‹›＇", "\u00ad\u200b\u200c\u200d\u2060\ufeff"
UNEVEN = re.compile(
    rf"(?P<blank>[\s{UNSEEN}]+)|(?P<dash>[{re.escape(DASHES)}]+)|(?P<quote>[{QUOTES}])|(?P<dots>…)"
)
HAN = re.compile(f"[{CJK}\u3000-\u303f\uff00-\uffef]")


class Reason(StrEnum):
    EMPTY = "empty"
    TOO_LONG = "too long"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Place:
    start: int
    end: int
    words: str
    paragraph: int
    before: str
    after: str


class WordsRefused(ValueError):
    """The words cannot be marked; `nearest` is the place most like them when they are not in the text."""

    def __init__(self, reason: Reason, length: int, nearest: Place | None = None):
        super().__init__(reason)
        self.reason, self.length, self.nearest, self.longest = reason, length, nearest, LONGEST


@dataclass(frozen=True, slots=True)
class Folded:
    """A text without its unevenness; character `i` of it comes from `starts[i]` to `ends[i]`."""

    text: str
    starts: list[int]
    ends: list[int]

    def span(self, start: int, length: int) -> tuple[int, int]:
        return self.starts[start], self.ends[start + length - 1]


def cleaned(pasted: str) -> str:
    """The paste as a canonical text would hold it: NFC, plain line breaks, nothing blank around."""
    plain = unicodedata.normalize("NFC", pasted.replace("\r\n", "\n").replace("\r", "\n"))
    return plain.strip().strip(UNSEEN).strip()


def locate(text: str, pasted: str) -> list[Place]:
    """Every place where the words stand, in reading order, overlapping ones included; raises WordsRefused.

    Tried in turn: the very words; other white space, quotation marks and dashes; other case.
    """
    words = cleaned(pasted)
    if not words:
        raise WordsRefused(Reason.EMPTY, 0)
    if len(words) > LONGEST:
        raise WordsRefused(Reason.TOO_LONG, len(words))
    spans = _exact(text, words) or _tolerant(text, words)
    if not spans:
        raise WordsRefused(Reason.ABSENT, len(words), nearest(text, words))
    return places(text, spans)


def stands_at(text: str, pasted: str, start: int, end: int) -> bool:
    """Whether the very words stand at that place, which may be nonsense."""
    return 0 <= start < end <= len(text) and end - start <= LONGEST and text[start:end] == cleaned(pasted)


def places(text: str, spans: list[tuple[int, int]]) -> list[Place]:
    starts = [start for start, _end in paragraph_bounds(text)]
    return [
        Place(
            start,
            end,
            text[start:end],
            bisect_right(starts, start),
            _before(text, start),
            _after(text, end),
        )
        for start, end in spans
    ]


def nearest(text: str, words: str) -> Place | None:
    """The stretch of one paragraph that has most of the words in common, or None when hardly any is."""
    wanted = [match.group().casefold() for match in WORD.finditer(words[:2000])]
    bounds = paragraph_bounds(text)
    rows = [[(m.group().casefold(), m) for m in WORD.finditer(text, *span)] for span in bounds]
    spread = Counter(word for row in rows for word in {word for word, _match in row})
    weight = {word: 1 / spread[word] if spread[word] else 1 for word in set(wanted)}
    shared = [sum(weight[word] for word in {word for word, _match in row} & weight.keys()) for row in rows]
    best = max(range(len(rows)), key=lambda number: (shared[number], -number))
    span = _stretch(rows[best], wanted)
    return places(text, [span])[0] if span else None


def _stretch(row: list, wanted: list[str]) -> tuple[int, int] | None:
    matcher = SequenceMatcher(None, [word for word, _match in row], wanted, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks or sum(block.size for block in blocks) < ALIKE * len(wanted):
        return None
    core = max(blocks, key=lambda block: block.size)
    first = max(core.a - core.b, blocks[0].a, 0)
    last = min(core.a + len(wanted) - core.b, blocks[-1].a + blocks[-1].size, len(row)) - 1
    return row[first][1].start(), row[max(last, core.a)][1].end()


def _exact(text: str, words: str) -> list[tuple[int, int]]:
    return [(start, start + len(words)) for start in _finds(text, words)]


def _tolerant(text: str, words: str) -> list[tuple[int, int]]:
    whole, sought = fold(text), fold(words).text
    if not sought:
        return []
    found = list(_finds(whole.text, sought)) or list(_finds(_lowered(whole.text), _lowered(sought)))
    return [whole.span(start, len(sought)) for start in found]


def _finds(text: str, words: str) -> Iterator[int]:
    start = text.find(words)
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


def fold(text: str) -> Folded:
    """White space made one blank (none beside Chinese signs), quotation marks and dashes made plain."""
    pieces, starts, ends, position = [], [], [], 0

    def keep(piece: str, first: int, last: int) -> None:
        pieces.append(piece)
        starts.extend([first] * len(piece))
        ends.extend([last] * len(piece))

    for match in UNEVEN.finditer(text):
        first, last = match.span()
        pieces.append(text[position:first])
        starts.extend(range(position, first))
        ends.extend(range(position + 1, first + 1))
        keep(_even(match, text), first, last)
        position = last
    pieces.append(text[position:])
    starts.extend(range(position, len(text)))
    ends.extend(range(position + 1, len(text) + 1))
    return Folded("".join(pieces), starts, ends)


def _even(match: re.Match, text: str) -> str:
    kind, found = match.lastgroup, match.group()
    if kind == "dash":
        return "-"
    if kind == "dots":
        return "..."
    if kind == "quote":
        return "'" if found in SINGLE else '"'
    beside = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
    return "" if not found.strip(UNSEEN) or HAN.search(beside) else " "


def _lowered(text: str) -> str:
    """Lower case, character by character, so that no offset shifts."""
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def _before(text: str, start: int) -> str:
    """Cut at a word, where there are words to cut at."""
    flat = re.sub(r"\n+", " ", text[max(start - CONTEXT, 0) : start])
    return flat if start <= CONTEXT else "…" + (flat.partition(" ")[2] or flat)


def _after(text: str, end: int) -> str:
    flat = re.sub(r"\n+", " ", text[end : end + CONTEXT])
    return flat if end + CONTEXT >= len(text) else (flat.rpartition(" ")[0] or flat) + "…"
