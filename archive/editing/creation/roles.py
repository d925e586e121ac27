"""Creates a speaker's role from what a text prints."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from archive.editing.errors import NotAllowedError, edit_error_from, field_error
from archive.editing.history.log import log_changes
from archive.editing.locks import edit_transaction
from archive.editing.marking.references import resolve_one
from archive.editing.states import Actor, has_permissions
from archive.models import Role, Speaker
from archive.text.names import clean_name


def may_create_role(actor: Actor) -> bool:
    return has_permissions(actor, "archive.change_speaker", "archive.add_role")


def create_role(
    actor: Actor, speaker_id: int, title: str, start: dt.date | None, end: dt.date | None = None
) -> tuple[Role, bool]:
    """Returns the role and whether it is new: an existing role with this title that the speaker held on the first day
    is used as it is.

    The speaker's statements within the period get the role. Raises NotAllowedError, or EditError under ``speaker``,
    ``title``, ``start`` or ``end``.
    """
    with edit_transaction(actor):
        if not may_create_role(actor):
            raise NotAllowedError(_("Your account may not do this here."))
        speaker = resolve_one(Speaker, "speaker", speaker_id)
        if speaker is None:
            raise field_error("speaker", _("Choose a speaker first."))
        role = Role(speaker=speaker, title=clean_name(title), start=start, end=end)
        for existing_role in speaker.roles.filter(title__iexact=role.title):
            if start is None or existing_role.was_held_between(start, start):
                return existing_role, False
        try:
            role.full_clean()
        except ValidationError as error:
            raise edit_error_from(error) from error
        role.save(force_insert=True)
        log_changes(actor, [speaker], [str(Role._meta.verbose_name)])
        return role, True
