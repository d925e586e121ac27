"""No empty word in the index beside compounds; `manage.py reindex` brings older rows up to date."""

from django.db import migrations

from archive.sql.operations import ApplySQL


class Migration(migrations.Migration):
    dependencies = [("archive", "0078_compounds_apart")]

    operations = [ApplySQL(__name__)]
