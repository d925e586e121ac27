"""Stores a pending change, compares it with the current rows, and accepts or discards it."""

from collections.abc import Mapping
from contextlib import ExitStack
from typing import Any

import pghistory
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.editing.analysis import Kind, analyse_documents, analyse_later
from archive.editing.errors import EditError, GoneError, NotAllowedError, StaleError
from archive.editing.history.accounts import account_name
from archive.editing.history.log import log_changes
from archive.editing.locks import edit_transaction
from archive.editing.marking.anchors import anchor
from archive.editing.pending.public_changes import PublicChangeError, allow_public_changes
from archive.editing.pending.rows import (
    MODELS,
    MODELS_BY_NAME,
    Row,
    fields_of,
    owners_of,
    python_value,
)
from archive.editing.states import Actor, has_permissions, may_publish
from archive.models import Document, PendingChange, Statement

SPAN = ("start", "end", "text")
THEIRS, YOURS = "theirs", "yours"  # what is in the archive, and what was proposed


def propose_change(actor: Actor, error: PublicChangeError) -> PendingChange:
    """Stores an edit that was rolled back. Where the same actor sends the same edit again, the waiting one is
    returned."""
    model, pk = error.owner
    name = str(model._default_manager.get(pk=pk))[:200]
    account = actor.pk if actor else None
    with edit_transaction(actor):
        ours = PendingChange.objects.waiting().for_object(str(model._meta.model_name), pk)
        for change in ours.filter(proposed_by=account):
            if _content(change.rows) == _content(error.rows):
                return change
        return PendingChange.objects.create(
            model_name=str(model._meta.model_name),
            object_id=pk,
            name=name,
            rows=error.rows,
            proposed_by_id=account,
        )


def _content(rows: list[Row]) -> list:
    """The rows without the keys of added ones, which differ each time they are sent."""
    return [
        (row["model"], row["verb"], row["before"], {k: v for k, v in row["after"].items() if k != "id"},
         row["pk"] if row["verb"] != "add" else None)
        for row in rows
    ]  # fmt: skip


def may_decide(actor: Actor, change: PendingChange) -> bool:
    """Whether the actor may publish every object concerned and change rows of these models. With TWO_PERSONS nobody
    decides on their own changes."""
    if settings.TWO_PERSONS and actor is not None and actor.pk == change.proposed_by_id:
        return False
    changed_models = {MODELS_BY_NAME[row["model"]] for row in change.rows}
    owners = {model for row in change.rows for model, _pk in owners_of(row)}
    verbs = {"add": "add", "change": "change", "remove": "delete"}
    permissions = [f"archive.{verbs[row['verb']]}_{row['model']}" for row in change.rows]
    return has_permissions(actor, *permissions) and all(
        may_publish(actor, Document if owner is Document else Statement) for owner in owners | changed_models
    )


def may_discard(actor: Actor, change: PendingChange) -> bool:
    """Whoever proposed a change may discard it as well."""
    return may_decide(actor, change) or (actor is not None and actor.pk == change.proposed_by_id)


def conflict_key(row: Row, attribute: str) -> str:
    """Identifies one choice; start, end and words of a span share one."""
    return f"{row['model']}-{row['pk']}-{'text' if attribute in SPAN[:2] else attribute}"


def conflicts(row: Row, saved_row: models.Model) -> set[str]:
    """The attributes that somebody else has changed since to another value than the proposed one."""
    fields = fields_of(type(saved_row))
    changed_fields = set()
    for name, after in row["after"].items():
        now = getattr(saved_row, name)
        if now not in (
            python_value(fields[name], row["before"].get(name)),
            python_value(fields[name], after),
        ):
            changed_fields.add(name)
    if isinstance(saved_row, Statement) and "text" not in changed_fields:
        changed_fields -= set(SPAN)  # a correction moved the words and left them as they were
    return changed_fields


def accept_change(actor: Actor, pk: int, choices: Mapping[str, str]) -> PendingChange:
    """Writes the change. ``choices`` maps each ``conflict_key`` to THEIRS or YOURS.

    Raises NotAllowedError, GoneError, StaleError where a choice is missing, or EditError for what the rules of the
    archive refuse.
    """
    with ExitStack() as stack:
        stack.enter_context(allow_public_changes())
        stack.enter_context(edit_transaction(actor))
        change = _lock(pk)
        if not may_decide(actor, change):
            raise NotAllowedError(_("You do not have permission to do this."))
        if actor is not None:
            stack.enter_context(pghistory.context(proposed_by=change.proposed_by_id))
        _write(change.rows, choices)
        _decide(actor, change, PendingChange.Status.ACCEPTED)
        target = MODELS_BY_NAME[change.model_name]._default_manager.filter(pk=change.object_id).first()
        if target is not None:
            author = account_name(change.proposed_by) if change.proposed_by else _("Someone")
            log_changes(actor, [target], (), _("Accepted the change that %s proposed.") % author)
        return change


