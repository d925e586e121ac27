"""The search table has words as they stand only, and ``archive_search_word`` their stems; `manage.py reindex` fills both."""

from django.contrib.postgres.search import SearchVectorField
from django.db import migrations, models

from archive.sql.operations import ApplySQL

VIEWS = """
DROP VIEW IF EXISTS archive_search_definition;
DROP VIEW IF EXISTS archive_search_name_definition;
"""
# What the table held can be counted again, and has no languages.
WORDS = "TRUNCATE archive_search_word"


class Migration(migrations.Migration):
    dependencies = [("archive", "0038_guidelines")]

    operations = [
        migrations.RunSQL(VIEWS),
        migrations.RemoveField("searchname", "words"),
        migrations.RenameField("searchname", "exact", "vector"),
        migrations.AlterField("searchname", "vector", SearchVectorField(null=True)),
        migrations.RunSQL(WORDS),
        migrations.AlterField("searchword", "word", models.TextField()),
        migrations.AddField("searchword", "language", models.CharField(max_length=20)),
        migrations.AddField("searchword", "stem", models.TextField()),
        migrations.AddConstraint(
            "searchword", models.UniqueConstraint(fields=["language", "word"], name="search_word_is_unique")
        ),
        migrations.AddIndex("searchword", models.Index(fields=["language", "stem"], name="search_word_stem")),
        ApplySQL(__name__),
    ]
