"""Checks, repairs and rebuilds the search table against its definition."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from archive.models import Document, Passage, SearchName, SearchRow

from .engine import postings
from .engine.vocabulary import table as word_table
from .pending_refresh import pending_rows

CHUNK = 2_000  # rows of one transaction
COLUMNS = [f.attname for f in SearchRow._meta.fields if f.attname not in ("id", "unit", "object_id")]
NAMED_TABLES = {name: f"archive_{name}" for name in ("speaker", "event", "theme", "document")}
UNIT_TABLES = {SearchRow.Unit.STATEMENT: "archive_statement", SearchRow.Unit.PASSAGE: "archive_passage"}

# Of rows by their ids: the definition of all at once, joined with the table, took minutes where this takes seconds.
ROW_DIFFERENCES = f"""
WITH v AS (SELECT * FROM archive_search_definition WHERE unit = %(unit)s AND object_id = ANY (%(ids)s)),
     t AS (SELECT * FROM archive_search WHERE unit = %(unit)s AND object_id = ANY (%(ids)s))
SELECT object_id,
       CASE WHEN t.document_id IS NULL THEN 'missing' WHEN v.document_id IS NULL THEN 'surplus' ELSE 'stale' END
FROM v FULL JOIN t USING (unit, object_id)
WHERE ({", ".join(f"v.{c}" for c in COLUMNS)}) IS DISTINCT FROM ({", ".join(f"t.{c}" for c in COLUMNS)})
"""
NAME_DIFFERENCES = """
SELECT model_name, object_id,
       CASE WHEN t.family IS NULL THEN 'missing' WHEN v.family IS NULL THEN 'surplus' ELSE 'stale' END
FROM archive_search_name_definition v FULL JOIN archive_search_name t USING (model_name, object_id)
WHERE (v.family, v.vector, v.editorial) IS DISTINCT FROM (t.family, t.vector, t.editorial)
"""
FILL_NAMES = """
INSERT INTO archive_search_name (model_name, object_id, family, vector, editorial)
SELECT model_name, object_id, family, vector, editorial FROM archive_search_name_definition
"""


@dataclass(frozen=True)
class Check:
    """The differences between the tables and their definitions.

    ``differences`` are (unit or model and id of the object, or "word" and its language, or "postings" and their unit
    and word; "missing", "stale" or "surplus"). ``waiting`` stale rows, which follow a rename in batches, and
    ``unused_words``, left by deleted texts, are no faults.
    """

    differences: list[tuple[str, int | str, str]] = field(default_factory=list)
    waiting: int = 0
    unused_words: int = 0

    @property
    def ok(self) -> bool:
        return not self.differences

    def count(self, problem: str) -> int:
        return sum(kind == problem for _kind, _pk, kind in self.differences)


def check() -> Check:
    """Compares all rows, words and posting lists with their definitions; reads the whole table. Rows that wait for a
    batch are no fault."""
    differences = sorted([*row_differences(), *fetch(NAME_DIFFERENCES, [])])
    stale = {difference[:2] for difference in differences if difference[2] == "stale"}
    pending = pending_rows() if stale else set()
    waiting = pending | refreshed_since(stale - pending)
    faults = [
        difference for difference in differences if difference[2] != "stale" or difference[:2] not in waiting
    ]
    words, unused = word_table.differences()
    problems = [("word", name, problem) for name, problem in words]
    problems += [("postings", name, problem) for name, problem in postings.differences()]
    return Check(faults + problems, len(differences) - len(faults), unused)


def row_differences() -> Iterator[tuple[str, int, str]]:
    """A chunk of rows at a time, each as it is at one moment; those of deleted objects last."""
    for unit, table in UNIT_TABLES.items():
        name = unit.name.lower()
        for ids in id_chunks(table):
            for object_id, problem in fetch(ROW_DIFFERENCES, {"unit": unit, "ids": ids}):
                yield name, object_id, problem
        for (object_id,) in fetch(deleted_rows(table), [unit]):
            yield name, object_id, "surplus"


def refreshed_since(stale: set[tuple[str, int]]) -> set[tuple[str, int]]:
    """Returns those of the stale rows, (unit, id), that now equal their definition: a batch may reach a row after it
    was compared, and then no longer lists it as waiting."""
    refreshed_ids = set()
    for unit in UNIT_TABLES:
        ids = sorted(pk for name, pk in stale if name == unit.name.lower())
        for first in range(0, len(ids), CHUNK):
            chunk = ids[first : first + CHUNK]
            differing = {pk for pk, _problem in fetch(ROW_DIFFERENCES, {"unit": unit, "ids": chunk})}
            refreshed_ids |= {(unit.name.lower(), pk) for pk in chunk if pk not in differing}
    return refreshed_ids


def deleted_rows(table: str) -> str:
    """A query for the ids of the rows of a unit whose objects exist no more."""
    return (
        "SELECT object_id FROM archive_search t WHERE unit = %s"
        f" AND NOT EXISTS (SELECT FROM {table} o WHERE o.id = t.object_id)"
    )


def fetch(query: str, values: Any) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


def documents_without_passages() -> list[int]:
    """Returns the ids of documents without passages. Every document has a text, so there should be none."""
    documents = Document.objects.filter(~Exists(Passage.objects.filter(document=OuterRef("pk"))))
    return list(documents.order_by("pk").values_list("pk", flat=True))


def count_rows() -> dict[str, int]:
    """Returns the number of rows by unit: ``{"statement": 175, "passage": 410}``."""
    return {unit.name.lower(): SearchRow.objects.filter(unit=unit).count() for unit in SearchRow.Unit}


def expected_rows() -> int:
    """Returns how many rows the definition has, for a progress bar."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM archive_statement) + (SELECT count(*) FROM archive_passage)"
        )
        return cursor.fetchone()[0]


