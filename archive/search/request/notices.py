"""The sentences for what a query does not mean."""

import difflib

from django.utils.translation import gettext_lazy as _

from archive.search.query.fields import CHINESE_NAMES, FIELDS, NAMES
from archive.search.query.notices import Notice

# What is meant by names that are no field.
OTHER_NAMES = {
    name: field
    for field, names in {
        "speaker": "by person name who said role org organisation organization",
        "event": "place city location where",
        "theme": "subject category keyword",
        "source": "newspaper site",
        "document": "doc",
        "date": "when between during",
    }.items()
    for name in names.split()
} | CHINESE_NAMES
TITLE_NAMES = ("title", "intitle", "allintitle", "headline")
PRESENTATION_PARAMETERS = ("unit", "sort", "order", "page")


# By the kind of a notice.
MESSAGES = {
    "wildcard": _(
        "“%(subject)s”: an asterisk works only at the end of a word, and a question mark is not supported."
    ),
    "date": _(
        "“%(subject)s” is not a date such as 2024, 1990s, 2024-05, 14.5.2024 or 2020..2024,"
        " so it was searched as words."
    ),
    "symbols": _(
        "Characters such as “%(detail)s” are not searched: “%(subject)s” finds only its letters and digits."
    ),
    "only symbols": _("Characters such as “%(detail)s” are not searched, so “%(subject)s” was left out."),
    "truncation": _(
        "“%(subject)s” was searched without its exclamation mark; words that begin so are %(detail)s*."
    ),
    "period": _("“%(subject)s” was searched as words; a period is written as in %(detail)s."),
    "word before range": _("“%(subject)s” was searched as a word: a range of dates needs none before it."),
    "no value": _(
        '“%(subject)s:” has no value after it, as in speaker:"Xi Jinping", so it was searched as a word.'
    ),
    "near": _("NEAR needs a single word on either side, so it was ignored."),
    "distance": _("NEAR allows at most %(detail)s words between, not %(subject)s."),
    "near beginning": _(
        "Words near each other are whole words, so ~%(subject)s behind an asterisk was ignored."
    ),
    "one word": _("~%(subject)s needs at least two words before it, so it was ignored."),
    "no distance": _("“%(subject)s” is not a distance such as ~5, so it was read as words to leave out."),
    "ignored distance": _(
        '“%(subject)s” is not a distance between words, as in "clean water"~5, so it was ignored.'
    ),
    "no common day": _("No day is within both %(subject)s and %(detail)s, so nothing can be found."),
    "any form": _(
        "Words near each other are found in any form, so the “=” before “%(subject)s” was ignored."
    ),
    "range": _("“%(subject)s” ends before it begins, so it was searched as words."),
    "braces": _("“%(subject)s” includes both its ends; before: and after: leave them out."),
    "lone exclusion": _(
        "“%(subject)s” excludes a word only if there is no space between them, so it was ignored."
    ),
    "double negation": _(
        "“%(subject)s”: signs of exclusion cancel each other out in pairs, so nothing was excluded."
    ),
    "operator": _(
        "%(subject)s has nothing to connect, so it was ignored. To search for the word, put it in"
        " quotation marks."
    ),
    "precedence": _(
        "OR connects before AND, so this was read as “%(subject)s”. Parentheses group words otherwise."
    ),
    "lowercase operator": _("“%(subject)s” was searched as a word; the operator is written %(operator)s."),
    "foreign operator": _("“%(subject)s” was searched as a word. Operators are AND, OR, NOT and NEAR."),
    "parenthesis": _("The parenthesis “%(subject)s” has no counterpart, so it was ignored."),
    "quotation mark": _("A quotation mark is not closed: everything after it was read as one phrase."),
    "last quotation mark": _("A quotation mark has no counterpart, so it was ignored."),
}


def notice_text(notice: Notice) -> str:
    if notice.kind not in MESSAGES:
        return unknown_field(notice.subject[:80])
    subject = notice.subject[:80]
    return MESSAGES[notice.kind] % {
        "subject": subject,
        "detail": notice.detail[:60],
        "operator": subject.upper(),
    }


def unknown_field(name: str) -> str:
    if name in TITLE_NAMES:
        return _("There is no field “%(name)s”: words without a field also match titles.") % {"name": name}
    if name in PRESENTATION_PARAMETERS:
        return _("There is no field “%(name)s”: use the filters beside the results.") % {"name": name}
    if name == "country":
        return str(_("There is no field “country”: use source: for a source or language: for a language."))
    near_names = difflib.get_close_matches(name, NAMES, n=1, cutoff=0.7)
    near_names = [OTHER_NAMES[name]] if name in OTHER_NAMES else near_names
    if near_names:
        values = {"name": name, "near": near_names[0]}
        return _("There is no field “%(name)s”. Did you mean “%(near)s”?") % values
    return _("There is no field “%(name)s”. Fields are: %(fields)s.") % {
        "name": name,
        "fields": ", ".join(FIELDS),
    }
