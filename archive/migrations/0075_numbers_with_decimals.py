"""Numbers with decimals or a unit behind their thousands (1,000.50, 1,000km); `manage.py reindex` brings older rows up to
date."""

from django.db import migrations

from archive.sql.operations import ApplySQL


class Migration(migrations.Migration):
    dependencies = [("archive", "0074_stems")]

    operations = [ApplySQL(__name__)]
