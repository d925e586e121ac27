"""What is the matter with the database, in the words of a page: every one of these passes, so the answer is 503."""

from typing import NamedTuple

from django.db import DatabaseError, InterfaceError, OperationalError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from psycopg_pool import PoolTimeout, TooManyRequests


class ErrorNotice(NamedTuple):
    """``is_away``: another copy of the archive may have the answer."""

    title: str | Promise
    message: str | Promise
    retry_seconds: int = 5
    is_away: bool = False


NO_DATABASE = ErrorNotice(
    _("The database is not responding."),
    _("Nothing can be changed at the moment; nothing was saved. Please try again in a minute."),
    is_away=True,
)
READ_ONLY = ErrorNotice(
    _("The archive is read-only at the moment."),
    _("Nothing can be changed for now, and nothing was saved. Reading and searching still work."),
    retry_seconds=60,
)
# By the codes of PostgreSQL (its manual, appendix A).
DATABASE_ERRORS = {
    "25006": READ_ONLY,
    "40P01": ErrorNotice(
        _("Two changes conflicted."), _("Nothing was saved. Please try again."), retry_seconds=1
    ),
    "53100": ErrorNotice(
        _("The disk of the database is full."),
        _("Nothing was saved. Whoever runs this archive has to free space; reading may still work."),
        retry_seconds=60,
    ),
    "53200": ErrorNotice(_("The database is short of memory."), _("Nothing was saved. Please try again.")),
    "53300": NO_DATABASE,
    "55P03": ErrorNotice(
        _("Another change is still being written."), _("Nothing was saved. Please try again in a moment.")
    ),
    "57014": ErrorNotice(
        _("This took too long."),
        _("It was stopped, and nothing was saved. Request less, or try again in a minute."),
        retry_seconds=30,
    ),
    "57P01": NO_DATABASE,
    "57P02": NO_DATABASE,
    "57P03": NO_DATABASE,
}
BUSY = ErrorNotice(
    _("The archive is very busy."), _("Nothing was saved. Please try again in a moment."), is_away=True
)


def error_notice(error: BaseException | None) -> ErrorNotice | None:
    """Returns the notice for a failure of the database; None where it answered and refused the query, which is a fault
    of the program."""
    if not isinstance(error, DatabaseError | InterfaceError):
        return None
    cause = error.__cause__
    if isinstance(cause, PoolTimeout | TooManyRequests):
        return BUSY
    code = getattr(cause, "sqlstate", None) or ""
    is_lost = not code and isinstance(error, OperationalError | InterfaceError)
    return NO_DATABASE if is_lost or code.startswith("08") else DATABASE_ERRORS.get(code)
