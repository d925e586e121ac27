"""CSL-JSON (the data schema 1.0.2), which citation processors read. Each item carries its search in ``custom``."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from .authorship import Author
from .description import SearchDescription
from .jsonlines import search_as_dict
from .records import Record
from .reference import PartialDate, Reference, make_reference


def write(records: Iterable[Record], search: SearchDescription) -> Iterator[str]:
    """A JSON array of CSL items, one a piece; each has the search and its notes as ``custom``."""
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
    """``accessed`` is an ISO date; ``issued`` is the date of the document, ``event-date`` that of the words."""
    return (
        {"id": record.citation_key}
        | reference_item(make_reference(record), record.known_language)
        | drop_empty(
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
    """The fields that styles print. Styles capitalise English titles, which would change a quotation."""
    unchanged = str if language and not language.startswith("en") else nocase_markup
    return drop_empty(
        {
            "type": reference.type,
            "title": unchanged(reference.title),
            "author": [csl_name(reference.author)] if reference.author.name else [],
            "translator": [{"literal": reference.translator}] if reference.translator else [],
            "genre": reference.detail,
            "container-title": unchanged(reference.container)
            if reference.is_part_of_report
            else reference.container,
            "publisher": reference.publisher,
            "issued": csl_date(reference.issued),
            "event-title": reference.event,
            "event-place": reference.place,
            "event-date": csl_date(reference.event_date),
            "source": reference.database,
            "URL": reference.url,
        }
    )


def drop_empty(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def nocase_markup(title: str) -> str:
    """CSL-JSON markup for words whose case no style may change; citation processors and Zotero support it."""
    return f'<span class="nocase">{title}</span>' if title else ""


def csl_name(name: Author) -> dict[str, Any]:
    if not name.family:
        return {"literal": name.name}
    parts: dict[str, Any] = drop_empty({"family": name.family, "given": name.given, "suffix": name.suffix})
    if name.family[:1].islower():  # else Chicago's style would list “von der Leyen, Ursula” under L
        parts["parse-names"] = False
    return parts | ({"static-ordering": True} if name.family_first else {})


def csl_date(date: PartialDate) -> dict[str, Any]:
    if not date.iso:
        return {}
    parts: dict[str, Any] = {"date-parts": [date.numbers]}
    return parts | {"circa": True} if date.uncertain else parts
