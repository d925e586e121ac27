"""One page of a search as JSON: what the page shows, without its HTML."""

import html
import re
from dataclasses import asdict

from archive.exporting.description import SearchDescription
from archive.exporting.jsonlines import search_as_dict
from archive.exporting.records import Record
from archive.search.buckets import Bucket
from archive.search.facets import FACETS, FacetKind
from archive.search.page.hits import Hit
from archive.search.page.search_page import SearchPage
from archive.search.request.params import SearchParams

MARK = re.compile(r"</?mark[^>]*>")


def page_as_json(page: SearchPage, records: list[Record], search: SearchDescription, base_url: str) -> dict:
    return {
        **search_as_dict(search),
        "nearest_rows": len(page.nearest_hits),
        "sort": page.params.order,
        "page": page.page.number,
        "pages": page.page.pages,
        "results": serialize_hits(page.hits, records, base_url),
        "nearest": serialize_hits(page.nearest_hits, records, base_url),
        "statements": page.results.statements,
        "at_least": page.results.is_partial,
        "relaxed": page.results.is_relaxed,
        "coverage": asdict(page.results.coverage),
        "facets": {
            facet.name: serialize_values(facet, page.params, page.results.facets[facet.name].counts)
            for facet in FACETS
        },
        "histogram": [{"year": year, "count": count} for year, count in page.results.years],
    }


def serialize_hits(hits: list[Hit], records: list[Record], base_url: str) -> list[dict]:
    """``context_url`` opens the document at the words, with those of the query marked."""
    by_id = {record.id: record.as_dict() for record in records}
    pairs = [(by_id.get(hit.object_id), hit) for hit in hits]
    return [
        {
            **record,
            "snippet": snippet_text(hit.snippet),
            "context_url": base_url + hit.url,
            "reports": max(len(hit.reports), 1),
        }
        for record, hit in pairs
        if record
    ]


def snippet_text(snippet: str) -> str:
    """The snippet as a reader sees it. Only marks are tags; whatever else looks like one is escaped text."""
    return html.unescape(MARK.sub("", snippet))


def serialize_values(facet: FacetKind, params: SearchParams, counts: list[Bucket]) -> list[dict]:
    """Every value, including those for which the page has no room."""
    return [
        {
            "value": count.value,
            "label": count.label or facet.label_of(count.value),
            "count": count.count,
            "selected": count.value in params.selected_values(facet.name),
            "excluded": count.value in params.excluded_values(facet.name),
        }
        for count in counts
    ]
