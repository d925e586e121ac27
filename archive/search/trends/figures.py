"""How much the archive has: by year, source, language and attribution, and whose statements are on which theme."""

from dataclasses import dataclass

from archive.search.buckets import Bucket, largest_first, make_buckets
from archive.search.engine import Matches, engine
from archive.search.facets import FACETS_BY_NAME
from archive.search.query.parser import parse
from archive.search.request.links import url
from archive.search.request.params import SearchParams

FACETS = ("source", "language", "attribution", "kind", "translation")
SPEAKERS, THEMES = 15, 12  # of the matrix: those with the most statements
EVERYTHING = SearchParams(unit="statements")


@dataclass(frozen=True)
class Figure:
    """A value that ``count`` statements have; ``params`` is the search whose total that is."""

    label: str
    value: str
    count: int
    params: SearchParams

    @property
    def url(self) -> str:
        return url(self.params)


@dataclass(frozen=True)
class Table:
    name: str
    label: str
    rows: list[Figure]


@dataclass(frozen=True)
class MatrixRow:
    """A speaker's row. ``shaded_cells`` has each cell with a number from 0 to 4: its share of the speaker's statements,
    in fifths."""

    speaker: Figure
    cells: list[Figure]

    @property
    def shaded_cells(self) -> list[tuple[Figure, int]]:
        return [(cell, min(4, cell.count * 5 // self.speaker.count)) for cell in self.cells]


@dataclass(frozen=True)
class ArchiveFigures:
    """``years`` are (year, statements), ascending; ``themes`` and ``matrix`` are of the commonest."""

    total: int
    years: list[tuple[int, int]]
    tables: list[Table]
    themes: list[Figure]
    matrix: list[MatrixRow]

    @property
    def undated_count(self) -> int:
        """The number of statements without a year."""
        return self.total - sum(count for _year, count in self.years)


def count_figures() -> ArchiveFigures:
    """Returns the figures of the whole archive; each number is the total of the search that its address names."""
    matches = engine.match(EVERYTHING, parse(""))
    tables = [Table(name, str(FACETS_BY_NAME[name].label), figures(matches, name)) for name in FACETS]
    themes = figures(matches, "theme", THEMES, top_only=True)
    speakers = figures(matches, "speaker", SPEAKERS)
    counts = matches.count_pairs(
        "speaker", keys(matches, speakers, "speaker"), "theme", keys(matches, themes, "theme")
    )
    matrix = [
        MatrixRow(
            speaker,
            [
                Figure(theme.label, theme.value, count, speaker.params.change(theme=(theme.value,)))
                for theme, count in zip(themes, row, strict=True)
            ],
        )
        for speaker, row in zip(speakers, counts, strict=True)
    ]
    return ArchiveFigures(matches.counts.total, matches.counts.years, tables, themes, matrix)


def keys(matches: Matches, figures: list[Figure], facet: str) -> list:
    return matches.names.keys(facet, [figure.value for figure in figures])


def figures(matches: Matches, facet: str, limit: int | None = None, top_only: bool = False) -> list[Figure]:
    """Returns so many values of a facet, the largest first; with ``top_only`` those without a parent. What has no value
    is not among them."""
    counts = {key: count for key, count in matches.counts.facets[facet].items() if count}
    if top_only:
        names_by_id = matches.names.by_id[facet]
        counts = {
            key: count
            for key, count in counts.items()
            if key in names_by_id and not names_by_id[int(key)].parent
        }
    keys = largest_first(matches.names, facet, counts)[:limit]
    buckets = make_buckets(matches.names, facet, {key: counts[key] for key in keys})
    return [
        Figure(
            label_of(facet, bucket), bucket.value, bucket.count, EVERYTHING.change(**{facet: (bucket.value,)})
        )
        for bucket in buckets
    ]


def label_of(facet: str, bucket: Bucket) -> str:
    return bucket.label or FACETS_BY_NAME[facet].label_of(bucket.value)
