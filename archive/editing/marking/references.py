"""Looks up the speakers, events and themes that were chosen by id, including those that were merged in the meantime."""

from collections.abc import Collection, Sequence
from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext as _

from archive.editing.errors import EditError, field_error
from archive.editing.history.events import history_model, name_in_history
from archive.models import Event, Redirect, Speaker, Theme

Entity = TypeVar("Entity", Speaker, Event, Theme)
LARGEST_ID = 2**63 - 1


def valid_ids(ids: Collection[int | None]) -> set[int]:
    """The ids that a row can have; the database refuses larger numbers."""
    return {pk for pk in ids if pk is not None and 0 < pk <= LARGEST_ID}


def resolve(
    model: type[Entity], field: str, ids: Sequence[int], entries: dict[int, Entity] | None = None
) -> list[Entity]:
    """The rows in the order of ``ids``, without repetitions; a merged row is replaced by the one it was merged into.

    ``entries`` holds rows the caller has already loaded. Raises EditError under ``field`` for a row that no longer
    exists. One query, three more where some are missing.
    """
    entries = dict(model._default_manager.in_bulk(valid_ids(ids)) if entries is None else entries)
    absent = [pk for pk in ids if pk not in entries]
    if absent:
        entries |= _find_merged(model, field, absent)
    return list(dict.fromkeys(entries[pk] for pk in ids))


def resolve_one(
    model: type[Entity], field: str, pk: int | None, entries: dict[int, Entity] | None = None
) -> Entity | None:
    return None if pk is None else resolve(model, field, [pk], entries)[0]


def _find_merged(model: type[Entity], field: str, ids: Sequence[int]) -> dict[int, Entity]:
    deletions: Any = history_model(model)._default_manager.filter(
        pgh_label="delete", pgh_obj_id__in=valid_ids(ids)
    )
    last = {event.pgh_obj_id: event for event in deletions.order_by("pgh_id")}
    targets = {}
    for pk in ids:
        event = last.get(pk)
        target = event and Redirect.objects.resolve(str(model._meta.model_name), event.slug)
        if not target:
            raise _missing_error(model, field, event)
        targets[pk] = target
    return targets


def _missing_error(model: type[models.Model], field: str, event: Any) -> EditError:
    kind = model._meta.verbose_name
    if event is None:
        message = _("The chosen %(kind)s is not in the archive. Choose another one.") % {"kind": kind}
    else:
        message = _("The %(kind)s “%(name)s” has been deleted in the meantime. Choose another one.")
        message %= {"kind": kind, "name": name_in_history(event)}
    return field_error(field, message)
