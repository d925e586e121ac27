"""Phrases over time: the page and its file."""

from collections.abc import Iterator

from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from archive.search.engine import engine
from archive.search.facets import FACETS_BY_NAME
from archive.search.listing import count_statements
from archive.search.page.notices import word_notices
from archive.search.request.links import url, with_query
from archive.search.request.params import SearchParams
from archive.search.trends.params import (
    MAX_PHRASES,
    SPLITS,
    STEPS,
    TrendParams,
    read_trend_params,
    term_query,
    to_input_text,
    to_phrase_query,
)
from archive.search.trends.series import Trend, all_lines, count_trend
from archive.web.citations import base_url
from archive.web.exports.responses import csv_file, plain_text_response
from archive.web.metadata.page import describe_list

from .drawing import draw_all

STEP_LABELS = {
    "month": gettext_lazy("Months"),
    "quarter": gettext_lazy("Quarters"),
    "year": gettext_lazy("Years"),
}
MAX_TERMS = 100  # offered beside what is typed
CSV_COLUMNS = ["period", "from", "to", "phrase", "series", "statements", "of", "per_1000", "url", "notes"]


@require_safe
@engine.refresh_once()
def trends(request):
    params, notes = read_trend_params(request.GET)
    trend = count_trend(params)
    context = {
        "params": params,
        "trend": trend,
        "notes": [*notes, *trend_notes(trend)],
        "fields": [*map(to_input_text, params.phrases), *[""] * (MAX_PHRASES - len(params.phrases))],
        "charts": draw_all(trend.drawings, params.measure),
        "terms": frequent_terms(),
        "steps": [(step, STEP_LABELS[step]) for step in STEPS],
        "splits": [(name, FACETS_BY_NAME[name].label) for name in SPLITS],
        "chips": filter_labels(params),
        "csv": with_query(reverse("trends_csv"), params.querystring()),
        "meta": describe_list(
            request,
            _("Phrases over time"),
            _("How often phrases occur in the archive’s statements over time, and who uses them."),
        ),
    }
    response = render(request, "archive/charts/trends.html", context)
    if params.phrases:
        response["X-Robots-Tag"] = "noindex"
    if trend.is_partial:  # asked again, it may say more
        add_never_cache_headers(response)
    return response


@require_safe
@engine.refresh_once()
def trends_csv(request):
    """A line for each period of each series, with the address of the search that it counts and the page's notes."""
    params, notes = read_trend_params(request.GET)
    trend = count_trend(params)
    if trend.is_partial:
        message = _("These phrases take too long to count. Narrow them with dates or other filters.")
        return plain_text_response(message, status=503)
    note = " ".join([*notes, *trend_notes(trend)])
    return csv_file(request, "trends.csv", trend_lines(trend, base_url(request), note))


def frequent_terms() -> list[dict[str, str]]:
    """Returns the most used published terms, each with the ``query`` to type for it and its ``label``. No query where
    nothing has changed."""
    counts = count_statements("term")
    with engine.index_reader() as reader:
        term_names = reader.names.by_id["term"]
    terms = sorted(
        (term_names[pk] for pk in counts if pk in term_names),
        key=lambda entry: (-counts[entry.id], entry.sort_key),
    )
    return [{"query": term_query(term.slug), "label": term.label} for term in terms[:MAX_TERMS]]


def trends_url(params: SearchParams) -> str:
    """The words of a search over time, narrowed as the search is."""
    base = params.change(q="", unit="statements", sort="")
    return with_query(reverse("trends"), TrendParams((to_phrase_query(params.q),), base=base).querystring())


def trend_lines(trend: Trend, base: str, note: str) -> Iterator[list[str]]:
    """Yields the lines of the file. Where there is nothing to count, the note is the name of one more column, as in the
    file of a search."""
    has_lines = any(drawing.periods for drawing in trend.drawings)
    yield CSV_COLUMNS if has_lines or not note else [*CSV_COLUMNS, note]
    for drawing, line in all_lines(trend.drawings):
        for period in drawing.periods:
            rate, search = line.rate(period), line.search(period)
            yield [
                str(period),
                str(search.since),
                str(search.until),
                line.params.q,
                line.label,
                str(line.count(period)),
                str(line.total_in(period)),
                "" if rate is None else f"{rate:.3f}",
                base + url(search),
                note,
            ]


def trend_notes(trend: Trend) -> list[str]:
    """Returns notes on what limits the numbers, as sentences."""
    notes = [note for phrase in trend.phrases for note in word_notices(phrase.synonyms, phrase.other_forms)]
    notes += [_("No statement contains “%s”.") % phrase.label for phrase in trend.phrases if not phrase.total]
    if trend.dated_by_year:
        notes.append(
            ngettext(
                "One statement is dated by the year only and counted in its first period.",
                "%(number)s statements are dated by the year only and counted in its first period.",
                trend.dated_by_year,
            )
            % {"number": number_format(trend.dated_by_year, force_grouping=True)}
        )
    if trend.is_partial:
        notes.append(_("The search was stopped before it was complete, so all numbers are minimums."))
    if trend.drawings and trend.params.step and trend.step != trend.params.step:
        notes.append(_("The dates are too far apart for the chosen periods, so longer ones are shown."))
    return notes


def filter_labels(params: TrendParams) -> list[tuple[str, str]]:
    """(label, value) of what narrows the statements that are counted."""
    base = params.base
    labels = [
        (str(facet.label), value)
        for facet in FACETS_BY_NAME.values()
        for value in base.selected_values(facet.name)
    ]
    return labels + [
        (_("Not %s") % str(FACETS_BY_NAME[name].label).lower(), value) for name, value in base.exclude
    ]
