"""Indexes for the dates of the sitemap's files and for the list of documents by title."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

PUBLISHED = models.Q(state="published")


def changes_index(model: str) -> models.Index:
    block, latest = models.F("id") / models.Value(20_000), models.F("updated_at").desc()
    return models.Index(block, latest, name=f"{model}_changes", condition=PUBLISHED)


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("archive", "0059_merged_terms")]

    operations = [
        AddIndexConcurrently("document", changes_index("document")),
        AddIndexConcurrently(
            "document",
            models.Index(fields=["sort_key", "id"], name="document_alphabetical", condition=PUBLISHED),
        ),
        AddIndexConcurrently("statement", changes_index("statement")),
    ]
