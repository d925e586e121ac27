"""Speakers, events and themes created while a text is annotated: a name is enough, the rest can follow."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from archive.editing.creation.slugs import slug_for
from archive.editing.errors import NotAllowedError, edit_error_from
from archive.editing.history.log import log_additions
from archive.editing.locks import edit_transaction
from archive.editing.marking.references import resolve_one
from archive.editing.states import Actor, has_permissions
from archive.models import Event, Speaker, Theme
from archive.text.names import clean_name

Entity = Speaker | Event | Theme
MODELS: dict[str, type[Entity]] = {"speaker": Speaker, "event": Event, "theme": Theme}
OTHER_NAMES = {Speaker: "names__name", Event: "names__name", Theme: "labels__text"}


def name_field(model: type[models.Model]) -> str:
    return "label" if model is Theme else "name"


def may_create(actor: Actor, model: type[Entity]) -> bool:
    return has_permissions(actor, f"archive.add_{model._meta.model_name}")


def create(actor: Actor, model: type[Entity], name: str, parent: int | None = None) -> tuple[Entity, bool]:
    """Returns the new row, or the existing one with that name, and whether it is new.

    A new speaker is a person and a new event has the kind "other" until an editor changes it; ``parent`` is the id of a
    theme. Names are compared case-insensitively, other names included; the name of a theme with a parent is only
    compared with its siblings. Raises NotAllowedError, or EditError under ``name`` or ``parent``.
    """
    with edit_transaction(actor):
        if not may_create(actor, model):
            raise NotAllowedError(_("You do not have permission to do this."))
        row = _new(model, clean_name(name), parent)
        existing_row = _same_name(row)
        if existing_row:
            return existing_row, False
        _check(row)
        row.slug = slug_for(model, str(row), model._meta.model_name)
        row.save(force_insert=True)
        log_additions(actor, [row])
        return row, True


def _new(model: type[Entity], name: str, parent: int | None) -> Entity:
    if model is Theme:
        return Theme(label=name, parent=resolve_one(Theme, "parent", parent))
    return Event(name=name, kind=Event.Kind.OTHER) if model is Event else Speaker(name=name)


def _same_name(row: Entity) -> Entity | None:
    """The first row with this name as its main name, else the first with it as another name."""
    model, name = type(row), getattr(row, name_field(type(row)))
    if not name:
        return None
    rows: models.QuerySet[Any] = model._default_manager.order_by("pk")
    if isinstance(row, Theme) and row.parent_id:
        rows = rows.filter(parent=row.parent_id)
    namesake = rows.filter(**{f"{name_field(model)}__iexact": name}).first()
    return namesake or rows.filter(**{f"{OTHER_NAMES[model]}__iexact": name}).first()


def _check(row: Entity) -> None:
    try:
        row.full_clean(exclude=["slug"])
    except ValidationError as error:
        refusal = edit_error_from(error)
        own_field = name_field(type(row))
        refusal.errors = {
            ("name" if field == own_field else field): messages for field, messages in refusal.errors.items()
        }
        raise refusal from error
