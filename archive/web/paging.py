"""Pages of a list, for any address: an unreadable number is the first page, too high a number the last."""

from dataclasses import dataclass, field, replace
from typing import Any

from django.core.paginator import Paginator

from archive.search.listing import list_statements
from archive.search.page.facets import Facet
from archive.search.request.params import SearchParams

STATEMENTS = 20  # on a page


@dataclass(frozen=True)
class Page:
    rows: list
    number: int
    pages: int
    total: int
    previous_url: str
    next_url: str

    def with_neighbours(self, previous_url: str, next_url: str) -> "Page":
        return replace(self, previous_url=previous_url, next_url=next_url)


@dataclass(frozen=True)
class StatementPage(Page):
    """``rows`` are pairs of a statement and the public reports of its utterance; ``total`` counts these once,
    ``statements`` each; ``years``: (year, lines of the list); ``filters`` lead to searches that narrow the list."""

    statements: int = 0
    years: list[tuple[int, int]] = field(default_factory=list)
    filters: list[Facet] = field(default_factory=list)


def paginate(rows, request, size: int, parameter: str = "page") -> Page:
    """The page that the query string asks for. Of a QuerySet two queries: how many rows there are, and those."""
    paginator = Paginator(rows, size)
    number, pages = min(requested_page(request, parameter), paginator.num_pages), paginator.num_pages
    rows = list(paginator.page(number))
    return Page(rows, number, pages, paginator.count, **neighbours(request, number, pages, parameter))


def paginate_keys(keys, rows, request, size: int, parameter: str = "page") -> Page:
    """A page of ``rows`` whose ``keys``, of all rows in the order of the list, are a sequence or a QuerySet.

    The keys are read first where a list shows counts or names of other tables: the database would work them out for all
    rows before the page, too.
    """
    return load_rows(paginate(keys, request, size, parameter), rows)


def load_rows(page: Page, rows) -> Page:
    """The page with the ``rows`` of its keys; one query."""
    by_key = {row.pk: row for row in rows.filter(pk__in=page.rows)} if page.rows else {}
    return replace(page, rows=[by_key[key] for key in page.rows if key in by_key])


def paginate_statements(request, **facet: str) -> StatementPage:
    """The statements of a facet's value, such as ``speaker="amara-adeyemi"``; reports of an utterance together."""
    values: dict[str, Any] = {name: (slug,) for name, slug in facet.items()}
    listing = list_statements(SearchParams(page=requested_page(request), **values), STATEMENTS)
    return StatementPage(
        listing.rows,
        listing.page,
        listing.pages,
        listing.total,
        **neighbours(request, listing.page, listing.pages),
        statements=listing.statements,
        years=listing.years,
        filters=listing.filters,
    )


def requested_page(request, parameter: str = "page") -> int:
    return as_page_number(request.GET.get(parameter, ""))


def as_page_number(text: str) -> int:
    try:
        return max(int(text), 1)
    except ValueError:
        return 1


def neighbours(request, number: int, pages: int, parameter: str = "page") -> dict[str, str]:
    """``previous_url`` and ``next_url``; empty at the ends."""
    return {
        "previous_url": page_url(request, number - 1, parameter) if number > 1 else "",
        "next_url": page_url(request, number + 1, parameter) if number < pages else "",
    }


def page_url(request, number: int, parameter: str) -> str:
    query = request.GET.copy()
    query[parameter] = number
    return f"?{query.urlencode()}"
