"""Rules about corrected texts: earlier versions are kept, and a statement may wait for a place."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql" / "0005_places.sql"


class Migration(migrations.Migration):
    dependencies = [("archive", "0004_search")]
    operations = [migrations.RunSQL(SQL.read_text("utf-8"))]
