"""One page of a search as JSON: what the page shows, without its HTML."""

import html
import re

from archive.exporting.description import Asked
from archive.exporting.jsonlines import search
from archive.exporting.records import Record
from archive.search.buckets import Bucket
from archive.search.facets import FACETS, FacetKind
from archive.search.page.hits import Hit
from archive.search.page.page import SearchPage
from archive.search.request.params import SearchParams

MARK = re.compile(r"</?mark[^>]*>")


def answer(page: SearchPage, records: list[Record], asked: Asked, base: str) -> dict:
    return {
        **search(asked),
        "sort": page.params.order,
        "page": page.page.number,
        "pages": page.page.pages,
        "results": results(page.hits, records, base),
        "statements": page.results.statements,
        "at_least": page.results.at_least,
        "relaxed": page.results.relaxed,
        "did_you_mean": page.meant,
        "facets": {
            facet.name: values(facet, page.params, page.results.facets[facet.name].counts) for facet in FACETS
        },
        "histogram": years(page),
    }


def results(hits: list[Hit], records: list[Record], base: str) -> list[dict]:
    """``context_url`` opens the document at the words, with those of the query marked."""
    found = {record.id: record.values() for record in records}
    pairs = [(found.get((hit.statement or hit.passage).pk), hit) for hit in hits]
    return [
        {
            **record,
            "snippet": plain(hit.snippet),
            "context_url": base + hit.url,
            "reports": max(len(hit.reports), 1),
        }
        for record, hit in pairs
        if record
    ]


def plain(snippet: str) -> str:
    """As a reader sees it. Only the marks are tags: whatever else looks like one is text, and escaped."""
    return html.unescape(MARK.sub("", snippet))


def values(facet: FacetKind, params: SearchParams, counts: list[Bucket]) -> list[dict]:
    """Every value, not only those that the page has room for."""
    return [
        {
            "value": count.value,
            "label": count.label or facet.label_of(count.value),
            "count": count.count,
            "selected": count.value in params.chosen(facet.name),
            "excluded": count.value in params.excluded(facet.name),
        }
        for count in counts
    ]


def years(page: SearchPage) -> list[dict]:
    return [{"year": year, "count": count} for year, count in page.results.years]
