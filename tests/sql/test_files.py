"""The functions, views and triggers of a migrated database are those of archive/sql."""

import re

import pytest
from django.db import connection

from archive import sql
from archive.models import Document, SearchRow, Statement
from archive.search.facets import FACETS

pytestmark = pytest.mark.django_db

# What the files of archive/sql have created, with its definition; pgtrigger makes its own from the models.
OBJECTS = """
SELECT 'function ' || p.oid::regprocedure, pg_get_functiondef(p.oid)
FROM pg_proc p WHERE p.proname LIKE 'archive\\_%' AND p.prokind = 'f'
UNION ALL
SELECT 'function ' || a.aggfnoid::regprocedure, a.aggtransfn || a.agginitval
FROM pg_aggregate a WHERE a.aggfnoid::regproc::text LIKE 'archive\\_%'
UNION ALL
SELECT 'view ' || c.relname, pg_get_viewdef(c.oid)
FROM pg_class c WHERE c.relkind = 'v' AND c.relname LIKE 'archive\\_%'
UNION ALL
SELECT 'trigger ' || t.tgname || ' on ' || t.tgrelid::regclass, pg_get_triggerdef(t.oid)
FROM pg_trigger t WHERE NOT t.tgisinternal AND t.tgname NOT LIKE 'pgtrigger\\_%'
"""


def rows(query, *values):
    with connection.cursor() as cursor:
        cursor.execute(query, values or None)
        return cursor.fetchall()


def files():
    return {str(path.relative_to(sql.FOLDER).with_suffix("")) for path in sql.FOLDER.rglob("*.sql")}


def test_every_file_is_applied_once():
    assert len(set(sql.ALL)) == len(sql.ALL)
    assert set(sql.ALL) == files()
    assert sql.ALL[: len(sql.TEXT)] == sql.TEXT


def test_the_database_is_what_the_files_say():
    migrated = dict(rows(OBJECTS))
    with connection.cursor() as cursor:
        for name in sql.ALL:
            cursor.execute(sql.read(name))
    assert dict(rows(OBJECTS)) == migrated
    assert len(migrated) > 100


def test_every_function_and_view_has_a_file_of_its_name():
    named = {
        name.split("(")[0].split(" on ")[0].split(" ", 1)[1]
        for name, _sql in rows(OBJECTS)
        if name[0] in "fv"
    }
    assert named == {name.split("/")[1] for name in sql.ALL}


def test_a_file_creates_one_function_or_view_and_its_triggers():
    for name in sql.ALL:
        text = re.sub(r"^\s*--.*$", "", sql.read(name), flags=re.MULTILINE)
        matches = re.findall(r"CREATE (?:OR REPLACE )?(?:FUNCTION|AGGREGATE|VIEW) (\w+)", text)
        assert matches == [name.split("/")[1]]
        assert ("TRIGGER" in text) == ("RETURNS trigger" in text)


def test_the_search_table_has_the_columns_of_its_definition():
    columns = "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 ORDER BY 1"
    assert rows(columns, "archive_search_definition") == [
        (name,) for name in sorted(f.column for f in SearchRow._meta.fields if f.column != "id")
    ]


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        (
            "archive_statement",
            "attribution date document_id event_id id role_as_printed speaker_id state text voice_label",
        ),
        ("archive_statementtheme", "statement_id theme_id"),
        ("archive_report", "statement_id status utterance_id"),
        ("archive_passage", "document_id id number text"),
        (
            "archive_document",
            "date event_id id kind language original_title part_first part_last part_of_id slug source_id state title"
            " translator url",
        ),
        ("archive_speaker", "id name slug sort_key"),
        ("archive_speakername", "id kind language name speaker_id"),
        ("archive_event", "id name slug sort_key start"),
        ("archive_eventname", "event_id id language name"),
        ("archive_theme", "id label parent_id slug sort_key"),
        ("archive_themelabel", "id language text theme_id"),
        ("archive_source", "id name slug sort_key"),
    ],
)
def test_the_search_is_refreshed_when_a_column_changes_that_its_views_read(table, columns):
    [(arguments,)] = rows(
        "SELECT tgargs FROM pg_trigger WHERE tgname = 'archive_search_update' AND tgrelid = %s::regclass",
        table,
    )
    watched = bytes(arguments).split(b"\0")[2].decode()
    assert watched == " ".join(sorted({*columns.split(), *facet_columns(table)}))


def facet_columns(table):
    """Those that the search takes from the table as they are, by the facets: a new one is watched, too."""
    held = {"archive_statement": Statement, "archive_document": Document}.get(table)
    names = {field.column for field in held._meta.concrete_fields} if held else set()
    return names & {facet.column for facet in FACETS}


def test_a_table_that_a_view_of_the_search_reads_must_say_what_depends_on_it():
    with connection.cursor() as cursor:
        cursor.execute("CREATE OR REPLACE VIEW archive_search_label AS " + changed_label_view())
        with pytest.raises(Exception, match="a view of the search reads archive_role"):
            cursor.execute(sql.read("triggers/archive_search_refresh_after_write"))


def changed_label_view():
    [(definition,)] = rows("SELECT pg_get_viewdef('archive_search_label'::regclass)")
    return definition.rstrip("; \n") + " WHERE EXISTS (SELECT FROM archive_role r WHERE r.title = 'x')"


def test_a_facet_needs_a_column_of_the_table_and_of_the_view_only(statement):
    """The SQL of the recipe: neither the refresh nor the triggers are edited."""
    view = sql.read("views/archive_search_definition").replace(
        "    1::smallint AS unit,", "    1::smallint AS unit, s.voice AS facet,"
    )
    view = view.replace("    2::smallint,", "    2::smallint, '',")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE archive_search ADD COLUMN facet text NOT NULL DEFAULT ''")
        cursor.execute(view)
        for name in sql.ALL[sql.ALL.index("views/archive_search_definition") + 1 :]:
            cursor.execute(sql.read(name))
        cursor.execute(
            "UPDATE archive_statement SET voice = 'narrator', speaker_id = NULL WHERE id = %s", [statement.pk]
        )
    assert rows("SELECT facet, speaker_id FROM archive_search WHERE unit = 1") == [("narrator", None)]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE archive_statement SET voice = 'editor' WHERE id = %s", [statement.pk])
    assert rows("SELECT DISTINCT unit, facet FROM archive_search ORDER BY 1") == [(1, "editor"), (2, "")]
