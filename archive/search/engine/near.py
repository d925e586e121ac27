"""What comes near where few rows have all the words, and what misspelt words may have been meant for.

It has the time that the search itself left. That some of it was not found makes no total a minimum; it is said apart,
and no other search gets what is incomplete.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from archive.search.query.nodes import Term
from archive.search.query.parser import Query

from .budget import SearchTimeoutError
from .match import Matcher
from .relaxation import RelaxedMatch, minimum_should_match, split_clauses
from .tsquery import tsqueries
from .vocabulary.other_forms import OtherForms, find_other_forms, unknown_words
from .vocabulary.spelling import Corrections, correct_words, find_corrections
from .vocabulary.typed_words import typed_forms, words_of

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

    def other_forms(self, terms: Iterable[Term], memoize: Memoize) -> dict[str, OtherForms]:
        """Returns other forms of words that no public text or name has as they are typed."""
        stemmed = [term for term in terms if not term.is_unstemmed]
        unknown = unknown_words(self.matcher.columns, dict.fromkeys(words_of(stemmed)))
        if not unknown:
            return {}
        forms = dict(typed_forms(stemmed))
        typed = {word: forms[word] for word in unknown}
        return self.in_time("other forms", lambda: find_other_forms(self.matcher, typed), memoize) or {}

    def corrections(
        self,
        query: Query,
        terms: Iterable[Term],
        other_forms: Mapping[str, OtherForms],
        few_rows: bool,
        memoize: Memoize,
    ) -> Corrections:
        """Returns corrections for words that may be misspelt: for any word where few rows are found, else for those
        with other forms."""
        if not (few_rows or other_forms):
            return {}

        def find() -> Corrections:
            if few_rows:
                tsqueries(split_clauses(query)[0], self.matcher.columns)  # together: most will be wanted
            return find_corrections(self.matcher, terms, other_forms, few_rows)

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

    def in_time(self, name: str, make: Callable[[], Any], memoize: Memoize) -> Any:
        """Returns what ``make`` does; None where the time ran out."""

        def make_in_time() -> Any:
            value = make()
            if self.is_partial:
                raise SearchTimeoutError
            return value

        try:
            return None if self.is_partial else memoize(name, make_in_time)
        except SearchTimeoutError:
            self.matcher.is_partial = True
            return None
