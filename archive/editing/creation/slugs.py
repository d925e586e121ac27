"""Readable slugs for new rows: never one that is in use, was once public, or is a redirect."""

import itertools
from typing import cast

from django.db import models
from django.utils.text import slugify

from archive.models import taken_slugs
from archive.text.folding import fold

MAX_LENGTH = 80  # characters taken from a title; a number that makes the slug unique may follow


def slug_for(model: type[models.Model], title: str, *fallbacks: object) -> str:
    """A free slug made from the title. ``fallbacks`` (source, kind, date) are used for a title with fewer than three
    Latin letters. Three queries."""
    base = _shorten(slugify(fold(title)))
    if sum(char.isalpha() for char in base) < 3:
        base = _shorten(slugify(fold(" ".join(str(part) for part in (base, *fallbacks) if part)))) or "text"
    return _first_free(model, base)


def _shorten(slug: str) -> str:
    """Cuts at the end of a word where possible."""
    return slug if len(slug) <= MAX_LENGTH else slug[: MAX_LENGTH + 1].rsplit("-", 1)[0][:MAX_LENGTH]


def _first_free(model: type[models.Model], base: str) -> str:
    used_slugs = taken_slugs(model, base)
    longest = cast(models.SlugField, model._meta.get_field("slug")).max_length or MAX_LENGTH
    candidates = itertools.chain(
        [base], (_add_number(base, number, longest) for number in itertools.count(2))
    )
    return next(slug for slug in candidates if slug not in used_slugs)


def _add_number(base: str, number: int, longest: int) -> str:
    ending = f"-{number}"
    return f"{base[: longest - len(ending)]}{ending}"
