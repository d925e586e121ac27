"""What comes near where few rows have all the words, and what misspelt words may have been meant for.

It has the time that the search itself left. That some of it was not found makes no total a minimum; it is said apart,
and no other search gets what is incomplete.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from archive.search.query.nodes import Term
from archive.search.query.parser import Query

from .budget import SearchTimeoutError
from .match import Matcher
from .relaxation import RelaxedMatch, minimum_should_match, split_clauses
from .tsquery import tsqueries
from .vocabulary.spelling import Corrections, correct_words, find_corrections

# Keeps what a function makes under a name, for this search and the next ones.
Memoize = Callable[[str, Callable[[], Any]], Any]


class NearMatches:
    """Holds nothing of the search whose ``memoize`` it is given: together they would stay in memory, with all rows,
    until the garbage collector comes."""

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = Matcher(matcher.columns, matcher.unit, matcher.budget)

    @property
    def is_partial(self) -> bool:
        return self.matcher.is_partial

    def corrections(self, query: Query, terms: Iterable[Term], memoize: Memoize) -> Corrections:
        def find() -> Corrections:
            tsqueries(split_clauses(query)[0], self.matcher.columns)  # together: most will be wanted
            return find_corrections(self.matcher, terms)

        return self.in_time("corrections", find, memoize) or {}

    def rows(self, query: Query, corrections: Corrections, memoize: Memoize) -> RelaxedMatch | None:
        return self.in_time(
            "nearest", lambda: minimum_should_match(self.matcher, query, corrections), memoize
        )

    def printed_words(self, words: Sequence[str]) -> dict[str, str]:
        """The folded words as texts print them. Raises SearchTimeoutError."""
        try:
            return correct_words(self.matcher, words)
        except SearchTimeoutError:
            self.matcher.is_partial = True
            raise

    def in_time(self, what: str, make: Callable[[], Any], memoize: Memoize) -> Any:
        """What ``make`` returns; None where the time ran out."""

        def make_in_time() -> Any:
            made = make()
            if self.is_partial:
                raise SearchTimeoutError
            return made

        try:
            return None if self.is_partial else memoize(what, make_in_time)
        except SearchTimeoutError:
            self.matcher.is_partial = True
            return None
