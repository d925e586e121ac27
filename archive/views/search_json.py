"""One page of a search as JSON: what the page shows, without its HTML."""

import html
import re
from itertools import chain

from archive.exporting.asked import Asked
from archive.exporting.jsonlines import search
from archive.exporting.records import Record
from archive.search.page import Facet, Hit, SearchPage

MARK = re.compile(r"</?mark[^>]*>")


def answer(page: SearchPage, records: list[Record], asked: Asked, base: str) -> dict:
    return {
        **search(asked),
        "sort": page.params.order,
        "page": page.page.number,
        "pages": page.page.pages,
        "results": results(page.hits, records, base),
        "facets": {facet.name: values(facet) for facet in page.facets},
        "histogram": years(page),
    }


def results(hits: list[Hit], records: list[Record], base: str) -> list[dict]:
    """``context_url`` opens the document at the words, with those of the query marked."""
    found = {record.id: vars(record) for record in records}
    pairs = [(found.get((hit.statement or hit.passage).pk), hit) for hit in hits]
    return [
        {**record, "snippet": plain(hit.snippet), "context_url": base + hit.url}
        for record, hit in pairs
        if record
    ]


def plain(snippet: str) -> str:
    """As a reader sees it. Only the marks are tags: whatever else looks like one is text, and escaped."""
    return html.unescape(MARK.sub("", snippet))


def values(facet: Facet) -> list[dict]:
    return [
        {"value": each.value, "label": each.label, "count": each.count, "selected": each.selected}
        for each in chain(facet.values, facet.more)
    ]


def years(page: SearchPage) -> list[dict]:
    bars = page.histogram.bars if page.histogram else []
    return [{"year": bar.year, "count": bar.count} for bar in bars]
