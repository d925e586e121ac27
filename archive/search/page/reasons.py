"""Why a hit was found whose own words do not show it: the names it is indexed under."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from archive.models import Passage, Statement
from archive.models.base.urls import cached_reverse
from archive.search.buckets import Bucket

from .highlight import Span, highlight

NOUNS = {"speaker": _("speaker"), "event": _("event"), "theme": _("theme"), "document": _("document")}


@dataclass(frozen=True, slots=True)
class Name:
    """Something that readers see a hit carry; the search table's definition says what is indexed."""

    kind: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Reason:
    kind: str
    label: SafeString
    url: str


def names_of_statement(statement: Statement, themes: dict[int, Bucket]) -> list[Name]:
    """``themes`` are those of the answer by id: a statement is found by the themes above its own, too."""
    carried = lineage([theme.pk for theme in statement.themes.all()], themes)
    themed = [Name(NOUNS["theme"], theme.label, cached_reverse("theme", theme.value)) for theme in carried]
    return [
        *names_of("speaker", statement.speaker),
        *names_of("event", statement.event),
        *themed,
        *names_of("document", statement.document),
    ]


def names_of_passage(passage: Passage) -> list[Name]:
    document = passage.document
    return [*names_of("event", document.event), *names_of("document", document)]


def names_of(noun: str, row) -> list[Name]:
    return [Name(NOUNS[noun], str(row), row.get_absolute_url())] if row else []


def lineage(ids: Iterable[int], themes: dict[int, Bucket]) -> list[Bucket]:
    """The themes with all above them, once each."""
    found: dict[int, Bucket] = {}
    waiting = list(ids)
    while waiting:
        theme = themes.get(waiting.pop(0))
        if theme and theme.id not in found:
            found[theme.id] = theme
            waiting.append(theme.parent)
    return list(found.values())


def reasons(names: list[Name], matches: list[list[Span]]) -> list[Reason]:
    """The names that have the searched words, with these marked."""
    return [
        Reason(name.kind, highlight(name.text, spans), name.url)
        for name, spans in zip(names, matches, strict=True)
        if spans
    ]
