import datetime as dt
from functools import cached_property
from itertools import groupby

import django_filters
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.models import Event
from archive.search.cached_values import cache_until_change
from archive.search.listing import public_event_ids
from archive.web.metadata.page import describe_list

from .entities import EntityFilters
from .filters import YearFilter, mark_noindex, year_options
from .places import paginate_by_place

ROWS = 100


class EventFilters(EntityFilters):
    """Source and language are those of statements and documents; the year is that in which the event began."""

    SORTS = (
        ("newest", gettext_lazy("Newest first")),
        ("oldest", gettext_lazy("Oldest first")),
        ("name", gettext_lazy("Name")),
        ("statements", gettext_lazy("Most statements first")),
    )
    IN_COLUMNS = ("source", "language")
    PLACE_FIELDS = ("sort_key", "start")
    facet = "event"
    kind = django_filters.ChoiceFilter(label=gettext_lazy("Kind"), choices=Event.Kind.choices)
    year = YearFilter("start__year", label=gettext_lazy("Year"))

    @cached_property
    def events(self):
        """The rows of the list; one query."""
        return Event.objects.with_rows_in(public_event_ids(**self.search_params))

    def read_keys(self) -> list[int]:
        """The keys in the order of the list; two queries."""
        rows = self.filter_queryset(self.events)
        orders = {"oldest": rows.oldest_first, "name": rows.alphabetical}
        keys = list(orders.get(self.sort, rows.latest_first)().values_list("pk", flat=True))
        return self.sort_by_count(keys) if self.sort == "statements" else keys

    def ranks_of(self, row) -> tuple[int, ...]:
        """Sort keys of a row; events without a date are last in either direction."""
        day = row.start.toordinal() if row.start else dt.date.max.toordinal() + 1
        by_date = day if self.sort == "oldest" or not row.start else -day
        return () if self.sort == "name" else (*super().ranks_of(row), by_date)

    def read_values(self) -> set[tuple[str, int | None]]:
        """The kinds and years that occur together. Two queries."""
        return set(self.events.order_by().values_list("kind", "start__year").distinct())

    def offer_values(self) -> None:
        """Adds the selects; no query where no statements are chosen and nothing changed."""
        kinds_and_years = (
            self.read_values()
            if self.search_params
            else cache_until_change("values of events", self.read_values)
        )
        kinds = {kind for kind, year in kinds_and_years if self.used_values.get("year") in (None, year)}
        self.add_select("kind", [(code, str(label)) for code, label in Event.Kind.choices if code in kinds])
        self.add_select(
            "year",
            year_options(
                year for kind, year in kinds_and_years if self.used_values.get("kind") in (None, kind)
            ),
        )
        super().offer_values()


def event_list(request):
    filters = EventFilters(request, Event.objects.all())
    page = paginate_by_place(filters, Event.objects.published().for_list(), request, ROWS)
    filters.offer_values()
    rows = filters.with_counts(page.rows)
    by_year = filters.sort in ("newest", "oldest")
    years = groupby(rows, lambda event: by_year and event.start and event.start.year)
    meta = describe_list(request, _("Events"), _("Where statements were made, newest first."))
    context = {"page": page, "by_year": by_year, "meta": meta, "filters": filters}
    context["years"] = [(year, list(rows)) for year, rows in years]
    return mark_noindex(render(request, "archive/lists/events.html", context), filters)
