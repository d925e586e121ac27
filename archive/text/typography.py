"""Texts without their typographic differences: kinds of white space, quotation marks, dashes and dots."""

import re
from dataclasses import dataclass

from .characters import IGNORABLE
from .words import CJK

QUOTATION_MARKS = "\"'“”„‟«»‹›‘’‚‛′″`´＂＇「」『』"
_SINGLE_QUOTATION_MARKS = "'‘’‚‛′`´‹›＇"
PLAIN_QUOTATION_MARKS = {mark: "'" if mark in _SINGLE_QUOTATION_MARKS else '"' for mark in QUOTATION_MARKS}
_DASHES = "-‐‑‒–—―−﹣－"
_VARIANT = re.compile(
    rf"(?P<space>[\s{IGNORABLE}]+)|(?P<dash>[{re.escape(_DASHES)}]+)|(?P<quote>[{QUOTATION_MARKS}])|(?P<dots>…)"
)
_FULL_WIDTH = re.compile(f"[{CJK}\u3000-\u30ff\uff00-\uffef]")  # with the punctuation of Chinese and Japanese


@dataclass(frozen=True, slots=True)
class PlainText:
    """A text in plain typography; its character `i` stands for the original's from `starts[i]` to `ends[i]`."""

    text: str
    starts: list[int]
    ends: list[int]

    def original_span(self, start: int, length: int) -> tuple[int, int]:
        return self.starts[start], self.ends[start + length - 1]


def plain_typography(text: str) -> PlainText:
    """One space for white space, none beside Chinese and Japanese; other marks as a keyboard has them."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    for match in _VARIANT.finditer(text):
        start, end = match.span()
        plain = _plain_form(match, text)
        parts += [text[position:start], plain]
        starts += [*range(position, start), *[start] * len(plain)]
        ends += [*range(position + 1, start + 1), *[end] * len(plain)]
        position = end
    parts.append(text[position:])
    starts.extend(range(position, len(text)))
    ends.extend(range(position + 1, len(text) + 1))
    return PlainText("".join(parts), starts, ends)


def _plain_form(match: re.Match[str], text: str) -> str:
    kind, variant = match.lastgroup, match.group()
    if kind == "dash":
        return "-"
    if kind == "dots":
        return "..."
    if kind == "quote":
        return "'" if variant in _SINGLE_QUOTATION_MARKS else '"'
    neighbours = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
    return "" if not variant.strip(IGNORABLE) or _FULL_WIDTH.search(neighbours) else " "
