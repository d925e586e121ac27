"""The statements of a corrected text are moved, and checked, with the text read once."""

from django.db import migrations

from archive.sql.operations import ApplySQL


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0030_editors_search"),
    ]

    operations = [
        ApplySQL(__name__),
    ]
