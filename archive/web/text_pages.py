"""The pages of a long document, so that none grows with the text: whole paragraphs, some 60 KB of HTML each.

The address stays that of the document; ``at`` in it names a place, ``p121`` or ``s45`` as in the fragment, and the page
with that place is shown. The browser leads a fragment without ``at`` there (reading/text-pages.mjs). ``whole=yes``
shows all, to be printed or saved.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from archive.models import Document
from archive.text.paragraphs import MAX_UNDIVIDED_LENGTH, Span, paginate_paragraphs, paragraph_bounds

# Bytes of HTML: of a page's text, of one undivided text, and of what stands around a paragraph, a statement, a match.
PAGE, WHOLE = 60_000, 80_000
PARAGRAPH, STATEMENT, MATCH = 600, 2_400, 60
PLACE = re.compile(r"(p?|s)([0-9]{1,18})", re.ASCII)


@dataclass(frozen=True)
class StatementSpan:
    """A statement of the document: its key and its span."""

    pk: int
    start: int
    end: int


@dataclass(frozen=True)
class TextPage:
    """Paragraphs ``first`` to ``last``, counted from 1, with characters ``start`` to ``end``; ``matches`` begin in it.
    ``url`` is relative to any page of the document."""

    first: int
    last: int
    start: int
    end: int
    url: str
    matches: int = 0


@dataclass(frozen=True)
class TextPages:
    """``statement_spans`` are the statements in reading order, ``hits`` the spans of searched words; ``query``
    stays in the addresses of all pages."""

    document: Document
    statement_spans: Sequence[StatementSpan]
    hits: Sequence[Span]
    query: dict[str, str] = field(default_factory=dict)

    @cached_property
    def bounds(self) -> list[Span]:
        return paragraph_bounds(self.document.text)

    @cached_property
    def runs(self) -> list[range]:
        all_runs = range(len(self.bounds))
        if len(self.document.text) <= MAX_UNDIVIDED_LENGTH:
            return [all_runs]
        weights = self.weights()
        return [all_runs] if sum(weights) <= WHOLE else paginate_paragraphs(weights, PAGE)

    def weights(self) -> list[int]:
        statements = Counter(self.paragraph_at(span.start) for span in self.statement_spans)
        hits = Counter(self.paragraph_at(start) for start, _end in self.hits)
        text = self.document.text
        return [
            PARAGRAPH + len(text[start:end].encode()) + STATEMENT * statements[index] + MATCH * hits[index]
            for index, (start, end) in enumerate(self.bounds)
        ]

    @cached_property
    def starts(self) -> list[int]:
        return [start for start, _end in self.bounds]

    def paragraph_at(self, position: int) -> int:
        """The index of the paragraph at that position."""
        return max(bisect_right(self.starts, position) - 1, 0)

    @cached_property
    def pages(self) -> list[TextPage]:
        return [self.page_of(run) for run in self.runs]

    def page_of(self, run: range) -> TextPage:
        first, last = run[0], run[-1]
        start, end = self.bounds[first][0], self.bounds[last][1]
        query = {"at": f"p{first + 1}"} if first else {}
        return TextPage(
            first + 1,
            last + 1,
            start,
            end,
            f"?{urlencode(self.query | query)}" + (f"#p{first + 1}" if first else ""),
            sum(start <= begin < end for begin, _end in self.hits),
        )

    @cached_property
    def whole(self) -> TextPage:
        """All paragraphs as one page."""
        return self.page_of(range(len(self.bounds)))

    @property
    def whole_url(self) -> str:
        return f"?{urlencode(self.query | {'whole': 'yes'})}"

    def first_match(self, page: TextPage) -> str:
        """The address of the first match, on the page shown or on another one; empty without matches."""
        if page.matches:
            return "#h1"
        other = next((matching_page for matching_page in self.pages if matching_page.matches), None)
        return f"{other.url.partition('#')[0]}#h1" if other else ""

    def page_at(self, position: int) -> TextPage:
        """The page with the paragraph that has this character."""
        number = self.paragraph_at(position) + 1
        return next(page for page in self.pages if page.first <= number <= page.last)

    def page_with(self, anchor: str) -> TextPage:
        """The page with the place that the anchor names; the first page where there is none."""
        return self.page_at(self.position_of(anchor))

    def position_of(self, anchor: str) -> int:
        match = PLACE.fullmatch(anchor)
        if match is None:
            return 0
        number = int(match[2])
        if match[1] == "s":
            return next((span.start for span in self.statement_spans if span.pk == number), 0)
        return self.bounds[number - 1][0] if 0 < number <= len(self.bounds) else 0
