"""All values of one facet of a search, found by the beginning of any of their names."""

from archive.search.buckets import Bucket
from archive.search.engine import Names, begins, engine, folded_words
from archive.search.execution import facet_buckets
from archive.search.facets import FACET
from archive.search.page.facets import FacetValue, build_value
from archive.search.query.parser import parse
from archive.search.request.links import FacetLinks
from archive.search.request.params import SearchParams


def find_values(params: SearchParams, facet: str, name: str = "") -> list[FacetValue]:
    """Largest first; with ``name`` only values one of whose names has its words (the last may be only begun)."""
    words = folded_words(name)
    matches = engine.match(params, parse(params.q))
    buckets = facet_buckets(matches, params, facet).counts
    if words:
        buckets = [bucket for bucket in buckets if matches_name(matches.names, facet, bucket, words)]
    links = FacetLinks(params, facet)
    return [build_value(FACET[facet], links, bucket) for bucket in buckets]


def matches_name(names: Names, facet: str, bucket: Bucket, words: tuple[str, ...]) -> bool:
    if not FACET[facet].model:
        return begins(words, folded_words(FACET[facet].label_of(bucket.value)))
    entity = names.by_id[facet].get(bucket.id or 0)
    return bool(entity and entity.completed_name(words))
