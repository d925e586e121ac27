"""What became of something once public, for programs: the same as the page says."""

from typing import Any

from django.http import JsonResponse

from archive.models import Withholding

from .tombstones import Tombstone


def wants_file_of_json(request) -> bool:
    """By its address alone, since answers are cached by that."""
    return request.path.endswith(".json")


def gone_response(body: dict[str, Any]) -> JsonResponse:
    response = JsonResponse({"status": 410, **body}, status=410, json_dumps_params={"ensure_ascii": False})
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
