"""Whether words of a span stand within quotation marks in one version of a text and without them in the next.

Marks are layout where it is asked which words these are (rule 11 of docs/architecture.md), and yet they tell whose:
a quotation without them is a paraphrase. Kinds of marks are equal, and so is a quotation within a quotation.
"""

from bisect import bisect_right
from difflib import SequenceMatcher
from functools import cached_property

import regex

from archive.text.paragraphs import Span
from archive.text.typography import PLAIN_QUOTATION_MARKS
from archive.text.words import word_matches

from .spelling import MAX_WORDS

_PLAIN = str.maketrans(PLAIN_QUOTATION_MARKS)
# In Hebrew a double mark before the last letter makes an abbreviation.
_MARK = regex.compile(r'"(?<![\u05d0-\u05ea]"(?=[\u05d0-\u05ea]))|\n\n+')
_SINGLE = regex.compile(r"(?<![\w'])'(?=[^\s'])(?:[^'\n]|(?<=\w)'(?=\w))*(?<=\S)'(?!\w)")
_OPENING, _CLOSING = frozenset("“„‟«「『"), frozenset("”»」』")
_BEFORE_OPENING = frozenset("([{—–-:/")
# What a writer left out of a quotation or put into it; at the end of the words "…" is but a pause.
_OMISSION = regex.compile(r"[\[\]]|(?:\.\.\.|…)(?=\W*\w)")


class QuotationComparison:
    """Compares what is quoted of spans from one version of a text to the next; each is read once for all spans."""

    def __init__(self, old: str, new: str):
        self._old, self._new = _QuotedText(old), _QuotedText(new)

    def is_changed(self, span: Span, new_span: Span) -> bool:
        """Whether a word that both have is quoted in one of them alone, or they differ in square brackets or dots that
        stand for what was left out."""
        old, new = self._old, self._new
        words = old.text[slice(*span)], new.text[slice(*new_span)]
        if words[0] != words[1] and _OMISSION.findall(words[0]) != _OMISSION.findall(words[1]):
            return True
        if old.quoted_in(span) == new.quoted_in(new_span):
            return False
        return old.quotes_other_words(span, new, new_span)


class _QuotedText:
    def __init__(self, text: str):
        self.text = text

    @cached_property
    def _ranges(self) -> list[Span]:
        """What is quoted, without overlaps and in their order. Paragraphs are told apart: a quotation of several has a
        mark at the beginning of each, or one that nothing opens or closes in its paragraph reaches to its border."""
        plain = self.text.translate(_PLAIN)
        ranges = [match.span() for match in _SINGLE.finditer(plain)]
        start, border, is_open = 0, 0, False
        for match in _MARK.finditer(plain):
            position = match.start()
            if match.group() != '"':
                ranges += [(start, position)] if is_open else []
                border, is_open = match.end(), False
            elif not self._opens(position, is_open):
                ranges.append((start if is_open else border, position))
                border, is_open = position + 1, False
            elif not is_open:
                start, is_open = position, True
        ranges += [(start, len(plain))] if is_open else []
        return _merge_ranges(sorted(ranges))

    def _opens(self, position: int, is_open: bool) -> bool:
        """By what stands beside the mark, then by its kind; a plain one opens what is not open."""
        text = self.text
        before, after = text[position - 1 : position] or " ", text[position + 1 : position + 2] or " "
        is_opening = (before.isspace() or before in _BEFORE_OPENING) and not after.isspace()
        is_closing = not before.isspace() and not (after.isalnum() or after in _BEFORE_OPENING)
        if is_opening != is_closing:
            return is_opening
        if text[position] in _OPENING or text[position] in _CLOSING:
            return text[position] in _OPENING
        return not is_open

    def quoted_in(self, span: Span) -> list[Span]:
        """The parts of the span that are quoted, counted from its start."""
        ranges, (start, end) = self._ranges, span
        index = max(bisect_right(ranges, (start, start)) - 1, 0)
        parts = []
        while index < len(ranges) and ranges[index][0] < end:
            first, last = max(ranges[index][0], start), min(ranges[index][1], end)
            parts += [(first - start, last - start)] if first < last else []
            index += 1
        return parts

    def quotes_other_words(self, span: Span, other: "_QuotedText", other_span: Span) -> bool:
        words, are_quoted = self._words(span)
        other_words, are_others_quoted = other._words(other_span)
        if words == other_words or max(len(words), len(other_words)) > MAX_WORDS:
            return are_quoted != are_others_quoted
        if len({*are_quoted, *are_others_quoted}) < 2:
            return False
        blocks = SequenceMatcher(None, words, other_words, autojunk=False).get_matching_blocks()
        return any(
            are_quoted[block.a : block.a + block.size] != are_others_quoted[block.b : block.b + block.size]
            for block in blocks
        )

    def _words(self, span: Span) -> tuple[list[str], list[bool]]:
        """The words of the span, and of each whether it is quoted."""
        parts = self.quoted_in(span)
        words, are_quoted = [], []
        for match in word_matches(self.text, *span):
            words.append(match.group().lower())
            index = bisect_right(parts, (match.start() - span[0], len(self.text))) - 1
            are_quoted.append(index >= 0 and match.start() - span[0] < parts[index][1])
        return words, are_quoted


def _merge_ranges(ranges: list[Span]) -> list[Span]:
    merged_spans: list[Span] = []
    for start, end in ranges:
        if merged_spans and start <= merged_spans[-1][1]:
            merged_spans[-1] = merged_spans[-1][0], max(merged_spans[-1][1], end)
        else:
            merged_spans.append((start, end))
    return merged_spans
