"""One way for editors to write a document's text, whatever hangs on it."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive.annotating.anchors import TextRefused, Why, correct_text

from .rules import Refusal

NAMED = 12  # statements that are named one by one
REASONS = {
    Why.TOUCHED: gettext_lazy("the correction changes its words"),
    Why.UNSURE: gettext_lazy(
        "its words stand in several places and the correction does not tell which is meant"
    ),
    Why.STRANDED: gettext_lazy("too much of what stood around its words is gone"),
    Why.GONE: gettext_lazy("its passage is deleted, and no words like it stand anywhere"),
}


def correct_words(document, text: str) -> None:
    """Write the text; statements move with their words. Raises Refusal when the correction touches a statement."""
    if not document.statements.exists():
        document.text = text
        document.save()
        return
    try:
        correct_text(document, text)
    except TextRefused as refused:
        raise Refusal("text", reasons(refused.touched)) from refused


def reasons(touched) -> list[str]:
    said = ngettext(
        "The text was not changed: %(n)d statement stands in the way. Mark it anew or delete it first.",
        "The text was not changed: %(n)d statements stand in the way. Mark them anew or delete them first.",
        len(touched),
    )
    lines = [said % {"n": len(touched)}, *map(reason, touched[:NAMED])]
    if len(touched) > NAMED:
        lines.append(_("… and %(n)d more.") % {"n": len(touched) - NAMED})
    return lines


def reason(one) -> str:
    url = reverse("admin:archive_statement_change", args=[one.statement.pk])
    words = Truncator(one.statement.text).chars(80)
    return format_html('<a href="{}">“{}”</a>: {}', url, words, REASONS[one.why])
