"""Puts a statement on words of its document's text."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.editing.errors import EditError, field_error
from archive.models import Document, Statement
from archive.text.spans import SpanError, SpanProblem, TextSlice, normalise_span


def window_around(document: Document, start: int, end: int) -> TextSlice:
    """The paragraphs around the span, with their offset in the text; one query."""
    return TextSlice(*document.text_around(start, end))


def anchor(
    statement: Statement, start: int, end: int, window: TextSlice | None = None, empty_message: str = ""
) -> None:
    """Sets the statement's span and words; spaces at either end are left out. Raises EditError under ``words``. One
    query where no ``window`` is given.

    ``empty_message`` replaces the message for a span that contains only spaces.
    """
    window = window or window_around(statement.document, start, end)
    try:
        statement.start, statement.end = normalise_span(window, start, end)
    except SpanError as error:
        if empty_message and error.problem == SpanProblem.ONLY_SPACES:
            raise field_error("words", empty_message) from error
        raise span_error(error) from error
    statement.text = window.text_of(statement.start, statement.end)


def span_error(error: SpanError) -> EditError:
    if error.problem == SpanProblem.TOO_LONG:
        message = ngettext(
            "This is %(n)s character; a statement has at most %(most)s.",
            "These are %(n)s characters; a statement has at most %(most)s.",
            error.length,
        )
        return field_error("words", message % {"n": f"{error.length:,}", "most": f"{error.max_length:,}"})
    return field_error("words", MESSAGES[error.problem]() % {"start": error.start, "end": error.end})


MESSAGES = {
    SpanProblem.BACKWARDS: lambda: _("The span %(start)d to %(end)d is empty: it must end after it starts."),
    SpanProblem.OUTSIDE: lambda: _("The span %(start)d to %(end)d is outside the text."),
    SpanProblem.ONLY_SPACES: lambda: _("The span %(start)d to %(end)d contains only spaces; select words."),
    SpanProblem.CUTS_START: lambda: _(
        "The selection starts inside a character, at %(start)d; select the whole character."
    ),
    SpanProblem.CUTS_END: lambda: _(
        "The selection ends inside a character, at %(end)d; select the whole character."
    ),
}
