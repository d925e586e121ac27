"""What the facets are: how a value is written in an address, stored in the search table, and shown."""

from dataclasses import dataclass

from django.conf.locale import LANG_INFO
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive.models import Document, Event, Redirect, Source, Speaker, Statement, Theme


@dataclass(frozen=True)
class FacetKind:
    """A facet over ``column`` of the search table: ids of ``model``'s rows, or codes."""

    name: str
    label: str
    column: str
    model: type[models.Model] | None = None
    choices: type[models.TextChoices] | None = None
    title: str = "name"

    @property
    def is_array(self) -> bool:
        return self.column.endswith("_ids")

    def public(self, **wanted) -> models.QuerySet:
        """(facet, value) of what readers may ask for; the lookup ``value`` stands for the slug or the code."""
        rows = self.model.objects.published() if self.model else Document.objects.published()
        column = "slug" if self.model else self.column
        lookups = {name.replace("value", column, 1): each for name, each in wanted.items()}
        name = models.Value(self.name, models.CharField())
        return rows.filter(**lookups).order_by().values_list(name, column)

    def label_of(self, code: str) -> str:
        if self.choices:
            return str(self.choices(code).label)
        return language_name(code)


FACETS = (
    FacetKind("speaker", _("Speaker"), "speaker_id", Speaker),
    FacetKind("theme", _("Theme"), "theme_ids", Theme, title="label"),
    FacetKind("event", _("Event"), "event_id", Event),
    FacetKind("attribution", _("Attribution"), "attribution", choices=Statement.Attribution),
    FacetKind("kind", _("Kind of document"), "kind", choices=Document.Kind),
    FacetKind("source", _("Source"), "source_id", Source),
    FacetKind("language", _("Language"), "language"),
)
FACETS_OF_PASSAGES = ("event", "kind", "source", "language")


def known_values(asked: dict[str, list[str]]) -> dict[str, dict[str, str]]:
    """For each facet the asked values that readers may ask for, each with what it is called today.

    One query for all facets; two more when something is unknown that an old address may lead from.
    """
    known = {name: {} for name in asked}
    for name, value in public_values({name: {"value__in": values} for name, values in asked.items()}):
        known[name][value] = value
    for facet in FACETS:
        if facet.choices:
            known[facet.name] = {v: v for v in asked.get(facet.name, ()) if v in facet.choices.values}
    missing = [
        (name, value) for name, values in asked.items() for value in values if value not in known[name]
    ]
    for (name, old), new in renamed(missing).items():
        known[name][old] = new
    return known


def public_values(wanted: dict[str, dict]) -> list[tuple[str, str]]:
    """(facet, value) of what is public and fits the lookups of its facet, in one query."""
    parts = [
        facet.public(**wanted[facet.name]) for facet in FACETS if facet.name in wanted and not facet.choices
    ]
    if not parts:
        return []
    return list(parts[0].union(*parts[1:]))


def renamed(missing: list[tuple[str, str]]) -> dict[tuple[str, str], str]:
    if not missing:
        return {}
    leads = {
        (noun, slug): target
        for noun, slug, target in Redirect.objects.filter(
            slug__in={slug for _name, slug in missing}
        ).values_list("noun", "slug", "target")
        if (noun, slug) in missing
    }
    return {pair: slug for pair, target in leads.items() for slug in slugs_of(pair[0], target)}


def slugs_of(name: str, pk: int) -> list[str]:
    facet = next(facet for facet in FACETS if facet.name == name)
    return [slug for _name, slug in facet.public(pk=pk)]


def language_name(code: str) -> str:
    """``zh-Hans`` as "Simplified Chinese"; a code Django has no name for is shown as it is."""
    for known in (code.lower(), code.lower().split("-")[0]):
        name = LANG_INFO.get(known, {}).get("name")
        if name:
            return gettext(name)
    return code
