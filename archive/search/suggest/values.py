"""All values of one facet of a search, found by the beginning of any of their names."""

from archive.search.engine.columns import current
from archive.search.engine.names import Names, names, words_of
from archive.search.execution import Answer
from archive.search.facets import FACET
from archive.search.labels import Count
from archive.search.page.facets import FacetValue, make_value
from archive.search.request.links import FacetLinks
from archive.search.request.params import SearchParams


def values_of(params: SearchParams, facet: str, find: str = "") -> list[FacetValue]:
    """Commonest first; with ``find`` those of which a name has its words, the last of them perhaps only begun."""
    wanted = words_of(find)
    counts = Answer(params).labelled(facet).counts
    if wanted:
        with current() as columns:
            known = names(columns)
        counts = [count for count in counts if begins(known, facet, count, wanted)]
    links = FacetLinks(params, facet)
    return [make_value(FACET[facet], links, count) for count in counts]


def begins(known: Names, facet: str, count: Count, wanted: tuple[str, ...]) -> bool:
    if FACET[facet].model:
        noun = known.of[facet].get(count.id)
        return bool(noun and noun.begun(wanted))
    *whole, last = wanted
    words = words_of(FACET[facet].label_of(count.value))
    return set(whole) <= set(words) and any(word.startswith(last) for word in words)
