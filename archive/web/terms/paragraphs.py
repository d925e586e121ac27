"""The words of a term in all paragraphs of public texts, whether anybody has marked a statement there or not.

They are no occurrences: nobody has confirmed them, and who says them is known of statements only. So the page of a term
says how many there are, leads to the search for them, and shows the oldest where it is older than the first confirmed
use.
"""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from archive.models import Passage, Statement, Term, TermOccurrence
from archive.search.engine import engine
from archive.search.page.hits import Hit, passage_hits
from archive.search.query.nodes import Node, Or
from archive.search.query.nodes import Term as Words
from archive.search.query.parser import parse
from archive.search.query.unparse import unparse
from archive.search.request.links import url
from archive.search.request.params import SearchParams

MAX_CANDIDATES = 20  # paragraphs among which the oldest is looked for


@dataclass(frozen=True)
class ParagraphUse:
    """``total`` paragraphs, at least so many where ``is_partial``; ``older`` is None where the first use is older."""

    total: int
    is_partial: bool
    url: str
    older: Hit | None


def count_paragraphs(term: Term, first: Statement | None) -> ParagraphUse | None:
    """``first`` is the statement with the first confirmed use. None where no paragraph has the words, or where the
    wordings are too many for one search. Six queries at most, three where no paragraph is older."""
    words = unparse(any_wording(term))
    query = parse(words)
    params = SearchParams(q=words, unit="passages", synonyms="no", sort="oldest")
    matches = engine.match(params, query)
    if query.truncated or matches.is_relaxed or not matches.counts.total:
        return None
    older = older_passages(term, matches.order(MAX_CANDIDATES), first)[:1]
    hits = passage_hits(older, matches.terms, params.q, matches.names) if older else []
    return ParagraphUse(
        matches.counts.total, matches.is_partial, url(params.change(sort="")), hits[0] if hits else None
    )


def older_passages(term: Term, ids: list[int], first: Statement | None) -> list[int]:
    """Returns those of these passages, in the same order, that are older than the first use and overlap no statement in
    which the program found the term, whatever editors decided about it there. One query."""
    within = TermOccurrence.objects.filter(
        term=term,
        statement__document=OuterRef("document"),
        statement__start__lt=OuterRef("end"),
        statement__end__gt=OuterRef("start"),
    )
    date = first and first.effective_date[0]
    before = {"document__date__lt": date} if date else {"document__date__isnull": False}
    older = set(Passage.objects.filter(~Exists(within), pk__in=ids, **before).values_list("pk", flat=True))
    return [pk for pk in ids if pk in older]


def any_wording(term: Term) -> Node:
    """A query for any wording of the term, as it is written."""
    texts = dict.fromkeys([term.original, *(wording.text for wording in term.wordings.all())])
    words = tuple(Words(text, in_text=True, exact=True) for text in texts)
    return Or(words) if len(words) > 1 else words[0]
