"""The change feed: what was committed since a position in it, in the order of the commits.

Triggers write a row of ``archive_search_change`` for every transaction that changes the archive, with a number drawn
under the write lock and a random id. A reader remembers the number and id it has read up to and asks for what is
newer: an edit published by another process or host is counted in its next request, on a standby as on the primary.
Where its own change is not in the feed any more, because an older backup was restored or the feed was pruned, it
reads everything.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from django.db import connection, transaction

CHANGES = (
    "SELECT number, id::text, row_ids, names FROM archive_search_change WHERE number >= %s ORDER BY number"
)
HEAD = "SELECT number, id::text FROM archive_search_change ORDER BY number DESC LIMIT 1"


class Position(NamedTuple):
    """The change that a reader has read up to. Two databases that have it are equal up to it."""

    number: int
    id: str


START = Position(0, "")


class OlderDatabaseError(Exception):
    """This database has not yet what another one has shown already."""


class UnknownChangesError(Exception):
    """Any row may have changed since a position."""


@dataclass(frozen=True)
class Changes:
    """The changes committed after a position, up to ``position``.

    ``rows`` are the numbers of changed rows; with ``must_read_all`` they are not known and any may have changed.
    ``names``: an entity may have another name, or words may have other posting lists.
    """

    position: Position
    must_read_all: bool
    names: bool
    rows: np.ndarray


def read_head() -> Position:
    """The newest change. One query."""
    with connection.cursor() as cursor:
        cursor.execute(HEAD)
        row = cursor.fetchone()
    return Position(*row) if row else START


def find_changes(positions: Iterable[Position]) -> set[Position]:
    """Returns those of these changes that this database has in its feed. One query."""
    numbers = list(positions)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT number, id::text FROM archive_search_change WHERE number = ANY (%s)",
            [[position.number for position in numbers]],
        )
        return {Position(*row) for row in cursor.fetchall()} & set(numbers)


def read_changes(since: Position) -> Changes:
    """One query; two where the position is not in the feed."""
    rows = []
    if since.number:
        with connection.cursor() as cursor:
            cursor.execute(CHANGES, [since.number])
            rows = cursor.fetchall()
    if not rows or Position(*rows[0][:2]) != since:
        return Changes(read_head(), must_read_all=True, names=True, rows=np.array([], np.int64))
    number, pk, _row_ids, _names = rows[-1]
    newer = rows[1:]
    return Changes(
        Position(number, pk),
        must_read_all=any(row_ids is None for _number, _id, row_ids, _names in newer),
        names=any(names for *_others, names in newer),
        rows=np.unique(np.array([row for change in newer for row in change[2] or ()], np.int64)),
    )


@contextmanager
def repeatable_read() -> Iterator[None]:
    """Several queries that see the same snapshot; within a transaction, its own isolation level applies."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield
