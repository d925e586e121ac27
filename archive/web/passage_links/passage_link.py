"""A link to some words of a document: ``?mark=p7.12-p8.40&version=3&words=…#p7``.

``mark`` is where they begin and end: a paragraph, counted from 1, and in it code points, counted from 0. They are those
of the text's version of that number; ``words`` are the words themselves, in the middle left out where they are many.
Beside the link stands a text directive, for browsers that mark words themselves.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from archive.text.characters import is_boundary
from archive.text.paragraphs import Span, paragraph_bounds
from archive.text.spans import strip_span

MARK = re.compile(r"p([0-9]{1,6})\.([0-9]{1,7})-p([0-9]{1,6})\.([0-9]{1,7})", re.ASCII)
VERSION = re.compile(r"[0-9]{1,9}", re.ASCII)
MAX_CHARACTERS = 120  # of the words in the address, which people send in mails and messages
HALF = 50  # characters on either side of what is left out
ELLIPSIS = " … "


class PassageLinkError(ValueError):
    """The address names no words."""


@dataclass(frozen=True)
class PassageLink:
    """``first`` and ``last`` are numbers of paragraphs, ``start`` and ``end`` half-open offsets in them."""

    first: int
    start: int
    last: int
    end: int
    version: int
    words: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "PassageLink | None":
        """The link of the query string; None where it has no ``mark``. Raises PassageLinkError."""
        mark = query.get("mark")
        if mark is None:
            return None
        place, version = MARK.fullmatch(mark), VERSION.fullmatch(query.get("version", ""))
        if place is None or version is None:
            raise PassageLinkError
        return cls(*map(int, place.groups()), int(version.group()), query.get("words", ""))

    @classmethod
    def of_span(cls, text: str, span: Span, version: int) -> "PassageLink":
        """The link to a span, not empty, of the text of that version."""
        bounds = paragraph_bounds(text)
        first = next(n for n, (_start, end) in enumerate(bounds) if span[0] < end)
        last = next(n for n, (_start, end) in enumerate(bounds) if span[1] <= end)
        start, end = span[0] - bounds[first][0], span[1] - bounds[last][0]
        return cls(first + 1, start, last + 1, end, version, shorten(text[slice(*span)]))

    def span_in(self, text: str) -> Span | None:
        """The span in that text, of whole characters and without outer white space; None where the text has no such
        place."""
        bounds = paragraph_bounds(text)
        if not 0 < self.first <= self.last <= len(bounds):
            return None
        (first, first_end), (last, last_end) = bounds[self.first - 1], bounds[self.last - 1]
        return whole_characters(text, min(first + self.start, first_end), min(last + self.end, last_end))

    @property
    def mark(self) -> str:
        return f"p{self.first}.{self.start}-p{self.last}.{self.end}"

    def query(self, with_words: bool = True) -> str:
        words = {"words": self.words} if with_words and self.words else {}
        return urlencode({"mark": self.mark, "version": self.version, **words}, quote_via=quote)

    def address(self, document_url: str, with_words: bool = True) -> str:
        return f"{document_url}?{self.query(with_words)}#p{self.first}"


def whole_characters(text: str, start: int, end: int) -> Span | None:
    """The span widened to whole characters and without white space at its ends; None where nothing is left."""
    start, end = strip_span(text, start, end)
    if start >= end:
        return None
    while not is_boundary(text, start):
        start -= 1
    while not is_boundary(text, end):
        end += 1
    return start, end


def shorten(words: str) -> str:
    """The words on one line; of many words only the first and the last."""
    flat = " ".join(words.split())
    if len(flat) <= MAX_CHARACTERS:
        return flat
    first, last = flat[:HALF], flat[-HALF:]
    return f"{first.rpartition(' ')[0] or first}{ELLIPSIS}{last.partition(' ')[2] or last}"
