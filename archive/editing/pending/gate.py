"""The gate at the end of every edit: with PENDING_CHANGES, what is public changes by a publisher's word only."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _

from archive.editing.errors import NotAllowedError
from archive.editing.history.events import last_history_ids
from archive.editing.pending.rows import (
    BY_NAME,
    MODELS,
    OWNERS,
    Row,
    owners_of,
    shows_to_readers,
    written_rows,
)
from archive.editing.states import Actor, may_publish
from archive.models import Document, State, Statement

_is_open: ContextVar[bool] = ContextVar("pending_gate_is_open", default=False)
Owner = tuple[type[models.Model], int]


class PublicChangeError(Exception):
    """The edit would change what is public and waits instead: nothing was written.

    No EditError, for it is no refusal: whoever catches it keeps ``rows`` with ``pending.decisions.propose_change``.
    ``owner`` is what they are mainly about.
    """

    def __init__(self, owner: Owner, rows: list[Row]):
        super().__init__(f"{owner[0].__name__} {owner[1]} is public")
        self.owner, self.rows = owner, rows


def needs_publisher(actor: Actor, model: type[models.Model]) -> bool:
    """Whether what the actor changes of such rows waits, once it is public. With TWO_PERSONS everybody's does."""
    if not settings.PENDING_CHANGES or actor is None:
        return False
    return settings.TWO_PERSONS or not may_publish(actor, Document if model is Document else Statement)


@contextmanager
def allow_public_changes() -> Iterator[None]:
    """For edits that a publisher has accepted."""
    token = _is_open.set(True)
    try:
        yield
    finally:
        _is_open.reset(token)


@contextmanager
def detect_public_changes(actor: Actor) -> Iterator[None]:
    """Within the transaction of an edit, under its lock. Raises PublicChangeError at its end, and NotAllowedError for
    what cannot wait. No query where the actor may publish."""
    if _is_open.get() or not (needs_publisher(actor, Document) or needs_publisher(actor, Statement)):
        yield
        return
    last_ids = last_history_ids(MODELS)
    with allow_public_changes():  # of the edits within this one
        yield
    rows = written_rows(last_ids)
    owners = _public_owners(actor, rows)
    if owners:
        _check_can_wait(rows)
        raise PublicChangeError(owners[0], rows)


def _public_owners(actor: Actor, rows: list[Row]) -> list[Owner]:
    """Of what was public before the edit."""
    owners = {owner: None for row in rows if shows_to_readers(row) for owner in owners_of(row)}
    hidden = {owner for row in rows if not _was_published(row) for owner in owners_of(row)}
    return [
        (model, pk)
        for model, pk in owners
        if (model, pk) not in hidden
        and needs_publisher(actor, model)
        and _published_rows(model).filter(pk=pk).exists()
    ]


def _was_published(row: Row) -> bool:
    """Of what has a state, as far as the row says."""
    is_new = row["verb"] == "add" and BY_NAME[row["model"]] not in OWNERS
    return not is_new and row["before"].get("state", State.PUBLISHED) == State.PUBLISHED


def _published_rows(model: Any) -> models.QuerySet:
    return model.objects.published()


def _check_can_wait(rows: list[Row]) -> None:
    for row in rows:
        model = BY_NAME[row["model"]]
        if model is Document and "text" in row["after"]:
            raise NotAllowedError(_("Only a publisher can correct the text of a published document here."))
        if row["verb"] == "remove" and model not in OWNERS:
            raise NotAllowedError(_("Only a publisher can delete or merge what readers see here."))
