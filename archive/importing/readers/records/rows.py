"""The rows of a file of documents, whatever it is written in."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from archive.importing.errors import ImportDocumentError, abbreviate
from archive.importing.parsed_document import Refusal

MAX_ROWS = 5_000
MAX_COLUMNS = 500
_FLATTENED = 3  # levels of objects in objects whose values become columns, as “source.name”


@dataclass(frozen=True)
class Row:
    """`name` is what an editor knows it by (“row 17”); `values` are by column: text, or what JSON has."""

    name: str
    values: Mapping[str, Any]


@dataclass
class Table:
    """`columns` in the order of the file; `refusals` are rows that are not even rows."""

    columns: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)

    def add_object(self, name: str, values: Mapping[str, Any]) -> None:
        """An object of JSON; objects in it are columns of their own."""
        flat = dict(_flat(values, "", _FLATTENED))
        self.columns += [column for column in flat if column not in self._known]
        self._known.update(flat)
        self.rows.append(Row(name, flat))

    def __post_init__(self) -> None:
        self._known = set(self.columns)

    def check(self, name: str) -> None:
        """Raises ImportDocumentError for more than a page can show."""
        count = len(self.rows) + len(self.refusals)
        if count > MAX_ROWS:
            raise ImportDocumentError(
                f"{name} has {count:,} rows; the limit is {MAX_ROWS:,}. Divide it into smaller files."
            )
        if len(self.columns) > MAX_COLUMNS:
            raise ImportDocumentError(
                f"{name} has {len(self.columns):,} columns; the limit is {MAX_COLUMNS}: it is no table of documents."
            )


def unique_names(names: Iterable[str]) -> list[str]:
    """The names in their order, with repeated ones numbered: “text”, “text (2)”."""
    result: dict[str, None] = {}
    numbers: Counter[str] = Counter()
    for name in names:
        unique = name
        while unique in result:
            numbers[name] += 1
            unique = f"{abbreviate(name)} ({numbers[name] + 1})"
        result[unique] = None
    return list(result)


def _flat(values: Mapping[str, Any], prefix: str, depth: int) -> list[tuple[str, Any]]:
    pairs: list[tuple[str, Any]] = []
    for key, value in values.items():
        if isinstance(value, dict) and depth > 1:
            pairs += _flat(value, f"{prefix}{key}.", depth - 1)
        else:
            pairs.append((f"{prefix}{key}", value))
    return pairs
