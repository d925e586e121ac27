"""Access to related rows that a list has already prefetched."""

from typing import Any

from django.db import models


def related_rows(instance: models.Model, name: str) -> list[Any]:
    """Returns the rows of ``getattr(instance, name).all()``. Where ``prefetch_related`` has read them, it makes neither
    a query nor a manager; making one takes longer than rendering these rows in a list."""
    cache = getattr(instance, "_prefetched_objects_cache", {})
    return list(cache[name] if name in cache else getattr(instance, name).all())
