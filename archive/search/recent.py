"""Which results of a search entered the archive, or changed in it, last: the entries of its feed.

A statement becomes public when both it and its document are; a later change of the statement counts as well.
"""

from collections.abc import Sequence

import numpy as np
from django.db import connection

from archive.models.base.states import SITEMAP_KEYS

LIMIT = 100
WINDOW = 1_000  # statements of the whole archive that are read first; a broad search has LIMIT among them
BROAD = 10_000  # results; of fewer, the database compares all
PER_DOCUMENT = 1_000_000  # of a paragraph's id (Passage)
KEY = "greatest(s.updated_at, s.published_at, d.published_at)"
OF_LIST = f"""SELECT s.id FROM archive_statement s JOIN archive_document d ON d.id = s.document_id
    WHERE s.id = ANY (%s::bigint[]) ORDER BY {KEY} DESC, s.id DESC LIMIT {LIMIT}"""
# What is among the last by the later of two times is among the last by one of them. Each is read by its index:
# statement_changes, which has a part for each block of keys, and document_recently_published.
OF_ARCHIVE = f"""
    WITH changed AS (
        SELECT recent.id FROM generate_series(0, (SELECT max(id) FROM archive_statement) / {SITEMAP_KEYS}) AS block
        CROSS JOIN LATERAL (
            SELECT id, updated_at FROM archive_statement WHERE state = 'published' AND id / {SITEMAP_KEYS} = block
            ORDER BY updated_at DESC LIMIT {WINDOW}) AS recent
        ORDER BY updated_at DESC LIMIT {WINDOW}
    ), published AS (
        SELECT s.id FROM (
            SELECT id FROM archive_document WHERE state = 'published'
            ORDER BY published_at DESC NULLS LAST, id DESC LIMIT {WINDOW}) AS recent
        JOIN archive_document d ON d.id = recent.id JOIN archive_statement s ON s.document_id = d.id
        WHERE s.state = 'published' ORDER BY d.published_at DESC NULLS LAST LIMIT {WINDOW}
    )
    SELECT s.id FROM archive_statement s JOIN archive_document d ON d.id = s.document_id
    WHERE s.id IN (SELECT id FROM changed UNION SELECT id FROM published)
    ORDER BY {KEY} DESC, s.id DESC LIMIT {WINDOW}"""
OF_DOCUMENTS = f"""SELECT id FROM archive_document WHERE id = ANY (%s::bigint[])
    ORDER BY greatest(updated_at, published_at) DESC, id DESC LIMIT {LIMIT}"""


def latest_published(unit: str, ids: Sequence[int]) -> list[int]:
    """Of these statements or passages the LIMIT that were published or changed last, those first; one query or two."""
    if unit == "passages":
        return latest_passages(ids)
    if len(ids) > BROAD:
        listed = set(ids)
        recent = [pk for pk in fetch_ids(OF_ARCHIVE) if pk in listed]
        if len(recent) >= LIMIT:
            return recent[:LIMIT]
    return fetch_ids(OF_LIST, ids)


def latest_passages(ids: Sequence[int]) -> list[int]:
    """Of the documents changed last; in each in reading order."""
    keys = np.sort(np.array(ids, np.int64))
    documents = keys // PER_DOCUMENT
    latest = fetch_ids(OF_DOCUMENTS, np.unique(documents).tolist())
    return [pk for document in latest for pk in keys[documents == document].tolist()][:LIMIT]


def fetch_ids(sql: str, *values: Sequence[int]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [f"{{{','.join(map(str, each))}}}" for each in values])
        return [pk for (pk,) in cursor.fetchall()]
