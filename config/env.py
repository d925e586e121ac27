"""Settings come from the environment; a wrong value stops the start with one line that names its variable."""

import os
import re
import secrets
import sys
from contextlib import contextmanager, suppress
from email.utils import parseaddr
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off"}
DATABASE_OPTIONS = {
    "application_name",
    "connect_timeout",
    "host",
    "options",
    "sslcert",
    "sslkey",
    "sslmode",
    "sslrootcert",
    "target_session_attrs",
}
KEY_LENGTH = 32


class ConfigError(Exception):
    """A setting or the machine stops the start; the message is the one line the operator sees, without traceback."""


class SettingError(ConfigError):
    def __init__(self, name, problem):
        super().__init__(f"{name}: {problem}")


@contextmanager
def exit_on_config_error(status=1):
    try:
        yield
    except ConfigError as error:
        print(error, file=sys.stderr)
        sys.exit(status)


def text(name, default="", environ=os.environ):
    """An empty variable counts as not set, as in a compose file that passes everything through."""
    return environ.get(name, "").strip() or default


def flag(name, default=False, environ=os.environ):
    value = text(name, "", environ).lower()
    if not value:
        return default
    if value not in TRUE | FALSE:
        raise SettingError(name, f"{value!r} is neither on nor off")
    return value in TRUE


def number(name, default, low, high, environ=os.environ):
    value = text(name, str(default), environ)
    if not (value.isascii() and value.isdigit() and len(value) < 10 and low <= int(value) <= high):
        raise SettingError(name, f"{value!r} is not a whole number from {low} to {high}")
    return int(value)


def choice(name, default, choices, environ=os.environ):
    value = text(name, default, environ).upper()
    if value not in choices:
        raise SettingError(name, f"{value!r} is not one of {', '.join(choices)}")
    return value


def words(name, default="", environ=os.environ):
    return [word.strip() for word in text(name, default, environ).split(",") if word.strip()]


def hosts(name, default, environ=os.environ):
    names = words(name, default, environ)
    for host in names:
        if re.search(r"[/\s]|^[^:]*:[^:]*$|\]:", host):
            problem = "is not a host name (no scheme, port, path or space; commas between)"
            raise SettingError(name, f"{host!r} {problem}")
    return names


def host(name, default, environ=os.environ):
    names = hosts(name, default, environ)
    if len(names) != 1:
        raise SettingError(name, f"{text(name, default, environ)!r} is not one host name")
    return names[0]


def origins(name, environ=os.environ):
    """Django compares scheme and host only: an origin with a path would be taken and never match."""
    addresses = words(name, "", environ)
    for origin in addresses:
        with suppress(ValueError):  # a port out of range
            if re.fullmatch(r"https?://[^/\s]+", origin) and urlsplit(origin).port != 0:
                continue
        raise SettingError(name, f"{origin!r} is not of the form https://archive.example.org")
    return addresses


def origin(name, environ=os.environ):
    """One of them without a slash at its end; empty when the variable is not set."""
    addresses = origins(name, environ)
    if len(addresses) > 1 or any(urlsplit(address).username for address in addresses):
        raise SettingError(name, "must be one address such as https://archive.example.org")
    return addresses[0] if addresses else ""


def check_one_site(allowed_hosts, site_url):
    """Mails with links would name whichever host a stranger asks under."""
    wide = [host for host in allowed_hosts if host == "*" or host.startswith(".")]
    if wide and not site_url:
        raise SettingError("SITE_URL", f"not set, and ALLOWED_HOSTS takes many names ({wide[0]})")


def networks(name, default="", environ=os.environ):
    """Addresses and networks, and the word "unix" as it is."""
    return [_network(name, word) for word in words(name, default, environ)]


def _network(name, word):
    try:
        return word if word == "unix" else ip_network(word, strict=False)
    except ValueError:
        raise SettingError(name, f"{word!r} is neither an address nor a network, nor unix") from None


TOKEN_LENGTH = 24


def token(name, environ=os.environ):
    """A secret that another program sends; empty when the variable is not set."""
    value = text(name, "", environ)
    if value and (len(value) < TOKEN_LENGTH or not value.isascii() or " " in value):
        raise SettingError(name, f"must be {TOKEN_LENGTH} or more characters of ASCII without a space")
    return value


def web_address(name, environ=os.environ):
    """Returns the address in the variable; empty when it is not set. Raises SettingError."""
    value = text(name, "", environ)
    if value and not (value.startswith(("http://", "https://")) and urlsplit(value).hostname):
        raise SettingError(name, f"{value!r} is not an address that begins with http:// or https://")
    return value


