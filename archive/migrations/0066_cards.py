"""What a list shows of its statements is read by a function, whose plan stays with the connection."""

from django.db import migrations

from archive.sql.operations import ApplySQL


class Migration(migrations.Migration):
    dependencies = [("archive", "0065_sorted_later")]

    operations = [ApplySQL(__name__)]
