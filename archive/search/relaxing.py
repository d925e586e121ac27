"""When nothing has all the words: what has most of them."""

from dataclasses import dataclass, field

import numpy as np

from .matching import Matching
from .query import Query


@dataclass
class Most:
    rows: np.ndarray
    scores: np.ndarray

    def in_order(self, rows: np.ndarray) -> np.ndarray:
        places = np.searchsorted(self.rows, rows)
        return rows[np.argsort(-self.scores[places], kind="stable")]


def most_of(matching: Matching, query: Query) -> Most | None:
    return None
