"""JSON Lines: the search as the first object, then one for each record."""

import json
from collections.abc import Iterable, Iterator

from .description import Asked
from .records import Record

# JSON allows these as they are, and many readers of lines end a line there.
LINE_ENDS = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def write(records: Iterable[Record], asked: Asked) -> Iterator[str]:
    yield line({"type": "search", **search(asked)})
    for record in records:
        yield line(record.values())


def search(asked: Asked) -> dict:
    return {
        "query": asked.query,
        "unit": asked.unit,
        "total": asked.total,
        "retrieved": asked.moment,
        "url": asked.url,
        "notes": asked.notes,
    }


def line(value: dict) -> str:
    return json.dumps(value, ensure_ascii=False).translate(LINE_ENDS) + "\n"
