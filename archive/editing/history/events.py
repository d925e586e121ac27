"""Reads the history tables: who changed what of one object, and when. display.py puts it into words."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models
from django.utils.translation import gettext as _

from archive.models import (
    Event,
    EventName,
    Participation,
    Relay,
    Report,
    Role,
    Speaker,
    SpeakerName,
    Statement,
    StatementTheme,
    Term,
    TermOccurrence,
    TermWording,
    Theme,
    ThemeLabel,
    Utterance,
    history_model,
)

HistoryIds = Mapping[type[models.Model], int]  # the last row of each history

# (model, foreign key) of the rows whose history belongs to an object's and which come back with it.
RELATED_ROWS: dict[type[models.Model], tuple[tuple[type[models.Model], str], ...]] = {
    Event: ((EventName, "event"), (Participation, "event")),
    Speaker: ((SpeakerName, "speaker"), (Role, "speaker"), (Participation, "speaker")),
    Statement: (
        (StatementTheme, "statement"),
        (Relay, "statement"),
        (Report, "statement"),
        (TermOccurrence, "statement"),
    ),
    Term: ((TermWording, "term"),),
    Theme: ((ThemeLabel, "theme"),),
    Utterance: ((Report, "utterance"),),
}
# What the database derives, and the key: it means nothing to an editor, and no restore writes it.
DERIVED_FIELDS = {"id", "created_at", "updated_at", "published_at", "text_version", "prefix", "suffix"}
NAME_FIELDS = ("title", "name", "label", "original", "summary", "text")


@dataclass(frozen=True)
class Step:
    """One row of a history table with the row before it, which is None after an insert or a restore.

    ``owner`` names the foreign key to the object whose history this is; it is empty where the row is that object
    itself.
    """

    model: type[models.Model]
    event: Any
    before: Any
    owner: str = ""

    @property
    def is_insert(self) -> bool:
        return self.event.pgh_label == "insert"

    @property
    def is_delete(self) -> bool:
        return self.event.pgh_label == "delete"

    def changed_fields(self) -> list[models.Field]:
        """The fields that differ; for an insert or a delete, the fields that have a value."""
        fields = displayed_fields(self.model)
        if self.is_insert or self.is_delete or self.before is None:
            return [f for f in fields if f.name != self.owner and self._is_filled(f)]
        return [f for f in fields if getattr(self.event, f.attname) != getattr(self.before, f.attname)]

    def _is_filled(self, f: models.Field) -> bool:
        """The precision of a date that is missing counts as empty."""
        date = f.name.removesuffix("_precision")
        has_date = date == f.name or getattr(self.event, date)
        return bool(has_date) and getattr(self.event, f.attname) not in ("", None, False)


@dataclass
class HistoryEntry:
    """Everything that one request, or one command's transaction, did to the object.

    ``own_event`` is the object's own row after it, which can be restored; ``author`` and ``changes`` are filled in by
    ``display.describe_entries``.
    """

    when: dt.datetime
    user_id: int | None
    from_request: bool
    steps: list[Step] = field(default_factory=list)
    own_event: Any = None
    author: str = ""
    changes: list[Any] = field(default_factory=list)
    is_current: bool = False


def tracked_fields(model: type[models.Model]) -> list[models.Field]:
    """The fields of which the history keeps every value."""
    names = {f.name for f in history_model(model)._meta.concrete_fields}
    return [f for f in model._meta.concrete_fields if f.name in names]


def last_history_ids(tracked_models: Iterable[type[models.Model]]) -> HistoryIds:
    """The newest history id of each model. Call it under the write lock, while nobody else writes. One query."""
    tracked_models = list(tracked_models)
    tables = [history_model(model)._meta.db_table for model in tracked_models]
    selects = ", ".join(f'(SELECT COALESCE(max(pgh_id), 0) FROM "{table}")' for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {selects}")
        return dict(zip(tracked_models, cursor.fetchone(), strict=True))


def written_models(since: HistoryIds) -> list[type[models.Model]]:
    """The models whose rows were written after the ids in ``since``, in that order. One query."""
    now = last_history_ids(since)
    return [model for model in since if now[model] > since[model]]


def displayed_fields(model: type[models.Model]) -> list[models.Field]:
    return [f for f in tracked_fields(model) if f.name not in DERIVED_FIELDS]


def history_entries(model: type[models.Model], pk: int) -> list[HistoryEntry]:
    """The entries of an object and of the rows that belong to it, newest first. Two queries for each table. A row that
    belonged to another object for a while is included for the times when it belonged here."""
    by_key: dict[tuple, HistoryEntry] = {}
    for step in _steps(model, history_model(model).objects.filter(pgh_obj_id=pk)):
        entry = _entry_for(by_key, step.event)
        entry.steps.append(step)
        entry.own_event = None if step.is_delete else step.event
    for row_model, owner in RELATED_ROWS.get(model, ()):
        for step in _steps(row_model, _events_of_rows(row_model, owner, pk), owner):
            if any(getattr(side, f"{owner}_id", None) == pk for side in (step.event, step.before)):
                _entry_for(by_key, step.event).steps.append(step)
    newest = sorted(by_key.values(), key=lambda entry: entry.when, reverse=True)
    current = next((entry for entry in newest if entry.own_event), None)
    if current:
        current.is_current = True
    return [entry for entry in newest if any(step.changed_fields() for step in entry.steps)]


def _steps(model: type[models.Model], events: models.QuerySet, owner: str = "") -> Iterator[Step]:
    """Returns the steps in the order of writing, each with its predecessor."""
    before: dict[int, Any] = {}
    for event in events.select_related("pgh_context").order_by("pgh_id"):
        yield Step(model, event, None if event.pgh_label == "insert" else before.get(event.pgh_obj_id), owner)
        before[event.pgh_obj_id] = event


def _events_of_rows(model: type[models.Model], owner: str, pk: int) -> models.QuerySet:
    history = history_model(model)
    ours = history.objects.filter(**{f"{owner}_id": pk}).values("pgh_obj_id")
    return history.objects.filter(pgh_obj_id__in=ours)


def _entry_for(by_key: dict[tuple, HistoryEntry], event: Any) -> HistoryEntry:
    key = (event.pgh_context_id, event.pgh_created_at)
    if key not in by_key:
        metadata = event.pgh_context.metadata if event.pgh_context else {}
        by_key[key] = HistoryEntry(event.pgh_created_at, metadata.get("user"), bool(metadata.get("url")))
    return by_key[key]


def author_of(event: Any, users: dict[int, str]) -> str:
    """The name of who wrote the event. ``users`` holds the names of all accounts by id."""
    metadata = event.pgh_context.metadata if event.pgh_context else {}
    return author_name(metadata.get("user"), bool(metadata.get("url")), users)


def author_name(user_id: int | None, from_request: bool, users: dict[int, str]) -> str:
    if user_id is None:
        return _("Someone who was not signed in") if from_request else _("A command or the database")
    return users.get(user_id) or _("Account no. %s, since deleted") % user_id


def name_in_history(event: Any) -> str:
    """The name of a deleted object, from its history."""
    names = (getattr(event, name, "") for name in NAME_FIELDS)
    return next(filter(None, names), _("no. %s") % event.pgh_obj_id)
