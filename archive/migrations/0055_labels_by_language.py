"""Names of speakers, events and themes by language, for pages in another language than the archive's own."""

from django.db import migrations

from archive.sql.operations import ApplySQL


class Migration(migrations.Migration):
    dependencies = [("archive", "0054_correct_faster")]

    operations = [ApplySQL(__name__)]
