"""The sentences for what a query does not mean."""

import difflib

from django.utils.translation import gettext as _

from archive.search.query.lexer import ALIASES, FIELDS
from archive.search.query.notices import Notice

# Of fields that mean nearly the same: until:2024 would count 2024, before:2024 does not.
OTHER_NAMES = {
    "until": "before",
    "to": "before",
    "from": "after",
    "by": "speaker",
    "person": "speaker",
    "name": "speaker",
}


def notice_text(notice: Notice) -> str:
    shown = {"subject": notice.subject[:80], "detail": notice.detail[:20]}
    match notice.kind:
        case "wildcard":
            return (
                _("“%(subject)s”: an asterisk works only at the end of a word, a question mark nowhere.")
                % shown
            )
        case "date":
            return (
                _(
                    "“%(subject)s” is not a date such as 2024, 1990s, 2024-05, 14.5.2024 or 2020..2024,"
                    " so it was searched as words."
                )
                % shown
            )
        case "signs":
            return (
                _(
                    "Signs such as “%(detail)s” are not searched: “%(subject)s” finds only its letters and digits."
                )
                % shown
            )
        case "only signs":
            return _("Signs such as “%(detail)s” are not searched, so “%(subject)s” was left out.") % shown
        case "no value":
            return (
                _(
                    '“%(subject)s:” has no value after it, as in speaker:"Xi Jinping", so it was searched as a word.'
                )
                % shown
            )
        case "near":
            return _("NEAR needs a single word on either side, so it was ignored.")
    return unknown_field(shown["subject"])


def unknown_field(name: str) -> str:
    if name == "title":
        return _("There is no field “title”: words without a field are found in titles, too.")
    if name == "country":
        return _(
            "There is no field “country”: source: finds what one source published, language: a language."
        )
    near = difflib.get_close_matches(name, [*FIELDS, *ALIASES], n=1, cutoff=0.7)
    near = [OTHER_NAMES[name]] if name in OTHER_NAMES else near
    if near:
        return _("There is no field “%(name)s”. Did you mean “%(near)s”?") % {"name": name, "near": near[0]}
    return _("There is no field “%(name)s”. Fields are: %(fields)s.") % {
        "name": name,
        "fields": ", ".join(FIELDS),
    }
