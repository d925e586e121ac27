"""What became of something once public, in place of its files: the same as the page says, for programs and in plain
text."""

import re
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from archive.models import Withholding

from ..citations import base_url
from .tombstones import Tombstone

_PAGE = re.compile(r"/\w+/[\w-]+")  # of the address of a file: that of the page beside it


def gone_file(request, tombstone: Tombstone) -> HttpResponse | None:
    """Returns the answer with status 410 to the address of a file; None where the address is that of a page. Caches
    know answers by their addresses alone, so the ending decides, not the Accept header."""
    if request.path.endswith("/"):
        return None
    body = tombstone_as_dict(tombstone)
    response: HttpResponse
    if request.path.endswith(".json"):
        response = JsonResponse(
            {"status": 410, **body}, status=410, json_dumps_params={"ensure_ascii": False}
        )
    else:
        text = _as_text(body, tombstone, base_url(request) + _PAGE.match(request.path).group() + "/")
        response = HttpResponse(text, status=410, content_type="text/plain; charset=utf-8")
    response["X-Robots-Tag"] = "noindex"
    return response


def describe_withholding(withholding: Withholding) -> dict[str, str]:
    return {
        "reason": str(withholding.get_reason_display()),
        "note": withholding.note,
        "since": withholding.created_at.isoformat(),
    }


def tombstone_as_dict(tombstone: Tombstone) -> dict[str, Any]:
    """Names and words are empty where they are withheld; ``wordings`` are a statement's, the last first."""
    state = tombstone.state if tombstone.kind == "statement" else None
    document = tombstone.document or {}
    return {
        "kind": tombstone.kind,
        "id": tombstone.object_id,
        "explanation": str(tombstone.explanation),
        "until": tombstone.until.isoformat(),
        "withheld": tombstone.withholding and describe_withholding(tombstone.withholding),
        "title": tombstone.title,
        "voice": tombstone.voice.get("name", ""),
        "attribution": state.attribution if state else "",
        "document": document.get("title", ""),
        "source": document.get("source", tombstone.source),
        "language": document.get("language", ""),
        "wordings": [_describe_wording(period) for period in tombstone.wordings],
        "text": tombstone.text,
    }


def _describe_wording(period: Any) -> dict[str, Any]:
    return {
        "text": period.words,
        "since": period.since.isoformat(),
        "until": period.until.isoformat(),
        "first_version": period.first_version,
        "last_version": period.last_version,
        "public_note": period.public_note or "",
    }


def _as_text(body: dict[str, Any], tombstone: Tombstone, address: str) -> str:
    """For whoever reads what a reference manager or a script received for a file."""
    withheld = body["withheld"] or {}
    lines = [
        f"410 · {_('No longer published')}: {address}",
        f"{body['explanation']} {_('It was published until %(date)s.') % {'date': date_format(tombstone.until)}}",
        " ".join(filter(None, [withheld.get("reason"), withheld.get("note")])),
        body["title"],
        *(f"“{wording['text']}”" for wording in body["wordings"]),
        ", ".join(filter(None, [body["voice"], body["document"], body["source"]])),
    ]
    return "\n".join(filter(None, lines)) + "\n"
