"""Counts phrases over time; every number is the total of a search, and ``Line`` says of which."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from archive.models import Statement
from archive.search.buckets import Bucket, buckets
from archive.search.coarse_dates import count_dated_by_year
from archive.search.engine import Coverage, Key, Matches, engine
from archive.search.facets import FACETS_BY_NAME
from archive.search.page.cards import load_statements
from archive.search.query.parser import parse
from archive.search.request.links import url
from archive.search.request.params import SearchParams
from archive.search.suggest.spelling import other_forms

from .params import STEPS, TrendParams, label_of
from .shares import Share, rank_shares

MAX_LINES = 5  # of one drawing
MAX_PERIODS = 240  # of one drawing; with more of them the next longer step is taken
AUTOMATIC = {"month": 36, "quarter": 60}  # so many periods at most, where the reader chose no step
MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True)
class Period:
    """A month, quarter or year; ``number`` is that of ``engine.series``."""

    step: str
    number: int

    @property
    def first(self) -> dt.date:
        year, month = divmod(self.number * MONTHS[self.step], 12)
        return dt.date(year, month + 1, 1)

    @property
    def last(self) -> dt.date:
        year, month = divmod((self.number + 1) * MONTHS[self.step], 12)
        return dt.date(year, month + 1, 1) - dt.timedelta(days=1) if year <= dt.MAXYEAR else dt.date.max

    @property
    def year(self) -> int:
        return self.first.year

    def __str__(self) -> str:
        """As in 2024-05, 2024 Q2 or 2024."""
        if self.step == "month":
            return f"{self.year:04d}-{self.first.month:02d}"
        return (
            f"{self.year:04d} Q{self.first.month // 3 + 1}" if self.step == "quarter" else f"{self.year:04d}"
        )


@dataclass(frozen=True)
class Line:
    """The statements with a phrase, or those of them with one value of a facet, over time.

    ``counts`` and ``totals`` (of all statements that the line could have) are by the number of the period; ``params``
    is the search whose total is ``total``, ``undated_count`` of it have no date.
    """

    label: str
    params: SearchParams
    total: int
    counts: dict[int, int]
    totals: dict[int, int]

    @property
    def undated_count(self) -> int:
        return self.total - sum(self.counts.values())

    def count(self, period: Period) -> int:
        return self.counts.get(period.number, 0)

    def total_in(self, period: Period) -> int:
        return self.totals.get(period.number, 0)

    def rate(self, period: Period) -> float | None:
        """Returns the number per 1,000 statements; None where there are none."""
        return 1000 * self.count(period) / self.total_in(period) if self.total_in(period) else None

    def search(self, period: Period) -> SearchParams:
        """Returns the search for what is counted in the period."""
        since, until = self.span(period)
        return self.params.change(since=since, until=until)

    def span(self, period: Period) -> tuple[dt.date, dt.date]:
        """Returns the first and last day of the period that the line's search allows."""
        first, last = period.first, period.last
        return max(first, self.params.since or first), min(last, self.params.until or last)


@dataclass(frozen=True)
class PhraseCount:
    """One phrase: its ``total``, the ``first`` statement that has it, and who uses it most, by share. ``synonyms`` and
    ``other_forms`` are those of ``Results``."""

    label: str
    params: SearchParams
    total: int
    first: Statement | None
    speakers: list[Share]
    sources: list[Share]
    synonyms: dict[str, list[str]] = field(default_factory=dict)
    other_forms: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return url(self.params)


@dataclass
class Drawing:
    """Lines that share their periods; ``omitted_count`` values of the split have no line."""

    title: str
    lines: list[Line]
    step: str
    omitted_count: int = 0

    @cached_property
    def periods(self) -> list[Period]:
        """All periods from the first to the last in which any line has something."""
        numbers = [number for line in self.lines for number in line.counts]
        return [Period(self.step, n) for n in range(min(numbers), max(numbers) + 1)] if numbers else []


@dataclass
class Trend:
    """``is_partial``: time ran out, and every number is only a lower bound. ``coverage`` is of all documents that
    statements could be counted in. ``dated_by_year``: statements of which only the year is known, counted in its first
    period."""

    params: TrendParams
    step: str = "year"
    phrases: list[PhraseCount] = field(default_factory=list)
    drawings: list[Drawing] = field(default_factory=list)
    coverage: Coverage = field(default_factory=lambda: Coverage(0, 0))
    is_partial: bool = False
    dated_by_year: int = 0


