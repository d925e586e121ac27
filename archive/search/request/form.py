"""The values of a query string as they can be searched, and notes on what cannot."""

import datetime as dt
from difflib import get_close_matches
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from archive.search.buckets import known_values
from archive.search.facets import FACETS, FacetKind
from archive.search.query import parser
from archive.search.query.date_notices import notices_on_dates
from archive.search.query.nodes import Field
from archive.search.query.periods import parse_period
from archive.text.characters import IGNORABLE

from .notices import notice_text
from .params import EXCLUDE_PREFIX, FACET_NAMES, SORTS, UNITS

MAX_VALUES = 50  # of one facet in an address; more were not chosen by hand
MAX_PAGE = 1_000_000
REPLACEMENT = "\ufffd"  # stands for a character that cannot be read
# Of an address, read elsewhere or by nobody.
OTHER_PARAMETERS = ("nearest", "find", "phrase", "by", "measure", "split", "machine", "mark", "whole", "at")
# What others call the parameters.
PARAMETER_SYNONYMS = {
    "query": "q",
    "since": "from",
    "after": "from",
    "until": "to",
    "before": "to",
    "date": "from",
    "year": "from",
}
PARAMETER_SYNONYMS |= {"lang": "language", "author": "speaker", "order": "sort"}
EXCLUDED_NAMES = tuple(f"{EXCLUDE_PREFIX}{name}" for name in FACET_NAMES)


class ValuesField(forms.Field):
    """All values given for one name, once each, in their order."""

    widget = forms.SelectMultiple

    def to_python(self, value: list[str] | None) -> list[str]:
        stripped = (text.strip() for text in value or [])
        return list(dict.fromkeys(text for text in stripped if text))


