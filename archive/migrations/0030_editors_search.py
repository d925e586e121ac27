"""Indexes for the search of editors: rows that are not public, and the titles and addresses of documents.

`manage.py reindex` fills the latter for documents that are there already.
"""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently
from django.contrib.postgres.search import SearchVectorField
from django.db import migrations, models

from archive.sql.operations import ApplySQL


class Migration(migrations.Migration):
    atomic = False  # so that readers and writers go on meanwhile

    dependencies = [("archive", "0042_web_addresses")]

    operations = [
        migrations.AddField("searchname", "editorial", SearchVectorField(null=True)),
        ApplySQL(__name__),
        AddIndexConcurrently(
            "searchrow",
            GinIndex(fields=["vector"], name="search_words_unpublished", condition=models.Q(public=False)),
        ),
        AddIndexConcurrently(
            "searchrow",
            models.Index(
                fields=["unit", "language"], name="search_unpublished", condition=models.Q(public=False)
            ),
        ),
        AddIndexConcurrently("searchname", GinIndex(fields=["editorial"], name="search_name_editorial")),
    ]
