"""Changes to documents and statements since their publication, or since a publisher last reviewed them."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection, models

from archive.editing.errors import NotAllowedError
from archive.editing.history.accounts import account_names
from archive.editing.history.display import describe_entries
from archive.editing.history.events import HistoryEntry, displayed_fields, history_entries, history_model
from archive.editing.locks import edit_transaction
from archive.editing.pending.rows import OWNERS
from archive.editing.states import Actor, may_publish
from archive.models import ChangeReview, Document, Statement, StatementTheme
from archive.models.relay import Relay

MAX_EVENTS = 10_000  # of the newest rows of each history that are looked through
MAX_LISTED = 200
IGNORED_FIELDS = {
    "start",
    "end",
    "state",
}  # what corrections and publishing change; both have pages of their own
MODELS = (Document, Statement)


@dataclass(frozen=True, slots=True)
class ChangedEntry:
    """``entries`` are its history entries since then, newest first, with their differences."""

    row: Document | Statement
    entries: list[HistoryEntry]

    @property
    def until(self) -> str:
        """The time of the newest change shown, in ISO 8601 with microseconds."""
        return self.entries[0].when.isoformat()

    @property
    def model_name(self) -> str:
        return str(self.row._meta.model_name)


def count_changed(actor: Actor) -> int:
    """Counts at most MAX_LISTED rows of each kind, with one query each."""
    return sum(len(_changed_ids(model)) for model in MODELS if may_publish(actor, model))


def changed_entries(actor: Actor) -> list[ChangedEntry]:
    """The rows that the actor may publish, last changed first."""
    entries = [entry for model in MODELS if may_publish(actor, model) for entry in _entries(model)]
    return sorted(entries, key=lambda entry: entry.entries[0].when, reverse=True)


def _entries(model: Any) -> Iterator[ChangedEntry]:
    since = _changed_ids(model)
    rows = model._default_manager.filter(pk__in=since)
    rows = rows.defer("text") if model is Document else rows.select_related("speaker", "document")
    users = account_names()
    for row in rows:
        entries = [change for change in history_entries(model, row.pk) if change.when > since[row.pk]]
        for entry in entries:
            entry.steps = [s for s in entry.steps if s.model is model or s.model in OWNERS]
            entry.steps = [s for s in entry.steps if {f.name for f in s.changed_fields()} - IGNORED_FIELDS]
        entries = [change for change in entries if change.steps]
        if entries:
            describe_entries(model, entries, users)
            yield ChangedEntry(row, entries)


def _changed_ids(model: type[models.Model]) -> dict[int, dt.datetime]:
    """Returns each key with the time of the publication or of the last review."""
    with connection.cursor() as cursor:
        cursor.execute(_query(model), [model._meta.model_name])
        return dict(cursor.fetchall())


def _query(model: type[models.Model]) -> str:
    """Reads only the newest events: changes of rows that were published before and after, later than the last
    review."""
    events, table = history_model(model)._meta.db_table, model._meta.db_table
    names = [f.column for f in displayed_fields(model) if f.name not in {*IGNORED_FIELDS, "text"}]
    names.append("text" if model is Statement else "text_version")
    old, new = (", ".join(f'{side}."{name}"' for name in names) for side in ("old", "new"))
    condition = f"""
        SELECT new.pgh_obj_id AS id, new.pgh_created_at AS at FROM {events} new
        CROSS JOIN LATERAL (SELECT * FROM {events} e WHERE e.pgh_obj_id = new.pgh_obj_id AND e.pgh_id < new.pgh_id
                            ORDER BY e.pgh_id DESC LIMIT 1) old
        WHERE new.pgh_id > (SELECT max(pgh_id) - {MAX_EVENTS} FROM {events})
            AND new.pgh_label = 'update' AND new.state = 'published'
            AND old.state = 'published' AND ({old}) IS DISTINCT FROM ({new})"""
    if model is Statement:
        for row in (StatementTheme, Relay):
            history = history_model(row)._meta.db_table
            condition += f"""
        UNION ALL SELECT statement_id, pgh_created_at FROM {history}
        WHERE pgh_id > (SELECT max(pgh_id) - {MAX_EVENTS} FROM {history})"""
    return f"""
        SELECT c.id, greatest(p.at, r.reviewed_at) FROM (SELECT id, max(at) AS at FROM ({condition}) each GROUP BY id) c
        JOIN {table} row ON row.id = c.id AND row.state = 'published'
        LEFT JOIN archive_changereview r ON r.model_name = %s AND r.object_id = c.id
        CROSS JOIN LATERAL (
            SELECT min(e.pgh_created_at) AS at FROM {events} e WHERE e.pgh_obj_id = c.id
                AND e.pgh_id > COALESCE((SELECT max(b.pgh_id) FROM {events} b
                                         WHERE b.pgh_obj_id = c.id AND b.state <> 'published'), 0)) p
        WHERE c.at > greatest(p.at, r.reviewed_at) ORDER BY c.at DESC LIMIT {MAX_LISTED}"""


def mark_reviewed(actor: Actor, model_name: str, pk: int, until: dt.datetime) -> None:
    """Marks the changes up to ``until`` as reviewed; those that came after the page was shown stay listed. Raises
    NotAllowedError."""
    model = next(candidate for candidate in MODELS if candidate._meta.model_name == model_name)
    with edit_transaction(actor):
        if not may_publish(actor, model):
            raise NotAllowedError("")
        ChangeReview.objects.update_or_create(
            model_name=model_name,
            object_id=pk,
            defaults={"reviewed_at": until, "reviewed_by_id": actor.pk if actor else None},
        )
