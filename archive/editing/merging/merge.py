"""Merges two entries for the same person, event, theme or term, and records each row that it writes."""

from collections import Counter
from typing import Any

from django.utils.translation import gettext_lazy as _

from archive.editing.errors import EditError, GoneError
from archive.editing.history.events import last_history_ids
from archive.editing.history.log import log_changes, log_deletions
from archive.editing.locks import edit_transaction
from archive.editing.states import Actor, check_permissions
from archive.models import Merge, Term

from .movers import MERGERS, Mergeable, delete_duplicate
from .record import MERGED_MODELS, record_merge
from .terms import check_publication


def merge(actor: Actor, survivor: Mergeable, duplicate: Mergeable) -> Counter[str]:
    """Moves everything of ``duplicate`` to ``survivor``, redirects its address and deletes it. Returns the number of
    rows moved, by the plural name of their model; the survivor is refreshed.

    Raises NotAllowedError, or EditError where the two have different models, readers would lose the page of a term, or
    some rows of the duplicate could not be moved.
    """
    with edit_transaction(actor):
        survivor_row, duplicate_row = lock_pair(actor, survivor, duplicate)
        name, key = str(duplicate_row), duplicate_row.pk
        last_ids = last_history_ids(MERGED_MODELS)
        counts = complete_merge(actor, survivor_row, duplicate_row)
        record_merge(actor, survivor_row, key, name, last_ids)
        survivor.refresh_from_db()
        return counts


def complete_merge(actor: Actor, survivor: Mergeable, duplicate: Mergeable) -> Counter[str]:
    """Moves what the duplicate still has and deletes it. Returns the number of rows moved, by the plural name of their
    model."""
    name = str(duplicate)
    log_deletions(actor, [duplicate], str(_("Merged into “%s”.") % survivor))
    counts = MERGERS[type(survivor)](survivor, duplicate)
    delete_duplicate(duplicate, survivor)
    survivor.save()
    log_changes(actor, [survivor], (), _log_message(name, counts))
    return counts


def lock_pair(actor: Actor, survivor: Mergeable, duplicate: Mergeable) -> tuple[Mergeable, Mergeable]:
    """Locks both rows, checks that they may be merged, and returns them as saved."""
    model: Any = type(survivor)
    if model not in MERGERS or type(duplicate) is not model or survivor.pk == duplicate.pk:
        raise EditError(_("Choose two different entries of the same kind."))
    check_permissions(actor, model, "change", "delete")
    if Merge.objects.running().with_entries(str(model._meta.model_name), survivor.pk, duplicate.pk).exists():
        raise EditError(_("One of the two is being merged at the moment. Wait until that is finished."))
    rows = model.objects.select_for_update(of=("self",)).in_bulk([survivor.pk, duplicate.pk])
    if len(rows) < 2:
        raise GoneError(
            _("One of the two no longer exists. Someone may have merged or deleted it a moment ago.")
        )
    first, second = rows[survivor.pk], rows[duplicate.pk]
    if isinstance(first, Term) and isinstance(second, Term):
        check_publication(actor, first, second)
    return first, second


def _log_message(name: str, moved_counts: Counter[str]) -> str:
    parts = ", ".join(f"{plural}: {count}" for plural, count in moved_counts.items() if count)
    message = str(_("Merged “%s” into this.") % name)
    return f"{message} ({parts})" if parts else message
