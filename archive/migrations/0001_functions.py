"""Functions over text that later migrations build columns, constraints and the search table on."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql" / "0001_functions.sql"

REVERSE = """
DROP TEXT SEARCH CONFIGURATION archive;
DROP TEXT SEARCH DICTIONARY archive_stem;
DROP FUNCTION archive_search_text(text), archive_bigrams(text), archive_sort_key(text), archive_fold(text);
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunSQL(SQL.read_text("utf-8"), REVERSE)]
