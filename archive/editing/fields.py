"""THE list of what an editor can change of a statement.

The admin's form, the workbench's form and JSON, the panel beside the text and the exports are made from it; the
history and the restoring of earlier states follow the columns of the model. To add a field, see docs/recipes.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from django import forms
from django.db import models
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from archive.models import State, Statement


class FieldKind(StrEnum):
    """The type of a field's value in Python, and in JSON where that differs."""

    TEXT = "text"  # str
    CHOICE = "choice"  # str, one of the column's choices
    STATE = "state"  # str, one of those that states.py allows
    FLAG = "flag"  # bool
    DATE = "date"  # datetime.date; in JSON an ISO date or null
    ENTITY = "entity"  # a row or None; in JSON its id or null
    ENTITIES = "entities"  # rows; in JSON a list of ids


PLAIN_KINDS = (FieldKind.TEXT, FieldKind.CHOICE, FieldKind.FLAG)


class FormSection(StrEnum):
    """The parts of the admin's form, in its order."""

    WHO = "who"
    ABOUT = "about"
    WHEN = "when"
    PUBLICATION = "publication"

    @property
    def label(self) -> Promise:
        return SECTION_LABELS[self]


SECTION_LABELS = {
    FormSection.WHO: _("Voice and speaker"),
    FormSection.ABOUT: _("Themes and note"),
    FormSection.WHEN: _("When and where"),
    FormSection.PUBLICATION: _("Publication"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EditableField:
    """One field of a statement that editors can change.

    ``name`` is the name of the model's field and of the JSON member; label, choices and length come from the model.
    ``exported``: every export writes the value unchanged, under this name. ``in_workbench``: the workbench shows and
    saves the field. ``same_line``: the admin's form puts it on the line of the field before. ``admin_name``: its name
    in the admin's form, empty where that form edits it elsewhere.
    """

    name: str
    kind: FieldKind
    section: FormSection
    exported: bool = False
    in_workbench: bool = True
    same_line: bool = False
    admin_name: str | None = None
    required_message: str | Promise = ""

    @property
    def column(self) -> models.Field:
        """The field of the model; ``relays``, which are rows of their own, have none."""
        column = Statement._meta.get_field(self.name)
        assert isinstance(column, models.Field)
        return column

    @property
    def label(self) -> str:
        return str(_("relays") if self.name == "relays" else self.column.verbose_name)

    @property
    def attribute(self) -> str:
        """The statement's attribute with the value: the id for a foreign key."""
        return f"{self.name}_id" if self.kind == FieldKind.ENTITY else self.name

    def form_field(self) -> forms.Field:
        return _form_field(self)


FIELDS = (
    EditableField(
        name="voice",
        kind=FieldKind.CHOICE,
        section=FormSection.WHO,
        exported=True,
        required_message=_("Choose a voice."),
    ),
    EditableField(
        name="attribution",
        kind=FieldKind.CHOICE,
        section=FormSection.WHO,
        exported=True,
        same_line=True,
        required_message=_("Choose an attribution."),
    ),
    EditableField(
        name="certain", kind=FieldKind.FLAG, section=FormSection.WHO, exported=True, same_line=True
    ),
    EditableField(name="speaker", kind=FieldKind.ENTITY, section=FormSection.WHO),
    EditableField(name="voice_label", kind=FieldKind.TEXT, section=FormSection.WHO, exported=True),
    EditableField(name="role_as_printed", kind=FieldKind.TEXT, section=FormSection.WHO),
    EditableField(name="role", kind=FieldKind.ENTITY, section=FormSection.WHO, same_line=True),
    EditableField(name="relays", kind=FieldKind.ENTITIES, section=FormSection.WHO, admin_name=""),
    EditableField(name="themes", kind=FieldKind.ENTITIES, section=FormSection.ABOUT, admin_name="on_themes"),
    EditableField(name="note", kind=FieldKind.TEXT, section=FormSection.ABOUT, exported=True),
    EditableField(name="editor_note", kind=FieldKind.TEXT, section=FormSection.ABOUT),
    EditableField(name="event", kind=FieldKind.ENTITY, section=FormSection.WHEN),
    EditableField(name="date", kind=FieldKind.DATE, section=FormSection.WHEN, in_workbench=False),
    EditableField(
        name="date_precision",
        kind=FieldKind.CHOICE,
        section=FormSection.WHEN,
        in_workbench=False,
        same_line=True,
    ),
    EditableField(
        name="date_uncertain",
        kind=FieldKind.FLAG,
        section=FormSection.WHEN,
        in_workbench=False,
        same_line=True,
    ),
    EditableField(name="state", kind=FieldKind.STATE, section=FormSection.PUBLICATION),
)
FIELDS_BY_NAME = {field.name: field for field in FIELDS}
WORKBENCH_FIELDS = tuple(field for field in FIELDS if field.in_workbench)
EXPORTED_FIELDS = tuple(field for field in FIELDS if field.exported)


def field_names(*kinds: FieldKind, fields: tuple[EditableField, ...] = FIELDS) -> list[str]:
    return [field.name for field in fields if field.kind in kinds]


def admin_lines(section: FormSection) -> list[str | tuple[str, ...]]:
    """The lines of one section in the form that ``fieldsets`` of a ModelAdmin expects."""
    lines: list[list[str]] = []
    for field in FIELDS:
        name = field.name if field.admin_name is None else field.admin_name
        if field.section != section or not name:
            continue
        if field.same_line and lines:
            lines[-1].append(name)
        else:
            lines.append([name])
    return [line[0] if len(line) == 1 else tuple(line) for line in lines]


def exported_values(statement: Statement) -> dict[str, str | bool]:
    return {field.name: getattr(statement, field.name) for field in EXPORTED_FIELDS}


def panel_fields() -> Iterator[dict]:
    """The description of each plain field for the panel beside the text: name, label, kind, help, default, maximum
    length and choices."""
    for field in WORKBENCH_FIELDS:
        if field.kind in PLAIN_KINDS:
            yield {
                "name": field.name,
                "kind": field.kind.value,
                "label": capfirst(field.label),
                "help": str(field.column.help_text),
                "default": field.column.get_default(),
                "longest": field.column.max_length,
                "choices": [[value, str(label)] for value, label in field.column.choices or ()],
            }


@cache
def _form_field(field: EditableField) -> forms.Field:
    """A form field that validates a value as the admin's form would, with the same messages."""
    form_field = field.column.formfield()
    assert form_field is not None
    if isinstance(form_field, forms.ChoiceField) and field.kind == FieldKind.STATE:
        form_field.choices = State.editable_choices()
    if field.required_message:
        form_field.error_messages["required"] = field.required_message  # type: ignore[assignment]
    return form_field
