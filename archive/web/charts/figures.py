"""The figures of the archive: how much there is of what, how far it is annotated, who speaks on which theme."""

from collections.abc import Iterator

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.models import Source
from archive.search.cached_values import cache_until_change
from archive.search.engine import engine
from archive.search.page.histogram import build_histogram
from archive.search.request.links import url
from archive.search.trends.figures import EVERYTHING, ArchiveFigures, count_figures
from archive.web.citations import base_url
from archive.web.exports.responses import csv_file
from archive.web.metadata.page import describe_list

CSV_COLUMNS = ["table", "value", "theme", "statements", "documents", "fully_annotated", "url"]


@require_safe
@engine.refresh_once()
def archive_figures(request):
    figures, sources = count_figures(), read_coverage()
    context = {
        "figures": figures,
        "histogram": build_histogram(EVERYTHING, figures.years),
        "sources": sources,
        "documents": sum(source.document_count for source in sources),
        "annotated": sum(source.annotated_count for source in sources),
        "meta": describe_list(
            request, _("Figures"), _("What the archive holds, and how much of it is annotated.")
        ),
    }
    return render(request, "archive/charts/figures.html", context)


@require_safe
@engine.refresh_once()
def archive_figures_csv(request):
    lines = figure_lines(count_figures(), read_coverage(), base_url(request))
    return csv_file(request, "figures.csv", lines)


def read_coverage() -> list[Source]:
    """The coverage of all sources; no query unless the archive changed since it was read."""
    return cache_until_change("coverage of sources", Source.objects.with_coverage)


def figure_lines(figures: ArchiveFigures, sources: list[Source], base: str) -> Iterator[list[str]]:
    yield CSV_COLUMNS
    for year, count in figures.years:
        address = base + url(EVERYTHING.with_years(year, year))
        yield ["year", str(year), "", str(count), "", "", address]
    if figures.undated_count:
        yield ["year", "undated", "", str(figures.undated_count), "", "", ""]
    for table in figures.tables:
        for row in table.rows:
            yield [table.name, row.label, "", str(row.count), "", "", base + row.url]
    for source in sources:
        counts = (str(source.document_count), str(source.annotated_count))
        yield ["coverage", source.name, "", "", *counts, base + source.get_absolute_url()]
    for row in figures.matrix:
        for cell in row.cells:
            yield [
                "speaker by theme",
                row.speaker.label,
                cell.label,
                str(cell.count),
                "",
                "",
                base + cell.url,
            ]
