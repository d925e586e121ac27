"""What the values of facets are called and how they stand in addresses."""

from dataclasses import dataclass

from archive.models import Redirect

from .columns import Columns, current
from .facets import FACET
from .names import names


@dataclass(frozen=True)
class Count:
    """A facet's value: slug or code, label (empty for codes), how many, its id and its parent's where it has them."""

    value: str
    label: str
    count: int
    id: int | None = None
    parent: int | None = None


def labelled(columns: Columns, facet: str, counts: dict, asked: list[str]) -> list[Count]:
    """Commonest first; of equals in the order of the alphabet. What was asked is listed even with nothing left."""
    if not FACET[facet].model:
        found = [Count(code, "", counts.get(code, 0)) for code in {*counts, *asked}]
        return sorted(found, key=lambda count: (-count.count, count.value))
    known = names(columns)
    ids = {*counts, *(known.by_slug[facet, slug] for slug in asked if (facet, slug) in known.by_slug)}
    nouns = [known.of[facet][pk] for pk in ids if pk in known.of[facet]]
    nouns.sort(key=lambda noun: (-counts.get(noun.id, 0), noun.sort_key, noun.id))
    return [Count(noun.slug, noun.label, counts.get(noun.id, 0), noun.id, noun.parent) for noun in nouns]


def keys(columns: Columns, facet: str, values: tuple[str, ...]) -> list:
    """What the columns hold for these slugs or codes."""
    if not FACET[facet].model:
        return list(values)
    return [names(columns).by_slug.get((facet, slug), 0) for slug in values]


def known_values(asked: dict[str, list[str]]) -> dict[str, dict[str, str]]:
    """For each facet the asked values that readers may ask for, each with what it is called today.

    Codes are known whether or not a row has them. Two queries where an old address may lead to something.
    """
    if not asked:
        return {}
    with current() as columns:
        known = {name: {v: v for v in values if is_public(columns, name, v)} for name, values in asked.items()}
        missing = [(name, v) for name, values in asked.items() for v in values if v not in known[name]]
        for (name, old), pk in targets(missing).items():
            noun = names(columns).of.get(name, {}).get(pk)
            if noun and is_public(columns, name, noun.slug):
                known[name][old] = noun.slug
    return known


def is_public(columns: Columns, facet: str, value: str) -> bool:
    kind = FACET[facet]
    if kind.choices:
        return value in kind.choices.values
    return columns.has(facet, keys(columns, facet, (value,)))


def targets(missing: list[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Where former slugs lead."""
    if not any(FACET[name].model for name, _slug in missing):
        return {}
    found = Redirect.objects.filter(slug__in={slug for _name, slug in missing})
    return {
        (noun, slug): target
        for noun, slug, target in found.values_list("noun", "slug", "target")
        if (noun, slug) in missing
    }

