"""What several use cases do when they save."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.utils import timezone

from archive.editing.locks import edit_transaction
from archive.editing.states import Actor

Result = TypeVar("Result")


def save_in_one_edit(actor: Actor, save: Callable[[], Result]) -> Result:
    """All that ``save`` writes is one edit: wholly written or, with EditError, not at all."""
    with edit_transaction(actor):
        return save()


def set_decider(row: Any, actor: Actor, is_decided: bool) -> None:
    """Who decided on the row, and when; nobody where it is undecided again. Not saved."""
    row.decided_by = actor if is_decided else None
    row.decided_at = timezone.now() if is_decided else None
