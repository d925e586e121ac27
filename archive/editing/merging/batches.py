"""Merges of entries with many rows, which are moved in batches, each in its own transaction, so that no writer waits
long.

The row of the merge records the progress in the same transaction as the moved rows, so a crash loses nothing: the next
process continues (archive/management/batches.py). Until the last batch both entries exist, each with its statements.
The last batch merges names, roles and positions in the tree, and deletes the duplicate.
"""

from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from archive.editing.history.events import last_history_ids
from archive.editing.history.log import log_changes
from archive.editing.locks import edit_transaction
from archive.editing.states import Actor
from archive.models import Merge, Role, Speaker, Statement, StatementTheme, Term, TermOccurrence, Theme

from .merge import complete_merge, lock_pair, merge
from .movers import BULK_RELATIONS, SAME_ROLE, Mergeable, move_statement_themes
from .record import MERGED_MODELS, record_rows
from .terms import copy_wordings, move_occurrences

MAX_ROWS_AT_ONCE = 1_000  # rows that are moved while the editor waits: 0.3 seconds


def merge_or_begin(actor: Actor, survivor: Mergeable, duplicate: Mergeable) -> Merge:
    """Merges at once where the duplicate has few rows; otherwise starts a merge whose rows ``continue_merge`` moves.
    Raises what ``merge`` raises."""
    with edit_transaction(actor):
        lock_pair(actor, survivor, duplicate)
        total = count_rows(duplicate)
        if total <= MAX_ROWS_AT_ONCE:
            merge(actor, survivor, duplicate)
            return Merge.objects.into(str(survivor._meta.model_name), survivor.pk)[0]
        log_changes(actor, [survivor], (), str(_("Started merging “%s” into this.") % duplicate))
        last_ids = last_history_ids(MERGED_MODELS)
        if isinstance(survivor, Term) and isinstance(duplicate, Term):
            copy_wordings(survivor, duplicate)  # occurrences are looked for meanwhile, too
        merge_row = Merge.objects.create(
            model_name=str(survivor._meta.model_name),
            survivor=survivor.pk,
            duplicate=duplicate.pk,
            duplicate_name=str(duplicate),
            merged_by_id=actor.pk if actor else None,
            total=total,
        )
        record_rows(merge_row, last_ids)
        return merge_row


def count_rows(entry: Mergeable) -> int:
    """The number of rows of the relations that can be large; one query for each."""
    return sum(bulk_rows(model, field, entry).count() for model, field in BULK_RELATIONS[type(entry)])


def bulk_rows(model: Any, field: str, entry: Mergeable) -> models.QuerySet:
    return model.objects.filter(**{field: entry}).order_by()


def continue_merge(limit: int) -> int | None:
    """Moves at most ``limit`` rows of the oldest unfinished merge and returns how many; None where there is none."""
    running = Merge.objects.in_batches().select_related("merged_by").first()
    if running is None:
        return None
    with edit_transaction(running.merged_by):
        merge = Merge.objects.in_batches().filter(pk=running.pk).first()
        if merge is None:
            return 0
        model: Any = apps.get_model("archive", merge.model_name)
        pair = model.objects.in_bulk([merge.survivor, merge.duplicate])
        last_ids = last_history_ids(MERGED_MODELS)
        moved_count = 0
        if len(pair) == 2:
            survivor, duplicate = pair[merge.survivor], pair[merge.duplicate]
            moved_count = move_rows(survivor, duplicate, limit)
            if not moved_count:
                complete_merge(running.merged_by, survivor, duplicate)
        if not moved_count:  # also where somebody deleted what was left of one of them
            merge.finished_at = timezone.now()
        record_rows(merge, last_ids)
        merge.done += moved_count
        merge.save(update_fields=["done", "finished_at"])
        return moved_count


def move_rows(survivor: Mergeable, duplicate: Mergeable, limit: int) -> int:
    """Moves at most ``limit`` rows of the relations that can be large."""
    moved_count = 0
    for model, field in BULK_RELATIONS[type(survivor)]:
        keys = list(bulk_rows(model, field, duplicate).values_list("pk", flat=True)[: limit - moved_count])
        rows = model.objects.filter(pk__in=keys)
        if isinstance(survivor, Speaker) and model is Statement:
            take_over_roles(survivor, duplicate, rows)
        if isinstance(survivor, Theme) and model is StatementTheme:
            move_statement_themes(survivor, rows)
        elif isinstance(survivor, Term) and model is TermOccurrence:
            move_occurrences(survivor, rows)
        elif keys:
            rows.update(**{field: survivor})
        moved_count += len(keys)
        if moved_count >= limit:
            break
    return moved_count


def take_over_roles(survivor: Speaker, duplicate: Mergeable, statements: models.QuerySet) -> None:
    """Gives statements with one of the duplicate's roles the same role of the survivor. The role is copied where the
    survivor lacks it, since the duplicate still needs its own for the statements that follow in later batches."""
    duplicate_roles = Role.objects.filter(
        pk__in=statements.exclude(role=None).values("role").distinct(), speaker=duplicate
    )
    for role in duplicate_roles:
        values = {name: getattr(role, name) for name in SAME_ROLE}
        same_role = Role.objects.filter(speaker=survivor, **values).first()
        if same_role is None:
            same_role = Role.objects.get(pk=role.pk)
            same_role.pk, same_role.speaker = None, survivor
            same_role._state.adding = True
            same_role.save()
        statements.filter(role=role).update(role=same_role, speaker=survivor)
