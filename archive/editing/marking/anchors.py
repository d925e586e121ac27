"""Puts a statement on words of its document's text."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.editing.errors import EditError, field_error
from archive.models import Document, Statement
from archive.text.spans import Flaw, SpanRefused, Stretch, settled


def window_around(document: Document, start: int, end: int) -> Stretch:
    """The paragraphs there; one query."""
    return Stretch(*document.text_around(start, end))


def anchor(
    statement: Statement, start: int, end: int, window: Stretch | None = None, no_words: str = ""
) -> None:
    """Without the spaces at either end. Raises EditError under ``words``; one query where no window is given.

    ``no_words`` is what to say of a span with nothing but spaces.
    """
    window = window or window_around(statement.document, start, end)
    try:
        statement.start, statement.end = settled(window, start, end)
    except SpanRefused as error:
        if no_words and error.flaw == Flaw.BLANK:
            raise field_error("words", no_words) from error
        raise span_error(error) from error
    statement.text = window.words(statement.start, statement.end)


def span_error(error: SpanRefused) -> EditError:
    if error.flaw == Flaw.TOO_LONG:
        message = ngettext(
            "This is %(n)s character; a statement has at most %(most)s.",
            "These are %(n)s characters; a statement has at most %(most)s.",
            error.length,
        )
        return field_error("words", message % {"n": f"{error.length:,}", "most": f"{error.longest:,}"})
    return field_error("words", MESSAGES[error.flaw]() % {"start": error.start, "end": error.end})


MESSAGES = {
    Flaw.BACKWARDS: lambda: _(
        "The span %(start)d to %(end)d has no words: it ends where it starts, or before."
    ),
    Flaw.OUTSIDE: lambda: _("The span %(start)d to %(end)d lies outside the text."),
    Flaw.BLANK: lambda: _("There are only spaces from %(start)d to %(end)d; select words."),
    Flaw.CUTS_START: lambda: _(
        "The selection starts inside a character, at %(start)d; select the whole character."
    ),
    Flaw.CUTS_END: lambda: _(
        "The selection ends inside a character, at %(end)d; select the whole character."
    ),
}
