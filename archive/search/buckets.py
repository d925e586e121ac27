"""The values of facets with their counts, as pages and addresses call them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.translation import get_language

from archive.models import Redirect

from .engine import FacetCounts, IndexReader, Key, Names, engine
from .facets import FACETS_BY_NAME


@dataclass(slots=True)  # not frozen, which takes three times as long to make
class Bucket:
    """A facet's value: slug or code, label in the language of the interface (empty for codes), count, its id and its
    parent's id where it has them."""

    value: str
    label: str
    count: int
    id: int | None = None
    parent: int | None = None


@dataclass(frozen=True)
class Buckets:
    """The largest buckets of a facet, those that were requested among them, and how many there are in all."""

    counts: list[Bucket]
    total: int


def buckets(
    names: Names, facet: str, counts: FacetCounts, requested: Sequence[str], limit: int | None = None
) -> Buckets:
    """The buckets of a facet, the largest first and equal ones in alphabetical order. Requested values are included
    even with a count of 0 and beyond the ``limit``."""
    requested_counts = dict.fromkeys(names.keys(facet, requested), 0)
    total = len(counts) + sum(key not in counts for key in requested_counts)
    if limit is not None and len(counts) > (limit := limit + len(requested_counts)):
        largest_keys = largest(names, facet, counts, limit)
        numbers = requested_counts | {
            key: counts[key] for key in (*largest_keys, *(key for key in requested_counts if key in counts))
        }
    else:
        numbers = requested_counts | dict(counts.items())
    keys = largest_first(names, facet, numbers)
    return Buckets(make_buckets(names, facet, {key: numbers[key] for key in keys}), total)


def largest(names: Names, facet: str, counts: FacetCounts, limit: int) -> list[Key]:
    """The keys with the largest counts. Only those of the smallest count among them, of which not all have room, are
    put in order: of a rare word, hundreds have one row each."""
    larger, equal = counts.largest(limit)
    return larger + largest_first(names, facet, dict.fromkeys(equal, 0))[: limit - len(larger)]


def largest_first(names: Names, facet: str, counts: Mapping[Key, int]) -> list[Key]:
    """The keys that have a name or code; of equals in the order of the alphabet."""
    if not FACETS_BY_NAME[facet].model:
        return sorted(counts, key=lambda code: (-counts[code], str(code)))
    keys = np.fromiter(counts, np.int64, len(counts))
    ranks = names.by_id[facet].find_ranks(keys)
    order = np.lexsort((ranks, -np.fromiter(counts.values(), np.int64, len(counts))))
    return keys[order[ranks[order] >= 0]].tolist()


def make_buckets(names: Names, facet: str, counts: dict[Key, int]) -> list[Bucket]:
    """The buckets of the keys of ``counts``, in that order; every key must have a name or code."""
    if not FACETS_BY_NAME[facet].model:
        return [Bucket(str(key), "", count) for key, count in counts.items()]
    names_by_id, language = names.by_id[facet], get_language() or ""
    named_counts = ((names_by_id[int(key)], count) for key, count in counts.items())
    return [
        Bucket(entity.slug, entity.label_in(language), count, entity.id, entity.parent)
        for entity, count in named_counts
    ]


def known_values(requested: dict[str, list[str]]) -> dict[str, dict[str, str]]:
    """Returns for each facet the requested values that readers may ask for, each with its present slug or code. Codes
    are known whether or not a row has them. Two queries where a former slug may lead to something."""
    if not requested:
        return {}
    with engine.index_reader() as reader:
        slugs = {
            facet: {value: value for value in values if is_public(reader, facet, value)}
            for facet, values in requested.items()
        }
        missing = [
            (facet, value)
            for facet, values in requested.items()
            for value in values
            if value not in slugs[facet]
        ]
        for (facet, former_slug), pk in redirect_targets(missing).items():
            entity = reader.names.find(facet, pk)
            if entity and is_public(reader, facet, entity.slug):
                slugs[facet][former_slug] = entity.slug
    return slugs


def names_of(requested: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """{(facet, slug): its name in the language of the interface} for public entities."""
    rows = [
        (facet, slug) for facet, slug in requested if facet in FACETS_BY_NAME and FACETS_BY_NAME[facet].model
    ]
    if not rows:
        return {}
    with engine.index_reader() as reader:
        tables = reader.names.by_id
        return {
            (facet, slug): tables[facet][pk].label
            for facet, slug in rows
            if (pk := tables[facet].with_slug(slug)) is not None and is_public(reader, facet, slug)
        }


def is_public(reader: IndexReader, facet: str, value: str) -> bool:
    choices = FACETS_BY_NAME[facet].choices
    if choices:
        return value in choices.values
    return reader.occurs(facet, reader.names.keys(facet, (value,)))


def redirect_targets(missing: list[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """{former (facet, slug): id of the entity that it leads to now}; at most one query."""
    if not any(FACETS_BY_NAME[facet].model for facet, _slug in missing):
        return {}
    redirects = Redirect.objects.filter(slug__in={slug for _facet, slug in missing})
    return {
        (facet, slug): target
        for facet, slug, target in redirects.values_list("model_name", "slug", "target")
        if (facet, slug) in missing
    }
