"""Posting lists of words in texts beside those of words anywhere; without its own, a word has the same rows in both.
`manage.py reindex` makes them."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("archive", "0076_voices_of_documents")]

    operations = [
        migrations.RunSQL("DELETE FROM archive_search_postings", migrations.RunSQL.noop),
    ]
