"""Finds quoted words in a document's text: W3C Web Annotation's TextQuoteSelector, tolerant of typography.

White space, quotation marks, dashes and, as a last resort, case may differ between the quote and the text; the result
always has the wording of the text.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from .canonical import compose, unify_line_ends
from .characters import INVISIBLE, JOINERS, is_boundary
from .folding import fold_case, lower_in_place
from .paragraphs import Span, paragraph_bounds
from .spans import MAX_LENGTH
from .typography import plain_typography
from .words import casefolded_words, word_matches

CONTEXT = 60  # characters shown before and after a match
MIN_SHARED = 1 / 3  # share of the quoted words, rare ones weighing more, that the nearest match has at least
_MAX_COMPARED = 2000  # characters of a quote by which the nearest match is looked for

_Word = tuple[str, Span]


class QuoteProblem(StrEnum):
    EMPTY = "empty"
    TOO_LONG = "too long"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class QuoteMatch:
    """text[start:end] == exact, in the paragraph of this number, counted from 1; prefix and suffix are for display."""

    start: int
    end: int
    exact: str
    paragraph: int
    prefix: str
    suffix: str


class QuoteError(ValueError):
    """The quote cannot be marked; `nearest` is what is most like it when it is not in the text."""

    def __init__(self, problem: QuoteProblem, length: int, nearest: QuoteMatch | None = None):
        super().__init__(problem)
        self.problem, self.length, self.nearest, self.max_length = problem, length, nearest, MAX_LENGTH


def clean_quote(quote: str) -> str:
    """The quote as a canonical text would hold it, without white space at its ends."""
    return compose(unify_line_ends(quote)).strip().strip(INVISIBLE + JOINERS).strip()


def find_quote(text: str, quote: str) -> list[QuoteMatch]:
    """Every match in reading order, overlapping ones included; raises QuoteError.

    Tried in turn: the very words; other typography; other case.
    """
    exact = clean_quote(quote)
    if not exact:
        raise QuoteError(QuoteProblem.EMPTY, 0)
    if len(exact) > MAX_LENGTH:
        raise QuoteError(QuoteProblem.TOO_LONG, len(exact))
    spans = _exact_spans(text, exact) or _tolerant_spans(text, exact)
    if not spans:
        raise QuoteError(QuoteProblem.ABSENT, len(exact), nearest_match(text, exact))
    return describe_matches(text, spans)


def describe_matches(text: str, spans: list[Span]) -> list[QuoteMatch]:
    """Returns each span as a W3C TextQuoteSelector with the number of its paragraph, counted from 1."""
    starts = [start for start, _end in paragraph_bounds(text)]
    return [
        QuoteMatch(
            start,
            end,
            text[start:end],
            bisect_right(starts, start),
            _prefix(text, start),
            _suffix(text, end),
        )
        for start, end in spans
    ]


def nearest_match(text: str, quote: str) -> QuoteMatch | None:
    """The span within one paragraph that has most of the quote's words, rare ones weighing more; None where less than
    MIN_SHARED of them are there."""
    words = casefolded_words(quote[:_MAX_COMPARED])
    rows = [
        [(fold_case(match.group()), match.span()) for match in word_matches(text, *bounds)]
        for bounds in paragraph_bounds(text)
    ]
    if not rows:
        return None
    spread = Counter(word for row in rows for word in {word for word, _span in row})
    weight = {word: 1 / spread[word] if spread[word] else 1 for word in set(words)}
    shared = [sum(weight[word] for word in {word for word, _span in row} & weight.keys()) for row in rows]
    best = max(range(len(rows)), key=lambda number: (shared[number], -number))
    span = _most_similar_span(rows[best], words)
    return describe_matches(text, [span])[0] if span else None


def _most_similar_span(row: list[_Word], words: list[str]) -> Span | None:
    matcher = SequenceMatcher(None, [word for word, _span in row], words, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks or sum(block.size for block in blocks) < MIN_SHARED * len(words):
        return None
    core = max(blocks, key=lambda block: block.size)
    first = max(core.a - core.b, blocks[0].a, 0)
    last = min(core.a + len(words) - core.b, blocks[-1].a + blocks[-1].size, len(row)) - 1
    return row[first][1][0], row[max(last, core.a)][1][1]


def _exact_spans(text: str, exact: str) -> list[Span]:
    return _whole_characters(text, [(start, start + len(exact)) for start in find_all(text, exact)])


def _tolerant_spans(text: str, exact: str) -> list[Span]:
    plain, quotation = plain_typography(text), plain_typography(exact).text
    if not quotation:
        return []

    def spans(searched_text: str, part: str) -> list[Span]:
        part_spans = [plain.original_span(start, len(part)) for start in find_all(searched_text, part)]
        return _whole_characters(text, part_spans)

    return spans(plain.text, quotation) or spans(lower_in_place(plain.text), lower_in_place(quotation))


def _whole_characters(text: str, spans: list[Span]) -> list[Span]:
    """The spans that cut no character: "น้" is not a part of "น้ำ", nor one emoji of a family."""
    return [(start, end) for start, end in spans if is_boundary(text, start) and is_boundary(text, end)]


def find_all(text: str, part: str, start: int = 0) -> Iterator[int]:
    """The offsets at which the part starts in the text, from `start` on, overlapping occurrences included."""
    position = text.find(part, max(start, 0))
    while position >= 0:
        yield position
        position = text.find(part, position + 1)


def _prefix(text: str, start: int) -> str:
    """Cut at a word, where there are words to cut at."""
    flat = re.sub(r"\n+", " ", text[max(start - CONTEXT, 0) : start])
    return flat if start <= CONTEXT else "…" + (flat.partition(" ")[2] or flat)


def _suffix(text: str, end: int) -> str:
    flat = re.sub(r"\n+", " ", text[end : end + CONTEXT])
    return flat if end + CONTEXT >= len(text) else (flat.rpartition(" ")[0] or flat) + "…"
