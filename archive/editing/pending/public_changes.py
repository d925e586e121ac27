"""Detects changes to public rows at the end of an edit: with PENDING_CHANGES only a publisher can make them."""

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
    MODELS,
    MODELS_BY_NAME,
    OWNERS,
    Row,
    is_visible_to_readers,
    owners_of,
    written_rows,
)
from archive.editing.states import Actor, may_publish
from archive.models import Document, State, Statement

_are_public_changes_allowed: ContextVar[bool] = ContextVar("public_changes_are_allowed", default=False)
Owner = tuple[type[models.Model], int]


class PublicChangeError(Exception):
    """The edit would have changed public rows and was rolled back; it can wait for a publisher.

    It is no EditError, since nothing was refused: the caller stores ``rows`` with ``pending.decisions.propose_change``.
    ``owner`` is the object they mainly concern.
    """

    def __init__(self, owner: Owner, rows: list[Row]):
        super().__init__(f"{owner[0].__name__} {owner[1]} is public")
        self.owner, self.rows = owner, rows


def needs_publisher(actor: Actor, model: type[models.Model]) -> bool:
    """Whether the actor's changes to public rows of this model need a publisher. With TWO_PERSONS everybody's do."""
    if not settings.PENDING_CHANGES or actor is None:
        return False
    return settings.TWO_PERSONS or not may_publish(actor, Document if model is Document else Statement)


@contextmanager
def allow_public_changes() -> Iterator[None]:
    """Within the block, public rows may be changed: for edits that a publisher has accepted."""
    token = _are_public_changes_allowed.set(True)
    try:
        yield
    finally:
        _are_public_changes_allowed.reset(token)


@contextmanager
def detect_public_changes(actor: Actor) -> Iterator[None]:
    """Wraps an edit, inside its transaction and under its lock. Raises PublicChangeError at the end where the edit
    changed public rows, and NotAllowedError for changes that cannot wait. No query where the actor may publish."""
    if _are_public_changes_allowed.get() or not (
        needs_publisher(actor, Document) or needs_publisher(actor, Statement)
    ):
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
    """The owners that were public before the edit."""
    owners = {owner: None for row in rows if is_visible_to_readers(row) for owner in owners_of(row)}
    hidden = {owner for row in rows if not _was_published(row) for owner in owners_of(row)}
    return [
        (model, pk)
        for model, pk in owners
        if (model, pk) not in hidden
        and needs_publisher(actor, model)
        and _published_rows(model).filter(pk=pk).exists()
    ]


def _was_published(row: Row) -> bool:
    """Whether the row was published before; True for rows without a state."""
    is_new = row["verb"] == "add" and MODELS_BY_NAME[row["model"]] not in OWNERS
    return not is_new and row["before"].get("state", State.PUBLISHED) == State.PUBLISHED


def _published_rows(model: Any) -> models.QuerySet:
    return model.objects.published()


def _check_can_wait(rows: list[Row]) -> None:
    for row in rows:
        model = MODELS_BY_NAME[row["model"]]
        if model is Document and "text" in row["after"]:
            raise NotAllowedError(_("Only a publisher can correct the text of a published document here."))
        if row["verb"] == "remove" and model not in OWNERS:
            raise NotAllowedError(_("Only a publisher can delete or merge what readers see here."))
