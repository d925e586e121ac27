"""Total, list and every facet of one search, all from the same rows: what is counted is what is listed."""

from dataclasses import dataclass, field
from itertools import count
from typing import Any

import numpy as np

from archive.models import Statement
from archive.search.engine.cache import BoundedCache
from archive.search.engine.columns import Columns, current
from archive.search.engine.count import Counts, narrow
from archive.search.engine.match import Matching
from archive.search.engine.order import Best, in_order
from archive.search.engine.relaxation import Most, most_of
from archive.search.request.params import SearchParams
from archive.search.suggest.spelling import LITTLE, did_you_mean

from .facets import FACETS
from .labels import Labelled, keys, labelled
from .query import parser as queries

PER_PAGE = 20
MOST_VALUES = 60  # of a facet, which the page has room for
STATEMENT, PASSAGE = 1, 2
TRIES = 3  # while others write
REMEMBERED = 200  # counts and weights of searches that are kept for their next page
ATTRIBUTIONS = {code: place for place, code in enumerate(Statement.Attribution.values)}


@dataclass
class Results:
    """``at_least``: time ran out, and every number is only a lower bound. ``relaxed``: nothing has all the words;
    this has most of them. ``meant`` is a query that may have been meant instead. Where utterances are counted,
    ``statements`` are the reports of all of them, and ``utterances`` tells that of each listed statement that has one.
    """

    total: int = 0
    page: int = 1
    ids: list[int] = field(default_factory=list)
    facets: dict[str, Labelled] = field(default_factory=dict)
    years: list[tuple[int, int]] = field(default_factory=list)
    statements: int = 0
    utterances: dict[int, int] = field(default_factory=dict)
    at_least: bool = False
    relaxed: bool = False
    meant: str = ""

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PER_PAGE))


def search(params: SearchParams, most: int | None = MOST_VALUES) -> Results:
    """``most`` values of each facet, those that were chosen beside them, and all themes, which form a tree."""
    answer = Answer(params)
    counts = answer.counts
    results = Results(counts.total, years=counts.years)
    results.facets = {
        name: answer.labelled(name, None if name == "theme" else most) for name in counts.facets
    }
    results.page = min(params.page, results.pages)
    results.ids = answer.ids(results.page * PER_PAGE)[(results.page - 1) * PER_PAGE :]
    results.statements = counts.statements
    if answer.by_utterance:
        results.utterances = answer.utterances(results.ids)
    results.at_least, results.relaxed = answer.matching.at_least, answer.most is not None
    if answer.query and (results.relaxed or len(answer.found) < LITTLE):
        results.meant = did_you_mean(answer.matching, answer.query)
    return results


def listed(params: SearchParams) -> list[int]:
    """The ids of all statements or passages of the list, in its order."""
    return Answer(params, counting=False).ids()


@dataclass(frozen=True)
class Counted:
    """``facets`` holds for each the count of every value that occurs or is left out, by id or code."""

    total: int
    statements: int
    facets: dict[str, dict]
    years: list[tuple[int, int]]


remembered: BoundedCache[tuple, Any] = BoundedCache(REMEMBERED)


