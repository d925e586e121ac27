"""What the values of facets are called and how they stand in addresses."""

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nlargest

from archive.models import Redirect
from archive.search.engine.columns import Columns, current
from archive.search.engine.names import names

from .facets import FACET


@dataclass(frozen=True)
class Count:
    """A facet's value: slug or code, label (empty for codes), how many, its id and its parent's where it has them."""

    value: str
    label: str
    count: int
    id: int | None = None
    parent: int | None = None


@dataclass(frozen=True)
class Labelled:
    """The commonest values of a facet, those that were asked for among them, and how many there are in all."""

    counts: list[Count]
    total: int


def labelled(
    columns: Columns, facet: str, counts: dict, asked: list[str], most: int | None = None
) -> Labelled:
    """Commonest first; of equals in the order of the alphabet. What was asked is listed even with nothing left."""
    wanted = dict.fromkeys(keys(columns, facet, asked), 0)
    total = len(counts | wanted)
    if most is not None and len(counts) > most:
        commonest = nlargest(most, counts, key=counts.__getitem__)
        counts = {key: counts[key] for key in (*commonest, *(key for key in wanted if key in counts))}
    counts = wanted | counts
    if not FACET[facet].model:
        found = [Count(code, "", count) for code, count in counts.items()]
        return Labelled(sorted(found, key=lambda count: (-count.count, count.value)), total)
    known = names(columns).of[facet]
    nouns = sorted(
        (known[pk] for pk in counts if pk in known),
        key=lambda noun: (-counts[noun.id], noun.sort_key, noun.id),
    )
    return Labelled(
        [Count(noun.slug, noun.label, counts[noun.id], noun.id, noun.parent) for noun in nouns], total
    )


def keys(columns: Columns, facet: str, values: Iterable[str]) -> list:
    """What the columns hold for these slugs or codes; slugs of nothing are passed over."""
    if not FACET[facet].model:
        return list(values)
    known = names(columns).by_slug
    return [known[facet, slug] for slug in values if (facet, slug) in known]


def known_values(asked: dict[str, list[str]]) -> dict[str, dict[str, str]]:
    """For each facet the asked values that readers may ask for, each with what it is called today.

    Codes are known whether or not a row has them. Two queries where an old address may lead to something.
    """
    if not asked:
        return {}
    with current() as columns:
        known = {
            name: {v: v for v in values if is_public(columns, name, v)} for name, values in asked.items()
        }
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
        for noun, slug, target in found.values_list("model_name", "slug", "target")
        if (noun, slug) in missing
    }
