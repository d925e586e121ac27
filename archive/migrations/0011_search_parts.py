"""The words of a published part are searched in the part alone; `manage.py reindex` brings older rows up to date."""

from django.db import migrations

from archive.sql.operations import ApplySQL


class Migration(migrations.Migration):
    dependencies = [("archive", "0010_facet_translation")]

    operations = [ApplySQL(__name__)]
