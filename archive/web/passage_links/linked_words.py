"""Finds the words of a link in the present text: where they were, where a correction moved them to, or not at all."""

from dataclasses import dataclass
from enum import StrEnum

from archive.editing.reanchoring import Reason, TextTooLongError, reanchor
from archive.models import Document, Withholding, public_corrections
from archive.text.paragraphs import Span
from archive.text.quotes import QuoteError, find_quote

from .passage_link import ELLIPSIS, PassageLink, shorten

# Of both texts together: following words through a correction takes about a second for each million characters, and
# anybody may ask for it. In longer texts the reader is led to the version.
MAX_CHARACTERS = 600_000


class LinkStatus(StrEnum):
    SAME = "same"
    CHANGED = "changed"  # a correction changed the words themselves
    REMOVED = "removed"
    UNCERTAIN = "uncertain"  # they are in the version of the link; where they are now is not certain
    ABSENT = "absent"  # the link's place and words are in no public text


@dataclass(frozen=True)
class LinkedWords:
    """``span`` is that in the present text, ``former_span`` in the text of ``version``; None where not found."""

    status: LinkStatus
    version: int
    span: Span | None = None
    former_span: Span | None = None


def find_linked_words(document: Document, link: PassageLink) -> LinkedWords:
    """``document`` is public. At most two queries, for a link to an earlier version."""
    if link.version == document.text_version:
        span = find_span(document.text, link)
        return LinkedWords(LinkStatus.SAME if span else LinkStatus.ABSENT, link.version, span, span)
    text = earlier_text(document, link.version)
    former_span = find_span(text, link) if text else None
    if text is None or former_span is None:
        span = find_words(document.text, link.words)
        return LinkedWords(LinkStatus.SAME if span else LinkStatus.ABSENT, document.text_version, span, span)
    return find_after_corrections(text, former_span, document, link.version)


def find_after_corrections(text: str, former_span: Span, document: Document, version: int) -> LinkedWords:
    try:
        if len(text) + len(document.text) > MAX_CHARACTERS:
            raise TextTooLongError
        result = reanchor(text, document.text, [former_span])[0]
    except TextTooLongError:
        return LinkedWords(LinkStatus.UNCERTAIN, version, None, former_span)
    if result.span is None:
        status = LinkStatus.REMOVED if result.reason is Reason.REMOVED else LinkStatus.UNCERTAIN
        return LinkedWords(status, version, None, former_span)
    is_same = shorten(text[slice(*former_span)]) == shorten(document.text[slice(*result.span)])
    return LinkedWords(LinkStatus.SAME if is_same else LinkStatus.CHANGED, version, result.span, former_span)


def earlier_text(document: Document, version: int) -> str | None:
    """Returns that version of the text as readers saw it; None where it was never public or is withheld."""
    if Withholding.objects.filter(model_name="document", object_id=document.pk).exists():
        return None
    return public_corrections(document.pk).filter(version=version).values_list("text", flat=True).first()


def find_span(text: str, link: PassageLink) -> Span | None:
    """Returns the span that the link gives, if the words there agree; else the only place of the words; else None."""
    span = link.span_in(text)
    if span and link.words in ("", shorten(text[slice(*span)])):
        return span
    return find_words(text, link.words)


def find_words(text: str, words: str) -> Span | None:
    if not words or ELLIPSIS in words:
        return None
    try:
        matches = find_quote(text, words)
    except QuoteError:
        return None
    return (matches[0].start, matches[0].end) if len(matches) == 1 else None
