"""Text search configurations, and the functions over text that generated columns of the models call."""

from django.db import migrations

from archive.sql.operations import CreateTextFunctions

# One for every language that PostgreSQL has a stemmer for, named after PostgreSQL's own: archive_english. No stop words, so
# that a phrase keeps every word and no query is silently empty. Words of all other languages are taken as they are.
CONFIGURATIONS = r"""
CREATE TEXT SEARCH DICTIONARY archive_simple (TEMPLATE = pg_catalog.simple);
CREATE TEXT SEARCH CONFIGURATION archive_simple (COPY = pg_catalog.simple);
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY string_to_array(
        'arabic armenian basque catalan danish dutch english finnish french german greek hindi hungarian indonesian '
        'irish italian lithuanian nepali norwegian portuguese romanian russian serbian spanish swedish tamil turkish '
        'yiddish', ' '
    ) LOOP
        EXECUTE format('CREATE TEXT SEARCH DICTIONARY archive_%1$s (TEMPLATE = pg_catalog.snowball, LANGUAGE = %1$s)', name);
        EXECUTE format('CREATE TEXT SEARCH CONFIGURATION archive_%s (COPY = pg_catalog.simple)', name);
        EXECUTE format(
            'ALTER TEXT SEARCH CONFIGURATION archive_%1$s ALTER MAPPING FOR asciiword, word, numword, hword, hword_part,
             hword_asciipart, hword_numpart, asciihword, numhword WITH archive_%1$s', name
        );
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunSQL(CONFIGURATIONS), CreateTextFunctions()]