class SearchForm(forms.Form):
    """Cleans every field to something that can be searched; ``notes`` tell the reader what was ignored."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.notes: list[str] = []
        self.date_note = ""  # among them, where the dates leave nothing

    def clean_q(self) -> str:
        text, notes = read_query(self.cleaned_data["q"])
        self.notes += notes
        return text

    def clean_unit(self) -> str:
        return self.clean_choice("unit", UNITS) or UNITS[0]

    def clean_themes(self) -> str:
        return self.clean_choice("themes", ("all",))

    def clean_synonyms(self) -> str:
        return self.clean_choice("synonyms", ("no",))

    def clean_sort(self) -> str:
        return self.clean_choice("sort", SORTS)

    def clean_page(self) -> int:
        text = self.cleaned_data["page"].strip()
        if text.isdecimal() and len(text) < 20 and int(text):
            return min(int(text), MAX_PAGE)
        if text:
            self.notes.append(
                _("“%(value)s” is not the number of a page, so the first is shown.") % {"value": text[:80]}
            )
        return 1

    def clean_from(self) -> dt.date | None:
        period = self.clean_period("from")
        return period and period[0]

    def clean_to(self) -> dt.date | None:
        period = self.clean_period("to")
        return period and period[1]

    def clean(self) -> dict[str, Any]:
        """Values that readers may ask for, under their current names; the rest is named in the notes."""
        values_by_name = {name: self.limited_values(name) for name in (*FACET_NAMES, *EXCLUDED_NAMES)}
        by_facet = {
            name: [*values_by_name[name], *values_by_name[f"{EXCLUDE_PREFIX}{name}"]] for name in FACET_NAMES
        }
        current = known_values({name: values for name, values in by_facet.items() if values})
        self.notes += self.notes_on_dates()
        self.notes += map(unknown_name, self.unknown_names())
        self.notes += self.notes_on_repetition()
        for facet in FACETS:
            names = current.get(facet.name, {})
            chosen, excluded = (
                list(dict.fromkeys(names[value] for value in values_by_name[field] if value in names))
                for field in (facet.name, f"{EXCLUDE_PREFIX}{facet.name}")
            )
            self.cleaned_data |= {facet.name: chosen, f"{EXCLUDE_PREFIX}{facet.name}": excluded}
            self.notes += [
                unknown_value(facet, value) for value in by_facet[facet.name] if value not in names
            ]
            self.notes += [
                _("“%(value)s” is both chosen and excluded, so only the choice was used.")
                % {"value": value[:80]}
                for value in chosen
                if value in excluded
            ]
        self.notes += self.notes_on_paragraphs()
        return self.cleaned_data

    def notes_on_dates(self) -> list[str]:
        """Returns a note where the dates of the address, or these and those of the query, have no day in common."""
        since, until = self.cleaned_data.get("from"), self.cleaned_data.get("to")
        if since and until and since > until:
            self.date_note = _("“From” is later than “To”, so nothing can be found.")
            return [self.date_note]
        clauses = parser.parse(self.cleaned_data.get("q") or "").clauses
        limits = [Field("date", f"{since}..")] if since else []
        limits += [Field("date", f"..{until}")] if until else []
        if not limits or list(notices_on_dates(clauses)):
            return []
        return list(map(notice_text, notices_on_dates([*clauses, *limits])))

    def notes_on_paragraphs(self) -> list[str]:
        """Returns a note where paragraphs are searched by what only statements have."""
        if self.cleaned_data.get("unit") != "passages":
            return []
        field_names = {field.name for field in parser.parse(self.cleaned_data.get("q") or "").fields}
        field_names |= {name for name in FACET_NAMES if self.cleaned_data[name]}
        field_names |= {name for name in FACET_NAMES if self.cleaned_data[f"{EXCLUDE_PREFIX}{name}"]}
        return [
            _("Paragraphs have no %(facet)s: only statements can be found or left out by it.")
            % {"facet": str(facet.label).lower()}
            for facet in FACETS
            if facet.name in field_names and not facet.of_passages
        ]

    def unknown_names(self) -> list[tuple[str, str]]:
        """(what is no parameter but looks like one, that one); addresses carry others for other purposes."""
        names = []
        for name in self.data:
            if name not in self.fields and name not in OTHER_PARAMETERS:
                near_values = (
                    [PARAMETER_SYNONYMS[name]]
                    if name in PARAMETER_SYNONYMS
                    else get_close_matches(name, self.fields, 1, 0.8)
                )
                names += [(name, near_name) for near_name in near_values]
        return names

    def notes_on_repetition(self) -> list[str]:
        """Returns notes on parameters that take one value and have several, and on a value of “nearest” that only files
        know."""
        sent_values = dict(self.data.lists()) if isinstance(self.data, QueryDict) else {}
        notes = [
            _("“%(name)s” was given more than once: only the last was used.") % {"name": name}
            for name, field in self.fields.items()
            if not isinstance(field, ValuesField) and len(set(sent_values.get(name, ()))) > 1
        ]
        if (nearest := self.data.get("nearest", "")) not in ("", "0", "1"):
            notes.append(not_valid("nearest", nearest))
        return notes

    def limited_values(self, name: str) -> list[str]:
        values: list[str] = self.cleaned_data.get(name) or []
        if len(values) > MAX_VALUES:
            self.notes.append(
                _("Only the first %(most)d values of “%(name)s” were used.")
                % {"most": MAX_VALUES, "name": name}
            )
        return values[:MAX_VALUES]

    def clean_choice(self, name: str, allowed_values: tuple[str, ...]) -> str:
        """The value, or nothing where it is not allowed."""
        value: str = self.cleaned_data[name]
        if value and value not in allowed_values:
            self.notes.append(not_valid(name, value))
        return value if value in allowed_values else ""

    def clean_period(self, name: str) -> tuple[dt.date, dt.date] | None:
        text = self.cleaned_data[name].strip()
        period = parse_period(text)
        if text and not period:
            self.notes.append(
                _("“%(value)s” is not a date such as 2024, 2024-05 or 2024-05-14, so it was ignored.")
                % {"value": text[:80]}
            )
        return period


def read_query(typed: str) -> tuple[str, list[str]]:
    """The query that can be searched, empty where it has no words, and what the reader should know of it."""
    text = "".join(
        character
        for character in typed.replace(REPLACEMENT, " ")
        if character in IGNORABLE or character.isprintable() or character.isspace()
    ).strip()
    query = parser.parse(text)
    notes = []
    if query.truncated:
        notes.append(
            _(
                "The query was too long: only its first %(terms)d words, within %(length)d characters and"
                " %(depth)d levels of parentheses, were searched."
            )
            % {"terms": parser.MAX_TERMS, "length": parser.MAX_LENGTH, "depth": parser.MAX_DEPTH}
        )
    notes += map(notice_text, query.notices)
    if query.truncated:
        return query.text, notes
    if text and not query:
        return "", [*notes, _("The query contains no words, so it was ignored.")]
    return text, notes


def not_valid(name: str, value: str) -> str:
    return _("“%(value)s” is not a valid value for “%(name)s”.") % {"value": value[:80], "name": name}


def unknown_name(names: tuple[str, str]) -> str:
    return _("“%(name)s” is not a parameter of the search, so it was ignored. Did you mean “%(near)s”?") % {
        "name": names[0][:80],
        "near": names[1],
    }


def unknown_value(facet: FacetKind, value: str) -> str:
    return _("There is no %(facet)s “%(value)s” in the archive, so it was ignored.") % {
        "facet": str(facet.label).lower(),
        "value": value[:80],
    }
