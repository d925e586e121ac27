"""The parts of a search, each with the address of the search without it."""

from dataclasses import dataclass

from django.utils import formats
from django.utils.translation import gettext as _

from archive.search.facets import FACETS, FIELD_FACETS
from archive.search.query.fields import DATE_FIELDS
from archive.search.query.nodes import Field, Node, Not, Term
from archive.search.query.parser import Query
from archive.search.query.unparse import unparse
from archive.search.request.links import url
from archive.search.request.params import SearchParams
from archive.search.results import Results

from .facets import is_used


@dataclass(frozen=True)
class Chip:
    kind: str
    label: str
    remove_url: str


def build_chips(params: SearchParams, query: Query, results: Results) -> list[Chip]:
    """Returns what narrows the search, each with the address of the search without it: clauses of the query, facet
    values, dates."""
    chips = [
        Chip(clause_kind(clause), clause_label(clause), url(params.change(q=query.without(clause))))
        for clause in query.clauses
    ]
    for facet in FACETS:
        if not is_used(params, facet):
            continue
        labels = {
            count.value: count.label or facet.label_of(count.value)
            for count in results.facets[facet.name].counts
        }
        chips += [
            Chip(str(facet.label), labels.get(value, value), url(params.toggle(facet.name, value)))
            for value in params.selected_values(facet.name)
        ]
        chips += [
            Chip(
                _("Not %s") % str(facet.label).lower(),
                labels.get(value, value),
                url(params.toggle_exclude(facet.name, value)),
            )
            for value in params.excluded_values(facet.name)
        ]
    return chips + date_chips(params)


def clause_kind(clause: Node) -> str:
    """Returns what a reader calls the clause: Word, Phrase, the name of a field …"""
    match clause:
        case Not(child):
            return _("Not %s") % clause_kind(child).lower()
        case Term():
            return term_kind(clause)
        case Field():
            return {"before": _("Before"), "after": _("After"), "date": _("Date")}.get(clause.name) or str(
                FIELD_FACETS[clause.name].label
            )
    return _("Words")


def term_kind(term: Term) -> str:
    if term.distance is not None:
        return _("Near each other")
    if term.in_text and not term.is_phrase:
        return _("Beginning in the text") if term.prefix else _("Word in the text")
    if term.exact and not term.is_phrase:
        return _("Word in this form")
    return _("Phrase") if term.is_phrase else _("Beginning") if term.prefix else _("Word")


def clause_label(clause: Node) -> str:
    match clause:
        case Not(child):
            return clause_label(child)
        case Field(name, value):
            return value if name in DATE_FIELDS else f"“{value}”"
        case Term(text):
            whole = text + "*" * clause.prefix
            return f"“{whole}”" if clause.is_phrase else whole
    return unparse(clause)


def date_chips(params: SearchParams) -> list[Chip]:
    if params.whole_year:
        return [Chip(_("Year"), str(params.whole_year), url(params.change(since=None, until=None)))]
    chips = []
    if params.since:
        chips.append(
            Chip(_("From"), formats.date_format(params.since, "DATE_FORMAT"), url(params.change(since=None)))
        )
    if params.until:
        chips.append(
            Chip(_("To"), formats.date_format(params.until, "DATE_FORMAT"), url(params.change(until=None)))
        )
    return chips
