"""A large transaction no longer prunes what readers need to follow it."""

from django.db import migrations

from archive.sql.operations import ApplySQL


class Migration(migrations.Migration):
    dependencies = [("archive", "0057_publications_planned_once")]

    operations = [ApplySQL(__name__)]
