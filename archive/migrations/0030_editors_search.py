"""Indexes for the search of editors: rows that are not public, and the titles and addresses of documents."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

# The words of a document's names as they stand, without their stems.
WORDS = "to_tsvector('archive_simple', archive_search_exact(archive_search_words(%(expressions)s)))"


class Migration(migrations.Migration):
    atomic = False  # so that readers and writers go on meanwhile

    dependencies = [("archive", "0042_web_addresses")]

    operations = [
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
        AddIndexConcurrently(
            "document",
            GinIndex(
                models.Func(
                    *("title", "original_title", "slug", "url"), template=WORDS, arg_joiner=" || ' ' || "
                ),
                name="document_words",
            ),
        ),
    ]
