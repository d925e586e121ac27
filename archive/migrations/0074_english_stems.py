"""English words of different meanings have stems of their own: government and governance, internal and international."""

from django.db import migrations

from archive.sql.operations import ApplySQL, CreateTextFunctions

STEMS = """
UPDATE archive_search_word SET stem = archive_search_stem(language, word)
WHERE language = 'en' AND stem <> archive_search_stem(language, word)
"""


class Migration(migrations.Migration):
    dependencies = [("archive", "0073_recently_changed")]

    operations = [CreateTextFunctions(), migrations.RunSQL(STEMS, migrations.RunSQL.noop), ApplySQL(__name__)]
