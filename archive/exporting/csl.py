"""CSL-JSON (the data schema 1.0.2), which citation processors read. Each item carries its search in ``custom``."""

import json
from collections.abc import Iterable, Iterator

from .description import Asked
from .jsonlines import search
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


def write(records: Iterable[Record], asked: Asked) -> Iterator[str]:
    custom = search(asked)
    yield "["
    between = "\n"
    for record in records:
        yield between + json.dumps(item(record, asked) | {"custom": custom}, ensure_ascii=False)
        between = ",\n"
    yield "\n]\n"


def item(record: Record, asked: Asked) -> dict:
    """``issued`` is when the document came out, ``event-date`` when the words were said."""
    values = {
        "title": record.title,
        "author": [author(record)] if record.author else [],
        "container-title": record.document,
        "publisher": record.source,
        "issued": date(record.issued),
        "event-title": record.event,
        "event-place": record.place,
        "event-date": date(record.date, record.date_uncertain),
        "genre": record.attribution_label,
        "abstract": record.text,
        "keyword": ", ".join(record.themes),
        "language": record.language,
        "note": record.remarks,
        "source": "Verbatim",
        "URL": record.url,
        "accessed": date(asked.moment[:10]),
    }
    known = {name: value for name, value in values.items() if value}
    return {"id": record.key, "type": TYPES.get(record.document_kind, "document"), **known}


def author(record: Record) -> dict:
    if record.family_name:
        parts = {"family": record.family_name, "given": record.given_name}
        return {name: part for name, part in parts.items() if part}
    return {"literal": record.author}


def date(iso: str, uncertain: bool = False) -> dict:
    if not iso:
        return {}
    parts = {"date-parts": [[int(part) for part in iso.split("-")]]}
    return parts | {"circa": True} if uncertain else parts
