"""Finds the occurrences of one term at once, with the archive's index; what the index cuts short a command finds."""

from archive.editing.terms.occurrences import FindCounts, find_terms
from archive.models import Term
from archive.search.engine import engine
from archive.search.query.nodes import Or
from archive.search.query.nodes import Term as Words
from archive.search.query.parser import Query

MAX_STATEMENTS = 2_000  # statements that are looked at while an editor waits
MILLISECONDS = 2_000


def find_occurrences(term: Term) -> tuple[FindCounts, bool]:
    """Records the term's occurrences in statements that have one of its wordings, the newest first, and in those where
    it was found before. Returns the counts and whether there are more statements to look at."""
    wordings = dict.fromkeys([term.original, *term.wordings.order_by("pk").values_list("text", flat=True)])
    words = tuple(Words(text, in_text=True, exact=True) for text in wordings)
    matches = engine.find_statements(Query(Or(words) if len(words) > 1 else words[0]), MILLISECONDS)
    earlier = term.occurrences.order_by("-statement").values_list("statement", flat=True).distinct()
    keys = dict.fromkeys([*earlier[:MAX_STATEMENTS], *reversed(matches.ids.tolist())])
    return find_terms(list(keys)[:MAX_STATEMENTS]), matches.is_partial or len(keys) > MAX_STATEMENTS
