"""Compounds near no word of their text but those they stand among; `manage.py reindex` brings older rows up to date."""

from django.db import migrations

from archive.sql.operations import ApplySQL


class Migration(migrations.Migration):
    dependencies = [("archive", "0077_lists_of_texts")]

    operations = [ApplySQL(__name__)]
