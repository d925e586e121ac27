"""What the rows of the search table have: numpy arrays whose index is the id of the row."""

from collections.abc import Callable, Hashable, Sequence
from threading import RLock
from typing import Any

import numpy as np

from archive.models import Document
from archive.search.engine.rows import RowSet, row_numbers
from archive.search.facets import DOCUMENT

from .calendar import Calendar
from .dictionary import DictionaryColumn
from .loading import PASSAGE, PASSAGES_OF_DOCUMENT


class RowValues:
    """``unit``, ``number``, ``document``, ``day`` and ``utterance`` are arrays of ``size``; ``unit`` is 0 in rows that
    are not public, ``number`` the id of a statement, or of a passage its number in the document. ``facets`` holds the
    dictionary-encoded columns.

    What is worked out from them is kept in ``until_changed``; writing needs ``lock``.
    """

    unit: np.ndarray
    number: np.ndarray
    document: np.ndarray
    day: np.ndarray
    utterance: np.ndarray
    facets: dict[str, DictionaryColumn]
    lock: RLock
    until_changed: dict[Hashable, Any]

    @property
    def languages(self) -> list[str]:
        """The languages of public texts, present and former ones."""
        return self.facets["language"].values[1:]

    @property
    def size(self) -> int:
        return len(self.unit)

    def memoize(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """Returns what ``make`` does, called once until a row changes; the lock is held meanwhile."""
        with self.lock:
            if key not in self.until_changed:
                self.until_changed[key] = make()
            return self.until_changed[key]

    def rows(self, unit: int) -> np.ndarray:
        """The public rows of a unit, ascending int32."""
        return row_numbers(self.row_set(unit))

    def row_set(self, unit: int) -> RowSet:
        """Returns the public rows of a unit, mostly as a mask."""
        end = self.memoize(("end", unit), lambda: int(np.flatnonzero(self.unit == unit)[-1:].sum()) + 1)
        return self.unit[:end] == unit

    def count_rows(self, unit: int) -> int:
        """The number of public rows of the unit."""
        return self.memoize(("number of rows", unit), lambda: np.count_nonzero(self.unit == unit))

    def object_ids(self, rows: np.ndarray) -> np.ndarray:
        """The ids of the statements or passages of these rows, int64."""
        ids = np.take(self.number, rows).astype(np.int64)
        ids += (np.take(self.unit, rows) == PASSAGE) * PASSAGES_OF_DOCUMENT * np.take(self.document, rows)
        return ids

    @property
    def calendar(self) -> Calendar:
        return self.memoize("calendar", lambda: Calendar(self.day[self.unit > 0]))

    def machine_mask(self, rows: np.ndarray | slice) -> np.ndarray:
        """Returns for each row whether its document was translated by a machine."""
        return self.value_mask("translation", [Document.Translator.MACHINE.value], rows)

    def value_mask(self, facet: str, values: Sequence, rows: np.ndarray | slice) -> np.ndarray:
        """Returns for each row whether it has one of the facet's values, or belongs to one of the documents."""
        if facet == DOCUMENT.name:
            return np.isin(self.document[rows], values)
        column = self.facets[facet]
        with self.lock:
            return column.value_mask(values, rows)

    def occurs(self, facet: str, values: Sequence) -> bool:
        """Whether a public row, statement or passage, has one of the values."""
        if facet == DOCUMENT.name:
            return bool((np.isin(self.document, values) & (self.unit > 0)).any())
        column = self.facets[facet]
        used = self.memoize(("codes", facet), lambda: np.bincount(column.codes[self.unit > 0]) > 0)
        mask = column.code_mask(values)[: len(used)]
        return bool((mask & used[: len(mask)]).any())

    def codes(self, facet: str) -> Sequence[str]:
        return self.facets[facet].values[1:]

    def most_reported(self, number: int) -> list[int]:
        """The ids of the utterances with the most public reports, two or more: so many, of equals the newest."""

        def count_reports() -> np.ndarray:
            counts = np.bincount(self.utterance[self.unit > 0], minlength=1)
            counts[0] = 0
            return counts

        counts = self.memoize("reports of utterances", count_reports)
        reported = np.flatnonzero(counts > 1)
        order = np.lexsort((-reported, -counts[reported]))[:number]
        return reported[order].tolist()
