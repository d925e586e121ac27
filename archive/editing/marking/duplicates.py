"""Finds a statement with the same span and the same content, so that nothing is marked twice."""

from django.utils.translation import gettext as _

from archive.editing.errors import EditError
from archive.models import Statement

IDENTITY = ("document", "start", "end", "text", "voice", "speaker", "voice_label", "attribution", "event")


class DuplicateError(EditError):
    def __init__(self, duplicate: Statement):
        message = _("These words are already marked with the same voice, attribution and event.")
        super().__init__(message, {"words": [message]})
        self.duplicate = duplicate


def duplicate_of(statement: Statement) -> Statement | None:
    same = {name: getattr(statement, name) for name in IDENTITY}
    return Statement.objects.filter(**same).exclude(pk=statement.pk).first()


def check_no_duplicate(statement: Statement) -> None:
    duplicate = duplicate_of(statement)
    if duplicate:
        raise DuplicateError(duplicate)
