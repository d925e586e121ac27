"""Publishing and taking back in bulk make no vectors of words anew."""

from django.db import migrations

from archive.sql.operations import ApplySQL


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0049_sorted_words"),
    ]

    operations = [ApplySQL(__name__)]
