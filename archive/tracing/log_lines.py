"""How a line of the log looks: for people, or as JSON. Imports nothing of Django, for gunicorn's own process."""

import datetime as dt
import json
import logging

from .trace import current_id

# Of gunicorn; the log lines of requests are the proxy's matter.
SERVER_LOGGERS = ("gunicorn.error",)


class TextLines(logging.Formatter):
    """``WARNING archive.web [1f0c2a9be4d57c88] message``; journald adds the time."""

    def format(self, record: logging.LogRecord) -> str:
        request = current_id()
        line = super().format(record)
        return f"{record.levelname} {record.name} {f'[{request}] ' if request else ''}{line}"

    def formatMessage(self, record: logging.LogRecord) -> str:
        """Nobody begins a line of the log by what is quoted in a message; a traceback comes after it."""
        return super().formatMessage(record).replace("\r", "\\r").replace("\n", "\\n")


class JsonLines(logging.Formatter):
    """One JSON object a line, whatever the message holds. Members that a log call gives as ``extra={"fields": …}``
    stand beside it; the events of verbatim.security, which are JSON themselves, are the member ``event``."""

    def format(self, record: logging.LogRecord) -> str:
        members: dict[str, object] = {
            "time": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
        }
        if request := current_id():
            members["request"] = request
        message = record.getMessage()
        event = read_event(message) if record.name == "verbatim.security" else None
        members |= {"event": event} if event is not None else {"message": message}
        members |= getattr(record, "fields", {})
        if record.exc_info:
            members["exception"] = self.formatException(record.exc_info)
        return json.dumps(members, default=str)


def read_event(message: str) -> dict | None:
    try:
        event = json.loads(message)
    except ValueError:
        return None
    return event if isinstance(event, dict) else None


FORMATTERS = {"TEXT": TextLines, "JSON": JsonLines}


def server_logging(log_format: str) -> dict:
    """Returns gunicorn's ``logconfig_dict``, with which its lines are like all others. Does not check the format, which
    the settings do."""
    console = {"class": "logging.StreamHandler", "formatter": "lines"}
    logger = {"handlers": ["console"], "level": "INFO", "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": FORMATTERS.get(log_format, TextLines)}},
        "handlers": {"console": console},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {name: dict(logger) for name in SERVER_LOGGERS},
    }
