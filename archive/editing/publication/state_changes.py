"""Sets the state of many documents, statements or terms; states.py decides for each of them whether it may be set."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import models
from django.utils import timezone

from archive.editing.history.log import log_changes
from archive.editing.locks import edit_transaction
from archive.editing.states import Actor, Target, may_set_state
from archive.models import Document, State, Statement

UNPUBLISHED = {State.DRAFT, State.REVIEW}


@dataclass(frozen=True, slots=True)
class StateChange:
    """The number of rows by outcome."""

    changed: Sequence[Target]
    unchanged: int  # had the state before
    not_allowed: int  # the actor may not take their state away
    orphaned: int  # statements without a place in their text


def set_state(actor: Actor, rows: models.QuerySet, state: str) -> StateChange:
    """Rows that may not get the state keep theirs and are counted."""
    with edit_transaction(actor):
        return _set_state(actor, rows, state)


def publish_with_statements(
    actor: Actor, documents: models.QuerySet, states: Collection[str] = (State.REVIEW,)
) -> tuple[StateChange, StateChange]:
    """Publishes the documents and those of their statements that are in one of ``states``; returns the outcome for
    documents and for statements."""
    with edit_transaction(actor):
        keys = list(documents.values_list("pk", flat=True))
        published = _set_state(actor, Document.objects.filter(pk__in=keys), State.PUBLISHED)
        included_statements = Statement.objects.filter(document__in=keys, state__in=set(states) & UNPUBLISHED)
        return published, _set_state(actor, included_statements, State.PUBLISHED)


def _set_state(actor: Actor, rows: models.QuerySet, state: str) -> StateChange:
    locked_rows = lock_rows(rows)
    other_rows = [row for row in locked_rows if row.state != state]
    allowed_rows = [row for row in other_rows if state in State.values and may_set_state(actor, row, state)]
    orphans = [row for row in other_rows if row.state == State.ORPHANED]
    update_rows(rows.model, allowed_rows, state=state)
    log_changes(actor, allowed_rows, ["state"])
    return StateChange(
        changed=allowed_rows,
        unchanged=len(locked_rows) - len(other_rows),
        not_allowed=len(other_rows) - len(allowed_rows) - len(orphans),
        orphaned=len(orphans),
    )


def lock_rows(rows: models.QuerySet) -> list:
    """The rows, locked in a fixed order, without the queryset's joins and annotations; documents without their text."""
    model = rows.model
    fresh = model._default_manager.filter(pk__in=rows.values("pk"))
    if model is Statement:
        fresh = fresh.select_related("speaker")
    fresh = fresh.defer("text") if model is Document else fresh
    return list(fresh.select_for_update(of=("self",)).order_by("pk"))


def update_rows(model: type[models.Model], rows: Sequence[models.Model], **values: object) -> None:
    keys = [row.pk for row in rows]
    model._default_manager.filter(pk__in=keys).update(**values, updated_at=timezone.now())
