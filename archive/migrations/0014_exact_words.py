"""Words as they stand beside their stems in the search table; `manage.py reindex` brings older rows up to date."""

from django.contrib.postgres.search import SearchVectorField
from django.db import migrations

from archive.sql.operations import ApplySQL

# A vector has a word and its stem. Rows of up to 8 kB stay in one piece: to put them together again would take longer
# than to read them.
ROWS_IN_ONE_PIECE = "ALTER TABLE archive_search SET (toast_tuple_target = 8160)"
# A database that comes from before 0014 still has views which call them: ApplySQL replaces these in its last migration.
FORMER_FUNCTIONS = """
DO $$ BEGIN
    DROP FUNCTION IF EXISTS
        archive_name_words(text), archive_last_characters(text), archive_cjk(), archive_bigrams(text);
EXCEPTION WHEN dependent_objects_still_exist THEN NULL;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("archive", "0017_synonyms")]

    operations = [
        migrations.AddField("searchname", "exact", SearchVectorField(null=True)),
        migrations.RunSQL(ROWS_IN_ONE_PIECE),
        ApplySQL(__name__),
        migrations.RunSQL(FORMER_FUNCTIONS),
    ]
