"""What the page of a document shows of a link to some of its words."""

from dataclasses import dataclass

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from archive.exporting.records import Record
from archive.models import Document
from archive.text.paragraphs import Span, paragraph_bounds

from ..citations import base_url, citations, reference_files
from .linked_words import LinkedWords, LinkStatus
from .passage_link import PassageLink, PassageLinkError
from .passages import SelectedWords


@dataclass(frozen=True)
class LinkNotice:
    """``message`` is what became of the words; ``version_url`` the page of the version that has them."""

    message: str
    version_url: str = ""


def read_link(request) -> PassageLink | LinkNotice | None:
    """The link of the address; None where it has none, a notice where it is unreadable."""
    try:
        return PassageLink.read(request.GET)
    except PassageLinkError:
        return LinkNotice(_("The link does not point to words of this text: its “mark” is invalid."))


def redirect_to_paragraph(request, document: Document, link: PassageLink, linked_words: LinkedWords):
    """Redirects to the paragraph that a correction moved the words to, since the link's fragment would take the browser
    to the old one. None where nothing moved. ``at`` keeps the redirect from repeating itself."""
    if linked_words.span is None:
        return None
    number = PassageLink.of_span(document.text, linked_words.span, 0).first
    if number == link.first or request.GET.get("at") == str(number):
        return None
    query = request.GET.copy()
    query["at"] = str(number)
    return redirect(f"{document.get_absolute_url()}?{query.urlencode()}#p{number}")


def version_url(document: Document, link: PassageLink, linked_words: LinkedWords) -> str:
    """The page of the earlier version that has the words; empty for the present text."""
    if linked_words.former_span is None or linked_words.version == document.text_version:
        return ""
    page = reverse("document_version", args=[document.slug, linked_words.version])
    return f"{page}?{link.query()}#p{link.first}"


def describe(document: Document, link: PassageLink, linked_words: LinkedWords) -> LinkNotice:
    """Returns a sentence on what became of the words; empty where the link is to the present text."""
    if linked_words.status is LinkStatus.SAME and not version_url(document, link, linked_words):
        return LinkNotice("")
    messages = {
        LinkStatus.SAME: _(
            "The text has been corrected since this link was made; these words are unchanged."
        ),
        LinkStatus.CHANGED: _("These words have been corrected since the link was made."),
        LinkStatus.REMOVED: _("The words of this link were removed from the text by a correction."),
        LinkStatus.UNCERTAIN: _(
            "The text has been corrected since this link was made, and the words are no longer in it "
            "in that form."
        ),
        LinkStatus.ABSENT: _(
            "The words of this link are not in the text. This is the paragraph it points to."
        ),
    }
    return LinkNotice(messages[linked_words.status], version_url(document, link, linked_words))


@dataclass(frozen=True)
class LinkedPassage:
    """What a page's template needs of a link. ``span`` is to be marked; None where the words are not in the text."""

    notice: LinkNotice
    span: Span | None = None
    citations: tuple[tuple[str, str], ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    record: Record | None = None


def linked_passage(
    request, document: Document, link: PassageLink, linked_words: LinkedWords
) -> LinkedPassage:
    if linked_words.span is None:
        return LinkedPassage(describe(document, link, linked_words))
    selection = SelectedWords(document, document.text, linked_words.span, document.text_version)
    record = selection.record(base_url(request))
    return LinkedPassage(
        describe(document, link, linked_words),
        linked_words.span,
        tuple(citations(record)),
        tuple(
            reference_files(
                f"{document.get_absolute_url()}passage", f"?{selection.link.query(with_words=False)}"
            )
        ),
        record,
    )


def marked_version(request, text: str) -> tuple[Span | None, list[Span]]:
    """Returns for the page of an earlier version the span that the address marks, None without one, and the spans of
    the paragraphs."""
    link = read_link(request)
    span = link.span_in(text) if isinstance(link, PassageLink) else None
    return span, paragraph_bounds(text)
