"""The preview picture of a statement, drawn on request and cached like a page until the archive changes."""

from functools import lru_cache

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from archive.exporting.metadata.card import CardError, draw_card, is_drawable
from archive.exporting.provenance import role_display, speaker_name
from archive.exporting.reference import QUOTATIONS
from archive.models import Statement

from ..permanence.views import gone_statement


@require_safe
def statement_card_image(request, pk):
    statement = Statement.objects.published().for_page().filter(pk=pk).first()
    if statement is None:
        return gone_statement(request, pk)
    is_quotation = statement.attribution in QUOTATIONS
    picture = draw_or_none(*card_texts(statement), is_quotation)
    if picture is None:
        raise Http404
    response = HttpResponse(picture, content_type="image/png")
    response["X-Robots-Tag"] = "noindex"
    return response


def card_address(statement: Statement) -> str:
    """The address of the picture; empty where this machine lacks fonts for the statement."""
    return reverse("statement_card_image", args=[statement.pk]) if is_drawable(*card_texts(statement)) else ""


def card_texts(statement: Statement) -> tuple[str, str, str, str]:
    document = statement.document
    role = role_display(statement) if statement.speaker else ""
    speaker = ", ".join(filter(None, [speaker_name(statement), role]))
    label = str(statement.get_attribution_display())
    source_line = " · ".join(filter(None, [label, document.source.name, str(statement.date_display)]))
    return statement.text, speaker, source_line, document.language


@lru_cache(maxsize=64)
def draw_or_none(
    words: str, speaker: str, source_line: str, language: str, is_quotation: bool
) -> bytes | None:
    """The PNG; None where a font is missing."""
    try:
        return draw_card(words, speaker, source_line, language, is_quotation)
    except CardError:
        return None
