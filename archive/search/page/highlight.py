"""Marks the words a reader searched for. The only place where text with marks becomes HTML.

PostgreSQL's own headline function neither escapes nor knows accents and Chinese, so the words are found here, with
stems asked of the database in one query for all texts.
"""

from collections.abc import Iterable, Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from archive.search.engine import engine
from archive.search.query.lexer import Term
from archive.search.query.parser import Query, parse
from archive.text.folding import Token, tokens

Span = tuple[int, int]
SNIPPET = 320


def find_matches(query: Query | str, texts: Sequence[str], languages: Sequence[str]) -> list[list[Span]]:
    """For each text in its language the places of the query's words, in order, not overlapping.

    One query, none without words.
    """
    query = parse(query) if isinstance(query, str) else query
    wanted = query.wanted
    if not wanted or not texts:
        return [[] for _ in texts]
    tokenised = [tokens(text) for text in texts]
    typed = {word for term in wanted for word in term.words}
    begun = {word[:2] for word in typed}  # stemmers leave the beginning of a Latin word alone
    stems = engine.stems(
        {(language, word) for language in set(languages) for word in typed}
        | {
            (language, token.word)
            for line, language in zip(tokenised, languages, strict=True)
            for token in line
            if token.word[:2] in begun or not token.word.isascii()
        }
    )
    terms = {
        language: [(term, [stems[language, word] for word in term.words]) for term in wanted]
        for language in set(languages)
    }
    found = []
    for line, language in zip(tokenised, languages, strict=True):
        known = [stems.get((language, token.word), token.word) for token in line]
        found.append(merge(span for term, own in terms[language] for span in places(line, known, term, own)))
    return found


def places(line: Sequence[Token], known: list[str], term: Term, wanted: list[str]) -> Iterable[Span]:
    """Where the term's words stand one after the other; ``known`` and ``wanted`` are stems."""
    *first, last = wanted
    length = len(wanted)
    for at in range(len(line) - length + 1):
        end = at + length - 1
        ends = known[end] == last or (term.prefix and line[end].word.startswith(term.words[-1]))
        if ends and known[at:end] == first:
            yield line[at].start, line[end].end


def merge(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def highlight(text: str, spans: Iterable[Span]) -> SafeString:
    """The text escaped, with the spans in ``<mark class="hit">``."""
    parts, at = [], 0
    for start, end in spans:
        parts += [escape(text[at:start]), '<mark class="hit">', escape(text[start:end]), "</mark>"]
        at = end
    return mark_safe("".join([*parts, escape(text[at:])]))  # every piece of text is escaped above


def snippet(text: str, spans: Sequence[Span], length: int = SNIPPET) -> SafeString:
    """About ``length`` characters around the first match, cut between words, with the matches marked."""
    first, last = window(text, spans, length)
    shown = [
        (start - first, min(end, last) - first) for start, end in spans if start >= first and start < last
    ]
    before, after = "… " if first else "", " …" if last < len(text) else ""
    return mark_safe(f"{before}{highlight(text[first:last], shown)}{after}")  # escaped by highlight


def window(text: str, spans: Sequence[Span], length: int) -> Span:
    if len(text) <= length * 5 // 4:
        return 0, len(text)
    first = max(0, min(spans[0][0] - length // 4, len(text) - length)) if spans else 0
    last = min(len(text), first + length)
    if first:
        blank = text.find(" ", first, first + 30)
        first = blank + 1 if blank >= 0 else first
    if last < len(text):
        blank = text.rfind(" ", last - 30, last)
        last = blank if blank >= 0 else last
    return first, max(last, spans[0][1]) if spans else last
