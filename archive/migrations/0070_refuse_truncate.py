"""No table whose history is kept can be emptied at once, which would leave no event."""

from django.db import migrations

from archive.sql.operations import ApplySQL


class Migration(migrations.Migration):
    dependencies = [("archive", "0069_pending_analysis")]

    operations = [ApplySQL(__name__)]
