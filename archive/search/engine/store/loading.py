"""The SQL that reads the columns of public rows, and the types they are held in."""

import datetime as dt

import numpy as np
from django.db import connection

from archive.search.facets import FACETS, FACETS_BY_NAME, FacetKind

DAY_ZERO = dt.date(1970, 1, 1)  # dates are days since then
NO_DATE = np.iinfo(np.int32).min

PASSAGE = 2  # a unit
PASSAGES_OF_DOCUMENT = (
    1_000_000  # the id of a passage is that of its document times this, and its number in it
)

NUMBERS = {
    "row": "id",
    "unit": "unit",
    "number": f"CASE unit WHEN {PASSAGE} THEN mod(object_id, {PASSAGES_OF_DOCUMENT}) ELSE object_id END",
    "document": "document_id",
    "day": f"COALESCE(date - DATE '{DAY_ZERO}', {NO_DATE})",
    "utterance": "COALESCE(utterance_id, 0)",
}
# As narrow as may be; wider where ids need it, those not named here have 32 bits at least.
DTYPES = {"unit": np.int8, "utterance": np.uint16}


def is_hashed(facet: FacetKind) -> bool:
    """Whether its fingerprints are 64-bit hashes of the keys; a single id is its own fingerprint."""
    return facet.is_array or not facet.model


def fingerprint_sql(facet: FacetKind) -> str:
    if facet.is_array:
        return f"hash_array_extended({facet.column}, 0)"
    return f"hashtextextended({facet.column}, 0)" if is_hashed(facet) else f"COALESCE({facet.column}, 0)"


COLUMNS = NUMBERS | {facet.name: fingerprint_sql(facet) for facet in FACETS}


def read_columns(where: str, values: list) -> dict[str, np.ndarray]:
    """The public rows that satisfy the condition: for each of COLUMNS one int64 array, all in the same order of rows.

    Facets come as fingerprints. One query.
    """
    packed = ", ".join(f"string_agg(int8send(({sql})::bigint), ''::bytea)" for sql in COLUMNS.values())
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {packed} FROM archive_search WHERE public AND {where}", values)
        return {
            name: np.frombuffer(column or b"", ">i8").astype(np.int64)
            for name, column in zip(COLUMNS, cursor.fetchone(), strict=True)
        }


def read_keys(facet: str, rows: list[int]) -> list:
    """Returns the values of the facet's column for these rows, in their order. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {FACETS_BY_NAME[facet].column} FROM unnest(%s::bigint[]) WITH ORDINALITY AS r(id, position)"
            " JOIN archive_search USING (id) ORDER BY position",
            [rows],
        )
        return [tuple(value) if isinstance(value, list) else value for (value,) in cursor.fetchall()]


def read_annotated_documents() -> np.ndarray:
    """The ids of the published documents that are fully annotated, as int64. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(int8send(id), ''::bytea) FROM archive_document"
            " WHERE state = 'published' AND coverage <> ''"
        )
        return np.frombuffer(cursor.fetchone()[0] or b"", ">i8").astype(np.int64)


def read_last_word() -> int:
    """The id of the newest row of the table of words. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(max(id), 0) FROM archive_search_word")
        return cursor.fetchone()[0]


def read_size() -> int:
    """One more than the highest row number."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(max(id), 0) FROM archive_search")
        return cursor.fetchone()[0] + 1
