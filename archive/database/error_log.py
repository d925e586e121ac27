"""One line of the log for a request that the database could not answer, or that is refused as hostile: neither is a
fault of the program, and strangers would write pages of tracebacks."""

import logging

from django.utils.translation import override

from .error_notices import error_notice


class ErrorFilter(logging.Filter):
    """Takes the traceback from what is told on the page as well, and names the reason instead. What Django refuses,
    such as a request for another host, names its own."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        notice = error_notice(error)
        if notice is not None:
            cause = str(error).strip().partition("\n")[0]
            with override(None):  # whichever language the reader has
                record.msg = f"{record.getMessage()}: {notice.title} ({cause})"
            record.args = ()
            record.exc_info = record.exc_text = None
        elif record.name.startswith("django.security"):
            record.exc_info = record.exc_text = None
        return True
