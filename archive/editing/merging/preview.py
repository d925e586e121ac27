"""Previews a merge by executing it and rolling it back, so that the preview shows exactly what the merge will do.

For an entry with many rows only the first ones are moved, since the write lock should not be held for all of them.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from archive.editing.history.display import RowChange, describe_entries
from archive.editing.history.events import HistoryEntry, Step, last_history_ids
from archive.editing.locks import edit_transaction
from archive.editing.states import Actor
from archive.models import Event, Redirect, Theme

from . import batches
from .merge import lock_pair
from .movers import MERGERS, Mergeable, delete_duplicate
from .record import MERGED_MODELS, steps_since

MAX_ROWS = 500  # that are named; the rest is counted


@dataclass(frozen=True)
class MergePreview:
    """``tree``: entries that get another parent; ``rows``: everything else; ``total`` counts both."""

    tree: list[RowChange]
    rows: list[RowChange]
    total: int

    @property
    def omitted_count(self) -> int:
        return max(0, self.total - MAX_ROWS)


def preview_merge(actor: Actor, survivor: Mergeable, duplicate: Mergeable) -> MergePreview:
    """Writes nothing. Raises what ``merge`` raises."""
    with edit_transaction(actor), transaction.atomic():
        survivor_row, duplicate_row = lock_pair(actor, survivor, duplicate)
        last_ids = last_history_ids(MERGED_MODELS)
        omitted_count = merge_sample(survivor_row, duplicate_row)
        steps = [step for step in steps_since(last_ids) if step.model is not Redirect]
        preview = MergePreview(
            tree=describe_steps(survivor, [step for step in steps if moves_in_tree(step)]),
            rows=describe_steps(survivor, [step for step in steps if not moves_in_tree(step)][:MAX_ROWS]),
            total=len(steps) + omitted_count,
        )
        transaction.set_rollback(True)
    return preview


def merge_sample(survivor: Mergeable, duplicate: Mergeable) -> int:
    """Merges everything where the duplicate has few rows, otherwise a sample of them. Returns how many rows were left
    out."""
    omitted_count = max(0, batches.count_rows(duplicate) - batches.MAX_ROWS_AT_ONCE)
    if omitted_count:
        batches.move_rows(survivor, duplicate, batches.MAX_ROWS_AT_ONCE)
    MERGERS[type(survivor)](survivor, duplicate, with_bulk=not omitted_count)
    if not omitted_count:
        delete_duplicate(duplicate, survivor)
    survivor.save()
    return omitted_count


def moves_in_tree(step: Step) -> bool:
    parent = {Event: "part_of", Theme: "parent"}.get(step.model)
    return (
        step.before is not None
        and not step.is_delete
        and any(f.name == parent for f in step.changed_fields())
    )


def describe_steps(survivor: Mergeable, steps: list[Step]) -> list[RowChange]:
    entry = HistoryEntry(timezone.now(), None, False, steps)
    describe_entries(type(survivor), [entry], {})
    return entry.changes
