"""A readable address for a new row that nobody has, had, or is redirected from."""

import itertools

from django.utils.text import slugify

from archive.models import Redirect

LONGEST = 80


def slug_for(model, title, *otherwise):
    """From the title; from `otherwise` (source, kind, date) for a title without Latin letters."""
    base = _short(slugify(title))
    if sum(char.isalpha() for char in base) < 3:
        base = _short(slugify(" ".join(str(part) for part in (base, *otherwise) if part))) or "text"
    return _free(model, base)


def _short(slug):
    if len(slug) <= LONGEST:
        return slug
    return slug[: LONGEST + 1].rsplit("-", 1)[0][:LONGEST]


def _free(model, base):
    noun = model._meta.model_name
    taken = set(model.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    taken |= set(
        Redirect.objects.filter(model_name=noun, slug__startswith=base).values_list("slug", flat=True)
    )
    longest = model._meta.get_field("slug").max_length
    for number in itertools.count(1):
        ending = "" if number == 1 else f"-{number}"
        slug = base[: longest - len(ending)] + ending
        if slug not in taken:
            return slug
