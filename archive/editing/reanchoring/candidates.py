"""Where the words of a span that needs review may stand: what an editor chooses from."""

from collections.abc import Sequence

from archive.text.paragraphs import Span
from archive.text.spans import is_markable

from .anchors import Reanchoring, TextTooLongError, check_length
from .fuzzy_matches import SIMILAR
from .long_texts import Reanchorer, RemovedText, make_reanchorer
from .results import AnchorCandidate

MAX_CANDIDATES = 5  # what an editor can compare at a glance
CONTEXT = 60  # characters on either side by which equal words are ranked


def find_candidates(old: str, new: str, spans: Sequence[Span]) -> list[list[AnchorCandidate]]:
    """Returns for each span of `old`, in the order given, the spans of `new` with the same or similar words, best
    first; only one for a span that `reanchor` follows. Raises TextTooLongError."""
    if old == new:
        return [[AnchorCandidate(*span, 1.0)] for span in spans]
    reanchoring = make_reanchorer(old, new)
    results = [reanchoring.reanchor(*span) for span in spans]
    whole = None if all(result.span for result in results) else _whole_texts(reanchoring, old, new)
    return [
        [AnchorCandidate(*result.span, 1.0)] if result.span else _candidates(whole, *span)
        for span, result in zip(spans, results, strict=True)
    ]


def _whole_texts(reanchoring: Reanchorer, old: str, new: str) -> Reanchoring | None:
    """Returns a comparison of the whole texts, in which removed words may stand far away; None where the new text is
    empty or too long to be searched."""
    if isinstance(reanchoring, Reanchoring):
        return reanchoring
    if isinstance(reanchoring, RemovedText):
        return None
    try:
        check_length(old, new)
    except TextTooLongError:
        return None
    return Reanchoring(old, new)


def _candidates(reanchoring: Reanchoring | None, start: int, end: int) -> list[AnchorCandidate]:
    """Returns the same words first, then similar ones."""
    if reanchoring is None:
        return []
    first, last = reanchoring.old.comparable_span(start, end)
    if first == last:
        return []
    texts, matcher = reanchoring.texts, reanchoring.matcher
    words, expected_place = texts.old[first:last], first + texts.shift_at(first)
    exact = [(at, at + len(words)) for at in matcher.find_exact(words, expected_place, MAX_CANDIDATES)]
    exact = [span for span in exact if not reanchoring.cuts_words((first, last), span)]

    def distance(span: Span) -> tuple[int, int]:
        around = texts.unchanged_extent(first, last, span[0], CONTEXT)
        return around[0] - around[1], abs(span[0] - expected_place)

    rated_spans = [(1.0, span) for span in sorted(exact, key=distance)]
    for rating, span in matcher.find_similar(words, SIMILAR):
        if not any(
            span[0] < other_span[1] and other_span[0] < span[1] for _rating, other_span in rated_spans
        ):
            rated_spans.append((rating, span))
    rated_spans = [(rating, reanchoring.new.original_span(*span)) for rating, span in rated_spans]
    markable = [
        (rating, span) for rating, span in rated_spans if is_markable(reanchoring.new.original, *span)
    ]
    return [AnchorCandidate(*span, rating) for rating, span in markable[:MAX_CANDIDATES]]
