"""English words of different meanings have stems of their own (government, governance), and singulars of Spanish and
Portuguese the stem of their plurals (declaración, declaraciones)."""

from django.db import migrations

from archive.sql.operations import ApplySQL, CreateTextFunctions

STEMS = """
UPDATE archive_search_word SET stem = archive_search_stem(language, word)
WHERE language IN ('en', 'es', 'pt') AND stem <> archive_search_stem(language, word)
"""


class Migration(migrations.Migration):
    dependencies = [("archive", "0073_recently_changed")]

    operations = [CreateTextFunctions(), migrations.RunSQL(STEMS, migrations.RunSQL.noop), ApplySQL(__name__)]
