"""CSL-JSON (the data schema 1.0.2), which citation processors read. Each item carries its search in ``custom``."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from .description import SearchDescription
from .jsonlines import search_as_dict
from .records import Record
from .reference import Author, PartialDate, Reference, make_reference


def write(records: Iterable[Record], search: SearchDescription) -> Iterator[str]:
    custom = search_as_dict(search)
    yield "["
    separator = "\n"
    for record in records:
        yield separator + json.dumps(
            item(record, search.timestamp[:10]) | {"custom": custom}, ensure_ascii=False
        )
        separator = ",\n"
    yield "\n]\n"


def item(record: Record, accessed: str) -> dict[str, Any]:
    """``issued`` is when the document came out, ``event-date`` when the words were said; ``accessed`` is in ISO."""
    return (
        {"id": record.key}
        | reference_item(make_reference(record), record.known_language)
        | filled(
            {
                "abstract": record.text,
                "keyword": ", ".join(record.themes),
                "language": record.known_language,
                "note": record.remarks,
                "accessed": csl_date(PartialDate(accessed)),
            }
        )
    )


def reference_item(reference: Reference, language: str) -> dict[str, Any]:
    """What a style prints. Styles put English titles in headline capitals, which no quotation bears."""
    unchanged = str if language and not language.startswith("en") else no_case
    return filled(
        {
            "type": reference.type,
            "title": unchanged(reference.title),
            "author": [csl_name(reference.author)],
            "genre": reference.detail,
            "container-title": unchanged(reference.container)
            if reference.is_part_of_report
            else reference.container,
            "publisher": reference.publisher,
            "issued": csl_date(reference.issued),
            "event-title": reference.event,
            "event-place": reference.place,
            "event-date": csl_date(reference.said),
            "source": reference.database,
            "URL": reference.url,
        }
    )


def filled(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def no_case(title: str) -> str:
    """The markup of CSL-JSON for words whose case no style changes; citation processors and Zotero know it."""
    return f'<span class="nocase">{title}</span>' if title else ""


def csl_name(name: Author) -> dict[str, Any]:
    if not name.family:
        return {"literal": name.name}
    parts: dict[str, Any] = filled({"family": name.family, "given": name.given})
    return parts | ({"static-ordering": True} if name.family_first else {})


def csl_date(date: PartialDate) -> dict[str, Any]:
    if not date.iso:
        return {}
    parts: dict[str, Any] = {"date-parts": [date.numbers]}
    return parts | {"circa": True} if date.uncertain else parts