def repair() -> Iterator[int]:
    """Refreshes every row, a chunk per transaction, and yields the number of rows checked; searches go on meanwhile."""
    for model_name, table in NAMED_TABLES.items():
        for ids in [*id_chunks(table), deleted_ids(model_name, table)]:
            refresh("archive_search_name_refresh(%s, %s)", [model_name, ids])
    for unit, table in UNIT_TABLES.items():
        for ids in id_chunks(table):
            refresh("archive_search_refresh(%s::smallint, %s)", [unit, ids])
            yield len(ids)
        refresh(f"archive_search_refresh(%s::smallint, ARRAY({deleted_rows(table)}))", [unit, unit])
    complete()


def refresh(call: str, values: list) -> None:
    """One call of a function of the database, in a transaction of its own that waits for other writers."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT archive_acquire_write_lock()")
        cursor.execute(f"SELECT {call}", values)


def rebuild_postings() -> int:
    """Makes the posting lists and pair lists again and returns how many words have one; 0 where another process is
    making them."""
    return postings.build_outdated()


def rebuild() -> Iterator[int]:
    """Empties the table and fills it on several connections, words indexed last; yields the rows written.

    Several times as fast as ``repair``; for use after a restore or a bulk load, since searches are incomplete and
    writes wait meanwhile. If it is interrupted, ``repair`` completes the table.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext('archive_search'))")
        try:
            word_indexes = [index for index in SearchRow._meta.indexes if isinstance(index, GinIndex)]
            with connection.schema_editor() as editor:
                editor.execute("TRUNCATE archive_search, archive_search_name RESTART IDENTITY")
                editor.execute("DELETE FROM archive_search_pending")
                editor.execute(FILL_NAMES)
                for index in word_indexes:
                    editor.remove_index(SearchRow, index)
            cursor.execute("ANALYZE archive_search_name")
            try:
                yield from insert_all()
            finally:
                with connection.schema_editor() as editor:
                    editor.execute("SET LOCAL maintenance_work_mem = '512MB'")
                    for index in word_indexes:
                        editor.add_index(SearchRow, index)
            complete()
        finally:
            cursor.execute("SELECT pg_advisory_unlock(hashtext('archive_search'))")


def insert_all() -> Iterator[int]:
    """Yields the rows of each chunk."""
    chunks = ((unit, ids) for unit, table in UNIT_TABLES.items() for ids in id_chunks(table))
    with ThreadPoolExecutor(min(os.cpu_count() or 1, 4)) as pool:
        yield from pool.map(insert_chunk, chunks)


def insert_chunk(chunk: tuple[int, list[int]]) -> int:
    """Inserts the rows in a thread, whose connection ends with the chunk, and returns their number."""
    unit, ids = chunk
    columns = ", ".join(["unit", "object_id", *COLUMNS])
    with closing(connection), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO archive_search ({columns}) SELECT {columns} FROM archive_search_definition"
            " WHERE unit = %s AND object_id = ANY (%s) ORDER BY object_id",
            [unit, ids],
        )
    return len(ids)


def complete() -> None:
    """Computes what depends on all rows: statistics, the table of words and posting lists. Processes keep the forms of
    a word until a row changes, so the table of words comes before they read everything again."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE archive_search")
    word_table.build()
    reset_change_log()
    postings.build()


def reset_change_log() -> None:
    """Processes that have not read them yet will read the whole table."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM archive_search_change")
        cursor.execute("INSERT INTO archive_search_change (row_ids, names) VALUES (NULL, TRUE)")


def renew_head() -> None:
    """Gives the newest change another id, so that processes read again what they have read or kept as of it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE archive_search_change SET id = gen_random_uuid()"
            " WHERE number = (SELECT max(number) FROM archive_search_change)"
        )


def deleted_ids(model_name: str, table: str) -> list[int]:
    """Returns the ids of objects that no longer exist but have a row with their names."""
    ids_with_names = SearchName.objects.filter(model_name=model_name).values_list("object_id", flat=True)
    return sorted(set(ids_with_names) - {pk for (pk,) in fetch(f"SELECT id FROM {table}", [])})


def id_chunks(table: str) -> Iterator[list[int]]:
    last = 0
    while True:
        ids = [
            pk for (pk,) in fetch(f"SELECT id FROM {table} WHERE id > %s ORDER BY id LIMIT %s", [last, CHUNK])
        ]
        if not ids:
            return
        yield ids
        last = ids[-1]
