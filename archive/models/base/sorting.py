"""Alphabetical order for readers: a key the database derives, because it sorts by code point."""

from django.db import models
from django.db.models.functions import Coalesce, NullIf


class SortKey(models.Func):
    """``archive_sort_key(text)``: folded, without a leading English article (archive/sql)."""

    function = "archive_sort_key"
    arity = 1


def sort_key(field: str, preferred: str | None = None) -> models.GeneratedField:
    """A stored sort key over ``field``, or over ``preferred`` where that is filled."""
    source = Coalesce(NullIf(preferred, models.Value("")), field) if preferred else models.F(field)
    return models.GeneratedField(
        expression=SortKey(source), output_field=models.TextField(), db_persist=True, db_index=True
    )
