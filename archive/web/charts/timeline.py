"""The timeline of a speaker: roles as bars, statements by period, events, on one axis."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from archive.models import Event, Speaker
from archive.models.base.dates import iso_date
from archive.search.engine import engine
from archive.search.request.links import url
from archive.search.request.params import SearchParams
from archive.search.trends.series import Period, count_by_period
from archive.web.addresses import redirect_former_slugs
from archive.web.citations import base_url
from archive.web.exports.responses import csv_file
from archive.web.metadata.page import describe_list
from archive.web.serving.display_names import display_name

from .axis import Axis
from .drawing import WIDTH

HEIGHT = 100  # of the statements, in SVG units
MAX_EVENTS = 60
CSV_COLUMNS = ["kind", "label", "from", "to", "statements", "url", "notes"]


@dataclass(frozen=True)
class Bar:
    """``x`` and ``width`` on the axis; ``label`` says what it is, ``dates`` when, ``span`` the same in ISO 8601."""

    label: str
    dates: str
    x: float
    width: float
    y: float = 0
    height: float = 10
    count: int = 0
    url: str = ""
    span: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Timeline:
    """``labels``: years at equal distances under the axis, from the first to the last; ``notes``: sentences on what is
    placed or left out."""

    roles: list[Bar]
    periods: list[Bar]
    events: list[Bar]
    labels: list[str]
    notes: list[str]
    width: int = WIDTH
    height: int = HEIGHT


def make_timeline(speaker: Speaker) -> Timeline | None:
    """Returns the timeline of the speaker's statements, None where nothing has a date. One query for events."""
    params = SearchParams(unit="statements", speaker=(speaker.slug,))
    step, counts, by_event, undated_count = count_by_period(params)
    events = Event.objects.with_rows_in(by_event).filter(start__isnull=False).oldest_first()
    of_speaker = [event for event in events if event.pk in by_event]
    latest = of_speaker[-MAX_EVENTS:]
    periods = [Period(step, number) for number in counts]
    today = timezone.localdate()
    dated_roles = [role for role in speaker.roles.all() if role.start]
    roles = [(role, role.start, min(role.last_day or today, today)) for role in dated_roles]
    days = [day for period in periods for day in (period.first, period.last)]
    days += [event.start for event in latest] + [day for _role, *span in roles for day in span]
    if not days:
        return None
    axis, max_count = Axis(days), max(counts.values(), default=1)
    notes = [_("Statements dated only to a year or month are placed at its beginning.")] if periods else []
    notes += counted_notes(
        undated_count, len(speaker.roles.all()) - len(roles), len(of_speaker) - len(latest)
    )
    if any(role.end is None for role in dated_roles):
        notes.append(_("Roles without a recorded end are drawn until today."))
    return Timeline(
        [
            Bar(str(role), str(role.period), *axis.place(first, max(first, last)))
            for role, first, last in roles
        ],
        [statement_bar(params, period, counts[period.number], max_count, axis) for period in periods],
        [event_bar(params, event, by_event[event.pk], axis) for event in latest],
        axis.labels,
        notes,
    )


def counted_notes(undated: int, undated_roles: int, earlier_events: int) -> list[str]:
    """On what has no place on the axis, or no room."""
    notes = (
        (
            undated,
            ngettext(
                "%(n)s statement without a date is not shown.",
                "%(n)s statements without a date are not shown.",
                undated,
            ),
        ),
        (
            undated_roles,
            ngettext(
                "%(n)s role of unknown beginning is not shown.",
                "%(n)s roles of unknown beginning are not shown.",
                undated_roles,
            ),
        ),
        (
            earlier_events,
            ngettext(
                "%(n)s earlier event is not shown.", "%(n)s earlier events are not shown.", earlier_events
            ),
        ),
    )
    return [sentence % {"n": count} for count, sentence in notes if count]


def statement_bar(params: SearchParams, period: Period, count: int, max_count: int, axis: Axis) -> Bar:
    height = round(HEIGHT * count / max_count, 2)
    search = params.change(since=period.first, until=period.last)
    place = axis.place(period.first, period.last)
    span = period.first.isoformat(), period.last.isoformat()
    return Bar(str(period), str(period), *place, round(HEIGHT - height, 2), height, count, url(search), span)


def event_bar(params: SearchParams, event: Event, count: int, axis: Axis) -> Bar:
    place = axis.place(event.start, event.start)
    search = params.change(event=(event.slug,))
    span = iso_date(event.start, event.start_precision), iso_date(event.end, event.end_precision)
    return Bar(display_name(event), event.dates, *place, count=count, url=url(search), span=span)


@require_safe
@redirect_former_slugs("speaker")
@engine.refresh_once()
def speaker_timeline(request, slug):
    speaker = get_object_or_404(Speaker.objects.published().prefetch_related("roles"), slug=slug)
    title = _("Timeline of %s") % display_name(speaker)
    meta = describe_list(
        request, title, _("Roles, statements and events of %s on one axis.") % display_name(speaker)
    )
    context = {"speaker": speaker, "timeline": make_timeline(speaker), "meta": meta}
    return render(request, "archive/charts/timeline.html", context)


@require_safe
@redirect_former_slugs("speaker")
@engine.refresh_once()
def speaker_timeline_csv(request, slug):
    speaker = get_object_or_404(Speaker.objects.published().prefetch_related("roles"), slug=slug)
    lines = timeline_lines(speaker, make_timeline(speaker), base_url(request))
    return csv_file(request, f"speakers/{speaker.slug}/timeline.csv", lines)


def timeline_lines(speaker: Speaker, timeline: Timeline | None, base: str) -> Iterator[list[str]]:
    notes = " ".join(timeline.notes) if timeline else ""
    yield CSV_COLUMNS
    for role in speaker.roles.all():
        begin, end = iso_date(role.start, role.start_precision), iso_date(role.end, role.end_precision)
        yield ["role", str(role), begin, end, "", "", notes]
    for kind, bars in (("statements", timeline.periods), ("event", timeline.events)) if timeline else ():
        for bar in bars:
            yield [kind, bar.label, *bar.span, str(bar.count), base + bar.url, notes]
