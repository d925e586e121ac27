"""Simplified Chinese characters in the index; `manage.py reindex` brings older rows up to date."""

from django.db import migrations

from archive.sql.operations import ApplySQL


class Migration(migrations.Migration):
    dependencies = [("archive", "0011_search_parts")]

    operations = [ApplySQL(__name__)]
