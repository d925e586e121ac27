"""Which results of a search entered the archive, or changed in it, last: the entries of its feed.

A statement becomes public when both it and its document are; a later change of the statement counts as well.
"""

from collections.abc import Sequence

import numpy as np
from django.db import connection

LIMIT = 100
FEW = 2_000  # results; of so many, all are compared
BROAD = 40_000  # results; many of so many are among the last of the archive, which are read without the list
WINDOW = 5_000  # of these
PER_DOCUMENT = 1_000_000  # of a paragraph's id (Passage)
ORDER = "greatest(s.updated_at, s.published_at, d.published_at) DESC, s.document_id DESC, s.id DESC"
ALL = f"""SELECT s.id FROM archive_statement s JOIN archive_document d ON d.id = s.document_id
    WHERE s.id = ANY (%s::bigint[]) ORDER BY {ORDER} LIMIT {LIMIT}"""
# Without "+ 0" the rows would be read by their keys, and not in the order of an index.
LISTED = "AND s.id + 0 = ANY (%s::bigint[])"
OF_DOCUMENTS = f"""SELECT id FROM archive_document WHERE id = ANY (%s::bigint[])
    ORDER BY greatest(updated_at, published_at) DESC, id DESC LIMIT {LIMIT}"""


def latest_published(unit: str, ids: Sequence[int]) -> list[int]:
    """Returns at most LIMIT of these statements or passages, those published or changed last first. One or two
    queries."""
    if unit == "passages":
        return latest_passages(ids)
    if len(ids) <= FEW:
        return fetch_ids(ALL, ids)
    if len(ids) > BROAD:
        listed_ids = set(ids)
        recent = [pk for pk in fetch_ids(in_index_order("", WINDOW)) if pk in listed_ids]
        if len(recent) >= LIMIT:
            return recent[:LIMIT]
    return fetch_ids(in_index_order(LISTED, LIMIT), ids, ids)


def in_index_order(condition: str, limit: int) -> str:
    """Returns the SQL for the latest by the later of two times: those are among the latest by one of them, so each time
    is read by its index, statement_recently_changed and document_recently_published, until enough rows satisfy the
    condition."""
    public = f"""FROM archive_document d JOIN archive_statement s ON s.document_id = d.id
        WHERE d.state = 'published' AND s.state = 'published' {condition}"""
    return f"""
        WITH changed AS (
            SELECT s.id {public}
            ORDER BY greatest(s.updated_at, s.published_at) DESC, s.document_id DESC, s.id DESC LIMIT {limit}
        ), published AS (
            SELECT s.id {public} ORDER BY d.published_at DESC NULLS LAST, d.id DESC, s.id DESC LIMIT {limit}
        )
        SELECT s.id FROM archive_statement s JOIN archive_document d ON d.id = s.document_id
        WHERE s.id IN (SELECT id FROM changed UNION SELECT id FROM published) ORDER BY {ORDER} LIMIT {limit}"""


def latest_passages(ids: Sequence[int]) -> list[int]:
    """Returns passages of the documents changed last; within each in reading order."""
    keys = np.sort(np.array(ids, np.int64))
    latest = fetch_ids(OF_DOCUMENTS, np.unique(keys // PER_DOCUMENT).tolist())
    starts = np.array(latest, np.int64) * PER_DOCUMENT
    spans = np.searchsorted(keys, [starts, starts + PER_DOCUMENT]).T.tolist()
    return [pk for start, end in spans for pk in keys[start:end].tolist()][:LIMIT]


def fetch_ids(sql: str, *values: Sequence[int]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [f"{{{','.join(map(str, ids))}}}" for ids in values])
        return [pk for (pk,) in cursor.fetchall()]
