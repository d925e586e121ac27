"""Pages of a list, for any address: an unreadable number is the first page, too high a number the last."""

from dataclasses import dataclass

from django.core.paginator import Paginator


@dataclass(frozen=True)
class Page:
    rows: list
    number: int
    pages: int
    total: int
    previous_url: str
    next_url: str


def paginate(rows, request, size: int) -> Page:
    """Two queries: how many rows there are, and those of the page that the query string asks for."""
    paginator = Paginator(rows, size)
    number = min(_requested_page(request), paginator.num_pages)
    return Page(
        rows=list(paginator.page(number)),
        number=number,
        pages=paginator.num_pages,
        total=paginator.count,
        previous_url=_page_url(request, number - 1) if number > 1 else "",
        next_url=_page_url(request, number + 1) if number < paginator.num_pages else "",
    )


def _requested_page(request) -> int:
    try:
        return max(int(request.GET.get("page", 1)), 1)
    except ValueError:
        return 1


def _page_url(request, number: int) -> str:
    query = request.GET.copy()
    query["page"] = number
    return f"?{query.urlencode()}"
