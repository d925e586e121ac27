"""All values of one facet of a search, found by the beginning of any of their names."""

from archive.search.buckets import Bucket
from archive.search.engine import Names, begins, engine, folded_words
from archive.search.execution import facet_buckets
from archive.search.facets import FACET
from archive.search.page.facets import FacetValue, make_value
from archive.search.query.parser import parse
from archive.search.request.links import FacetLinks
from archive.search.request.params import SearchParams


def values_of(params: SearchParams, facet: str, find: str = "") -> list[FacetValue]:
    """Largest first; with ``find`` those of which a name has its words, the last of them perhaps only begun."""
    typed = folded_words(find)
    matches = engine.match(params, parse(params.q))
    found = facet_buckets(matches, params, facet).counts
    if typed:
        found = [bucket for bucket in found if has_name(matches.names, facet, bucket, typed)]
    links = FacetLinks(params, facet)
    return [make_value(FACET[facet], links, bucket) for bucket in found]


def has_name(names: Names, facet: str, bucket: Bucket, typed: tuple[str, ...]) -> bool:
    if not FACET[facet].model:
        return begins(typed, folded_words(FACET[facet].label_of(bucket.value)))
    entity = names.by_id[facet].get(bucket.id)
    return bool(entity and entity.completed_name(typed))
