"""Reads the history tables: who changed what of one object, when, from what to what."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.db import models
from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from archive.text.word_diff import Run, difference

# What the database derives, and what says nothing to an editor.
HIDDEN = {"id", "created_at", "updated_at", "published_at", "text_version", "prefix", "suffix"}
NAMES = ("title", "name", "label", "summary", "text")
LONG = 40  # characters from which a value is shown word by word


@dataclass(frozen=True)
class Step:
    """One row of a history table with the one before it (None: the row was new, or is back)."""

    model: type[models.Model]
    event: models.Model
    before: models.Model | None
    owner: str = ""  # the foreign key to the object whose history this is

    @property
    def is_new(self) -> bool:
        return self.event.pgh_label == "insert"

    @property
    def is_gone(self) -> bool:
        return self.event.pgh_label == "delete"

    def changed(self) -> list[models.Field]:
        """The fields that say something new; for a row that came or went, those that were filled."""
        fields = shown_fields(self.model)
        if self.is_new or self.is_gone or self.before is None:
            return [f for f in fields if f.name != self.owner and self.says(f)]
        return [f for f in fields if getattr(self.event, f.attname) != getattr(self.before, f.attname)]

    def says(self, f) -> bool:
        """Whether the field of a whole row is worth showing: filled, and no precision of a date that is not there."""
        date = f.name.removesuffix("_precision")
        dated = date == f.name or getattr(self.event, date)
        return bool(dated) and getattr(self.event, f.attname) not in ("", None, False)


@dataclass(frozen=True)
class FieldChange:
    label: str
    before: str
    after: str
    runs: list[Run] | None = None  # the words, where both sides are long


@dataclass(frozen=True)
class RowChange:
    verb: str  # added, changed, removed
    noun: str
    name: str
    fields: list[FieldChange]
    own: bool  # of the object itself, not of a row that hangs on it


@dataclass
class Entry:
    """Everything that one request (or one command's transaction) did to the object."""

    when: dt.datetime
    user_id: int | None
    by_page: bool
    steps: list[Step] = field(default_factory=list)
    own: models.Model | None = None  # the object's state after it, which can be restored
    who: str = ""
    changes: list[RowChange] = field(default_factory=list)
    is_current: bool = False


def history_model(model) -> type[models.Model]:
    return model._meta.get_field("history").related_model


def shown_fields(model) -> list[models.Field]:
    tracked = {f.name for f in history_model(model)._meta.concrete_fields}
    return [f for f in model._meta.concrete_fields if f.name in tracked and f.name not in HIDDEN]


def steps_of(model, events: models.QuerySet, owner: str = "") -> Iterator[Step]:
    """In the order of writing, each with its predecessor."""
    before: dict[int, models.Model | None] = {}
    for event in events.select_related("pgh_context").order_by("pgh_id"):
        yield Step(model, event, None if event.pgh_label == "insert" else before.get(event.pgh_obj_id), owner)
        before[event.pgh_obj_id] = event


def entries(model, pk: int, rows: Iterable[tuple[type[models.Model], str]] = ()) -> list[Entry]:
    """The newest first. ``rows``: (model, foreign key) of what hangs on the object.

    Two queries for each table; a row that belonged to another object for a while is followed there and back.
    """
    found: dict[tuple, Entry] = {}
    for step in steps_of(model, history_model(model).objects.filter(pgh_obj_id=pk)):
        entry = entry_for(found, step.event)
        entry.steps.append(step)
        entry.own = None if step.is_gone else step.event
    for row_model, owner in rows:
        for step in steps_of(row_model, events_of_rows(row_model, owner, pk), owner):
            if pk in owners(step, owner):
                entry_for(found, step.event).steps.append(step)
    newest = sorted(found.values(), key=lambda entry: entry.when, reverse=True)
    mark_current(newest)
    return [entry for entry in newest if any(step.changed() for step in entry.steps)]


def mark_current(newest: list[Entry]) -> None:
    current = next((entry for entry in newest if entry.own), None)
    if current:
        current.is_current = True


def events_of_rows(model, owner: str, pk: int) -> models.QuerySet:
    history = history_model(model)
    ours = history.objects.filter(**{f"{owner}_id": pk}).values("pgh_obj_id")
    return history.objects.filter(pgh_obj_id__in=ours)


def owners(step: Step, owner: str) -> set[int]:
    sides = [step.event, step.before]
    return {getattr(side, f"{owner}_id") for side in sides if side is not None}


def entry_for(found: dict, event) -> Entry:
    key = (event.pgh_context_id, event.pgh_created_at)
    if key not in found:
        context = event.pgh_context
        metadata = context.metadata if context else {}
        found[key] = Entry(
            when=event.pgh_created_at, user_id=metadata.get("user"), by_page=bool(metadata.get("url"))
        )
    return found[key]


def describe(model, page: Iterable[Entry], users: dict[int, str]) -> None:
    """Fill in who and what of the entries that are shown; one query for each kind of thing they name."""
    page = list(page)
    names = names_of(step for entry in page for step in entry.steps)
    for entry in page:
        entry.who = who(entry.user_id, entry.by_page, users)
        entry.changes = [
            row_change(step, step.model is model, names) for step in entry.steps if step.changed()
        ]


def who_wrote(event, users: dict[int, str]) -> str:
    metadata = event.pgh_context.metadata if event.pgh_context else {}
    return who(metadata.get("user"), bool(metadata.get("url")), users)


def who(user_id: int | None, by_page: bool, users: dict[int, str]) -> str:
    if user_id is None:
        return _("A page nobody was logged in to") if by_page else _("A command or the database")
    return users.get(user_id) or _("Account no. %s, since deleted") % user_id


def names_of(steps: Iterable[Step]) -> dict:
    """(model, id) -> what the row is called today, for all foreign keys the steps mention."""
    wanted = defaultdict(set)
    for step in steps:
        for foreign in (f for f in shown_fields(step.model) if f.is_relation):
            for side in (step.event, step.before):
                if side is not None:
                    wanted[foreign.related_model].add(getattr(side, foreign.attname))
    names = {}
    for model, ids in wanted.items():
        ids.discard(None)
        living = {row.pk: str(row) for row in for_names(model).filter(pk__in=ids)}
        names |= {
            (model, pk): name for pk, name in (living | names_of_deleted(model, ids - set(living))).items()
        }
    return names


def names_of_deleted(model, ids: set[int]) -> dict[int, str]:
    if not ids or not hasattr(model, "history"):
        return {}
    events = history_model(model).objects.filter(pgh_obj_id__in=ids, pgh_label="delete").order_by("pgh_id")
    return {event.pgh_obj_id: _("%s (deleted)") % called(event) for event in events}


def called(event) -> str:
    """What a deleted object was called: it no longer has a row to ask."""
    found = (getattr(event, name, "") for name in NAMES)
    return next(filter(None, found), f"no. {event.pgh_obj_id}")


def for_names(model) -> models.QuerySet:
    """Whose names need another row are fetched with it."""
    queryset = model._base_manager.all()
    related = {f.name for f in model._meta.concrete_fields if f.is_relation}
    return (
        queryset.select_related("speaker")
        if "speaker" in related and model.__name__ == "Statement"
        else queryset
    )


def row_change(step: Step, own: bool, names: dict) -> RowChange:
    verb = "added" if step.is_new else "removed" if step.is_gone else "changed"
    noun = step.model._meta.verbose_name
    return RowChange(
        verb,
        capfirst(str(noun)),
        row_name(step, names),
        [field_change(step, f, names) for f in step.changed()],
        own,
    )


def row_name(step: Step, names: dict) -> str:
    """What tells a row from its sisters: its own name, else what it points to."""
    fields = {f.name: f for f in shown_fields(step.model)}
    for name in NAMES:
        if name in fields and getattr(step.event, name):
            return str(getattr(step.event, name))
    pointed = [
        shown(f, getattr(step.event, f.attname), names)
        for f in fields.values()
        if f.is_relation and f.name != step.owner
    ]
    return pointed[-1] if pointed else ""


def field_change(step: Step, f: models.Field, names: dict) -> FieldChange:
    before = "" if step.before is None or step.is_new else shown(f, getattr(step.before, f.attname), names)
    after = "" if step.is_gone else shown(f, getattr(step.event, f.attname), names)
    if step.is_gone:
        before = shown(f, getattr(step.event, f.attname), names)
    runs = difference(before, after) if before and after and max(len(before), len(after)) > LONG else None
    return FieldChange(capfirst(str(f.verbose_name)), before, after, runs)


def shown(f: models.Field, value, names: dict) -> str:
    if value in ("", None):
        return ""
    if f.is_relation:
        return names.get((f.related_model, value)) or _("no. %s, since deleted") % value
    if f.choices:
        return str(dict(f.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dt.datetime):
        return formats.date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, dt.date):
        return formats.date_format(value, "j F Y")
    return str(value)


def account_names(ids: Iterable[int] | None = None) -> dict[int, str]:
    """Of all accounts, or of these. One query."""
    users = get_user_model()._default_manager.all()
    return {user.pk: account_name(user) for user in (users if ids is None else users.filter(pk__in=ids))}


def account_name(user: AbstractUser | AnonymousUser) -> str:
    full_name = user.get_full_name() if isinstance(user, AbstractUser) else ""
    return full_name or user.get_username()
