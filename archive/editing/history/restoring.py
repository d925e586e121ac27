"""Restores an earlier state of an object, or a deleted object."""

import datetime as dt
from contextlib import suppress
from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from archive.editing.analysis import Kind, analyse_documents, analyse_later
from archive.editing.corrections import replace_text
from archive.editing.errors import EditError, GoneError
from archive.editing.history.events import DERIVED_FIELDS, RELATED_ROWS, history_model, tracked_fields
from archive.editing.history.log import log_additions, log_changes
from archive.editing.locks import edit_transaction
from archive.editing.report_pairs.pairs import restore_decided_pairs
from archive.editing.states import Actor, check_permissions, check_transition
from archive.models import Document, Merge, Statement, Term, taken_slugs
from archive.models.base.states import Publishable, State

Row = TypeVar("Row", bound=models.Model)

NOT_RESTORED = {*DERIVED_FIELDS, "state"}  # publishing is its own decision
MAX_STEM_LENGTH = 70  # characters of a slug before the number that tells it from others


def restore_version(actor: Actor, obj: models.Model, event: Any) -> list[str]:
    """Sets the fields of ``obj`` to those of ``event``, a row of its history, and returns the labels of the fields that
    changed. Raises NotAllowedError, or EditError where a row it points to is gone or a constraint is violated."""
    with edit_transaction(actor):
        model = type(obj)
        check_permissions(actor, model, "change")
        row = model._default_manager.select_for_update(of=("self",)).filter(pk=obj.pk).first()
        if row is None:
            raise GoneError(_("This entry is no longer in the archive: someone has deleted it."))
        if isinstance(row, Document | Statement | Term):
            check_transition(actor, row, row.state)
        fields = [f for f in tracked_fields(model) if f.name not in NOT_RESTORED]
        fields = [f for f in fields if getattr(row, f.attname) != getattr(event, f.attname)]
        if isinstance(row, Statement) and row.text == event.text:
            # The words are the same: they stay where corrections of the text have moved them.
            fields = [f for f in fields if f.name not in {"start", "end"}]
        values = _values_of(fields, event)
        fields = [f for f in fields if getattr(row, f.attname) != values[f.attname]]
        _write(actor, row, fields, values)
        labels = [str(f.verbose_name) for f in fields]
        if labels:
            _look_for_reports_and_terms(row)
            if isinstance(row, Document):
                analyse_documents([row.pk], [f.name for f in fields])
            log_changes(actor, [row], (), restore_message(event, labels))
        return labels


def restore_message(event: Any, labels: list[str]) -> str:
    message = _("Restored the state of %(when)s: %(fields)s.")
    return message % {"when": _minute(event.pgh_created_at), "fields": ", ".join(labels)}


def deletions(model: type[models.Model]) -> models.QuerySet:
    """The last history row of each deleted object, most recently deleted first."""
    history: Any = history_model(model)
    delete_events = history.objects.filter(pgh_label="delete").exclude(
        pgh_obj_id__in=model._default_manager.values("pk")
    )
    last = delete_events.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id").values("pgh_id")
    rows = history.objects.filter(pgh_id__in=last).select_related("pgh_context")
    return rows.order_by("-pgh_created_at", "-pgh_id")


def restore_deleted(actor: Actor, model: type[Row], event: Any) -> Row:
    """Brings the object back as it was when it was deleted; as a draft where it has a state. Raises NotAllowedError, or
    EditError as ``recreate`` does."""
    with edit_transaction(actor):
        check_permissions(actor, model, "add", "change")
        obj = recreate(model, event)
        message = _("Restored after deletion on %s.") % _minute(event.pgh_created_at)
        log_additions(actor, [obj], message)
        return obj


def recreate(model: type[Row], event: Any, **changes: Any) -> Row:
    """Creates the object of ``event``, a row of its history, again with its id and with the rows deleted together with
    it; inside the transaction of a larger edit.

    It comes back as a draft unless ``changes`` (other field values) says otherwise, and with another slug where its own
    has been taken. Raises EditError where a row it points to is gone.
    """
    obj: Any = row_from_history(model, event)
    if isinstance(obj, Publishable):
        obj.state = State.DRAFT
    for name, value in changes.items():
        setattr(obj, name, value)
    if hasattr(obj, "slug"):
        obj.slug = _free_slug(model, obj)
    obj.save(force_insert=True)
    for row_model, owner in RELATED_ROWS.get(model, ()):
        _restore_rows(row_model, owner, event)
    if isinstance(obj, Statement):
        restore_decided_pairs(obj.pk)
    _look_for_reports_and_terms(obj)
    return obj


def _look_for_reports_and_terms(row: models.Model) -> None:
    """Queues both searches for a statement that has other words now, or whose words are in the text again."""
    if isinstance(row, Statement):
        analyse_later([row.pk], Kind.REPORTS, Kind.TERMS)


def _write(actor: Actor, row: models.Model, fields: list[models.Field], values: dict[str, Any]) -> None:
    """A document's text is corrected, so that its statements move along."""
    has_text = isinstance(row, Document) and any(f.name == "text" for f in fields)
    for f in fields:
        if not (has_text and f.name == "text"):
            setattr(row, f.attname, values[f.attname])
    if fields:
        row.save()
    if has_text and isinstance(row, Document):
        replace_text(actor, row, values["text"], reason=_("An earlier text was restored."))


def _values_of(fields: list[models.Field], event: Any) -> dict[str, Any]:
    """The values by column. What a row pointed to and was merged since is what it was merged into. Raises EditError
    where that is gone."""
    values = {f.attname: getattr(event, f.attname) for f in fields}
    for f in fields:
        value = values[f.attname]
        if value is None or not f.is_relation or f.related_model is None:
            continue
        survivor = Merge.objects.find_survivor(f.related_model, value)
        if survivor is None:
            message = _("It cannot be restored: its %(field)s (no. %(id)s) has been deleted since.")
            raise EditError(message % {"field": f.verbose_name, "id": value})
        values[f.attname] = survivor
    return values


def row_from_history(model: type[Row], event: Any) -> Row:
    """An unsaved instance with the values of ``event``. Raises EditError where a row it points to is gone."""
    fields = [f for f in tracked_fields(model) if not f.generated]
    return model(**_values_of(fields, event))


def _restore_rows(model: type[models.Model], owner: str, event: Any) -> None:
    """The rows deleted in the same transaction. One that points to something deleted since is left out, as is one that
    a merge has made the same as another, such as two themes of a statement; the history keeps it."""
    history: Any = history_model(model)
    delete_events = history.objects.filter(
        pgh_label="delete",
        pgh_created_at=event.pgh_created_at,
        pgh_context_id=event.pgh_context_id,
        **{f"{owner}_id": event.pgh_obj_id},
    )
    for row in delete_events.exclude(pgh_obj_id__in=model._default_manager.values("pk")).order_by("pgh_id"):
        with suppress(EditError, IntegrityError), transaction.atomic():
            row_from_history(model, row).save(force_insert=True)


def _free_slug(model: type[models.Model], obj: Any) -> str:
    used_slugs = taken_slugs(model, obj.slug[:MAX_STEM_LENGTH], except_id=obj.pk)
    slug, number = obj.slug, 2
    while slug in used_slugs:
        slug = f"{obj.slug[:MAX_STEM_LENGTH]}-{number}"
        number += 1
    return slug


def _minute(when: dt.datetime) -> str:
    return formats.date_format(timezone.localtime(when), "DATETIME_FORMAT")
