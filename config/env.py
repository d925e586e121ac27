"""Settings come from the environment; a wrong value names its variable in one line."""

import os
import sys
from contextlib import contextmanager
from urllib.parse import parse_qsl, unquote, urlsplit

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off"}


class BadSetting(Exception):
    """The message is the one line the operator sees."""

    def __init__(self, name, problem):
        super().__init__(f"{name}: {problem}")


@contextmanager
def stop_in_one_line():
    try:
        yield
    except BadSetting as error:
        sys.exit(str(error))


def text(name, default="", environ=os.environ):
    """An empty variable counts as not set, as in a compose file that passes everything through."""
    return environ.get(name, "").strip() or default


def flag(name, default=False, environ=os.environ):
    value = text(name, "", environ).lower()
    if not value:
        return default
    if value not in TRUE | FALSE:
        raise BadSetting(name, f"{value!r} is neither on nor off")
    return value in TRUE


def number(name, default, low, high, environ=os.environ):
    value = text(name, str(default), environ)
    if not (value.isascii() and value.isdigit() and low <= int(value) <= high):
        raise BadSetting(name, f"{value!r} is not a whole number from {low} to {high}")
    return int(value)


def words(name, default="", environ=os.environ):
    return [word.strip() for word in text(name, default, environ).split(",") if word.strip()]


def database(name, environ=os.environ):
    """What DATABASES["default"] needs, from postgresql://user:password@host:port/name?option=value."""
    value = text(name, "", environ)
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError as error:
        raise BadSetting(name, f"not an address of a database ({error})") from None
    if parts.scheme not in {"postgresql", "postgres"}:
        raise BadSetting(name, "must begin with postgresql://")
    options = dict(parse_qsl(parts.query))
    host = unquote(parts.hostname or "") or options.pop("host", "")
    dbname = unquote(parts.path.removeprefix("/"))
    if not dbname or "/" in dbname:
        raise BadSetting(name, "names no database: postgresql://user:password@host:5432/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": dbname,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port or ""),
        "OPTIONS": options,
    }
