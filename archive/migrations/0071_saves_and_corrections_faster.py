"""Saves and corrections ask the database less: triggers with plans of their own, vectors that were prepared written at once."""

from django.db import migrations

from archive.sql.operations import ApplySQL

# Long texts are stored as they are: to compress 600,000 characters three times, while others wait to save, took a tenth of
# the time of a correction, and every page that reads the text unpacked it. Rows that are there already stay as they are.
UNCOMPRESSED = """
ALTER TABLE archive_document ALTER COLUMN text SET STORAGE EXTERNAL;
ALTER TABLE archive_documentevent ALTER COLUMN text SET STORAGE EXTERNAL;
ALTER TABLE archive_correction ALTER COLUMN text SET STORAGE EXTERNAL;
"""


class Migration(migrations.Migration):
    dependencies = [("archive", "0070_refuse_truncate")]

    operations = [migrations.RunSQL(UNCOMPRESSED, migrations.RunSQL.noop), ApplySQL(__name__)]
