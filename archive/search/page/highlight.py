"""Marks the words a reader searched for. The only place where text with marks becomes HTML.

PostgreSQL's own headline function neither escapes nor knows accents and Chinese, so the words are found here, by
their stems, which come from the database in one query for all texts.
"""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from archive.search.engine import engine
from archive.search.query.compounds import JOINT, compounds, hyphenated_pairs
from archive.search.query.interpretations import Interpretation, interpretations, operand_interpretations
from archive.search.query.nodes import Term, operands
from archive.search.query.parser import parse
from archive.text.paragraphs import SEPARATOR
from archive.text.words import Token, folded_words, tokens

Span = tuple[int, int]


class Line(NamedTuple):
    """The words of a text, and for each the number of its paragraph: no phrase crosses the border of two."""

    tokens: Sequence[Token]
    paragraph: Sequence[int]
    compounds: Sequence[Token]


class Phrase(NamedTuple):
    """The words of one interpretation of a term; ``marked`` as there. Of words near each other all that they may be
    written with."""

    term: Term
    words: tuple[str, ...]
    marked: tuple[str, ...]


SNIPPET = 320  # characters


def find_matches(
    terms: str | Sequence[Term], texts: Sequence[str], languages: Sequence[str]
) -> list[list[Span]]:
    """Returns for each text in its language the (start, end) of the words of the terms, or of the text of a query, in
    order, not overlapping. One query, none without words."""
    terms = parse(terms).positive_terms if isinstance(terms, str) else terms
    phrases = [phrase for term in terms for phrase in read_phrases(term)]
    if not phrases or not texts:
        return [[] for _ in texts]
    # A phrase is not made of compounds, unless it was typed with one.
    with_compounds = any(
        len(phrase.words) == 1 or phrase.marked for phrase in phrases if not phrase.term.hyphenated
    )
    with_pairs = any(phrase.term.hyphenated for phrase in phrases)
    lines = [read_line(text, with_compounds, with_pairs) for text in texts]
    stems: dict[str, dict[str, str]] = {language: {} for language in languages}
    for (language, word), stem in engine.stems(words_to_stem(phrases, lines, languages)).items():
        stems[language][word] = stem
    return [
        merge(line_spans(phrases, line, stems[language]))
        for line, language in zip(lines, languages, strict=True)
    ]


def read_phrases(term: Term) -> Iterator[Phrase]:
    """Yields a phrase for each interpretation of the term."""
    if term.hyphenated:
        yield Phrase(term, term.words, ())
        return
    if term.distance is not None:
        ways = [way for operand in operands(term.text) for way in operand_interpretations(operand)]
        forms = tuple(word for way in ways for word in folded_words(way.text))
        yield Phrase(term, forms, tuple(word for way in ways for word in way.marked))
        return
    for interpretation in interpretations(term.text):
        words = folded_words(interpretation.text)
        if words:
            yield Phrase(term, words, interpretation.marked)


def read_line(text: str, with_compounds: bool, with_pairs: bool) -> Line:
    words = tokens(text)
    ends = [match.start() for match in re.finditer(SEPARATOR, text)]
    paragraph = [bisect(ends, token.start) for token in words] if ends else [0] * len(words)
    extra = [*(compounds(text) if with_compounds else ()), *(hyphenated_pairs(text) if with_pairs else ())]
    return Line(words, paragraph, extra)


def words_to_stem(
    phrases: Sequence[Phrase], lines: Sequence[Line], languages: Sequence[str]
) -> set[tuple[str, str]]:
    """Returns the (language, word) of the phrases, and of those words of the texts that may have the stem of one."""
    words = {word for phrase in phrases if not phrase.term.is_unstemmed for word in phrase.words}
    if not words:
        return set()
    beginnings = {word[:2] for word in words}  # stemmers leave the beginning of a Latin word alone
    return {(language, word) for language in set(languages) for word in words} | {
        (language, word)
        for line, language in zip(lines, languages, strict=True)
        for _start, _end, word in (*line.tokens, *line.compounds)
        if word[:2] in beginnings or not word.isascii()
    }


class Forms:
    """The words of a line in the form in which they are compared."""

    def __init__(self, line: Line, stems: dict[str, str]) -> None:
        self.stems = stems
        self.words = [stems.get(word, word) for _start, _end, word in line.tokens]

    def places_of(self, word: str, prefix: bool) -> Sequence[int]:
        if prefix:
            return [place for place, form in enumerate(self.words) if form.startswith(word)]
        return [place for place, form in enumerate(self.words) if form == word]