class TrendCounter:
    """Counts every phrase of the request in the columns: for each a search, and one for all statements."""

    def __init__(self, params: TrendParams) -> None:
        self.params = params
        self.all_matches = self.match("")
        self.matches = {phrase: self.match(phrase, sort="oldest") for phrase in params.phrases}

    def match(self, phrase: str, **changes: str) -> Matches:
        return engine.match(self.params.search(phrase, **changes), parse(phrase))

    def count(self) -> Trend:
        step = self.step
        return Trend(
            self.params,
            step,
            [self.count_phrase(phrase, matches) for phrase, matches in self.matches.items()],
            self.draw(step),
            engine.match(self.params.coverage, parse("")).coverage,
            any(matches.is_partial for matches in self.matches.values()),
            0 if step == STEPS[-1] else count_dated_by_year(self.nonempty_matches),
        )

    @property
    def step(self) -> str:
        """The chosen one, or one with enough periods to see something; a longer one where they would be too many."""
        months_used = [
            month for matches in self.nonempty_matches for month in matches.count_periods("month")[0]
        ]
        months = max(months_used) - min(months_used) + 1 if months_used else 0
        chosen_step = self.params.step
        for step in STEPS:
            max_periods = MAX_PERIODS if chosen_step else AUTOMATIC.get(step, MAX_PERIODS)
            if (
                STEPS.index(step) >= (STEPS.index(chosen_step) if chosen_step else 0)
                and months <= max_periods * MONTHS[step]
            ):
                return step
        return STEPS[-1]

    @property
    def nonempty_matches(self) -> list[Matches]:
        return [
            matches for matches in self.matches.values() if not matches.is_relaxed and matches.counts.total
        ]

    def count_phrase(self, phrase: str, matches: Matches) -> PhraseCount:
        params = self.params.search(phrase)
        synonyms = {typed: list(others) for typed, others in matches.synonyms.items()}
        if matches.is_relaxed:
            return PhraseCount(label_of(phrase, matches.names), params, 0, None, [], [])
        ids = matches.order(1)
        first = load_statements(ids).get(ids[0]) if ids else None
        speakers, sources = (
            rank_shares(
                matches.names,
                facet,
                matches.counts.facets[facet],
                self.all_matches.counts.facets[facet],
                params,
            )
            for facet in ("speaker", "source")
        )
        return PhraseCount(
            label_of(phrase, matches.names),
            params,
            matches.counts.total,
            first,
            speakers,
            sources,
            synonyms,
            other_forms(matches, parse(phrase)),
        )

    def draw(self, step: str) -> list[Drawing]:
        if self.params.split:
            matches = (
                (phrase, phrase_matches)
                for phrase, phrase_matches in self.matches.items()
                if phrase_matches in self.nonempty_matches
            )
            return [self.draw_split(phrase, phrase_matches, step) for phrase, phrase_matches in matches]
        totals = self.all_matches.count_periods(step)[0]
        lines = [
            Line(
                label_of(phrase, matches.names),
                self.params.search(phrase),
                0 if matches.is_relaxed else matches.counts.total,
                {} if matches.is_relaxed else matches.count_periods(step)[0],
                totals,
            )
            for phrase, matches in self.matches.items()
        ]
        return [Drawing("", lines, step)] if any(line.total for line in lines) else []

    def draw_split(self, phrase: str, matches: Matches, step: str) -> Drawing:
        facet = self.params.split
        values = self.values(matches, facet)
        shown_values = values[:MAX_LINES]
        keys: list[Key] = [bucket.value if bucket.id is None else bucket.id for bucket in shown_values]
        period_counts = matches.count_periods(step, facet, keys)
        totals = self.all_matches.count_periods(step, facet, keys)
        lines = [
            Line(
                bucket.label or FACETS_BY_NAME[facet].label_of(bucket.value),
                self.params.search(phrase, **{facet: (bucket.value,)}),
                bucket.count,
                counts,
                of,
            )
            for bucket, counts, of in zip(shown_values, period_counts, totals, strict=True)
        ]
        return Drawing(label_of(phrase, matches.names), lines, step, len(values) - len(shown_values))

    def values(self, matches: Matches, facet: str) -> list[Bucket]:
        """Returns those of the chosen values that occur, or all; the largest first. What is excluded is not
        among them."""
        selected_values = set(self.params.base.selected_values(facet))
        excluded_values = set(self.params.base.excluded_values(facet))
        known_counts = buckets(matches.names, facet, matches.counts.facets[facet], []).counts
        return [
            bucket
            for bucket in known_counts
            if bucket.count
            and bucket.value not in excluded_values
            and (not selected_values or bucket.value in selected_values)
        ]


def count_trend(params: TrendParams) -> Trend:
    """Counts the phrases. Three queries for each at most, one of them for its first use."""
    return TrendCounter(params).count() if params.phrases else Trend(params)


def count_by_period(params: SearchParams) -> tuple[str, dict[int, int], dict[Key, int], int]:
    """Returns (step, period -> statements, event id -> statements, those without a date) of a search without words; the
    step is one with few enough periods to be read."""
    matches = engine.match(params, parse(""))
    months = matches.count_periods("month")[0]
    length = max(months) - min(months) + 1 if months else 0
    step = next(
        (step for step, max_periods in AUTOMATIC.items() if length <= max_periods * MONTHS[step]), "year"
    )
    undated_count = matches.counts.total - sum(months.values())
    return step, matches.count_periods(step)[0], dict(matches.counts.facets["event"].items()), undated_count


def all_lines(drawings: Iterable[Drawing]) -> Iterable[tuple[Drawing, Line]]:
    return ((drawing, line) for drawing in drawings for line in drawing.lines)
