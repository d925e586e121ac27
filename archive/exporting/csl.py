"""CSL-JSON (the data schema 1.0.2), which citation processors read. Each item carries its search in ``custom``."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from .bibliography import NEWSPAPER_KINDS, Author, author, locator, title
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
        "title": title(record),
        "author": [csl_name(author(record))],
        **containers(record),
        "section": locator(record),
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


def containers(record: Record) -> dict[str, str]:
    """The paper in which a report stands, or the document and who published it."""
    if record.document_kind in NEWSPAPER_KINDS:
        return {"container-title": record.source, "volume-title": record.document}
    return {"container-title": record.document, "publisher": record.source}


def csl_name(name: Author) -> dict[str, str]:
    if name.family:
        return {key: part for key, part in (("family", name.family), ("given", name.given)) if part}
    return {"literal": name.name}


def csl_date(iso: str, uncertain: bool = False) -> dict[str, Any]:
    if not iso:
        return {}
    parts = {"date-parts": [[int(part) for part in iso.split("-")]]}
    return parts | {"circa": True} if uncertain else parts
