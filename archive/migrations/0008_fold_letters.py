"""Folding of letters such as ł and of digits of every script; `manage.py reindex` brings older rows up to date."""

from django.db import migrations

from archive.sql.operations import ApplySQL


class Migration(migrations.Migration):
    dependencies = [("archive", "0007_pending_import")]

    operations = [ApplySQL(__name__)]
