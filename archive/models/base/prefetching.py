"""Access to related rows that a list has already prefetched."""

from typing import Any

from django.db import models


def related_rows(instance: models.Model, name: str) -> list[Any]:
    """What ``getattr(instance, name).all()`` gives, without a query where ``prefetch_related`` has read it; without the
    manager, too, which takes longer to make than a card of a list to render these rows."""
    prefetched = getattr(instance, "_prefetched_objects_cache", {})
    return list(prefetched[name] if name in prefetched else getattr(instance, name).all())
