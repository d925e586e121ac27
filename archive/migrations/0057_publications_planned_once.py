"""The queries that record what becomes public are planned once in a session, not at every write."""

from django.db import migrations

from archive.sql.operations import ApplySQL


class Migration(migrations.Migration):
    dependencies = [("archive", "0056_terms")]

    operations = [ApplySQL(__name__)]
