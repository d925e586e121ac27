"""Indexes of words gather more: server processes sort it in each second, and no correction of a long text does."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models

INDEXES = {
    "search_theme_ids": {"fields": ["theme_ids"]},
    "search_words_1": {"fields": ["vector"], "condition": models.Q(public=True, unit=1)},
    "search_words_2": {"fields": ["vector"], "condition": models.Q(public=True, unit=2)},
    "search_words_unpublished": {"fields": ["vector"], "condition": models.Q(public=False)},
}


def change_limit(name):
    """Without building the index again."""
    index = GinIndex(name=name, gin_pending_list_limit=16384, **INDEXES[name])
    return migrations.RunSQL(
        f"ALTER INDEX {name} SET (gin_pending_list_limit = 16384)",
        f"ALTER INDEX {name} SET (gin_pending_list_limit = 512)",
        state_operations=[
            migrations.RemoveIndex(model_name="searchrow", name=name),
            migrations.AddIndex(model_name="searchrow", index=index),
        ],
    )


class Migration(migrations.Migration):
    dependencies = [("archive", "0064_history_at_once")]

    operations = [change_limit(name) for name in INDEXES]
