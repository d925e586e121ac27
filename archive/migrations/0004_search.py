"""The view that defines the search table, and the triggers that keep the table equal to it."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql" / "0004_search.sql"


class Migration(migrations.Migration):
    dependencies = [("archive", "0003_rules")]
    operations = [migrations.RunSQL(SQL.read_text("utf-8"))]
