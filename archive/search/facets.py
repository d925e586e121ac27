"""What the facets are: how a value is written in an address, stored in the search table, and shown."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf.locale import LANG_INFO
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive.models import Document, Event, Source, Speaker, Statement, Term, Theme


def language_name(code: str) -> str:
    """``zh-Hans`` as "Simplified Chinese"; a code Django has no name for is shown as it is."""
    if code == Document.UNKNOWN_LANGUAGE:
        return gettext("Unknown language")
    for candidate in (code.lower(), code.lower().split("-")[0]):
        name = LANG_INFO.get(candidate, {}).get("name")
        if name:
            return gettext(name)
    return code


@dataclass(frozen=True)
class FacetKind:
    """A facet over ``column`` of the search table, which holds ids of ``model``'s rows or codes.

    ``choices`` or ``code_label`` say what a code is called. ``of_passages``: passages have it as well as statements.
    """

    name: str
    label: str | Promise
    column: str
    model: type[models.Model] | None = None
    choices: type[models.TextChoices] | None = None
    code_label: Callable[[str], str] = str
    of_passages: bool = False

    @property
    def is_array(self) -> bool:
        return self.column.endswith("_ids")

    def label_of(self, code: str) -> str:
        if self.choices:
            return str(self.choices(code).label)
        return self.code_label(code)


FACETS = (
    FacetKind("speaker", _("Speaker"), "speaker_id", Speaker),
    FacetKind("theme", _("Theme"), "theme_ids", Theme),
    FacetKind("term", _("Term"), "term_ids", Term),
    FacetKind("event", _("Event"), "event_id", Event, of_passages=True),
    FacetKind("attribution", _("Attribution"), "attribution", choices=Statement.Attribution),
    FacetKind("translation", _("Translation"), "translation", choices=Document.Translator, of_passages=True),
    FacetKind("kind", _("Kind of document"), "kind", choices=Document.Kind, of_passages=True),
    FacetKind("source", _("Source"), "source_id", Source, of_passages=True),
    FacetKind("language", _("Language"), "language", code_label=language_name, of_passages=True),
)
FACETS_BY_NAME = {facet.name: facet for facet in FACETS}
# What fields of the query may name: beside the facets the document, of which there are too many to choose between.
DOCUMENT = FacetKind("document", _("Document"), "document_id", Document, of_passages=True)
FIELD_FACETS = {**FACETS_BY_NAME, DOCUMENT.name: DOCUMENT}
