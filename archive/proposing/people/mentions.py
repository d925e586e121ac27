"""Where a text names the persons that an archive knows: by a full name, or by the family name of one of those or with a
title."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from archive.proposing.names import Name, family_name, name_words, read_names
from archive.text.word_sets import word_set
from archive.text.words import has_han

_MIN_HAN = 2  # characters
_TITLES = word_set("""
    President Premier Minister Chancellor Secretary Chairman Ambassador Senator Professor Mr Mr. Mrs Mrs. Ms Ms. Dr Dr.
""")
_MAX_NAMES = 400  # of the speakers whose full names stand in one text


@dataclass(frozen=True, slots=True)
class Mention:
    """text[start:end] names the speaker."""

    start: int
    end: int
    name: Name


def find_mentions(text: str, names: Any) -> list[Mention]:
    """Returns the mentions in reading order. A name that two persons have is left out."""
    forms = _written_names(text, read_names(names))
    if not forms:
        return []
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    parts = "|".join(
        re.escape(form) if has_han(form) else rf"\b{re.escape(form)}\b" for form in longest_first
    )
    return [Mention(*match.span(), forms[match.group()]) for match in re.finditer(parts, text)]


def _written_names(text: str, names: Sequence[Name]) -> dict[str, Name]:
    owners: dict[str, set[Name]] = {}
    for name in names:
        for form in () if name.is_body else _printed_forms(text, name):
            owners.setdefault(form, set()).add(name)
    unambiguous = {form: owner.pop() for form, owner in owners.items() if len(owner) == 1}
    return dict(list(unambiguous.items())[:_MAX_NAMES])


def _printed_forms(text: str, name: Name) -> list[str]:
    full = [form for form in (name.name, *name.names) if _is_full(form)]
    families = list(dict.fromkeys(filter(None, map(_family_word, full))))
    printed_forms = [form for form in full if form in text]
    if printed_forms:
        return [*printed_forms, *families]
    return [
        titled_form
        for family in families
        if family in text
        for title in _TITLES
        if (titled_form := f"{title} {family}") in text
    ]


def _is_full(written_name: str) -> bool:
    return len(written_name) >= _MIN_HAN if has_han(written_name) else " " in written_name


def _family_word(written_name: str) -> str:
    """The family name as it is printed in the full one; empty where it is too short to be told from other words."""
    if has_han(written_name):
        return ""
    folded = family_name(name_words(written_name))
    family_word = next((word for word in written_name.split() if name_words(word) == [folded]), "")
    return family_word if len(family_word) > 1 and family_word[0].isupper() else ""
