"""Numbers grouped by blanks, the last character of a run of Chinese before another word, Hindi without its nukta, and
places of Viet Nam; `manage.py reindex` brings older rows up to date."""

from django.db import migrations

from archive.sql.operations import ApplySQL

# Each part too short for the vocabulary to find them by itself.
PLACES = [["Da Nang", "Danang"], ["Ha Noi", "Hanoi"], ["Hai Phong", "Haiphong"], ["Can Tho", "Cantho"]]


def add_places(apps, schema_editor):
    sets = apps.get_model("archive", "SynonymSet").objects.using(schema_editor.connection.alias)
    for words in PLACES:
        if not any(sets.filter(words__contains=[word]).exists() for word in words):
            sets.create(words=words)


class Migration(migrations.Migration):
    dependencies = [("archive", "0061_plain_words")]

    operations = [migrations.RunPython(add_places, migrations.RunPython.noop), ApplySQL(__name__)]