class Answer:
    """The rows of one search and their counts, all as of one moment of the columns.

    Other threads bring the columns up to date while PostgreSQL is asked for the words; what was found is then held
    against the columns as they are, once, with nobody changing them.
    """

    def __init__(self, params: SearchParams, counting: bool = True):
        self.params = params
        self.query = queries.parse(params.q)
        self.by_utterance = params.unit == "utterances"
        tries = count(1)
        while not self.settle(self.match(), counting, last=next(tries) == TRIES):
            pass

    def match(self) -> Columns:
        with current() as columns:
            self.columns = columns.now()
        self.matching = Matching(self.columns, PASSAGE if self.params.unit == "passages" else STATEMENT)
        self.found = self.matching.rows(self.query)
        self.most: Most | None = None
        if not len(self.found) and not self.matching.at_least:
            self.most = self.kept("most", lambda: most_of(self.matching, self.query))
            self.found = self.most.rows if self.most else self.found
        return columns

    def settle(self, columns: Columns, counting: bool, last: bool) -> bool:
        """False where the columns read something since the words were asked for: what was found may be other rows
        now (read anew), or what the changed rows were before. The ``last`` time the latter is taken, and not kept."""
        with columns.lock:
            self.moved = columns.sequence != self.columns.sequence
            if columns.epoch != self.columns.epoch or (self.moved and not last):
                return False
            self.columns = columns.now()
            found = self.found[self.columns.unit[self.found] == self.matching.unit]
            self.narrowing = narrow(self.columns, self.params, found)
            self.rows = self.one_for_each(self.narrowing.fitting())
            self.counts = self.make_counts() if counting else None
        return True

    def one_for_each(self, rows: np.ndarray) -> np.ndarray:
        """One row for each line of the list: of an utterance only its best report."""
        reports = np.flatnonzero(self.columns.utterance[rows]) if self.by_utterance else []
        if not len(reports):
            return rows
        listed = np.ones(len(rows), np.bool_)
        listed[reports] = False
        listed[reports[self.best(rows[reports])]] = True
        return rows[listed]

    def best(self, reports: np.ndarray) -> np.ndarray:
        """Of each utterance's reports the place of the one to read: by no machine, nearest to the speaker's own words,
        earliest."""
        columns = self.columns
        attribution = columns.facets["attribution"]
        nearness = np.array([ATTRIBUTIONS.get(code, len(ATTRIBUTIONS)) for code in attribution.values])
        keys = (
            columns.object_id[reports],
            columns.day[reports],
            nearness[attribution.codes[reports]],
            columns.machine[reports],
            columns.utterance[reports],
        )
        order = np.lexsort(keys)
        _utterances, first = np.unique(columns.utterance[reports][order], return_index=True)
        return order[first]

    def ids(self, end: int | None = None) -> list[int]:
        """Of the statements or passages in the list's order, the first ``end``."""
        return self.columns.object_id[self.in_order(end)].tolist()

    def utterances(self, ids: list[int]) -> dict[int, int]:
        rows = self.rows[np.isin(self.columns.object_id[self.rows], ids)]
        pairs = zip(self.columns.object_id[rows].tolist(), self.columns.utterance[rows].tolist(), strict=True)
        return {statement: utterance for statement, utterance in pairs if utterance}

    def in_order(self, end: int | None) -> np.ndarray:
        if self.params.order != "relevance":
            return in_order(self.columns, self.rows, self.params.order, end)
        if self.most:
            return self.most.in_order(self.rows)[:end]
        # Of the rows weighed so far for these words, whatever was chosen beside them.
        weights = self.kept("weights", dict)
        return Best(self.matching, self.query, weights).in_order(self.rows, end)

    def kept(self, what: str, make):
        """For the next page or the next choice, as long as nothing changes in the archive."""
        if not self.columns.key:
            return make()
        return remembered.get_or_make(
            (self.columns.key, self.columns.sequence, self.matching.unit, self.query.text, what), make
        )

    def make_counts(self) -> Counted:
        if self.matching.at_least or self.moved or not self.columns.key:
            return self.count()
        return remembered.get_or_make(
            (self.columns.key, self.columns.sequence, self.params.change(sort="")), self.count
        )

    def count(self) -> Counted:
        counts = Counts(self.columns, self.matching.unit, self.by_utterance)
        facets = {facet.name: self.values(counts, facet.name) for facet in FACETS}
        years = counts.years(self.narrowing.fitting(ignoring="year"))
        return Counted(len(self.rows), len(self.narrowing.fitting()), facets, years)

    def values(self, counts: Counts, facet: str) -> dict:
        found = counts.of(facet, self.narrowing.fitting(ignoring=facet))
        excluded = self.params.excluded(facet)
        if excluded:
            # What is left out stands beside the rest with what it takes away.
            without = counts.of(facet, self.narrowing.fitting(ignoring=facet, all_of_it=True))
            found |= {key: without.get(key, 0) for key in keys(self.columns, facet, excluded)}
        return found

    def labelled(self, facet: str, most: int | None = None) -> Labelled:
        asked = [*self.params.chosen(facet), *self.params.excluded(facet)]
        return labelled(self.columns, facet, self.counts.facets[facet], asked, most)
