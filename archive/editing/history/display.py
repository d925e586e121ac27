"""An object's history in words for a page: names instead of keys, values as the forms show them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.db import models
from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from archive.editing.history.events import (
    NAME_FIELDS,
    HistoryEntry,
    Step,
    author_name,
    displayed_fields,
    history_model,
    name_in_history,
)
from archive.models import Statement
from archive.text.comparison.word_diff import DiffRun, diff_words

MIN_DIFF_LENGTH = 40  # characters from which a value is shown word by word
Names: TypeAlias = dict[tuple[Any, int], str]  # (model, key) -> what the row is called


@dataclass(frozen=True)
class FieldChange:
    """``runs`` is the word diff of both sides, where both are long and none is the name of an entry."""

    label: str
    before: str
    after: str
    runs: list[DiffRun] | None = None


@dataclass(frozen=True)
class RowChange:
    """``verb`` is "added", "changed" or "removed". ``is_own``: the row is the object itself, not one that belongs to
    it."""

    verb: str
    kind: str
    name: str
    fields: list[FieldChange]
    is_own: bool


def describe_entries(model: type[models.Model], page: Iterable[HistoryEntry], users: dict[int, str]) -> None:
    """Fills in ``author`` and ``changes`` of the history entries. One query for each model whose rows they name."""
    page = list(page)
    names = _names(step for entry in page for step in entry.steps)
    for entry in page:
        entry.author = author_name(entry.user_id, entry.from_request, users)
        entry.changes = [
            _row_change(step, step.model is model, names) for step in entry.steps if step.changed_fields()
        ]


def _names(steps: Iterable[Step]) -> Names:
    """The current names of the rows to which the steps point; of deleted rows, their last names."""
    ids_by_model: dict[Any, set[int]] = defaultdict(set)
    for step in steps:
        for foreign_key in (f for f in displayed_fields(step.model) if f.is_relation):
            for side in (step.event, step.before):
                if side is not None:
                    ids_by_model[foreign_key.related_model].add(getattr(side, foreign_key.attname))
    names: Names = {}
    for model, keys in ids_by_model.items():
        keys = {key for key in keys if key is not None}
        rows = model._base_manager.filter(pk__in=keys)
        rows = rows.select_related("speaker") if model is Statement else rows  # of its name
        present = {row.pk: str(row) for row in rows}
        names_by_key = present | _names_of_deleted(model, keys - set(present))
        names |= {(model, key): name for key, name in names_by_key.items()}
    return names


def _names_of_deleted(model: Any, keys: set[int]) -> dict[int, str]:
    if not keys or not hasattr(model, "history"):
        return {}
    events = history_model(model).objects.filter(pgh_obj_id__in=keys, pgh_label="delete").order_by("pgh_id")
    return {event.pgh_obj_id: _("%s (deleted)") % name_in_history(event) for event in events}


def _row_change(step: Step, is_own: bool, names: Names) -> RowChange:
    verb = "added" if step.is_insert else "removed" if step.is_delete else "changed"
    kind = capfirst(str(step.model._meta.verbose_name))
    fields = [_field_change(step, f, names) for f in step.changed_fields()]
    return RowChange(verb, kind, _row_name(step, names), fields, is_own)


def _row_name(step: Step, names: Names) -> str:
    """Returns what tells a row from others of its kind: its own name, else the names of rows it refers to."""
    fields = {f.name: f for f in displayed_fields(step.model)}
    for name in NAME_FIELDS:
        if name in fields and getattr(step.event, name):
            return str(getattr(step.event, name))
    is_update = not step.is_insert and not step.is_delete
    skipped_fields = {f.name for f in step.changed_fields()} if is_update else {step.owner}
    targets = [
        _display(f, getattr(step.event, f.attname), names)
        for f in sorted(fields.values(), key=lambda f: f.name != step.owner)
        if f.is_relation and f.name not in skipped_fields
    ]
    return targets[-1] if targets else ""


def _field_change(step: Step, f: models.Field, names: Names) -> FieldChange:
    now = _display(f, getattr(step.event, f.attname), names)
    if step.is_delete:
        before, after = now, ""
    elif step.is_insert or step.before is None:
        before, after = "", now
    else:
        before, after = _display(f, getattr(step.before, f.attname), names), now
    is_long = before and after and max(len(before), len(after)) > MIN_DIFF_LENGTH and not f.is_relation
    return FieldChange(
        capfirst(str(f.verbose_name)), before, after, diff_words(before, after) if is_long else None
    )


def _display(f: models.Field, value: Any, names: Names) -> str:
    if f.is_relation and value is not None:
        return names.get((f.related_model, value)) or _("no. %s, since deleted") % value
    return display_value(f, value)


def display_value(f: models.Field, value: Any) -> str:
    """A value of a column that is no relation, as forms show it."""
    if value in ("", None):
        return ""
    if f.choices:
        return str(dict(f.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dt.datetime):
        return formats.date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, dt.date):
        return formats.date_format(value, "DATE_FORMAT")
    return str(value)
