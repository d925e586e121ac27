"""Finds a statement with the same span and content, so that nothing is marked twice."""

from collections import Counter
from collections.abc import Collection

from django.utils.translation import gettext as _

from archive.editing.errors import EditError
from archive.models import Statement

IDENTITY_FIELDS = (
    "document",
    "start",
    "end",
    "text",
    "voice",
    "speaker",
    "voice_label",
    "attribution",
    "event",
)


class DuplicateError(EditError):
    def __init__(self, duplicate: Statement):
        message = _("These words are already marked with the same voice, attribution and event.")
        super().__init__(message, {"words": [message]})
        self.duplicate = duplicate


def duplicate_of(statement: Statement) -> Statement | None:
    identity = {name: getattr(statement, name) for name in IDENTITY_FIELDS}
    return Statement.objects.filter(**identity).exclude(pk=statement.pk).first()


def find_duplicate(statements: Collection[Statement]) -> Statement | None:
    """The first of the saved ``statements`` that duplicates another statement of its document. Reads the statements of
    their documents in one query."""
    documents = {statement.document_id for statement in statements}
    rows = list(Statement.objects.filter(document__in=documents).values_list("pk", *IDENTITY_FIELDS))
    counts = Counter(tuple(identity) for _pk, *identity in rows)
    repeated_ids = {pk for pk, *identity in rows if counts[tuple(identity)] > 1}
    return next((statement for statement in statements if statement.pk in repeated_ids), None)


def check_no_duplicate(statement: Statement) -> None:
    duplicate = duplicate_of(statement)
    if duplicate:
        raise DuplicateError(duplicate)
