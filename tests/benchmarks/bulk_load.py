"""Rows written fast: COPY, while the triggers sleep; what they would have derived is derived here by one statement."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models
from django.db.models.fields import NOT_PROVIDED

# What the trigger archive_derive_passages() does for a new document.
PASSAGES = """
INSERT INTO archive_passage (id, document_id, number, start, "end", text, kind, speaker_label)
SELECT d.id * 1000000 + number, d.id, number, finish - length(words), finish, words, 'paragraph', ''
FROM archive_document d CROSS JOIN LATERAL (
    SELECT number, words, sum(length(words) + 2) OVER (ORDER BY number) - 2 AS finish
    FROM unnest(string_to_array(d.text, E'\\n\\n')) WITH ORDINALITY AS paragraph(words, number)
) part
"""


@contextmanager
def without_triggers() -> Iterator[None]:
    """Needs a superuser; foreign keys are not checked either."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SET synchronous_commit = off")
        try:
            yield
        finally:
            cursor.execute("RESET session_replication_role")
            cursor.execute("RESET synchronous_commit")


def write(model: type[models.Model], columns: tuple[str, ...], rows: Iterable[tuple]) -> None:
    """Copies rows of these columns; texts that are not given are empty."""
    empty = [field.column for field in model._meta.concrete_fields if is_left_empty(field, columns)]
    names = ", ".join(connection.ops.quote_name(name) for name in (*columns, *empty))
    rest = ("",) * len(empty)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {model._meta.db_table} ({names}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row + rest)


def is_left_empty(field: models.Field, columns: tuple[str, ...]) -> bool:
    text = isinstance(field, (models.CharField, models.TextField)) and not field.generated
    return text and field.column not in columns and field.db_default is NOT_PROVIDED


def derive_passages() -> None:
    with connection.cursor() as cursor:
        cursor.execute(PASSAGES)


def reset_sequences() -> None:
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(
            no_style(), list(apps.get_app_config("archive").get_models())
        ):
            cursor.execute(sql)
