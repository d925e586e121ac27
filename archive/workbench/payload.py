"""The members of a request's JSON, checked for their types."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from archive.editing.fields import WORKBENCH_FIELDS, FieldKind

from .json_endpoint import ApiError

MAX_ROWS = 100  # themes or relays of one statement


def is_number(value) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def is_id(value) -> bool:
    return value is None or is_number(value)


def is_id_list(value) -> bool:
    return isinstance(value, list) and len(value) <= MAX_ROWS and all(map(is_number, value))


def is_text(value) -> bool:
    """Half of a surrogate pair can be written in JSON, but is no character."""
    return isinstance(value, str) and not any("\ud800" <= character <= "\udfff" for character in value)


def is_text_list(value) -> bool:
    return isinstance(value, list) and len(value) <= MAX_ROWS and all(map(is_text, value))


def is_flag(value) -> bool:
    return isinstance(value, bool)


CHECKS: dict[FieldKind, Callable] = {
    FieldKind.TEXT: is_text,
    FieldKind.CHOICE: is_text,
    FieldKind.STATE: is_text,
    FieldKind.FLAG: is_flag,
    FieldKind.DATE: is_text,
    FieldKind.ENTITY: is_id,
    FieldKind.ENTITIES: is_id_list,
}
ANCHOR = {"start": is_number, "end": is_number, "text_version": is_number}
VALUES = {field.name: CHECKS[field.kind] for field in WORKBENCH_FIELDS}


def read_members(body: dict, checks: dict[str, Callable]) -> dict:
    """Returns the members of the body that are in ``checks`` (name: check); others are ignored. Raises ApiError where a
    check fails."""
    for name, check in checks.items():
        if name in body and not check(body[name]):
            raise wrong_type(name)
    return {name: body[name] for name in checks if name in body}


def wrong_type(name: str) -> ApiError:
    return ApiError(400, _("“%s” has the wrong type.") % name)


def read_values(body: dict) -> dict:
    """The fields of a statement that were sent."""
    return read_members(body, VALUES)


def read_anchor(body: dict, required: bool) -> dict:
    """``span`` and ``text_version`` as the use cases take them. Start and end come with the version of the text."""
    anchor = read_members(body, ANCHOR)
    if required or "start" in anchor or "end" in anchor:
        missing = [name for name in ANCHOR if name not in anchor]
        if missing:
            raise ApiError(400, _("“%s” is missing.") % missing[0])
        return {"span": (anchor["start"], anchor["end"]), "text_version": anchor["text_version"]}
    return {"span": None, "text_version": anchor.get("text_version")}
