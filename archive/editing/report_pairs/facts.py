"""Reads what is known of statements where they are compared."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Count
from django.db.models.functions import Left

from archive.matching.profile import MAX_LENGTH, StatementFacts
from archive.models import Statement, StatementTheme
from archive.models.statement import EFFECTIVE_DATE

from .translations import translated_words

COLUMNS = (
    "pk",
    "document",
    "document__language",
    "words",
    "event",
    "speaker",
    "when",
    "voice",
    "start",
    "end",
)


def statement_facts(ids: Iterable[int], languages: Iterable[str] = ()) -> dict[int, StatementFacts]:
    """Returns the facts by id, except for statements without a place in their text. The words of translations are read
    for statements in other languages than ``languages``. Two queries, and some for each text that is translated."""
    keys = list(ids)
    rows = list(
        Statement.objects.anchored()
        .filter(pk__in=keys)
        .annotate(when=EFFECTIVE_DATE, words=Left("text", MAX_LENGTH))
        .order_by()
        .values_list(*COLUMNS)
    )
    themes: dict[int, set[int]] = defaultdict(set)
    for statement, theme in StatementTheme.objects.filter(statement__in=keys).values_list(
        "statement", "theme"
    ):
        themes[statement].add(theme)
    known_languages = set(languages)
    spans = [(row[0], row[1], (row[-2], row[-1])) for row in rows if row[2] not in known_languages]
    translations = translated_words(spans)
    return {
        pk: StatementFacts(
            pk,
            document,
            language,
            text,
            event,
            speaker,
            date,
            frozenset(themes[pk]),
            voice,
            translations.get(pk, {}),
        )
        for pk, document, language, text, event, speaker, date, voice, _start, _end in rows
    }


def count_themes(ids: Iterable[int]) -> dict[int, int]:
    """Returns how many statements each of these themes has, by id. One query."""
    rows = StatementTheme.objects.filter(theme__in=list(ids)).values_list("theme").annotate(n=Count("pk"))
    return dict(rows.order_by())
