"""The words at many spans of a text are found in a quarter of the time."""

from django.db import migrations

from archive.sql.operations import ApplySQL


class Migration(migrations.Migration):
    dependencies = [("archive", "0062_numbers_and_runs")]

    operations = [ApplySQL(__name__)]
