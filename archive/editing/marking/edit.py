"""One edit of a statement: applies the editor's values, validates them and tracks what changed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from archive.editing.errors import EditError, NotAllowedError
from archive.editing.fields import FIELDS, FIELDS_BY_NAME, EditableField, FieldKind
from archive.editing.marking.anchors import anchor
from archive.editing.marking.references import resolve, resolve_one, valid_ids
from archive.editing.marking.relations import relay_ids, set_relays, set_themes, theme_ids
from archive.editing.marking.roles import resolve_role
from archive.editing.states import Actor, check_transition
from archive.models import Event, Speaker, Statement, Theme

FORM_KINDS = (FieldKind.TEXT, FieldKind.CHOICE, FieldKind.STATE, FieldKind.FLAG, FieldKind.DATE)
COLUMN_FIELDS = tuple(field for field in FIELDS if field.kind != FieldKind.ENTITIES)
Content = dict[str, Any]


def editable_content(statement: Statement) -> Content:
    """Everything an editor can change: values and ids by attribute, and the anchor. Two queries."""
    return _columns(statement) | {"themes": theme_ids(statement), "relays": relay_ids(statement)}


def _columns(statement: Statement) -> Content:
    names = ("start", "end", *(field.attribute for field in COLUMN_FIELDS))
    return {name: getattr(statement, name) for name in names}


@dataclass(slots=True)
class StatementEdit:
    """A statement that is about to be saved. ``themes`` and ``relays`` are None where they do not change."""

    actor: Actor
    statement: Statement
    before: Content = field(init=False)
    themes: list[Theme] | None = None
    relays: list[Speaker] | None = None
    errors: dict[str, list[str]] = field(default_factory=dict)
    forbidden: set[str] = field(default_factory=set)  # those of the errors that only want a permission

    def __post_init__(self) -> None:
        new = self.statement._state.adding
        self.before = (
            _columns(self.statement) | {"themes": set(), "relays": []}
            if new
            else editable_content(self.statement)
        )

    def apply(self, values: Mapping[str, Any], span: tuple[int, int] | None) -> None:
        """Applies ``values``, whose keys are names of editing/fields.py; an entity is a row or its id.

        Fields missing from ``values`` keep what is saved. Raises EditError with the errors of all fields, or
        NotAllowedError where missing permissions are the only errors.
        """
        unknown = set(values) - set(FIELDS_BY_NAME)
        if unknown:
            raise ValueError(f"Not fields of a statement: {', '.join(sorted(unknown))}")
        keys = {name: _key(value) for name, value in values.items()}
        self._read_rows(keys)
        new = self.statement._state.adding
        for editable in FIELDS:
            if editable.kind in FORM_KINDS and (editable.name in keys or new):
                self._read_value(editable, keys)
        self._check_voice()
        if span and (new or span != (self.before["start"], self.before["end"])):
            self._collect_errors(lambda: anchor(self.statement, *span))
        if self.errors:
            error = NotAllowedError if set(self.errors) == self.forbidden else EditError
            raise error(next(iter(self.errors.values()))[0], self.errors)

    def _read_rows(self, values: Mapping[str, Any]) -> None:
        """Reads the rows that the values name by their ids; at most four queries."""
        statement = self.statement
        relays, themes = values.get("relays"), values.get("themes")
        speakers = Speaker.objects.in_bulk(valid_ids([*(relays or ()), values.get("speaker")]))
        if "speaker" in values:
            statement.speaker = resolve_one(Speaker, "speaker", values["speaker"], speakers)
        if "event" in values:
            statement.event = resolve_one(Event, "event", values["event"])
        if themes is not None:
            self.themes = resolve(Theme, "themes", themes)
        if relays is not None:
            self.relays = resolve(Speaker, "relays", relays, speakers)
        if "role" in values or "speaker" in values:
            role_id = values.get("role", statement.role_id)
            statement.role = resolve_role(statement, role_id, statement.speaker)

    def _read_value(self, editable: EditableField, values: Mapping[str, Any]) -> None:
        try:
            value = editable.form_field().clean(
                values.get(editable.name, getattr(self.statement, editable.name))
            )
        except ValidationError as error:
            self.errors[editable.name] = error.messages
            return
        if editable.kind == FieldKind.STATE:
            self._collect_errors(lambda: check_transition(self.actor, self.statement, value))
        setattr(self.statement, editable.name, value)

    def _check_voice(self) -> None:
        voice, speaker = self.statement.voice, self.statement.speaker
        if "voice" in self.errors:
            return
        if voice == Statement.Voice.SPEAKER and not speaker:
            self.errors["speaker"] = [_("Choose a speaker, or select another voice.")]
        elif voice != Statement.Voice.SPEAKER and speaker:
            message = _(
                "The voice is “%(voice)s”, which has no speaker: clear this field, or choose the "
                "voice “A speaker”."
            )
            self.errors["speaker"] = [message % {"voice": Statement.Voice(voice).label}]

    def _collect_errors(self, check: Callable[[], None]) -> None:
        try:
            check()
        except NotAllowedError as error:
            if not error.errors:
                raise
            self.errors |= error.errors
            self.forbidden |= set(error.errors)
        except EditError as error:
            self.errors |= error.errors

    @property
    def content(self) -> Content:
        """Returns the content that the statement will have once it is saved, in the form of ``before``."""
        after = _columns(self.statement)
        themes, relays = self.themes, self.relays
        after["themes"] = self.before["themes"] if themes is None else {theme.pk for theme in themes}
        after["relays"] = self.before["relays"] if relays is None else [speaker.pk for speaker in relays]
        return after

    @property
    def changed_fields(self) -> list[str]:
        """The attributes whose values differ from the saved ones."""
        return [name for name, value in self.content.items() if self.before[name] != value]

    def save(self) -> None:
        """Writes only the columns that changed: writing the words makes the database read the whole text, which takes 3
        ms for a long one."""
        if self.statement._state.adding:
            self.statement.save(force_insert=True)
        else:
            columns = set(self.changed_fields) - {"themes", "relays"}
            columns |= {"start", "end", "text"} if columns & {"start", "end"} else set()
            self.statement.save(update_fields=[*columns, "updated_at"])
        if self.themes is not None:
            set_themes(self.statement, self.themes, self.before["themes"])
        if self.relays is not None:
            set_relays(self.statement, self.relays, self.before["relays"])


def _key(value: Any) -> Any:
    """Rows are chosen by their ids."""
    if isinstance(value, models.Model):
        return value.pk
    return [_key(entity) for entity in value] if isinstance(value, (list, tuple, models.QuerySet)) else value


def labels(attributes: list[str]) -> list[str]:
    """The labels of these attributes as editors see them."""
    names = (name.removesuffix("_id") for name in attributes)
    names_of_fields = [
        _("words") if name in ("start", "end") else FIELDS_BY_NAME[name].label for name in names
    ]
    return list(dict.fromkeys(names_of_fields))
