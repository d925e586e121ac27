"""The ids of everything a search finds."""

from collections.abc import Sequence

from .params import SearchParams
from .scan import search


def listed(params: SearchParams) -> Sequence[int]:
    """Of all statements or passages of the list, in its order. For the time being page by page."""
    first = search(params.change())
    rest = (search(params.change(page=number)).ids for number in range(2, first.pages + 1))
    return [*first.ids, *(pk for ids in rest for pk in ids)]
