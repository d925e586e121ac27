"""Pages of a list whose keys a process keeps in their order, by the place of a row in it: as keyset.py has them for
lists that the database orders, and for the same reasons.

``?after=3~17~-120~adeyemi amara``: the third page, behind the row 17 where it had 120 statements and this sort key.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from archive.web.paging import Page, load_rows

from .keyset import LARGEST_ID, SEPARATOR, place_url, requested_place

RANKS = re.compile(r"-?[0-9]{1,18}(?:,-?[0-9]{1,18})*")


class Place(NamedTuple):
    """Places compare as the list orders them. ``ranks`` are what comes before the alphabet, the smaller first, such as
    a falling count; empty where nothing does."""

    ranks: tuple[int, ...]
    sort_key: str
    pk: int


def format_place(place: Place) -> str:
    return SEPARATOR.join((str(place.pk), ",".join(map(str, place.ranks)), place.sort_key))


def parse_place(text: str) -> Place | None:
    """Reads what ``format_place`` wrote; returns None for anything else."""
    pk, _separator, key = text.partition(SEPARATOR)
    ranks, separator, sort_key = key.partition(SEPARATOR)
    if not (separator and pk.isascii() and pk.isdecimal() and int(pk) <= LARGEST_ID):
        return None
    if ranks and not RANKS.fullmatch(ranks):
        return None
    return Place(tuple(map(int, ranks.split(","))) if ranks else (), sort_key, int(pk))


def paginate_by_place(filters, rows, request, size: int) -> Page:
    """The page of ``rows`` that the query string asks for. ``filters`` (EntityFilters) have the keys of the list. One
    query, one more with a place, and another where the row of the place is not there any more."""
    keys: Sequence[int] = filters.keys()
    pages = max(1, -(-len(keys) // size))
    place, number, backward = requested_place(request, parse_place, pages)
    start, end = (number - 1) * size, number * size
    if place:
        keys, before, behind = locate(filters, keys, place)
        if backward:
            number, start, end = (number, before - size, before) if before else (1, 0, size)
        elif behind < len(keys):
            start, end = behind, behind + size
    start, end = max(0, start), min(end, len(keys))
    number = 1 if start == 0 else pages if end == len(keys) else number
    page = load_rows(Page(list(keys[start:end]), number, pages, len(keys), "", ""), rows)
    return page.with_neighbours(
        *(
            place_url(request, number + step, name, format_place(filters.place_of(page.rows[edge])))
            if page.rows and has_more
            else ""
            for has_more, step, name, edge in (
                (start > 0, -1, "before", 0),
                (end < len(keys), 1, "after", -1),
            )
        )
    )


def locate(filters, keys: Sequence[int], place: Place) -> tuple[Sequence[int], int, int]:
    """(the keys of the list, how many stand before the place, how many when the row of the place is counted)."""
    if place.pk in keys and filters.read_places([place.pk]) == [place]:
        index = keys.index(place.pk)
        return keys, index, index + 1
    places = sorted(filters.read_places(keys))
    return [candidate.pk for candidate in places], bisect_left(places, place), bisect_right(places, place)
