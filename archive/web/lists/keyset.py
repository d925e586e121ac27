"""Pages of a list in the database by the place in its order (keyset pagination): a page far down costs what the first
one does, and whoever goes on from page to page meets every row once, whatever is published or withdrawn meanwhile.

The links carry the place, ``after=`` or ``before=`` a row, and with it the number of the page, which stays for
orientation: ``?after=3~1234~2019-03-05``. It is one parameter, since robots.txt lets no robot read addresses with
several. ``?page=3`` is answered by that page, counted from the nearer end.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from archive.web.paging import Page, as_page_number, requested_page

Place = tuple[Any, int]  # the value of the column, None where there is none, and the id
SEPARATOR = "~"
LARGEST_ID = 2**63 - 1


@dataclass(frozen=True, slots=True)
class ListOrder:
    """An order by a column and then by id, both in one direction; rows without a value, if the column ``is_nullable``,
    come last.

    Rows with and without a value are read in separate queries, so that an index of one direction serves both.
    """

    column: str
    descending: bool = False
    is_nullable: bool = False

    def read(
        self,
        rows: models.QuerySet,
        size: int,
        place: Place | None = None,
        backward: bool = False,
        offset: int = 0,
    ) -> list[Place]:
        """Returns the places of at most ``size`` rows in the order of the list: from its start or after ``place``, or
        ``backward`` from its end or before ``place``. One query, and two more where the rows without a value come into
        it."""
        places: list[Place] = []
        for part in self._parts(rows, place, backward):
            further_places = list(part.values_list(self.column, "pk")[offset : offset + size - len(places)])
            places += further_places
            if len(places) == size:
                break
            offset = max(0, offset - part.count()) if offset and not further_places else 0
        return places[::-1] if backward else places

    def _parts(self, rows: models.QuerySet, place: Place | None, backward: bool) -> Iterator[models.QuerySet]:
        parts = [True, False] if self.is_nullable else [True]
        if backward:
            parts.reverse()
        start = parts.index(place[0] is not None) if place else 0
        for number, has_value in enumerate(parts[start:]):
            part = self._sort(rows, has_value, self.descending != backward)
            yield self._beyond(part, place, self.descending != backward) if place and not number else part

    def _sort(self, rows: models.QuerySet, has_value: bool, descending: bool) -> models.QuerySet:
        by_id = "-id" if descending else "id"
        if not self.is_nullable:
            return rows.order_by(f"-{self.column}" if descending else self.column, by_id)
        rows = rows.filter(**{f"{self.column}__isnull": not has_value})
        column = models.F(self.column)
        # As the index says it (models/base/states.py), read in either direction.
        return rows.order_by(
            column.desc(nulls_last=True) if descending else column.asc(nulls_first=True), by_id
        )

    def _beyond(self, rows: models.QuerySet, place: Place, descending: bool) -> models.QuerySet:
        value, pk = place
        lookup = "lt" if descending else "gt"
        further = models.Q(**{f"pk__{lookup}": pk})
        if value is None:
            return rows.filter(further)
        rows = rows.filter(**{f"{self.column}__{lookup}e": value})  # which the index finds
        return rows.filter(models.Q(**{f"{self.column}__{lookup}": value}) | further)

    def parse(self, model: type[models.Model], text: str) -> Place | None:
        """Reads what ``format_place`` wrote; returns None for anything else."""
        pk, separator, value = text.replace("\0", "").partition(SEPARATOR)
        if not (separator and pk.isascii() and pk.isdecimal() and int(pk) <= LARGEST_ID):
            return None
        if self.is_nullable and not value:
            return None, int(pk)
        try:
            value = model._meta.get_field(self.column).to_python(value)
        except (ValidationError, OverflowError):
            return None
        return None if isinstance(value, dt.datetime) and value.tzinfo is None else (value, int(pk))


def format_place(place: Place) -> str:
    value, pk = place
    text = value.isoformat() if isinstance(value, dt.date) else value or ""
    return f"{pk}{SEPARATOR}{text}"


def paginate_by_key(rows, order: ListOrder, request, size: int, total: int | None = None) -> Page:
    """The page of primary keys that the query string asks for. Queries: how many rows there are, unless ``total`` says
    so, and those of ``ListOrder.read``."""
    total = rows.count() if total is None else total
    pages = max(1, -(-total // size))
    place, number, backward = requested_place(request, partial(order.parse, rows.model), pages)
    places = order.read(rows, size + 1, place, backward) if place else []
    if places:
        has_more = len(places) > size
        places = places[-size:] if backward else places[:size]
        has_previous, has_next = (has_more, True) if backward else (True, has_more)
        number = 1 if not has_previous else number if has_next else pages
    else:
        number = 1 if place and backward else number
        places = read_page(rows, order, number, size, total)
        has_previous, has_next = number > 1, number < pages
    return Page(
        [pk for _value, pk in places],
        number,
        pages,
        total,
        place_url(request, number - 1, "before", format_place(places[0])) if places and has_previous else "",
        place_url(request, number + 1, "after", format_place(places[-1])) if places and has_next else "",
    )


def requested_place(request, parse, pages: int):
    """The place that the query string names, as ``parse`` reads it, or None; the number of the page, and whether it is
    the one before that place."""
    backward = "before" in request.GET
    number, _separator, text = request.GET.get("before" if backward else "after", "").partition(SEPARATOR)
    place = parse(text)
    return place, min(as_page_number(number) if place else requested_page(request), pages), backward


def read_page(rows, order: ListOrder, number: int, size: int, total: int) -> list[Place]:
    start, end = (number - 1) * size, min(number * size, total)
    if start <= total // 2:
        return order.read(rows, size, offset=start)
    return order.read(rows, end - start, backward=True, offset=total - end)


def place_url(request, number: int, name: str, place: str) -> str:
    query = request.GET.copy()
    for parameter in ("before", "after", "page"):
        query.pop(parameter, None)
    query[name] = f"{max(1, number)}{SEPARATOR}{place}"
    return f"?{query.urlencode()}"
