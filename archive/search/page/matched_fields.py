"""Why a row was found whose own text does not show it: the names it is indexed under that match the query."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from archive.models import Document, Event, Passage, Speaker, Statement
from archive.models.base.prefetching import related_rows
from archive.models.base.urls import cached_reverse
from archive.search.buckets import Bucket

from .highlight import Span, highlight

LABELS = {"speaker": _("speaker"), "event": _("event"), "theme": _("theme"), "document": _("document")}


@dataclass(frozen=True, slots=True)
class IndexedName:
    """A name under which a row is found beside its text; the search table's definition says what is indexed."""

    kind: str | Promise
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class MatchedField:
    """An indexed name with the words of the query marked in it."""

    kind: str | Promise
    label: SafeString
    url: str


def statement_names(statement: Statement, themes: dict[int, Bucket]) -> list[IndexedName]:
    """Returns the names under which a statement is found. ``themes`` are those of the results by id: a statement is
    found by the themes above its own, too."""
    assigned = with_ancestors([theme.pk for theme in related_rows(statement, "themes")], themes)
    theme_names = [
        IndexedName(LABELS["theme"], theme.name, cached_reverse("theme", theme.value)) for theme in assigned
    ]
    return [
        *object_names("speaker", statement.speaker),
        *object_names("event", statement.event),
        *theme_names,
        *object_names("document", statement.document),
    ]


def passage_names(passage: Passage) -> list[IndexedName]:
    document = passage.document
    return [*object_names("event", document.event), *object_names("document", document)]


def object_names(model_name: str, row: Speaker | Event | Document | None) -> list[IndexedName]:
    return [IndexedName(LABELS[model_name], str(row), row.get_absolute_url())] if row else []


def with_ancestors(ids: Iterable[int], themes: dict[int, Bucket]) -> list[Bucket]:
    """Returns the themes with all above them, once each."""
    buckets_by_id: dict[int, Bucket] = {}
    queue: list[int | None] = list(ids)
    while queue:
        pk = queue.pop(0)
        theme = themes.get(pk) if pk else None
        if theme and theme.id and theme.id not in buckets_by_id:
            buckets_by_id[theme.id] = theme
            queue.append(theme.parent)
    return list(buckets_by_id.values())


def matched_fields(names: list[IndexedName], matches: list[list[Span]]) -> list[MatchedField]:
    """Returns the names that have words of the query; ``matches`` are the spans in each name."""
    return [
        MatchedField(name.kind, highlight(name.text, spans), name.url)
        for name, spans in zip(names, matches, strict=True)
        if spans
    ]
