"""Undoing merges of broad entries: their rows go back in batches, each in a transaction of its own.

The first transaction (``undo.undo_merge``) has brought the duplicate back; then rows go back to it, the last written
first, while both entries are there, and at the end goes what the merge had added. How far it has come stands in the row
of the merge, in the same transaction as the rows.
"""

from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.utils import timezone

from archive.editing.locks import edit_transaction
from archive.models import Merge, Redirect

from .undo import CHANGED_SINCE, bulk_model_names, remove_added, steps_of, write_back


def continue_undo(limit: int) -> int | None:
    """Restores at most ``limit`` rows of the oldest unfinished undo and returns how many; None where there is none."""
    first = Merge.objects.being_undone().select_related("undone_by").first()
    if first is None:
        return None
    with edit_transaction(first.undone_by):
        merge = Merge.objects.being_undone().filter(pk=first.pk).first()
        if merge is None:
            return 0
        rows = remaining_rows(merge)
        model: Any = apps.get_model("archive", merge.model_name)
        both_exist = model.objects.filter(pk__in=[merge.survivor, merge.duplicate]).count() == 2
        positions = list(rows.values_list("position", flat=True)[:limit]) if both_exist else []
        if positions:
            counts = write_back(steps_of(rows.filter(position__gte=positions[-1])))
            merge.undo_position = positions[-1]
        else:  # also where somebody deleted one of the two: what would go back to it stays
            merge.changed_since += rows.count()
            counts = remove_added(
                step
                for step in steps_of(merge.rows.exclude(model_name__in=bulk_model_names(merge)))
                if step.is_insert and step.model is not Redirect
            )
            merge.undone_at = timezone.now()
        merge.changed_since += counts[CHANGED_SINCE]
        merge.done += len(positions)
        merge.save(update_fields=["undo_position", "changed_since", "done", "undone_at"])
        return len(positions)


def remaining_rows(merge: Merge) -> QuerySet:
    """The rows not restored yet, last written first."""
    rows = merge.rows.filter(model_name__in=bulk_model_names(merge)).order_by("-position")
    return rows if merge.undo_position is None else rows.filter(position__lt=merge.undo_position)