def line_spans(phrases: Sequence[Phrase], line: Line, stems: dict[str, str]) -> Iterator[Span]:
    in_form = {phrase.term.is_unstemmed for phrase in phrases}
    forms = {is_unstemmed: Forms(line, {} if is_unstemmed else stems) for is_unstemmed in in_form}
    for phrase in phrases:
        yield from phrase_spans(phrase, line, forms[phrase.term.is_unstemmed])


def phrase_spans(phrase: Phrase, line: Line, forms: Forms) -> Iterator[Span]:
    """Yields the spans where its words stand one after the other, or near each other, or where a compound of the text
    makes its word."""
    term = phrase.term
    if term.distance is not None:
        yield from near_spans(term, term.distance, line, forms)
        return
    *first, last = (forms.stems.get(word, word) for word in phrase.words)
    if not first:
        yield from compound_spans(phrase, last, line, forms.stems)
        if phrase.marked:
            return
    for end in forms.places_of(last, term.prefix):
        start = end - len(first)
        if start >= 0 and forms.words[start:end] == first and line.paragraph[start] == line.paragraph[end]:
            span = line.tokens[start].start, line.tokens[end].end
            if all(has_compound(line, span, word) for word in phrase.marked):
                yield span


def has_compound(line: Line, span: Span, word: str) -> bool:
    return any(
        word == compound.word and span[0] <= compound.start and compound.end <= span[1]
        for compound in line.compounds
    )


def compound_spans(phrase: Phrase, compound: str, line: Line, stems: dict[str, str]) -> Iterator[Span]:
    for start, end, word in line.compounds:
        if phrase.term.hyphenated != (JOINT in word):
            continue
        stem = stems.get(word, word)
        if word in phrase.marked or stem == compound or (phrase.term.prefix and stem.startswith(compound)):
            yield start, end


def near_spans(term: Term, distance: int, line: Line, forms: Forms) -> Iterator[Span]:
    """Yields each operand that has the one before or after it in the term near enough, in its paragraph."""
    places = [
        {
            start: end
            for way in operand_interpretations(operand)
            for start, end in operand_spans(way, line, forms)
        }
        for operand in operands(term.text)
    ]
    for first, second in pairwise(places):
        for left, right in (*near_pairs(first, second, distance), *near_pairs(second, first, distance)):
            if line.paragraph[left[0]] == line.paragraph[right[1] - 1]:
                for start, end in (left, right):
                    yield line.tokens[start].start, line.tokens[end - 1].end


def operand_spans(operand: Interpretation, line: Line, forms: Forms) -> Iterator[Span]:
    """Yields the first and last place of its words where they stand one after the other; the last is exclusive."""
    stems = [forms.stems.get(word, word) for word in folded_words(operand.text)]
    for start in forms.places_of(stems[0], prefix=False):
        end = start + len(stems)
        if forms.words[start:end] == stems:
            span = line.tokens[start].start, line.tokens[end - 1].end
            if all(has_compound(line, span, word) for word in operand.marked):
                yield start, end


def near_pairs(before: dict[int, int], after: dict[int, int], distance: int) -> Iterator[tuple[Span, Span]]:
    """Yields of places (start -> end) those that have others at most so many words behind their end."""
    for start, end in before.items():
        for index in range(end, end + distance + 1):
            if index in after:
                yield (start, end), (index, after[index])


def merge(spans: Iterable[Span]) -> list[Span]:
    merged_spans: list[Span] = []
    for start, end in sorted(spans):
        if merged_spans and start < merged_spans[-1][1]:
            merged_spans[-1] = (merged_spans[-1][0], max(end, merged_spans[-1][1]))
        else:
            merged_spans.append((start, end))
    return merged_spans


def highlight(text: str, spans: Iterable[Span]) -> SafeString:
    """Returns the text escaped, with the spans in ``<mark class="hit">``."""
    parts: list[str] = []
    last_end = 0
    for start, end in spans:
        parts += [escape(text[last_end:start]), '<mark class="hit">', escape(text[start:end]), "</mark>"]
        last_end = end
    return mark_safe("".join([*parts, escape(text[last_end:])]))  # every piece of text is escaped above


def snippet(text: str, spans: Sequence[Span], length: int = SNIPPET) -> SafeString:
    """Returns about ``length`` characters around the first match, cut between words, escaped and with the matches
    marked."""
    first, last = window(text, spans, length)
    inside = [
        (start - first, min(end, last) - first) for start, end in spans if start >= first and start < last
    ]
    before, after = "… " if first else "", " …" if last < len(text) else ""
    return mark_safe(f"{before}{highlight(text[first:last], inside)}{after}")  # escaped by highlight


def window(text: str, spans: Sequence[Span], length: int) -> Span:
    """Returns the span that a snippet shows."""
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
