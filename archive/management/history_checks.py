"""What the history and the schema must say of every row, for `check_archive`: queries made from the models."""

from collections.abc import Iterator
from functools import partial

from django.apps import apps
from django.db import connection, models

from archive.models import Passage, Withholding, history_model

_SLUGGED = ("source", "document", "speaker", "event", "theme", "term")


def tracked_models() -> Iterator[type[models.Model]]:
    """Yields the models of this application of which the history has every change. Passages are not among them: their
    history has only what editors change, and the database derives the rest from the text, which another rule compares.
    """
    for model in apps.get_app_config("archive").get_models(include_auto_created=True):
        if model is not Passage and any(field.name == "history" for field in model._meta.get_fields()):
            yield model


def history_query() -> str:
    """Returns the SQL for rows that differ from the newest row of their history, that have none, or that are missing
    although their history does not record a deletion."""
    return " UNION ALL ".join(_newest_state_of(model) for model in tracked_models())


def _newest_state_of(model: type[models.Model]) -> str:
    event, key = history_model(model), model._meta.pk.column
    columns = [field.column for field in event._meta.concrete_fields if not field.name.startswith("pgh_")]
    present_values, newest_values = (
        ", ".join(f'{alias}."{column}"' for column in columns) for alias in ("present", "newest")
    )
    return f"""
        SELECT '{model._meta.model_name}', COALESCE(present.{key}, newest.pgh_obj_id), CASE
            WHEN newest.pgh_id IS NULL THEN 'it has no history'
            WHEN present.{key} IS NULL THEN 'it is missing, and its history does not say that it was deleted'
            WHEN newest.pgh_label = 'delete' THEN 'it exists, and its history says that it was deleted'
            ELSE 'it is not as the newest row of its history says' END
        FROM "{model._meta.db_table}" present FULL JOIN (
            SELECT DISTINCT ON (pgh_obj_id) * FROM "{event._meta.db_table}" ORDER BY pgh_obj_id, pgh_id DESC
        ) newest ON newest.pgh_obj_id = present.{key}
        WHERE CASE WHEN present.{key} IS NULL THEN newest.pgh_label <> 'delete'
            ELSE COALESCE(newest.pgh_label, 'delete') = 'delete'
                OR ROW({present_values}) IS DISTINCT FROM ROW({newest_values}) END"""


def redirects_query() -> str:
    """Returns the SQL for redirects to something that never existed; a redirect to something deleted is right: it leads
    to a page that says so."""
    rows = " UNION ALL ".join(
        f"SELECT '{name}', id FROM archive_{name} UNION ALL SELECT '{name}', pgh_obj_id FROM archive_{name}event"
        for name in _SLUGGED
    )
    return f"""
        SELECT 'redirect', id, format('%s/%s leads to %s %s, which never was', model_name, slug, model_name, target)
        FROM archive_redirect WHERE (model_name, target) NOT IN ({rows})"""


def references_query() -> str:
    """Returns the SQL for rows that refer to a missing row, by every foreign key of the archive's tables."""
    with connection.cursor() as cursor:
        cursor.execute(
            r"""SELECT c.conrelid::regclass, c.confrelid::regclass, a.attname, f.attname FROM pg_constraint c
            JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
            JOIN pg_attribute f ON f.attrelid = c.confrelid AND f.attnum = c.confkey[1]
            JOIN pg_class t ON t.oid = c.conrelid
            WHERE c.contype = 'f' AND t.relname LIKE 'archive\_%' AND t.relnamespace = current_schema()::regnamespace"""
        )
        keys = sorted(cursor.fetchall())
    return " UNION ALL ".join(
        f"""SELECT '{table.removeprefix("archive_")}', {_key(table)},
            format('its %s names row %s of %s, which is missing', '{column}', "{column}", '{target}')
        FROM {table} WHERE "{column}" IS NOT NULL
            AND NOT EXISTS (SELECT FROM {target} t WHERE t."{target_column}" = {table}."{column}")"""
        for table, target, column, target_column in keys
    )


def _key(table: str) -> str:
    model = next(
        model_class
        for model_class in apps.get_models(include_auto_created=True)
        if model_class._meta.db_table == table
    )
    return f'"{model._meta.pk.column}"::bigint'


def missing_constraints() -> Iterator[tuple[str, str]]:
    """Yields the constraints of the models that the database lacks or has not validated."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE convalidated AND connamespace = current_schema()::regnamespace"
            " UNION ALL SELECT relname FROM pg_class JOIN pg_index ON indexrelid = oid"
            " WHERE indisvalid AND indisunique AND relnamespace = current_schema()::regnamespace"
        )
        present = {name for (name,) in cursor.fetchall()}
    for model in apps.get_app_config("archive").get_models():
        for constraint in model._meta.constraints:
            if constraint.name not in present:
                yield f"table {model._meta.db_table}", f"its constraint {constraint.name} is missing"


def numbers_to_be_reused() -> Iterator[tuple[str, str]]:
    """Yields tables of public things whose sequence would give a new row the number of an earlier row, by which that
    may be cited."""
    with connection.cursor() as cursor:
        for model in map(partial(apps.get_model, "archive"), Withholding.ModelName.values):
            table, history = model._meta.db_table, history_model(model)._meta.db_table
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [table, model._meta.pk.column])
            (sequence,) = cursor.fetchone()
            cursor.execute(f"SELECT last_value, is_called FROM {sequence}")
            last, is_called = cursor.fetchone()
            cursor.execute(f"SELECT COALESCE(max(pgh_obj_id), 0) FROM {history}")
            (highest,) = cursor.fetchone()
            if highest > last or (highest == last and not is_called):
                yield (
                    f"table {table}",
                    f"its next number is {last + is_called}, and there was a row {highest}",
                )
