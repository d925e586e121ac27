"""The role in which a speaker spoke: validates the editor's choice and warns where it is not clear."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.editing.errors import field_error
from archive.models import Role, Speaker, Statement


def resolve_role(statement: Statement, role_id: int | None, speaker: Speaker | None) -> Role | None:
    """The chosen role, which must belong to ``speaker``; None where it was chosen for the statement's former speaker.
    Raises EditError under ``role`` for another speaker's role. One query where there is an id."""
    if role_id is None or speaker is None:
        return None
    role = Role.objects.filter(pk=role_id, speaker=speaker).first()
    if role is None and role_id != statement.role_id:
        raise field_error("role", _("This is not a role of %s.") % speaker)
    return role


def role_warning(statement: Statement) -> str:
    """Returns a sentence where no role or more than one fits; empty where exactly one does or there is no speaker."""
    if not statement.speaker:
        return ""
    roles = statement.roles_held()
    date, _precision, _uncertain = statement.effective_date
    names = {"speaker": statement.speaker, "date": statement.date_display}
    if not date:
        return _("There is no date for this statement, so the role cannot be determined.")
    if not roles:
        return _("No role of %(speaker)s is known for %(date)s.") % names
    if len(roles) > 1:
        message = ngettext(
            "%(n)d role fits: choose the one in which %(speaker)s was speaking.",
            "%(n)d roles fit: choose the one in which %(speaker)s was speaking.",
            len(roles),
        )
        return message % (names | {"n": len(roles)})
    return ""
