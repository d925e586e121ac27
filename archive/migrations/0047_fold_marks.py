"""Folding of Arabic and Hebrew vowel marks; `manage.py reindex` brings older rows up to date."""

from django.db import migrations

from archive.sql.operations import ApplySQL


class Migration(migrations.Migration):
    dependencies = [("archive", "0049_sorted_words")]

    operations = [ApplySQL(__name__)]
