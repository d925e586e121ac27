"""What was asked, each part of it with the address of the search without it."""

from dataclasses import dataclass

from django.utils import formats
from django.utils.translation import gettext as _

from archive.search.execution import Results
from archive.search.facets import FACET, FACETS
from archive.search.query.lexer import DATE_FIELDS, Field, Term
from archive.search.query.parser import Not, Query, echo
from archive.search.request.links import url
from archive.search.request.params import SearchParams


@dataclass(frozen=True)
class Chip:
    kind: str
    label: str
    remove_url: str


def chips(params: SearchParams, query: Query, results: Results) -> list[Chip]:
    made = [
        Chip(kind(clause), wording(clause), url(params.change(q=query.without(clause))))
        for clause in query.clauses
    ]
    for facet in FACETS:
        labels = {
            count.value: count.label or facet.label_of(count.value)
            for count in results.facets[facet.name].counts
        }
        made += [
            Chip(str(facet.label), labels.get(value, value), url(params.toggle(facet.name, value)))
            for value in params.chosen(facet.name)
        ]
        made += [
            Chip(
                _("Not %s") % str(facet.label).lower(),
                labels.get(value, value),
                url(params.exclude(facet.name, value)),
            )
            for value in params.excluded(facet.name)
        ]
    return made + date_chips(params)


def kind(clause) -> str:
    """What a clause of the query is, in a word."""
    match clause:
        case Not(child):
            return _("Not %s") % kind(child).lower()
        case Term():
            return _("Phrase") if clause.is_phrase else _("Beginning") if clause.prefix else _("Word")
        case Field():
            return {"before": _("Before"), "after": _("After")}.get(clause.name) or str(
                FACET[clause.name].label
            )
    return _("Words")


def wording(clause) -> str:
    match clause:
        case Not(child):
            return wording(child)
        case Field(name, value):
            return value if name in DATE_FIELDS else f"“{value}”"
        case Term(text) if clause.is_phrase:
            return f"“{text}”"
    return echo(clause)


def date_chips(params: SearchParams) -> list[Chip]:
    if params.whole_year:
        return [Chip(_("Year"), str(params.since.year), url(params.change(since=None, until=None)))]
    made = []
    if params.since:
        made.append(
            Chip(_("From"), formats.date_format(params.since, "j F Y"), url(params.change(since=None)))
        )
    if params.until:
        made.append(Chip(_("To"), formats.date_format(params.until, "j F Y"), url(params.change(until=None))))
    return made
