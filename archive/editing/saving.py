"""Saves what a form holds: a row with the rows that belong to it."""

from collections.abc import Callable
from typing import TypeVar

from archive.editing.locks import edit_transaction
from archive.editing.states import Actor

Result = TypeVar("Result")


def save_in_one_edit(actor: Actor, save: Callable[[], Result]) -> Result:
    """All that ``save`` writes is one edit: wholly written or, with EditError, not at all."""
    with edit_transaction(actor):
        return save()
