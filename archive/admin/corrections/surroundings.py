"""The sentences around the words of a statement in two versions of a text, cut alike: what differs was changed."""

from typing import NamedTuple

from archive.text.comparison.attribution import FAR_DISTANCE, AttributionContext
from archive.text.paragraphs import SEPARATOR, Span
from archive.text.sentences import find_sentences

KEY = 25  # characters by which the first and the last sentence of one version are found in the other


class Surroundings(NamedTuple):
    start: int
    end: int
    beginning: str  # of the first sentence
    ending: str  # of the last sentence


def show_surroundings(
    old: AttributionContext, span: Span, new: AttributionContext, new_span: Span
) -> tuple[str, str]:
    """“Mr Lee: … And so we [agree with them], as they know.” of both: the end of the turn before, the label of this
    one, the sentences of the words and one on each side, in their paragraph."""
    surroundings, new_surroundings = _surroundings(old.text, span), _surroundings(new.text, new_span)
    bounds, new_bounds = (
        _extend(old.text, surroundings, new_surroundings),
        _extend(new.text, new_surroundings, surroundings),
    )
    return _show(old, span, bounds), _show(new, new_span, new_bounds)


def _surroundings(text: str, span: Span) -> Surroundings:
    separator = text.rfind(SEPARATOR, 0, span[0])
    paragraph = separator + len(SEPARATOR) if separator >= 0 else 0
    left = max(paragraph, span[0] - FAR_DISTANCE)
    end = text.find(SEPARATOR, span[1])
    right = min(end if end >= 0 else len(text), span[1] + FAR_DISTANCE)
    sentences = [(left + start, left + end) for start, end in find_sentences(text[left:right])] or [span]
    if left > paragraph and len(sentences) > 1 and sentences[1][0] <= span[0]:
        del sentences[0]  # its beginning is cut off
    first = max((index for index, (start, _end) in enumerate(sentences) if start <= span[0]), default=0)
    last = min((index for index, (_start, end) in enumerate(sentences) if end >= span[1]), default=first)
    before, after = sentences[max(first - 1, 0)], sentences[min(last + 1, len(sentences) - 1)]
    beginning, ending = text[slice(*before)][:KEY], text[slice(*after)][-KEY:]
    return Surroundings(min(before[0], span[0]), max(after[1], span[1]), beginning, ending)


def _extend(text: str, surroundings: Surroundings, other: Surroundings) -> Span:
    """Returns the span extended to the sentences that the other version shows first and last, if they stand near
    here."""
    start = text.rfind(other.beginning, max(surroundings.start - 2 * FAR_DISTANCE, 0), surroundings.start)
    end = text.find(other.ending, surroundings.end, surroundings.end + 2 * FAR_DISTANCE)
    return (start if start >= 0 else surroundings.start), (
        end + len(other.ending) if end >= 0 else surroundings.end
    )


def _show(context: AttributionContext, span: Span, bounds: Span) -> str:
    text, label = context.text, context.label_text(span) or context.line_text(span)
    before, after = text[bounds[0] : span[0]], text[span[1] : bounds[1]]
    if label and label not in before:
        before = f"{label} … {before}"
    if question := context.words_before_turn(span):
        before = f"{question} {before}"
    return f"{before}[{text[slice(*span)]}]{after}"
