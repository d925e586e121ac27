"""Whom a text names around a passage as the speaker: the label of its turn, and the names next to it."""

from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property

import regex

from archive.text.folding import fold
from archive.text.paragraphs import SEPARATOR, Span
from archive.text.words import casefolded_words

# Characters: a name so near is said to speak, and one that an insertion pushed away still is.
NEAR_DISTANCE, FAR_DISTANCE = 80, 400
_LABEL = regex.compile(
    r"(?:\A|(?<=\n))(?:[QA]\.(?=\s)|(?:[QA]|"
    r"\p{Lu}[\w.’'-]*(?:,? (?:\p{Lu}[\w.’'-]*|of|for|the|de|da|von|van|bin|al|\([^()\n]{1,40}\))){0,8}|"
    r"\p{Lo}{1,15}(?:[(（][^()（）\n]{1,20}[)）])?) ?[:：](?=\s|[^\p{ASCII}]|[\"“']))"
)
_CASELESS = regex.compile(r"\p{Lo}")


class AttributionContext:
    """What stands around the passages of one text."""

    def __init__(self, text: str):
        self.text = text
        self._label_words: dict[str, tuple[str, ...]] = {}

    @cached_property
    def _labels(self) -> list[tuple[int, str]]:
        return [(match.end(), match.group()) for match in _LABEL.finditer(self.text)]

    def label(self, span: Span) -> tuple[str, ...]:
        """The words, folded, of the last label of a turn ("Mr Lee:") that ends before the span; none of no turn."""
        label = self.label_text(span)
        if label not in self._label_words:
            self._label_words[label] = tuple(casefolded_words(label))
        return self._label_words[label]

    def label_text(self, span: Span) -> str:
        """That label as printed; empty for none."""
        position = bisect_right(self._labels, span[0], key=lambda label: label[0])
        return self._labels[position - 1][1] if position else ""

    def surroundings(self, span: Span) -> tuple[str, str]:
        """The text of its paragraphs next to the span, before and after it."""
        before, after = self._text_beside(span, NEAR_DISTANCE)
        return before.rpartition(SEPARATOR)[2], after.partition(SEPARATOR)[0]

    def names_in_paragraph(self, span: Span, names: regex.Pattern) -> tuple[str, str]:
        """The last name before the span and the first one after it in its surroundings, by their last words; empty
        where there is none."""
        return _nearest(names, *self.surroundings(span))

    def names_around(self, span: Span, names: regex.Pattern) -> tuple[str, str]:
        """The same in a wider distance, whatever the paragraph."""
        return _nearest(names, *self._text_beside(span, FAR_DISTANCE))

    def _text_beside(self, span: Span, distance: int) -> tuple[str, str]:
        return self.text[max(0, span[0] - distance) : span[0]], self.text[span[1] : span[1] + distance]


def compile_names(names: Iterable[str]) -> regex.Pattern:
    """Finds each of the names, the longest first; one that is written with letters, as whole words only."""
    parts = []
    for name in sorted(names, key=len, reverse=True):
        escaped = regex.escape(name)
        parts.append(escaped if _CASELESS.search(name) else rf"(?<!\w){escaped}(?!\w)")
    return regex.compile("|".join(parts) or r"(?!)", regex.IGNORECASE)


class AttributionComparison:
    """Who speaks in one version of a text and in the next; each is read once for all spans."""

    def __init__(self, old: str, new: str):
        self._old, self._new = AttributionContext(old), AttributionContext(new)

    def is_changed(self, span: Span, new_span: Span) -> bool:
        """Whether anything differs that may name the speaker: the label, or what stands next to the span."""
        return self._old.label(span) != self._new.label(new_span) or self._old.surroundings(
            span
        ) != self._new.surroundings(new_span)

    def names_other_speaker(self, span: Span, new_span: Span, names: regex.Pattern) -> bool:
        """Whether the new span stands under another label, or next to another name than the old one. A name that was
        pushed away, or into another paragraph, is no other."""
        old, new = self._old, self._new
        if old.label(span) != new.label(new_span):
            return True
        beside, new_beside = old.names_in_paragraph(span, names), new.names_in_paragraph(new_span, names)
        if beside == new_beside:
            return False
        around = zip(old.names_around(span, names), new.names_around(new_span, names), strict=True)
        return any(
            before != after and (before or wide_before) != (after or wide_after)
            for before, after, (wide_before, wide_after) in zip(beside, new_beside, around, strict=True)
        )


def _nearest(names: regex.Pattern, before: str, after: str) -> tuple[str, str]:
    found_before, found_after = _find(names, before), _find(names, after)
    return (found_before[-1] if found_before else ""), (found_after[0] if found_after else "")


def _find(names: regex.Pattern, text: str) -> list[str]:
    """The last word, folded, of each name in the text; a word in small letters is no name."""
    found = (match.group() for match in names.finditer(text))
    return [fold(name).split()[-1] for name in found if not name[0].islower()]
