"""All values of one facet of a search, found by the beginning of any of their names."""

from collections.abc import Callable, Sequence
from typing import Any

from archive.search.buckets import largest_first, make_buckets
from archive.search.engine import Key, Names, engine, matches_prefix
from archive.search.facets import FACETS_BY_NAME
from archive.search.page.facets import FacetValue, build_value
from archive.search.query.parser import parse
from archive.search.request.links import FacetLinks
from archive.search.request.params import SearchParams
from archive.text.words import folded_words, unspaced_runs


class FoundValues(Sequence[FacetValue]):
    """Thousands of values, of which a page shows a hundred: each is made, with its addresses, when it is asked for."""

    def __init__(self, keys: list[Key], make: Callable[[Key], FacetValue]) -> None:
        self.keys = keys
        self.make = make

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return [self.make(key) for key in self.keys[place]]
        return self.make(self.keys[place])


def find_values(params: SearchParams, facet: str, name: str = "") -> FoundValues:
    """Largest first; with ``name`` only values one of whose names has its words (the last may be only begun)."""
    matches = engine.match(params, parse(params.q))
    names = matches.names
    keys = names.keys(facet, (*params.selected_values(facet), *params.excluded_values(facet)))
    counts = dict.fromkeys(keys, 0) | dict(matches.counts.facets[facet].items())
    if folded_words(name):
        named_keys = keys_by_name(names, facet, counts, name)
        counts = {key: count for key, count in counts.items() if key in named_keys}
    links = FacetLinks(params, facet)
    return FoundValues(
        largest_first(names, facet, counts),
        lambda key: build_value(
            FACETS_BY_NAME[facet], links, make_buckets(names, facet, {key: counts[key]})[0]
        ),
    )


def keys_by_name(names: Names, facet: str, keys: dict[Key, int], name: str) -> set[Key]:
    typed = folded_words(name), tuple(unspaced_runs(name))
    if FACETS_BY_NAME[facet].model:
        return {entity.id for entity in names.with_prefix(facet, *typed)}
    labels = {key: FACETS_BY_NAME[facet].label_of(str(key)) for key in keys}
    return {key for key, label in labels.items() if matches_prefix(typed[0], folded_words(label), typed[1])}
