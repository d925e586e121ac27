"""The terms in the texts of public pages: links at their words, and what a small window says of each."""

from collections.abc import Iterable
from dataclasses import dataclass

from archive.models import Statement, Term, TermOccurrence
from archive.text.layout import Mark


@dataclass(frozen=True, eq=False)
class TermLink:
    """The term that marked words lead to."""

    slug: str
    url: str
    original: str


@dataclass(frozen=True)
class TermsInText:
    """``terms`` are those of the marks, in the order of the text, with their wordings."""

    marks: list[Mark]
    terms: list[Term]


def find_terms_in(statements: Iterable[Statement]) -> TermsInText:
    """Returns the terms in these statements, all of one document, at their places in its text; where words overlap, the
    longest. Three queries, one where there are none."""
    starts = {statement.pk: statement.start for statement in statements}
    if not starts:
        return TermsInText([], [])
    rows = TermOccurrence.objects.public().filter(statement__pk__any=starts)
    occurrences = rows.values_list("statement", "start", "end", "term").order_by("pk")
    spans = {(starts[pk] + start, starts[pk] + end, term) for pk, start, end, term in occurrences}
    return layout_terms(spans)


def layout_terms(spans: Iterable[tuple[int, int, int]]) -> TermsInText:
    """``spans``: (start, end, id of the term) in the text of the document."""
    places: list[tuple[int, int, int]] = []
    ordered_spans = sorted(spans, key=lambda span: (span[0] - span[1], span))
    for start, end, term in ordered_spans:
        if all(end <= first or last <= start for first, last, _term in places):
            places.append((start, end, term))
    if not places:
        return TermsInText([], [])
    terms = Term.objects.published().prefetch_related("wordings").in_bulk({term for _s, _e, term in places})
    links = {pk: TermLink(term.slug, term.get_absolute_url(), term.original) for pk, term in terms.items()}
    marks = [Mark(start, end, links[term]) for start, end, term in sorted(places) if term in links]
    in_order = dict.fromkeys(term for _start, _end, term in sorted(places) if term in terms)
    return TermsInText(marks, [terms[pk] for pk in in_order])
