"""One line of the log for a request that the database could not answer: an outage is no fault of the program."""

import logging

from django.utils.translation import override

from .trouble import trouble_of


class TroubleFilter(logging.Filter):
    """Takes the traceback from what is told as trouble on the page as well, and names the reason instead."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        trouble = trouble_of(error)
        if trouble is not None:
            cause = str(error).strip().partition("\n")[0]
            with override(None):  # whichever language the reader has
                record.msg = f"{record.getMessage()}: {trouble.title} ({cause})"
            record.args = ()
            record.exc_info = record.exc_text = None
        return True
