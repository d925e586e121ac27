"""Themes proposed for a span of a document's text. Nothing here writes."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.models import Document, StatementTheme
from archive.proposing.themes import ThemeFinder, ThemeProposal
from archive.search.cache import BoundedCache

from .json_endpoint import ApiError
from .proposal_views import read_offset
from .responses import json_response, readable_document
from .suggestions import theme_finder

MAX_SPAN = 20_000  # characters
_MAX_EXAMPLES = 2_000  # statements, the newest, so that an editor waits for a second at most
_finders: BoundedCache[tuple, ThemeFinder] = BoundedCache(8, max_age=600)


def propose_themes(request, document_id):
    """Lists up to three themes for ?start= to ?end=, the likeliest first, each with the reason."""
    document = Document.objects.get(pk=readable_document(request, document_id).pk)
    start, end = (read_offset(request.GET, name, 0) for name in ("start", "end"))
    if not start < end <= len(document.text):
        raise ApiError(400, _("“end” must be larger than “start” and inside the text."))
    themes = _finder(document).find(document.text[start : min(end, start + MAX_SPAN)])
    return json_response({"themes": [_serialize(theme) for theme in themes]})


def _finder(document: Document) -> ThemeFinder:
    """Made anew when a statement of the archive was given a theme, and after ten minutes."""
    newest = StatementTheme.objects.order_by("-pk").values_list("pk", flat=True).first()
    statements = list(document.statements.order_by("start").values_list("text", flat=True)[:300])
    key = (document.pk, document.text_version, newest, len(statements))
    return _finders.get_or_make(key, lambda: theme_finder(statements, limit=_MAX_EXAMPLES))


def _serialize(theme: ThemeProposal) -> dict[str, Any]:
    reasons = [_("words of “%s”") % theme.matched_name] if theme.matched_name else []
    if theme.example_count:
        reasons.append(
            ngettext(
                "like %d statement with this theme", "like %d statements with this theme", theme.example_count
            )
            % theme.example_count
        )
    return {
        "id": theme.id,
        "label": theme.label,
        "hint": ", ".join(reasons) or _("words of its scope note"),
    }
