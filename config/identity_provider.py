"""Settings of single sign-on, read like those of env.py."""

import os
from importlib.util import find_spec
from urllib.parse import urlsplit

from config.env import SettingError, web_address, words


def issuer(name, environ=os.environ):
    """The address of an identity provider as it writes it itself: compared letter by letter. Empty when not set."""
    value = web_address(name, environ)
    parts = urlsplit(value)
    if value and (parts.query or parts.fragment or parts.username):
        raise SettingError(name, "must be an address without a question mark, # or a user")
    if parts.scheme == "http" and parts.hostname not in {"localhost", "127.0.0.1", "::1"}:
        raise SettingError(name, f"{value!r} is not https")
    return value


def read_groups(name, environ=os.environ):
    """``theirs=ours`` pairs between commas; several of theirs may be one of ours."""
    pairs = {}
    for pair in words(name, "", environ):
        theirs, sign, ours = (part.strip() for part in pair.rpartition("="))
        if not (sign and theirs and ours):
            raise SettingError(name, f"{pair!r} is not of the form archive-editors=Editors")
        if theirs in pairs:
            raise SettingError(name, f"{theirs!r} stands there twice")
        pairs[theirs] = ours
    return pairs


def check(issuer, client, groups):
    """Raises SettingError where a setting is missing without which a provider is of no use."""
    if not issuer:
        return
    if not find_spec("authlib"):
        raise SettingError("OIDC_ISSUER", "single sign-on needs more packages; run: make env-sso")
    if not client:
        raise SettingError("OIDC_CLIENT_ID", "not set; the provider at OIDC_ISSUER knows the archive by it")
    if not groups:
        raise SettingError("OIDC_GROUPS", "not set; nobody could sign in (archive-editors=Editors,…)")
