"""What must be true of every archive, as queries for the rows of which it is not (docs/architecture.md)."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from django.db import connection

from archive.models.permanence.hash_chain import chain_errors
from archive.search import index

from .definition_checks import changed_definitions
from .history_checks import (
    history_query,
    missing_constraints,
    numbers_to_be_reused,
    redirects_query,
    references_query,
)


@dataclass(frozen=True)
class Breach:
    """``row`` names what is wrong, such as “statement 5”."""

    rule: str
    row: str
    problem: str

    def __str__(self) -> str:
        return f"{self.row}: {self.problem} ({self.rule})"


# Text that was lawfully removed, as docs/operations.md says: what withholds it.
_WITHHELD = """EXISTS (SELECT FROM archive_withholding w WHERE (w.model_name, w.object_id) IN (
            ('document', {document}), ('statement', {statement})))"""
# Rule -> a query for (kind of row, its id, what is wrong).
QUERIES = {
    "words": """
        SELECT 'statement', s.id, format(
            CASE WHEN substr(d.text, s.start + 1, s."end" - s.start) IS DISTINCT FROM s.text THEN 'its words'
                 ELSE 'the words noted around it' END || ' are not those of document %s at %s–%s',
            d.id, s.start, s."end"
        )
        FROM archive_statement s JOIN archive_document d ON d.id = s.document_id
        CROSS JOIN LATERAL (SELECT greatest(s.start - 40, 0) AS first) AS around
        WHERE s.state <> 'orphaned' AND (
            substr(d.text, around.first + 1, s."end" + 40 - around.first)
                IS DISTINCT FROM s.prefix || s.text || s.suffix
            OR (length(s.prefix), length(s.text)) <> (s.start - around.first, s."end" - s.start)
        )
        UNION ALL
        SELECT 'statement', s.id,
               format('its words are not those of version %s of document %s', o.version, s.document_id)
        FROM archive_orphan o JOIN archive_statement s ON s.id = o.statement_id
        LEFT JOIN archive_correction c ON c.document_id = s.document_id AND c.version = o.version
        JOIN archive_document d ON d.id = s.document_id
        CROSS JOIN LATERAL (
            SELECT COALESCE(c.text, CASE WHEN d.text_version = o.version THEN d.text END) AS text
        ) AS former
        WHERE substr(former.text, s.start + 1, s."end" - s.start) IS DISTINCT FROM s.text
    """,
    "passages": r"""
        WITH paragraph AS (
            SELECT d.id * 1000000 + part.number AS id, d.id AS document_id, part.words,
                   sum(length(part.words) + 2) OVER (PARTITION BY d.id ORDER BY part.number) - 2 AS finish
            FROM archive_document d
            CROSS JOIN LATERAL unnest(string_to_array(d.text, E'\n\n')) WITH ORDINALITY AS part(words, number)
        )
        SELECT 'passage', id, format(
            'it %s paragraph %s of document %s',
            CASE WHEN p.id IS NULL THEN 'is missing:' WHEN paragraph.id IS NULL THEN 'is no' ELSE 'is not equal to' END,
            id % 1000000, id / 1000000
        )
        FROM paragraph FULL JOIN archive_passage p USING (id)
        WHERE (p.text, p."end", p.start, p.document_id) IS DISTINCT FROM
              (paragraph.words, paragraph.finish, paragraph.finish - length(paragraph.words), paragraph.document_id)
    """,
    "orphans": """
        SELECT 'statement', s.id, CASE WHEN o.statement_id IS NULL THEN 'it is orphaned and in no queue'
                                       ELSE 'it is in the queue of orphans and not orphaned' END
        FROM archive_statement s LEFT JOIN archive_orphan o ON o.statement_id = s.id
        WHERE (s.state = 'orphaned') <> (o.statement_id IS NOT NULL)
    """,
    "states": """
        SELECT kind, id, format('it has the state “%s”', state) FROM (
            SELECT 'document' AS kind, id, state FROM archive_document
            WHERE state NOT IN ('draft', 'review', 'published')
            UNION ALL
            SELECT 'statement', id, state FROM archive_statement
            WHERE state NOT IN ('draft', 'review', 'published', 'orphaned')
            UNION ALL
            SELECT 'term', id, state FROM archive_term WHERE state NOT IN ('draft', 'review', 'published')
        ) AS strange
        UNION ALL
        SELECT kind, id, 'it is published without a date of publication' FROM (
            SELECT 'document' AS kind, id, state, published_at FROM archive_document
            UNION ALL SELECT 'statement', id, state, published_at FROM archive_statement
            UNION ALL SELECT 'term', id, state, published_at FROM archive_term
        ) AS publishable WHERE state = 'published' AND published_at IS NULL
    """,
    "versions": """
        SELECT 'document', d.id, format('its text is version %s, with %s earlier ones', d.text_version, count(c.id))
        FROM archive_document d LEFT JOIN archive_correction c ON c.document_id = d.id
        GROUP BY d.id HAVING count(c.id) <> d.text_version - 1
    """,
    "roles": """
        SELECT 'statement', s.id, format('role %s is not one of speaker %s', r.id, s.speaker_id)
        FROM archive_statement s JOIN archive_role r ON r.id = s.role_id
        WHERE r.speaker_id IS DISTINCT FROM s.speaker_id
    """,
    "trees": """
        WITH RECURSIVE line(kind, id, above) AS (
            SELECT 'document', id, part_of_id FROM archive_document WHERE part_of_id IS NOT NULL
            UNION ALL
            SELECT 'translation', id, translation_of_id FROM archive_document WHERE translation_of_id IS NOT NULL
            UNION ALL SELECT 'event', id, part_of_id FROM archive_event WHERE part_of_id IS NOT NULL
            UNION ALL SELECT 'theme', id, parent_id FROM archive_theme WHERE parent_id IS NOT NULL
        ), climb(kind, id, above) AS (
            SELECT kind, id, above FROM line
            UNION SELECT climb.kind, climb.id, line.above FROM climb JOIN line ON line.kind = climb.kind
                AND line.id = climb.above
        )
        SELECT kind, id, 'it stands above itself' FROM climb WHERE id = above
    """,
    "redirects": """
        SELECT 'redirect', r.id, format('%s/%s is the slug of a row', r.model_name, r.slug) FROM archive_redirect r
        WHERE (r.model_name, r.slug) IN (
            SELECT 'source', slug FROM archive_source UNION ALL SELECT 'document', slug FROM archive_document
            UNION ALL SELECT 'speaker', slug FROM archive_speaker UNION ALL SELECT 'event', slug FROM archive_event
            UNION ALL SELECT 'theme', slug FROM archive_theme UNION ALL SELECT 'term', slug FROM archive_term
        )
    """,
    "publications": """
        SELECT model_name, object_id, CASE WHEN p.id IS NULL THEN 'it is public and not recorded as such'
            WHEN v.object_id IS NULL THEN 'it is recorded as public and is not'
            ELSE 'other words are recorded as public' END
        FROM archive_publication_definition v
        FULL JOIN (SELECT * FROM archive_publication WHERE until IS NULL) p USING (model_name, object_id)
        WHERE (v.wording, v.slug) IS DISTINCT FROM (p.wording, p.slug)
    """,
    "former words": f"""
        SELECT p.model_name, p.object_id, format('the words it had in public since %s are not in row %s of its history',
            p.since, p.history_id)
        FROM archive_publication p LEFT JOIN archive_statementevent e
            ON e.pgh_id = p.history_id AND e.pgh_obj_id = p.object_id
        WHERE p.model_name = 'statement' AND md5(e.text) IS DISTINCT FROM p.wording AND NOT (
            e.text IS NOT DISTINCT FROM '' AND {_WITHHELD.format(document="e.document_id", statement="p.object_id")})
        UNION ALL
        SELECT 'document', c.document_id, format('its version %s is not the text that its history has', c.version)
        FROM archive_correction c WHERE c.text <> '' AND NOT EXISTS (
            SELECT FROM archive_documentevent e WHERE e.pgh_obj_id = c.document_id AND e.text_version = c.version
                AND (e.text = c.text OR e.text = ''
                    AND {_WITHHELD.format(document="c.document_id", statement="NULL::bigint")}))
        UNION ALL
        SELECT p.model_name, p.object_id, format('it was public until %s, before it was so since %s', p.until, p.since)
        FROM archive_publication p WHERE p.until < p.since OR p.last_version < p.first_version
    """,
    "triggers": r"""
        SELECT 'table', c.relname, format('its trigger %s is switched off', t.tgname)
        FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE c.relname LIKE 'archive\_%' AND t.tgenabled IN ('D', 'R')
    """,
}


RULES = (*QUERIES, "chain", "history", "references", "constraints", "numbers", "index")


def find_breaches(rules: Iterable[str] = RULES) -> Iterator[Breach]:
    """Yields the breaches in the order of the rules. The index takes longest: every row of it is computed again."""
    for rule in rules:
        for check in _CHECKS.get(rule, ()):
            for name, problem in check():
                yield Breach(rule, name, problem)


def _rows_of(query: str) -> Iterator[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(f"{query} ORDER BY 1, 2")
        for kind, pk, problem in cursor.fetchall():
            yield f"{kind} {pk}", problem


def _chain_errors() -> Iterator[tuple[str, str]]:
    for document, version, problem in chain_errors():
        yield f"document {document}, version {version}", problem


def _index_differences() -> Iterator[tuple[str, str]]:
    for kind, pk, problem in index.check().differences:
        yield f"{kind} {pk}", f"its row in the search table is {problem}"


_CHECKS: dict[str, list[Callable[[], Iterator[tuple[str, str]]]]] = {
    **{rule: [partial(_rows_of, query)] for rule, query in QUERIES.items()},
    "chain": [_chain_errors],
    "history": [lambda: _rows_of(history_query())],
    "references": [lambda: _rows_of(references_query())],
    "constraints": [missing_constraints],
    "numbers": [numbers_to_be_reused],
    "index": [_index_differences],
}
_CHECKS["redirects"].append(lambda: _rows_of(redirects_query()))
_CHECKS["triggers"].append(changed_definitions)
