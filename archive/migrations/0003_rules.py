"""Rules that need a trigger: canonical text, derived passages, anchors, trees, permanent addresses."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql" / "0003_rules.sql"


class Migration(migrations.Migration):
    dependencies = [("archive", "0002_models")]
    operations = [migrations.RunSQL(SQL.read_text("utf-8"))]
