"""A role without any special right makes and restores the archive: no function has a clause SET."""

from django.db import migrations

from archive.sql.operations import ApplySQL


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0035_report_pair_decisions"),
    ]

    operations = [
        ApplySQL(__name__),
    ]