def discard_change(actor: Actor, pk: int) -> PendingChange:
    """Raises NotAllowedError, or EditError where it has been decided already."""
    with edit_transaction(actor):
        change = _lock(pk)
        if not may_discard(actor, change):
            raise NotAllowedError(_("You do not have permission to do this."))
        _decide(actor, change, PendingChange.Status.DISCARDED)
        return change


def _lock(pk: int) -> PendingChange:
    change = PendingChange.objects.select_for_update().filter(pk=pk).first()
    if change is None:
        raise GoneError(_("There is no such change."))
    if change.status != PendingChange.Status.WAITING:
        author = account_name(change.decided_by) if change.decided_by else _("Someone else")
        raise EditError(_("%s has decided on this change in the meantime.") % author)
    return change


def _decide(actor: Actor, change: PendingChange, status: str) -> None:
    change.status, change.decided_by_id, change.decided_at = (
        status,
        actor.pk if actor else None,
        timezone.now(),
    )
    change.save(update_fields=["status", "decided_by_id", "decided_at"])


def _write(rows: list[Row], choices: Mapping[str, str]) -> None:
    """Removes rows before adding any, so that positions in a chain are free, and adds rows before those that belong to
    them."""
    ordered_rows = sorted(rows, key=lambda row: MODELS.index(MODELS_BY_NAME[row["model"]]))
    for row in reversed([ranked_row for ranked_row in ordered_rows if ranked_row["verb"] == "remove"]):
        MODELS_BY_NAME[row["model"]]._default_manager.filter(pk=row["pk"]).delete()
    for row in ordered_rows:
        if row["verb"] == "add":
            _add(row)
        elif row["verb"] == "change":
            _change(row, choices)


def _add(row: Row) -> None:
    """Adds the row under the key it got when it was proposed: a sequence never returns a number twice."""
    model = MODELS_BY_NAME[row["model"]]
    if model._default_manager.filter(pk=row["pk"]).exists():
        return
    fields = fields_of(model)
    values = {name: python_value(fields[name], value) for name, value in row["after"].items()}
    model(**values).save(force_insert=True)


def _change(row: Row, choices: Mapping[str, str]) -> None:
    model = MODELS_BY_NAME[row["model"]]
    saved_row: Any = model._default_manager.select_for_update(of=("self",)).filter(pk=row["pk"]).first()
    if saved_row is None:
        raise GoneError(_("The entry has been deleted since, so the change can only be discarded."))
    disputed_fields, fields = conflicts(row, saved_row), fields_of(model)
    keys = {name: conflict_key(row, name) for name in row["after"]}
    disputed_keys = {keys[name] for name in disputed_fields}
    if any(choices.get(key) not in (THEIRS, YOURS) for key in disputed_keys):
        raise StaleError(_("Someone has changed the same field since. Choose which value to keep."))
    taken_fields = {
        name: python_value(fields[name], value)
        for name, value in row["after"].items()
        if keys[name] not in disputed_keys or choices[keys[name]] == YOURS
    }
    span = {
        name: taken_fields.pop(name)
        for name in SPAN
        if isinstance(saved_row, Statement) and name in taken_fields
    }
    for name, value in taken_fields.items():
        setattr(saved_row, name, value)
    if span:
        _move(saved_row, row, span)
    saved_row.save()
    if isinstance(saved_row, Statement):
        analyse_later([saved_row.pk], Kind.REPORTS, Kind.TERMS)
    elif isinstance(saved_row, Document):
        analyse_documents([saved_row.pk], list(taken_fields))


def _move(statement: Statement, row: Row, span: Mapping[str, Any]) -> None:
    """Moves the statement to the proposed words, wherever corrections have moved those since."""
    shift = {name: row["after"][name] - row["before"][name] for name in SPAN[:2] if name in row["after"]}
    start, end = statement.start + shift.get("start", 0), statement.end + shift.get("end", 0)
    anchor(statement, start, end)
    if "text" in span and statement.text != span["text"]:
        raise EditError(_("The proposed words are no longer there, so the change can only be discarded."))
