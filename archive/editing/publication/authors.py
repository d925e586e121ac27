"""Who wrote what is published, or would be: by the history of the row and of what belongs to its words."""

from typing import Any

from django.db import models

from archive.editing.history.events import displayed_fields, history_model
from archive.models import Relay, State, Statement, StatementTheme

# Rows that are part of what a statement says; reports are decisions about it.
CONTENT_MODELS: dict[type[models.Model], tuple[Any, ...]] = {Statement: (StatementTheme, Relay)}


def authors_since_publication(target: models.Model) -> set[int | None]:
    """The accounts that wrote anything of the row since its last publication, or ever where it was never published;
    None stands for a command. A change of state alone does not count.

    Where the row was published in the same transaction, what that change wrote counts too. One query, two more for a
    statement.
    """
    model = type(target)
    fields = [f.attname for f in displayed_fields(model) if f.name != "state"]
    events = list(
        history_model(model)
        .objects.filter(pgh_obj_id=target.pk)
        .order_by("pgh_id")
        .select_related("pgh_context")
    )
    authors: set[int | None] = set()
    since = None
    for index, event in enumerate(events):
        before = events[index - 1] if index else None
        if before is None or any(getattr(event, name) != getattr(before, name) for name in fields):
            authors.add(_account(event))
        published = event.state == State.PUBLISHED and (before is None or before.state != State.PUBLISHED)
        if published and index < len(events) - 1:
            authors, since = set(), event.pgh_created_at
    for row_model in CONTENT_MODELS.get(model, ()):
        rows = history_model(row_model).objects.filter(statement_id=target.pk).select_related("pgh_context")
        authors |= {_account(row) for row in (rows.filter(pgh_created_at__gt=since) if since else rows)}
    return authors


def _account(event: Any) -> int | None:
    return event.pgh_context.metadata.get("user") if event.pgh_context else None
