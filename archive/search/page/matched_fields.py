"""Why a row was found whose own text does not show it: the names it is indexed under that match the query."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from archive.models import Document, Passage, Statement
from archive.models.base.prefetching import related_rows
from archive.models.base.urls import cached_reverse
from archive.search.engine import Entity, Names

from .highlight import Span, highlight

LABELS = {
    "speaker": _("speaker"),
    "role": _("role"),
    "event": _("event"),
    "theme": _("theme"),
    "document": _("document"),
}


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


def statement_names(statement: Statement, names: Names) -> Iterator[IndexedName]:
    """Yields the names under which a statement is found: those of all above its themes are among them."""
    url = statement.get_absolute_url()
    yield from entity_names("speaker", statement.speaker_id, names)
    yield IndexedName(LABELS["speaker"], statement.voice_label, url)
    yield from entity_names("event", statement.event_id, names)
    for pk in add_ancestors([theme.pk for theme in related_rows(statement, "themes")], names.by_id["theme"]):
        yield from entity_names("theme", pk, names)
    yield document_title(statement.document)
    yield IndexedName(LABELS["role"], statement.role_as_printed, url)


def passage_names(passage: Passage, names: Names) -> Iterator[IndexedName]:
    yield from entity_names("event", passage.document.event_id, names)
    yield document_title(passage.document)


def entity_names(facet: str, pk: int | None, names: Names) -> Iterator[IndexedName]:
    """Yields the names in all languages and spellings."""
    entity = names.find(facet, pk) if pk else None
    if entity:
        url = cached_reverse(facet, entity.slug)
        yield from (IndexedName(LABELS[facet], name, url) for name in entity.names)


def document_title(document: Document) -> IndexedName:
    return IndexedName(LABELS["document"], str(document), document.get_absolute_url())


def add_ancestors(ids: Iterable[int], themes: Mapping[int, Entity]) -> list[int]:
    """Returns the themes with all above them, once each."""
    known_ids: dict[int, None] = {}
    queue: list[int | None] = list(ids)
    while queue:
        pk = queue.pop(0)
        if pk and pk in themes and pk not in known_ids:
            known_ids[pk] = None
            queue.append(themes[pk].parent)
    return list(known_ids)


def matched_fields(names: list[IndexedName], matches: list[list[Span]]) -> list[MatchedField]:
    """Returns of all that is named the first name that has words of the query; ``matches`` are the spans in each."""
    fields: dict[tuple[str, str], MatchedField] = {}
    for name, spans in zip(names, matches, strict=True):
        if spans:
            field = MatchedField(name.kind, highlight(name.text, spans), name.url)
            fields.setdefault((str(name.kind), name.url), field)
    return list(fields.values())
