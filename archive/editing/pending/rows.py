"""The rows that an edit writes, read from the history before its transaction ends, in a form that JSON can hold."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db import models

from archive.editing.history.events import (
    HistoryIds,
    displayed_fields,
    history_model,
    tracked_fields,
    written_models,
)
from archive.models import (
    Document,
    Event,
    EventName,
    Participation,
    Relay,
    Role,
    Source,
    Speaker,
    SpeakerName,
    Statement,
    StatementTheme,
    Term,
    TermWording,
    Theme,
    ThemeLabel,
)

Row = dict[str, Any]  # as PendingChange.rows holds them

# In an order in which rows can be added: what is pointed to comes first.
MODELS: tuple[type[models.Model], ...] = (
    Source,
    Speaker,
    SpeakerName,
    Role,
    Event,
    EventName,
    Participation,
    Theme,
    ThemeLabel,
    Term,
    TermWording,
    Document,
    Statement,
    StatementTheme,
    Relay,
)
MODELS_BY_NAME = {str(model._meta.model_name): model for model in MODELS}
# Whose page shows a row; a model that is missing has pages of its own.
OWNERS: dict[type[models.Model], dict[str, type[models.Model]]] = {
    SpeakerName: {"speaker_id": Speaker},
    Role: {"speaker_id": Speaker},
    EventName: {"event_id": Event},
    Participation: {"event_id": Event, "speaker_id": Speaker},
    ThemeLabel: {"theme_id": Theme},
    TermWording: {"term_id": Term},
    StatementTheme: {"statement_id": Statement},
    Relay: {"statement_id": Statement},
}
TIMESTAMP_FIELDS = {"created_at", "updated_at", "published_at"}
PRIVATE_FIELDS: dict[type[models.Model], set[str]] = {Statement: {"editor_note"}, Document: {"editor_note"}}


def written_rows(since: HistoryIds) -> list[Row]:
    """The rows that changed since. Two queries for each table that was written, one for the others."""
    return [row for model in written_models(since) for row in _rows_of(model, since[model])]


def _rows_of(model: type[models.Model], mark: int) -> Iterator[Row]:
    history = history_model(model).objects
    last: dict[int, Any] = {
        event.pgh_obj_id: event for event in history.filter(pgh_id__gt=mark).order_by("pgh_id")
    }
    earlier = history.filter(pgh_obj_id__in=list(last), pgh_id__lte=mark).order_by("pgh_obj_id", "-pgh_id")
    before = {
        event.pgh_obj_id: event for event in earlier.distinct("pgh_obj_id") if event.pgh_label != "delete"
    }
    for pk, event in last.items():
        row = _row(model, pk, before.get(pk), None if event.pgh_label == "delete" else event)
        if row:
            yield row


def _row(model: type[models.Model], pk: int, before: Any, after: Any) -> Row | None:
    row: Row = {"model": str(model._meta.model_name), "pk": pk}
    if before and after:
        fields = [
            f for f in displayed_fields(model) if getattr(before, f.attname) != getattr(after, f.attname)
        ]
        if not fields:
            return None
        return row | {"verb": "change", "before": _values(fields, before), "after": _values(fields, after)}
    fields = [f for f in tracked_fields(model) if not f.generated and f.name not in TIMESTAMP_FIELDS]
    if after:
        return row | {"verb": "add", "before": {}, "after": _values(fields, after)}
    return (row | {"verb": "remove", "before": _values(fields, before), "after": {}}) if before else None


def _values(fields: list[models.Field], event: Any) -> dict[str, Any]:
    values = {f.attname: getattr(event, f.attname) for f in fields}
    return {
        name: value.isoformat() if isinstance(value, dt.date) else value for name, value in values.items()
    }


def python_value(field: models.Field, value: Any) -> Any:
    """The Python value of a field from its JSON form."""
    target: Any = getattr(field, "target_field", field)
    return None if value is None else target.to_python(value)


def fields_of(model: type[models.Model]) -> dict[str, models.Field]:
    return {f.attname: f for f in model._meta.concrete_fields}


def owners_of(row: Row) -> set[tuple[type[models.Model], int]]:
    """The objects whose pages show the row."""
    model = MODELS_BY_NAME[row["model"]]
    if model not in OWNERS:
        return {(model, row["pk"])}
    owners = set()
    for attribute, owner in OWNERS[model].items():
        for side in (row["before"], row["after"]):
            if side.get(attribute) is not None:
                owners.add((owner, side[attribute]))
    if not owners:  # a changed row keeps its owner
        values = model._default_manager.filter(pk=row["pk"]).values(*OWNERS[model]).first() or {}
        owners = {(owner, values[name]) for name, owner in OWNERS[model].items() if values.get(name)}
    return owners


def is_visible_to_readers(row: Row) -> bool:
    """Whether readers could see the difference."""
    return bool(set(row["before"] | row["after"]) - PRIVATE_FIELDS.get(MODELS_BY_NAME[row["model"]], set()))
