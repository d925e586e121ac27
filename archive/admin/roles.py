"""What an editor is told about the role a speaker spoke in."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def role_warning(statement) -> str:
    """Empty where exactly one role fits, or nobody is named."""
    if not statement.speaker:
        return ""
    roles = statement.roles_held()
    date, _precision, _uncertain = statement.effective_date
    words = {"speaker": statement.speaker, "date": statement.date_display}
    if not date:
        return _("Nothing says when this was said, so no role can be told.")
    if not roles:
        return _("No role of %(speaker)s is known for %(date)s.") % words
    if len(roles) > 1:
        said = ngettext("%(n)d role fits", "%(n)d roles fit", len(roles)) % {"n": len(roles)}
        return f"{said}: {_('choose in the list which one %(speaker)s spoke in.') % words}"
    return ""
