"""The search table made equal to its definition, and the proof that it is."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from django.contrib.postgres.indexes import GinIndex
from django.db import connection, connections, transaction

from archive.models import SearchName, SearchRow

from .engine import postings

CHUNK = 2_000
COLUMNS = [f.attname for f in SearchRow._meta.fields if f.attname not in ("id", "unit", "object_id")]
NOUNS = {noun: f"archive_{noun}" for noun in ("speaker", "event", "theme", "document")}
UNITS = {SearchRow.Unit.STATEMENT: "archive_statement", SearchRow.Unit.PASSAGE: "archive_passage"}

DIFFERENCES = f"""
SELECT CASE unit WHEN 1 THEN 'statement' ELSE 'passage' END, object_id,
       CASE WHEN t.document_id IS NULL THEN 'missing' WHEN v.document_id IS NULL THEN 'surplus' ELSE 'stale' END
FROM archive_search_definition v FULL JOIN archive_search t USING (unit, object_id)
WHERE ({", ".join(f"v.{c}" for c in COLUMNS)}) IS DISTINCT FROM ({", ".join(f"t.{c}" for c in COLUMNS)})
UNION ALL
SELECT model_name, object_id,
       CASE WHEN t.words IS NULL THEN 'missing' WHEN v.words IS NULL THEN 'surplus' ELSE 'stale' END
FROM archive_search_name_definition v FULL JOIN archive_search_name t USING (model_name, object_id)
WHERE (v.words, v.family) IS DISTINCT FROM (t.words, t.family)
ORDER BY 1, 2
"""


@dataclass(frozen=True)
class Check:
    """What differs between tables and definitions: (unit or noun, id of the object, what is wrong)."""

    differences: list[tuple[str, int, str]] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.differences

    def count(self, what: str) -> int:
        return sum(kind == what for _what, _pk, kind in self.differences)


def check() -> Check:
    with connection.cursor() as cursor:
        cursor.execute(DIFFERENCES)
        return Check(cursor.fetchall())


def counts() -> dict[str, int]:
    """Rows by unit: ``{"statement": 175, "passage": 410}``."""
    return {unit.name.lower(): SearchRow.objects.filter(unit=unit).count() for unit in SearchRow.Unit}


def rebuild() -> Iterator[int]:
    """Bring every row in line, a chunk a transaction, and yield the rows looked at; the search goes on meanwhile."""
    for noun, table in NOUNS.items():
        for ids in [*chunks(table), strays(noun, table)]:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT archive_acquire_write_lock()")
                cursor.execute("SELECT archive_search_name_refresh(%s, %s)", [noun, ids])
    for unit, table in UNITS.items():
        for ids in chunks(table):
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT archive_acquire_write_lock()")
                cursor.execute("SELECT archive_search_refresh(%s::smallint, %s)", [unit, ids])
            yield len(ids)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT archive_acquire_write_lock()")
            cursor.execute(
                "SELECT archive_search_refresh(%s::smallint, ARRAY("
                "SELECT object_id FROM archive_search t WHERE unit = %s"
                f" AND NOT EXISTS (SELECT 1 FROM {table} o WHERE o.id = t.object_id)))",
                [unit, unit],
            )
    finish()


def build() -> Iterator[int]:
    """Empty the table and fill it on several connections, words indexed last; yields the rows written.

    Several times as fast as ``rebuild``, for an archive that nobody reads meanwhile: after a restore or a bulk load.
    Nobody can write meanwhile. Cut short, it leaves a table that ``rebuild`` completes.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext('archive_search'))")
        try:
            words = [index for index in SearchRow._meta.indexes if isinstance(index, GinIndex)]
            with connection.schema_editor() as editor:
                editor.execute("TRUNCATE archive_search, archive_search_name RESTART IDENTITY")
                editor.execute("INSERT INTO archive_search_name SELECT * FROM archive_search_name_definition")
                for index in words:
                    editor.remove_index(SearchRow, index)
            cursor.execute("ANALYZE archive_search_name")
            try:
                yield from filled()
            finally:
                with connection.schema_editor() as editor:
                    editor.execute("SET LOCAL maintenance_work_mem = '512MB'")
                    for index in words:
                        editor.add_index(SearchRow, index)
            finish()
        finally:
            cursor.execute("SELECT pg_advisory_unlock(hashtext('archive_search'))")


def filled() -> Iterator[int]:
    with ThreadPoolExecutor(min(os.cpu_count() or 1, 4)) as pool:
        yield from pool.map(fill, ((unit, ids) for unit, table in UNITS.items() for ids in chunks(table)))
        list(pool.map(lambda _: connections.close_all(), range(pool._max_workers)))


def fill(chunk: tuple[int, list[int]]) -> int:
    unit, ids = chunk
    columns = ", ".join(["unit", "object_id", *COLUMNS])
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO archive_search ({columns}) SELECT {columns} FROM archive_search_definition"
            " WHERE unit = %s AND object_id = ANY (%s) ORDER BY object_id",
            [unit, ids],
        )
    return len(ids)


def finish() -> None:
    """After all rows: what the search keeps beside them."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE archive_search")
    forget_changes()
    postings.build()


def forget_changes() -> None:
    """Whoever has not read them yet reads the whole table anew."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM archive_search_change WHERE transaction < pg_snapshot_xmin(pg_current_snapshot())"
        )
        cursor.execute("INSERT INTO archive_search_change (row_ids) VALUES (NULL)")


def strays(noun: str, table: str) -> list[int]:
    """The ids of nouns that are no more."""
    kept = SearchName.objects.filter(model_name=noun).values_list("object_id", flat=True)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {table}")
        return sorted(set(kept) - {pk for (pk,) in cursor.fetchall()})


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
