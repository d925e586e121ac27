"""Who uses words most, by the share of their statements that have them."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from archive.search.engine import Key, Names
from archive.search.request.links import url
from archive.search.request.params import SearchParams

MAX_SHARES = 8
Z = 1.96  # of the normal distribution: an interval of 95 per cent


@dataclass(frozen=True)
class Share:
    """The share of statements with the phrase: ``count`` of ``total``. ``params`` is the search whose total is
    ``count``."""

    label: str
    count: int
    total: int
    params: SearchParams

    @property
    def url(self) -> str:
        return url(self.params)

    @property
    def percent(self) -> float:
        return 100 * self.count / self.total


def wilson_lower(count: int, total: int) -> float:
    """Returns the lower limit of the 95 % score interval of a share (Wilson 1927), from 0 to 1: two of three rank below
    forty of sixty. ``total`` is positive."""
    share, square = count / total, Z * Z
    spread = Z * sqrt((share * (1 - share) + square / (4 * total)) / total)
    return (share + square / (2 * total) - spread) / (1 + square / total)


def rank_shares(
    names: Names, facet: str, counts: Mapping[Key, int], totals: Mapping[Key, int], params: SearchParams
) -> list[Share]:
    """Returns the first MAX_SHARES by ``wilson_lower``, behind them what has the words once; of equals by name.
    ``counts`` and ``totals`` are key -> statements."""
    selected_keys = names.keys(facet, params.selected_values(facet))
    excluded_keys = names.keys(facet, params.excluded_values(facet))
    names_by_id = names.by_id[facet]
    ranking = sorted(
        (key for key, count in counts.items() if count and key in names_by_id and key not in excluded_keys),
        key=lambda key: (
            counts[key] == 1,
            -wilson_lower(counts[key], totals[key]),
            names_by_id[int(key)].sort_key,
            key,
        ),
    )
    keys = [key for key in ranking if not selected_keys or key in selected_keys][:MAX_SHARES]
    entities = [names_by_id[int(key)] for key in keys]
    return [
        Share(entity.label, counts[entity.id], totals[entity.id], params.change(**{facet: (entity.slug,)}))
        for entity in entities
    ]
