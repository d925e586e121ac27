"""Every change of a statement, its themes and its relays shows in its ``updated_at``."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql" / "0005_changed.sql"


class Migration(migrations.Migration):
    dependencies = [("archive", "0004_search")]
    operations = [migrations.RunSQL(SQL.read_text("utf-8"))]
