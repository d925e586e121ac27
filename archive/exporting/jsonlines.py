"""JSON Lines: the search as the first object, then one for each record."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from .description import SearchDescription
from .records import Record

# JSON allows these as they are, and many readers of lines end a line there.
LINE_ENDS = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def write(records: Iterable[Record], search: SearchDescription) -> Iterator[str]:
    yield line({"type": "search", **search_as_dict(search)})
    for record in records:
        yield line(record.as_dict())


def search_as_dict(search: SearchDescription) -> dict[str, Any]:
    return {
        "query": search.query,
        "unit": search.unit,
        "total": search.total,
        "retrieved": search.timestamp,
        "url": search.url,
        "notes": search.notes,
        "nearest": search.is_nearest,
        "nearest_rows": search.nearest_rows,
        "more_by_names": search.more_by_names,
        "did_you_mean": search.did_you_mean,
    }


def line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False).translate(LINE_ENDS) + "\n"
