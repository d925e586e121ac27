"""Publishing and taking back in bulk make no vectors of words anew."""

from django.db import migrations

from archive.sql.operations import ApplySQL


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0047_fold_marks"),
    ]

    operations = [ApplySQL(__name__)]
