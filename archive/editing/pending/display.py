"""Describes a pending change for a page: former, current and proposed values."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from archive.editing.history.display import MIN_DIFF_LENGTH, display_value
from archive.editing.history.events import DERIVED_FIELDS, NAME_FIELDS
from archive.editing.pending.decisions import conflict_key, conflicts
from archive.editing.pending.rows import MODELS_BY_NAME, OWNERS, Row, fields_of, python_value
from archive.models import PendingChange
from archive.text.comparison.word_diff import DiffRun, diff_words


@dataclass(frozen=True, slots=True)
class ProposedField:
    """``key`` names the choice where somebody has changed the same field since, else it is empty; ``now`` is the
    current value."""

    label: str
    before: str
    now: str
    after: str
    key: str = ""
    runs: list[DiffRun] | None = None


@dataclass(frozen=True, slots=True)
class ProposedRow:
    """``verb`` is "add", "change" or "remove". ``is_gone``: the row to be changed has been deleted since."""

    verb: str
    kind: str
    name: str
    fields: list[ProposedField]
    is_gone: bool = False


def describe_change(change: PendingChange) -> list[ProposedRow]:
    """A few queries for each row."""
    names = {(row["model"], row["pk"]): _name(row["after"]) for row in change.rows if row["verb"] == "add"}
    return [_describe(row, names) for row in change.rows]


def _describe(row: Row, added: dict) -> ProposedRow:
    model = MODELS_BY_NAME[row["model"]]
    saved_row = None if row["verb"] == "add" else model._default_manager.filter(pk=row["pk"]).first()
    name = str(saved_row) if saved_row is not None else _name(row["after"] or row["before"])
    kind = capfirst(str(model._meta.verbose_name))
    fields = [field for field in _fields(model, row, saved_row, added) if field.before or field.after]
    return ProposedRow(row["verb"], kind, name, fields, row["verb"] == "change" and saved_row is None)


def _fields(model: type[models.Model], row: Row, saved: Any, added: dict) -> Iterator[ProposedField]:
    disputed_fields = conflicts(row, saved) if saved is not None else set()
    owners = OWNERS.get(model, {})
    hidden = {*DERIVED_FIELDS, "start", "end"} | ({name for name in owners if len(owners) == 1})
    for name, field in fields_of(model).items():
        if name not in row["before"] | row["after"] or not hidden.isdisjoint({name, field.name}):
            continue
        sides = (row["before"].get(name), row["after"].get(name))
        before, after = (_display(field, python_value(field, value), added) for value in sides)
        now = _display(field, getattr(saved, name), added) if saved is not None else ""
        is_long = before and after and max(len(before), len(after)) > MIN_DIFF_LENGTH
        yield ProposedField(
            capfirst(str(field.verbose_name)),
            before,
            now,
            after,
            conflict_key(row, name) if name in disputed_fields else "",
            diff_words(now or before, after) if is_long else None,
        )


def _display(field: models.Field, value: Any, added: dict) -> str:
    if not field.is_relation or value is None:
        return display_value(field, value)
    related_model: Any = field.related_model
    target = related_model._base_manager.filter(pk=value).first()
    if target is not None:
        return str(target)
    return added.get((related_model._meta.model_name, value)) or _("no. %s, since deleted") % value


def _name(values: dict[str, Any]) -> str:
    return next((str(values[name]) for name in NAME_FIELDS if values.get(name)), "")