def folder(name, default, environ=os.environ):
    path = Path(text(name, str(default), environ)).expanduser().absolute()
    if path.exists() and not path.is_dir():
        raise SettingError(name, f"{path} is not a folder")
    return path


def existing_folder(name, default, environ=os.environ):
    """The path as it is given; the default need not be there."""
    value = text(name, "", environ)
    if value and not Path(value).is_dir():
        raise SettingError(name, f"{value} is not a folder")
    return value or default


def sender(name, default, environ=os.environ):
    """A mail address, with or without a name before it: Archive <archive@example.org>."""
    value = text(name, default, environ)
    if not (value.isprintable() and re.fullmatch(r"[^@\s]+@[^@\s]+", parseaddr(value)[1])):
        raise SettingError(name, f"{value!r} is not a mail address")
    return value


MAIL_SCHEMES = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


def mail(name, default="", environ=os.environ):
    """Django's settings for mails from an address such as ``smtp+starttls://user:password@host:587``, or ``file:///folder``
    for a folder; the password is never repeated in a message."""
    value = text(name, default, environ)
    if value.startswith("file:///"):
        backend = "django.core.mail.backends.filebased.EmailBackend"
        return {"EMAIL_ENABLED": True, "EMAIL_BACKEND": backend, "EMAIL_FILE_PATH": value[7:]}
    if not value:
        return {"EMAIL_ENABLED": False, "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError as error:
        raise SettingError(name, f"not an address of a mail server ({error})") from None
    if parts.scheme not in MAIL_SCHEMES or not parts.hostname or parts.path.strip("/") or parts.query:
        raise SettingError(
            name, "must be smtp+starttls://user:password@host:587, smtps://…, smtp://… or file:///folder"
        )
    return {
        "EMAIL_ENABLED": True,
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or MAIL_SCHEMES[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+starttls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 10,
    }


def database(name, environ=os.environ):
    """Returns the value of DATABASES["default"], or None when the variable is not set."""
    value = text(name, "", environ)
    return _database(name, value) if value else None


def databases(name, environ=os.environ):
    """Returns the same as ``database`` for each of several addresses, separated by commas."""
    return [_database(name, value) for value in words(name, "", environ)]


def _database(name, value):
    """The value is never repeated in a message: it may hold a password."""
    parts, port = _split_address(name, value)
    options = dict(parse_qsl(parts.query))
    if unknown := sorted(options.keys() - DATABASE_OPTIONS):
        raise SettingError(name, f"unknown option {unknown[0]!r}")
    dbname = unquote(parts.path.removeprefix("/"))
    if not dbname or "/" in dbname:
        raise SettingError(name, "names no database: postgresql://user:password@host:5432/name")
    timeout = options.get("connect_timeout", "")
    if timeout and not (timeout.isascii() and timeout.isdigit()):
        raise SettingError(name, "connect_timeout is not a whole number of seconds")
    return {
        "ENGINE": "archive.database",
        "NAME": dbname,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "OPTIONS": options,
    }


def _split_address(name, value):
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError as error:
        raise SettingError(name, f"not a database address ({error})") from None
    if parts.scheme not in {"postgresql", "postgres"}:
        raise SettingError(name, "must be postgresql://user:password@host:5432/name")
    return parts, port


def secret_keys(name, environ=os.environ):
    keys = words(name, "", environ)
    if any(len(key) < KEY_LENGTH for key in keys):
        raise SettingError(name, f"one of them is shorter than {KEY_LENGTH} characters")
    return keys


def secret_key(name, path, environ=os.environ):
    """The variable, else the key stored in ``path``, created when missing; without a path the variable is required."""
    value = text(name, "", environ)
    if value:
        if len(value) < KEY_LENGTH:
            raise SettingError(name, f"shorter than {KEY_LENGTH} characters")
        return value
    if path is None:
        raise SettingError(name, "not set; give 50 random characters, or DEBUG=on for development")
    try:
        return _stored_key(path)
    except OSError as error:
        raise ConfigError(
            f"{path}: {error.strerror}; set VAR_DIR to a folder you may write in, or give SECRET_KEY"
        ) from None


def _stored_key(path):
    if not path.exists():
        _write_key(path)
    key = path.read_text("ascii", "replace").strip()
    if len(key) < KEY_LENGTH:
        raise ConfigError(
            f"{path}: contains no key of {KEY_LENGTH} characters; delete the file to have a new one made"
        )
    return key


def _write_key(path):
    """Write the key to a temporary file and link it, so that two processes starting together agree on one key."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(50))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
