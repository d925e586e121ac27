"""Alphabetical order for readers: a key the database derives, because it sorts by code point."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Coalesce, NullIf


class SortKey(models.Func):
    """``archive_sort_key(text)``: folded, without a leading English article (archive/sql)."""

    function = "archive_sort_key"
    arity = 1


WORDS_OF_NAMES = "to_tsvector('archive_simple', archive_search_exact(archive_search_words(%(expressions)s)))"


def sort_key(field: str, preferred: str | None = None) -> models.GeneratedField:
    """A stored sort key over ``field``, or over ``preferred`` where that is filled."""
    source = Coalesce(NullIf(preferred, models.Value("")), field) if preferred else models.F(field)
    return models.GeneratedField(
        expression=SortKey(source), output_field=models.TextField(), db_persist=True, db_index=True
    )


def names_index(name: str, *columns: str) -> GinIndex:
    """Of the words of these columns as they stand; a query must have the very same expression."""
    expression = models.Func(*columns, template=WORDS_OF_NAMES, arg_joiner=" || ' ' || ")
    return GinIndex(expression, name=name)
