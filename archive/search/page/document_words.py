"""The words of a query in one document: where they stand, and what a reader must know of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from archive.models import Document
from archive.search.engine import engine
from archive.search.query.parser import parse
from archive.search.query.unparse import unparse_clauses
from archive.search.request.notices import notice_text
from archive.search.request.params import SearchParams
from archive.search.results import synonyms
from archive.search.suggest.spelling import other_forms
from archive.text.paragraphs import Span, paragraph_bounds

from .highlight import find_matches
from .notices import word_notices

MAX_CHARACTERS = 1_000_000


@dataclass(frozen=True)
class DocumentWords:
    """``query`` is what was typed, ``words`` those of it that are marked: neither fields nor exclusions are. ``spans``
    are where they or their synonyms stand."""

    query: str = ""
    words: str = ""
    spans: Sequence[Span] = ()
    notices: Sequence[str] = ()
    is_text_too_long: bool = False


def find_words(document: Document, q: str) -> DocumentWords:
    """Finds them in all the forms in which the search finds them, in a text that is not too long: it takes about a
    second for each million characters."""
    query = parse(q)
    words = unparse_clauses(query.positive_terms)
    notices = list(map(notice_text, query.notices))
    is_too_long = len(document.text) > MAX_CHARACTERS
    if not words or is_too_long:
        return DocumentWords(query.text, words, (), notices, is_too_long)
    query_of_words = parse(words)
    matches = engine.match(SearchParams(words, "passages"), query_of_words)
    bounds = paragraph_bounds(document.text)
    spans = find_matches(
        matches.terms, [document.text[start:end] for start, end in bounds], [document.language] * len(bounds)
    )
    in_text = [
        (first + start, first + end)
        for (first, _last), of_paragraph in zip(bounds, spans, strict=True)
        for start, end in of_paragraph
    ]
    notices += word_notices(synonyms(matches), other_forms(matches, query_of_words))
    return DocumentWords(query.text, words, in_text, notices)
