"""Functions over text that later migrations build columns, constraints and the search table on."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql" / "0001_functions.sql"

REVERSE = """
DROP FUNCTION archive_search_config(text);
DO $$
DECLARE
    name text;
BEGIN
    FOR name IN SELECT cfgname FROM pg_ts_config WHERE cfgname LIKE 'archive\\_%' LOOP
        EXECUTE format('DROP TEXT SEARCH CONFIGURATION %1$I; DROP TEXT SEARCH DICTIONARY %1$I', name);
    END LOOP;
END $$;
DROP FUNCTION archive_name_words(text), archive_last_characters(text), archive_search_text(text), archive_bigrams(text), archive_sort_key(text), archive_fold(text);
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunSQL(SQL.read_text("utf-8"), REVERSE)]
