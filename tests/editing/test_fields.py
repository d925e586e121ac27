"""The one list of a statement's editable fields, and that forms, JSON and exports are made from it."""

from archive.editing import fields
from archive.editing.fields import FIELDS, FIELDS_BY_NAME, FieldKind, FormSection
from archive.exporting.records import COLUMNS, EXTRA_COLUMNS
from archive.models import Statement

NOT_EDITABLE = {
    *(
        "id",
        "document",
        "start",
        "end",
        "text",
        "prefix",
        "suffix",
    ),  # the anchor: marking and corrections write it
    *("created_at", "updated_at", "published_at"),  # stamped
}


def test_every_column_of_a_statement_is_in_the_list_or_known_not_to_be():
    columns = {field.name for field in Statement._meta.concrete_fields} | {"themes", "relays"}
    assert columns - NOT_EDITABLE == set(FIELDS_BY_NAME)
    assert len(FIELDS_BY_NAME) == len(FIELDS)


def test_kinds_are_those_of_the_columns():
    kinds = {
        "CharField": {FieldKind.TEXT, FieldKind.CHOICE, FieldKind.STATE},
        "TextField": {FieldKind.TEXT},
        "BooleanField": {FieldKind.FLAG},
        "DateField": {FieldKind.DATE},
        "ForeignKey": {FieldKind.ENTITY},
        "ManyToManyField": {FieldKind.ENTITIES},
    }
    for field in FIELDS:
        if field.name != "relays":
            assert field.kind in kinds[field.column.get_internal_type()], field.name
            assert bool(getattr(field.column, "choices", None)) == (
                field.kind in {FieldKind.CHOICE, FieldKind.STATE}
            )


def test_the_lines_of_the_admin_form():
    assert fields.admin_lines(FormSection.WHO) == [
        ("voice", "attribution", "certain"),
        "speaker",
        "voice_label",
        ("role_as_printed", "role"),
    ]
    assert fields.admin_lines(FormSection.ABOUT) == ["on_themes", "note", "editor_note"]
    assert fields.admin_lines(FormSection.WHEN) == ["event", ("date", "date_precision", "date_uncertain")]
    assert fields.admin_lines(FormSection.PUBLICATION) == ["state"]


def test_every_exported_field_is_in_the_record():
    assert {field.name for field in fields.EXPORTED_FIELDS} - set(COLUMNS) == set()
    assert EXTRA_COLUMNS == ()
