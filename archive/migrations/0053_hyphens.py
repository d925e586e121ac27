"""Pairs of words that a hyphen joins, and “per cent”; `manage.py reindex` brings older rows up to date."""

from django.db import migrations

from archive.sql.operations import ApplySQL

PERCENT = ["percent", "per cent"]


def add_percent(apps, schema_editor):
    sets = apps.get_model("archive", "SynonymSet").objects.using(schema_editor.connection.alias)
    if not sets.filter(words__contains=PERCENT).exists():
        sets.create(words=PERCENT)


class Migration(migrations.Migration):
    dependencies = [("archive", "0050_publication_without_words")]

    operations = [
        migrations.RunPython(add_percent, migrations.RunPython.noop),
        ApplySQL(__name__),
    ]
