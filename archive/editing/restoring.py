"""Brings an earlier state of an object back, or an object that was deleted."""

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from archive.editing.corrections import correct_text
from archive.editing.locks import acquire_write_lock
from archive.models import Document, Redirect, Statement
from archive.models.states import Publishable, State

from .errors import EditError, edit_error_from
from .history import history_model
from .locks import check_deferred_constraints

# What a restore leaves alone: the key, what the database stamps, and the state, for publishing is its own decision.
KEPT = {"id", "state", "created_at", "updated_at", "published_at", "text_version", "prefix", "suffix"}


def restore_state(obj, event) -> list[str]:
    """Give ``obj`` the fields of the event; the labels of those that changed. Raises EditError, nothing written."""
    with refusing(), transaction.atomic():
        acquire_write_lock()
        obj = type(obj).objects.select_for_update(of=("self",)).get(pk=obj.pk)
        changed = [f for f in restorable(obj) if getattr(obj, f.attname) != getattr(event, f.attname)]
        if isinstance(obj, Statement) and obj.text == event.text:
            # The words are the same: they stay where corrections of the text have moved them.
            changed = [f for f in changed if f.name not in {"start", "end"}]
        must_exist(changed, event)
        write(obj, changed, event)
        check_deferred_constraints()
    return [str(f.verbose_name) for f in changed]


def write(obj, changed, event) -> None:
    words = next((f for f in changed if isinstance(obj, Document) and f.name == "text"), None)
    for f in changed:
        if f is not words:
            setattr(obj, f.attname, getattr(event, f.attname))
    if changed:
        obj.save()
    if words:
        correct_text(obj, event.text, reason=_("An earlier text was restored."))


def restorable(obj) -> list:
    tracked = {f.name for f in history_model(type(obj))._meta.concrete_fields}
    return [f for f in obj._meta.concrete_fields if f.name in tracked and f.name not in KEPT]


def must_exist(fields, event) -> None:
    for f in fields:
        value = getattr(event, f.attname)
        if f.is_relation and value is not None and not f.related_model.objects.filter(pk=value).exists():
            message = _(
                "It cannot be restored: what it names as “%(field)s” (no. %(id)s) has been deleted since."
            )
            raise EditError(message % {"field": f.verbose_name, "id": value})


def deleted(model):
    """The last state of each object that is gone, the one deleted last first."""
    history = history_model(model)
    gone = history.objects.filter(pgh_label="delete").exclude(pgh_obj_id__in=model.objects.values("pk"))
    last = gone.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id").values("pgh_id")
    return (
        history.objects.filter(pgh_id__in=last)
        .select_related("pgh_context")
        .order_by("-pgh_created_at", "-pgh_id")
    )


def restore_deleted(model, event, rows=(), **changes):
    """The object as it was when it was deleted, under its id, with the rows that went with it.

    It comes back as a draft unless `changes`, fields that are other now, say so; and under another slug when its own
    leads elsewhere by now.
    """
    with refusing(), transaction.atomic():
        obj = back(model, event)
        if isinstance(obj, Publishable):
            obj.state = State.DRAFT
        for name, value in changes.items():
            setattr(obj, name, value)
        if hasattr(obj, "slug"):
            obj.slug = free_slug(model, obj)
        obj.save(force_insert=True)
        for row_model, owner in rows:
            bring_back_rows(row_model, owner, event)
        check_deferred_constraints()
    return obj


def back(model, event):
    tracked = {f.name for f in history_model(model)._meta.concrete_fields}
    fields = [f for f in model._meta.concrete_fields if f.name in tracked and not f.generated]
    must_exist([f for f in fields if f.name != "id"], event)
    return model(**{f.attname: getattr(event, f.attname) for f in fields})


def bring_back_rows(model, owner, event) -> None:
    """Rows deleted in the same stroke. One that points to something gone since is left out; history keeps it."""
    history = history_model(model)
    gone = history.objects.filter(
        pgh_label="delete",
        pgh_created_at=event.pgh_created_at,
        pgh_context_id=event.pgh_context_id,
        **{f"{owner}_id": event.pgh_obj_id},
    )
    for row in gone.exclude(pgh_obj_id__in=model.objects.values("pk")).order_by("pgh_id"):
        try:
            back(model, row).save(force_insert=True)
        except EditError:
            continue


def free_slug(model, obj) -> str:
    noun = model._meta.model_name
    taken = set(model.objects.values_list("slug", flat=True))
    for redirect in Redirect.objects.filter(model_name=noun).exclude(target=obj.pk):
        taken.add(redirect.slug)
    slug, number = obj.slug, 2
    while slug in taken:
        slug = f"{obj.slug[:70]}-{number}"
        number += 1
    return slug


class refusing:
    """What the database refuses becomes an EditError; the transaction inside is rolled back."""

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        if isinstance(error, IntegrityError | ProtectedError):
            raise edit_error_from(error) from error
