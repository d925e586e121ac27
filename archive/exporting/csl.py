"""CSL-JSON (the data schema 1.0.2), which citation processors read. Each item carries its search in ``custom``."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from .description import SearchDescription
from .jsonlines import search_as_dict
from .records import Record

TYPES = {
    "speech": "speech",
    "readout": "webpage",
    "press_conference": "interview",
    "news_report": "article-newspaper",
    "commentary": "article-newspaper",
    "joint_statement": "document",
    "press_release": "webpage",
    "policy": "report",
    "transcript": "speech",
    "report": "report",
}


def write(records: Iterable[Record], search: SearchDescription) -> Iterator[str]:
    custom = search_as_dict(search)
    yield "["
    separator = "\n"
    for record in records:
        yield separator + json.dumps(item(record, search) | {"custom": custom}, ensure_ascii=False)
        separator = ",\n"
    yield "\n]\n"


def item(record: Record, search: SearchDescription) -> dict[str, Any]:
    """``issued`` is when the document came out, ``event-date`` when the words were said."""
    values = {
        "title": record.title,
        "author": [author(record)] if record.author else [],
        "container-title": record.document,
        "publisher": record.source,
        "issued": csl_date(record.issued),
        "event-title": record.event,
        "event-place": record.place,
        "event-date": csl_date(record.date, record.date_uncertain),
        "genre": record.attribution_label,
        "abstract": record.text,
        "keyword": ", ".join(record.themes),
        "language": record.known_language,
        "note": record.remarks,
        "source": "Verbatim",
        "URL": record.url,
        "accessed": csl_date(search.timestamp[:10]),
    }
    filled = {name: value for name, value in values.items() if value}
    return {"id": record.key, "type": TYPES.get(record.document_kind, "document"), **filled}


def author(record: Record) -> dict[str, Any]:
    if record.family_name:
        parts = {"family": record.family_name, "given": record.given_name}
        return {name: part for name, part in parts.items() if part}
    return {"literal": record.author}


def csl_date(iso: str, uncertain: bool = False) -> dict[str, Any]:
    if not iso:
        return {}
    parts = {"date-parts": [[int(part) for part in iso.split("-")]]}
    return parts | {"circa": True} if uncertain else parts
