"""One way for editors to write a document's text, whatever hangs on it."""

from django.contrib import messages
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import ngettext

from archive.editing.corrections import correct_text
from archive.models import Orphan


def correct_words(document, text: str, by=None, reason: str = "") -> None:
    """Write the text; statements move with their words, and those whose words are gone wait in the queue."""
    correct_text(document, text, by=by, reason=reason)


def warn_of_orphans(request, document) -> None:
    """Tells where to go on when statements of the document wait for a place."""
    waiting = Orphan.objects.pending().filter(statement__document=document).count()
    if waiting:
        said = ngettext(
            "%(n)d statement of this text needs a place.",
            "%(n)d statements of this text need a place.",
            waiting,
        )
        url = f"{reverse('admin:archive_statement_needs_place')}?document={document.pk}"
        link = format_html('<a href="{}">{}</a>', url, said % {"n": waiting})
        messages.warning(request, link)
