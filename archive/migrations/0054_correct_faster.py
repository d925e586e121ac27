"""Corrections make the vectors of new words before they take the write lock, and update passages in their place."""

from django.db import migrations

from archive.sql.operations import ApplySQL


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0053_hyphens"),
    ]

    operations = [
        # The view reads another function now, of the same name.
        migrations.RunSQL(
            "DROP VIEW IF EXISTS archive_search_definition, archive_search_row_words; "
            "DROP FUNCTION IF EXISTS archive_search_vector(tsvector, tsvector, text)"
        ),
        ApplySQL(__name__),
    ]
