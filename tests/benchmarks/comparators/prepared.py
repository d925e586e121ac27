"""Statements as other engines take them: every searched text split by what it is, and the facets as ids and codes."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection

from archive.text.words import HAN
from tests.benchmarks import corpus
from tests.benchmarks import speeches as texts
from tests.benchmarks.queries import Term

FACETS = ("speaker", "event", "source", "kind", "language", "attribution", "year")
TEXTS = ("speaker_name", "event_name", "theme_name", "title", "words")
FIELDS = {"speaker": "speaker_name", "event": "event_name", "theme": "theme_name"}
HAN_RUN = re.compile(f"[{HAN}]+")
# Rows as the page of the archive knows them: names in every spelling, themes with all above them.
ROWS = """
SELECT s.id, p.slug, e.slug, o.slug, d.kind, d.language, s.attribution,
    EXTRACT(year FROM day)::int, day::text, family.slugs,
    concat_ws(' ', p.name, p.others, s.voice_label), e.name, family.labels, d.title, s.text
FROM archive_statement s
JOIN archive_document d ON d.id = s.document_id AND d.state = 'published'
JOIN archive_source o ON o.id = d.source_id
LEFT JOIN (
    SELECT id, slug, name,
        (SELECT string_agg(n.name, ' ') FROM archive_speakername n WHERE n.speaker_id = p.id) AS others
    FROM archive_speaker p
) p ON p.id = s.speaker_id
LEFT JOIN archive_event e ON e.id = s.event_id
CROSS JOIN LATERAL (SELECT COALESCE(s.date, e.start, d.date) AS day) dated
CROSS JOIN LATERAL (
    WITH RECURSIVE line AS (
        SELECT t.id, slug, label, parent_id FROM archive_theme t JOIN archive_statementtheme st ON st.theme_id = t.id
        WHERE st.statement_id = s.id
        UNION
        SELECT t.id, t.slug, t.label, t.parent_id FROM archive_theme t JOIN line ON line.parent_id = t.id
    )
    SELECT array_agg(slug) AS slugs, string_agg(label, ' ') AS labels FROM line
) family
WHERE s.state = 'published'
"""


@dataclass(frozen=True, slots=True)
class Row:
    id: int
    speaker: str | None
    event: str | None
    source: str
    kind: str
    language: str
    attribution: str
    year: int
    date: str
    themes: list[str]
    speaker_name: str
    event_name: str | None
    theme_name: str
    title: str
    text: str

    @property
    def texts(self) -> list[str]:
        return [
            with_bigrams(t)
            for t in (self.speaker_name, self.event_name or "", self.theme_name, self.title, self.text)
        ]


def rows() -> Iterator[Row]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(ROWS)
        for row in cursor:
            yield Row(*row)


def with_bigrams(text: str) -> str:
    """Runs of Chinese as overlapping pairs, as our own index has them: their tokenizers take a run as one word."""
    return HAN_RUN.sub(lambda run: f" {' '.join(pairs(run[0]))} ", text)


def pairs(run: str) -> list[str]:
    return [run[n : n + 2] for n in range(len(run) - 1)] or [run]


def words_of(term: Term) -> list[str]:
    """The words of a term, without accents."""
    apart = unicodedata.normalize("NFD", with_bigrams(term.text).lower())
    return re.findall(r"\w+", re.sub("[\u0300-\u036f]", "", apart))


def as_facets(query) -> list[tuple[str, list]]:
    """(facet, chosen values) with the fields that are none of the searched texts, and the years as one facet."""
    chosen = [(name, list(values)) for name, values in query.facets]
    years = range(query.since or 0, (query.until or 9999) + 1)
    return chosen + ([("year", list(years))] if query.since or query.until else [])


def column_tests(query) -> list[Term]:
    """The terms that test a column instead of a text: ``kind:`` and ``before:`` and their like."""
    return [term for (term, *_) in query.clauses if term.field and term.field not in FIELDS]


def search_clauses(query) -> list[tuple[Term, ...]]:
    return [clause for clause in query.clauses if not clause[0].field or clause[0].field in FIELDS]


def cache_path(database: str, ending: str) -> Path:
    """Where an engine keeps what it made of a database; another corpus has another name."""
    folder = settings.VAR_DIR / "benchmarks"
    folder.mkdir(parents=True, exist_ok=True)
    words = "real" if texts.FOLDER.is_dir() else "invented"
    return folder / f"{database}_{words}_{corpus.VERSION}.{ending}"
