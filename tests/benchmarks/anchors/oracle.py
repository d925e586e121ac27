"""The judge: where the letters of a span really are in the new text, and what an answer made of them.

Letters and digits alone count (design rule: layout is not words). An answer other than "review" is wrong when it holds
one letter of a foreign sentence or of words that were outside of the span, or leaves out one that survived, or when a
sentence of the span left the text or its place.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Protocol

from .characters import NEW, Character, Part, Span, overlaps
from .correction_cases import CorrectionCase, origin_places

# Letters put in within a sentence at an end of the span whose own last letters did not survive.
MAX_EDGE_LETTERS = 40
# Inserted words that equal those beside them leave two readings; so many letters may be taken from either.
MAX_SLIDE = 15

QUESTION_MARKS = "?？؟"
LAYOUT = (Part.LAYOUT, Part.HEADER)


class Answer(Protocol):
    status: str
    span: Span | None


@dataclass(frozen=True)
class Truth:
    """What became of one span. `is_touched`: a character of it, or between its ends, is another now."""

    is_touched: bool
    keeps_words: bool  # every letter is there, in order, with nothing but layout between
    keeps_characters: bool  # the very characters, without a gap


class Oracle:
    def __init__(self, case: CorrectionCase):
        self.case, self.new = case, case.new
        self.places = origin_places(case.characters)

    @cached_property
    def _letters(self) -> list[bool]:
        return [character.isalnum() for character in self.case.old]

    def truth(self, span: Span) -> Truth:
        letters = [i for i in range(*span) if self._letters[i] and self._is_own(i)]
        places = [self.places.get(i) for i in letters]
        present = [place for place in places if place is not None]
        keeps = len(present) == len(letters) > 0 and present == sorted(present)
        if keeps:
            inside = self.case.characters[present[0] : present[-1] + 1]
            keeps = all(
                character.origin in range(*span)
                or not character.value.isalnum()
                or character.part is Part.HEADER
                for character in inside
            )
        first = self.places.get(span[0])
        whole = first is not None and all(
            self.places.get(i) == first + i - span[0] and self.new[first + i - span[0]] == self.case.old[i]
            for i in range(*span)
        )
        return Truth(not whole, keeps, whole)

    def _is_own(self, origin: int) -> bool:
        """Whether the character is no part of a page header that was taken out."""
        return origin in self.places or not self._is_removed_header(origin)

    def _is_removed_header(self, origin: int) -> bool:
        return self.case.kind.name == "headers out" and not overlaps((origin, origin + 1), self.case.removed)

    def keeps_words(self, span: Span, place: Span) -> bool:
        """Whether the place has the very letters of the span, in whatever form, and no other word, unless one beside
        itself."""
        before = [
            i
            for i in range(*span)
            if _is_word(self.case.old[i]) and (self._is_own(i) or self.case.old[i] in QUESTION_MARKS)
        ]
        after = [
            character.origin
            for character in self.case.characters[slice(*place)]
            if _is_word(character.value)
            and (character.part not in LAYOUT or character.value in QUESTION_MARKS)
        ]
        return before == after or (NEW in after and self._is_doubled(place, before))

    def _is_doubled(self, place: Span, before: list[int]) -> bool:
        """Whether all that was put in are words beside the same words."""
        letters = [
            character for character in self.case.characters[slice(*place)] if character.value.isalnum()
        ]
        if [letter.origin for letter in letters if letter.origin != NEW] != before:
            return False
        for is_new, run in groupby(enumerate(letters), lambda item: item[1].origin == NEW):
            places = [number for number, _one in run]
            first, last = places[0], places[-1] + 1
            words, size = _letters(letters[first:last]), last - first
            if is_new and words not in (
                _letters(letters[first - size : first]),
                _letters(letters[last : last + size]),
            ):
                return False
        return True

    def fault(self, span: Span, answer: Answer, *, confirmed: bool = False) -> str | None:
        """What is wrong with an answer other than "review", or None. ``confirmed``: an editor confirms the words first,
        and so the order of neighbours; a sentence more or less is wrong all the same."""
        if answer.status == "review":
            return None if answer.span is None else "a review with a span"
        if answer.span is None:
            return "no span"
        start, end = answer.span
        same = self.case.old[slice(*span)] == self.new[start:end]
        if same != (answer.status in ("kept", "moved")) or (answer.status == "kept") != (
            same and span == answer.span
        ):
            return "the status does not fit the words"
        inside = [character for character in self.case.characters[start:end] if character.value.isalnum()]
        return self._sentence_fault(span, answer.span, inside) or self._word_fault(
            span, answer.span, inside, same or confirmed, same
        )

    def _sentence_fault(self, span: Span, place: Span, inside: list[Character]) -> str | None:
        if any(character.part is Part.FOREIGN for character in inside):
            return "a foreign sentence"
        for lost in self.case.removed:
            if any(i not in self.places and self._letters[i] for i in _common(span, lost)):
                return "a missing sentence"
        outside = [i for i in range(*span) if self._letters[i] and not self._within(i, place, default=True)]
        if overlaps_any(outside, self.case.moved):
            return "a sentence that left"
        alien = [
            character.origin
            for character in inside
            if character.part is Part.OWN and not span[0] <= character.origin < span[1]
        ]
        return "a sentence that came" if overlaps_any(alien, self.case.moved) else None

    def _within(self, origin: int, place: Span, default: bool) -> bool:
        there = self.places.get(origin)
        return default if there is None else place[0] <= there < place[1]

    def _word_fault(
        self, span: Span, place: Span, inside: list[Character], any_order: bool, same: bool
    ) -> str | None:
        alien = sum(
            character.part is Part.OWN and not span[0] <= character.origin < span[1] for character in inside
        )
        left = sum(self._letters[i] and not self._within(i, place, default=True) for i in range(*span))
        if any_order and not same and self._come_from_beside(span, inside) and left <= MAX_EDGE_LETTERS:
            return None  # words changed places within a few words, and an editor confirms them
        put_in = sum(character.part is Part.WORD for character in inside)
        if (alien or left) and not (same and alien + left <= min(put_in, 2 * MAX_SLIDE)):
            return "words of others" if alien else "words left out"
        origins = [character.origin for character in inside if character.part is Part.OWN]
        if not origins:
            return "none of its words" if any(self._letters[slice(*span)]) or inside else None
        if origins != sorted(origins) and not any_order:
            return "another order"
        return self._end_fault(span, place)

    @staticmethod
    def _come_from_beside(span: Span, inside: list[Character]) -> bool:
        first, last = span[0] - MAX_EDGE_LETTERS, span[1] + MAX_EDGE_LETTERS
        return all(first <= character.origin < last for character in inside if character.origin != NEW)

    def _end_fault(self, span: Span, place: Span) -> str | None:
        """Letters put in at an end belong to the span only in the place of its own."""
        inside = self.case.characters[slice(*place)]
        for name, characters, edge in (("before", inside, span[0]), ("after", inside[::-1], span[1] - 1)):
            number = next(n for n, one in enumerate(characters) if span[0] <= one.origin < span[1])
            letters = sum(character.value.isalnum() for character in characters[:number])
            if _letters(characters[:number]) == _letters(characters[number : 2 * number]):
                continue  # the word stands there twice: either may be the one put in
            if letters > MAX_EDGE_LETTERS or (letters and characters[number].origin == edge):
                return f"words put in {name}"
        return None


def _is_word(value: str) -> bool:
    return value.isalnum() or value in QUESTION_MARKS


def _letters(characters: list[Character]) -> str:
    return "".join(character.value for character in characters if character.value.isalnum())


def _common(span: Span, other: Span) -> range:
    return range(max(span[0], other[0]), min(span[1], other[1]))


def overlaps_any(origins: list[int], spans: list[Span]) -> bool:
    return any(overlaps((origin, origin + 1), spans) for origin in origins)
