"""Every change of a statement, its themes and its relays shows in its ``updated_at``."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql" / "0006_changed.sql"


class Migration(migrations.Migration):
    dependencies = [("archive", "0005_places")]
    operations = [migrations.RunSQL(SQL.read_text("utf-8"))]
