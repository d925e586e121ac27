"""Marks the words a reader searched for. The only place where text with marks becomes HTML.

PostgreSQL's own headline function neither escapes nor knows accents and Chinese, so the words are found here, by
their stems, which come from the database in one query for all texts.
"""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from archive.search.engine import engine
from archive.search.query.nodes import Term
from archive.search.query.parser import Query, parse
from archive.text.words import Token, tokens

Span = tuple[int, int]
SNIPPET = 320  # characters


def find_matches(query: Query | str, texts: Sequence[str], languages: Sequence[str]) -> list[list[Span]]:
    """For each text in its language the (start, end) of the query's words, in order, not overlapping.

    One query, none without words.
    """
    query = parse(query) if isinstance(query, str) else query
    terms = query.positive_terms
    if not terms or not texts:
        return [[] for _ in texts]
    lines = [tokens(text) for text in texts]
    stems = engine.stems(words_to_stem(terms, lines, languages))
    term_stems = {
        language: [(term, [stems[language, word] for word in term.words]) for term in terms]
        for language in set(languages)
    }
    matches = []
    for line, language in zip(lines, languages, strict=True):
        line_stems = [stems.get((language, token.word), token.word) for token in line]
        matches.append(
            merge(
                span
                for term, own_stems in term_stems[language]
                for span in term_spans(term, own_stems, line, line_stems)
            )
        )
    return matches


def words_to_stem(
    terms: Sequence[Term], lines: Sequence[Sequence[Token]], languages: Sequence[str]
) -> set[tuple[str, str]]:
    """The (language, word) of the terms, and of those words of the texts that may have the stem of one."""
    words = {word for term in terms for word in term.words}
    beginnings = {word[:2] for word in words}  # stemmers leave the beginning of a Latin word alone
    return {(language, word) for language in set(languages) for word in words} | {
        (language, token.word)
        for line, language in zip(lines, languages, strict=True)
        for token in line
        if token.word[:2] in beginnings or not token.word.isascii()
    }


def term_spans(term: Term, stems: list[str], line: Sequence[Token], line_stems: list[str]) -> Iterator[Span]:
    """Where the term's words stand one after the other; ``stems`` are those of the term."""
    *first, last = stems
    length = len(stems)
    for start in range(len(line) - length + 1):
        end = start + length - 1
        last_fits = line_stems[end] == last or (term.prefix and line[end].word.startswith(term.words[-1]))
        if last_fits and line_stems[start:end] == first:
            yield line[start].start, line[end].end


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
    parts: list[str] = []
    last_end = 0
    for start, end in spans:
        parts += [escape(text[last_end:start]), '<mark class="hit">', escape(text[start:end]), "</mark>"]
        last_end = end
    return mark_safe("".join([*parts, escape(text[last_end:])]))  # every piece of text is escaped above


def snippet(text: str, spans: Sequence[Span], length: int = SNIPPET) -> SafeString:
    """About ``length`` characters around the first match, cut between words, with the matches marked."""
    first, last = window(text, spans, length)
    inside = [
        (start - first, min(end, last) - first) for start, end in spans if start >= first and start < last
    ]
    before, after = "… " if first else "", " …" if last < len(text) else ""
    return mark_safe(f"{before}{highlight(text[first:last], inside)}{after}")  # escaped by highlight


def window(text: str, spans: Sequence[Span], length: int) -> Span:
    """The span that a snippet shows."""
    if len(text) <= length * 5 // 4:
        return 0, len(text)
    first = max(0, min(spans[0][0] - length // 4, len(text) - length)) if spans else 0
    last = min(len(text), first + length)
    if first:
        space = text.find(" ", first, first + 30)
        first = space + 1 if space >= 0 else first
    if last < len(text):
        space = text.rfind(" ", last - 30, last)
        last = space if space >= 0 else last
    return first, max(last, spans[0][1]) if spans else last
