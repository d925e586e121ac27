"""The search table made equal to its definition, and the proof that it is."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import connection, transaction

from archive.models import SearchRow

CHUNK = 2_000
COLUMNS = [f.column for f in SearchRow._meta.fields if f.column not in ("id", "unit", "object_id")]
UNITS = {SearchRow.Unit.STATEMENT: "archive_statement", SearchRow.Unit.PASSAGE: "archive_passage"}

DIFFERENCES = f"""
SELECT unit, object_id,
       CASE WHEN t.document_id IS NULL THEN 'missing' WHEN v.document_id IS NULL THEN 'surplus' ELSE 'stale' END
FROM archive_search_definition v FULL JOIN archive_search t USING (unit, object_id)
WHERE ({", ".join(f"v.{c}" for c in COLUMNS)}) IS DISTINCT FROM ({", ".join(f"t.{c}" for c in COLUMNS)})
ORDER BY unit, object_id
"""


@dataclass(frozen=True)
class Check:
    """What differs between table and definition: (unit, id of the object, what is wrong)."""

    differences: list[tuple[int, int, str]] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.differences

    def count(self, what: str) -> int:
        return sum(kind == what for _unit, _pk, kind in self.differences)


def check() -> Check:
    with connection.cursor() as cursor:
        cursor.execute(DIFFERENCES)
        return Check(cursor.fetchall())


def counts() -> dict[str, int]:
    """Rows by unit: ``{"statement": 175, "passage": 410}``."""
    return {unit.name.lower(): SearchRow.objects.filter(unit=unit).count() for unit in SearchRow.Unit}


def rebuild() -> Iterator[int]:
    """Bring every row in line, a chunk a transaction, and yield the rows looked at; the search goes on meanwhile."""
    for unit, table in UNITS.items():
        for ids in chunks(table):
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT archive_search_refresh(%s::smallint, %s)", [unit, ids])
            yield len(ids)
        with connection.cursor() as cursor:
            cursor.execute(
                f"DELETE FROM archive_search t WHERE unit = %s"
                f" AND NOT EXISTS (SELECT 1 FROM {table} o WHERE o.id = t.object_id)",
                [unit],
            )


def chunks(table: str) -> Iterator[list[int]]:
    last = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT id FROM {table} WHERE id > %s ORDER BY id LIMIT %s", [last, CHUNK])
            ids = [pk for (pk,) in cursor.fetchall()]
        if not ids:
            return
        yield ids
        last = ids[-1]


def total() -> int:
    """How many rows the definition has, for a progress bar."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM archive_statement) + (SELECT count(*) FROM archive_passage)"
        )
        return cursor.fetchone()[0]
