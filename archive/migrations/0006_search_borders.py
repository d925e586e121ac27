"""Borders between the fields of the search; `manage.py reindex` brings the rows of an older database up to date."""

from django.db import migrations

from archive.sql.operations import ApplySQL


class Migration(migrations.Migration):
    dependencies = [("archive", "0005_import")]

    operations = [ApplySQL(__name__)]
