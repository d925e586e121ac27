"""What must hold for a span, told by characters that kept their identity: the oracle of re-anchoring."""

import re

from archive.editing.reanchoring.comparison import starts_sentence
from archive.editing.reanchoring.results import AnchorResult, AnchorStatus

from .edited import (
    FOREIGN,
    NEAR,
    NEW,
    SWAPPED,
    Script,
    Span,
)


class Truth:
    """Where the characters of the old text really are in the new one."""

    def __init__(self, script: Script):
        self.script = script
        self.there = {old: new for new, old in enumerate(script.identities) if old != NEW}

    def keeps_its_words(self, start: int, end: int) -> bool:
        first = self.there.get(start)
        return first is not None and all(self.there.get(i) == first + i - start for i in range(start, end))

    def is_recognisable(self, start: int, end: int) -> bool:
        """No: exchanged sentences and exchanged names make the very same text, and the words stay in one case only."""
        return self.script.kind not in SWAPPED or not any(
            start < last and first < end for first, last in self.script.planted
        )

    def fault(self, span: Span, followed: AnchorResult) -> str | None:
        """What is wrong with an answer, or None."""
        if followed.status is AnchorStatus.REVIEW:
            return self._review_fault(span, followed)
        if followed.candidates or followed.reason or followed.span is None:
            return "more said than a place, or less"
        if followed.status is AnchorStatus.CHANGED:
            return self._changed_fault(span, followed.span)
        return self._same_fault(span, followed)

    def _same_fault(self, span: Span, followed: AnchorResult) -> str | None:
        (start, end), (first, last) = span, followed.span
        if self.script.old[start:end] != self.script.new[first:last]:
            return "other words"
        if (followed.status is AnchorStatus.UNCHANGED) != (span == followed.span):
            return "kept and moved confused"
        return None if self.explains(start, end, first - start) else "equal words elsewhere"

    def explains(self, start: int, end: int, shift: int) -> bool:
        """Whether old[start:end] moved by this shift in some reading as good as what really happened.

        The reading begins (or ends) beside the span with a character that really moved so, goes on without a gap
        through the span, and unites no fewer characters of the two texts than the truth does: a run that was
        inserted or deleted slides over equal text.
        """
        if all(self.there.get(i) == i + shift for i in range(start, end)):
            return True
        if self._moves_with_its_sentence(start, end, shift):
            return True
        old, new = self.script.old, self.script.new
        first, last = start, end
        while first > 0 and first + shift > 0 and old[first - 1] == new[first - 1 + shift]:
            first -= 1
            if self.there.get(first) == first + shift:
                break
        while last < len(old) and last + shift < len(new) and old[last] == new[last + shift]:
            last += 1
            if self.there.get(last - 1) == last - 1 + shift:
                break
        at_start = self.there.get(first) == first + shift or first == 0 == first + shift
        at_end = self.there.get(last - 1) == last - 1 + shift or (last, last + shift) == (len(old), len(new))
        return (at_start and any(self._is_as_good(first, to, shift) for to in range(end, last + 1))) or (
            at_end and any(self._is_as_good(since, last, shift) for since in range(first, start + 1))
        )

    def _moves_with_its_sentence(self, start: int, end: int, shift: int) -> bool:
        """Whether whole sentences around the span stand letter for letter once in each text, there as this shift says.

        Whether a sentence moved, or its like was given its name and then itself taken out, leaves the same two texts;
        who speaks and every word are the same in both readings, so either may be followed.
        """
        old, new = self.script.old, self.script.new
        first, last = start, end
        while not starts_sentence(old, first):
            first -= 1
        while not starts_sentence(old, last):
            last += 1
        whole = old[first:last].strip()
        return (
            old[first:last] == new[first + shift : last + shift]
            and starts_sentence(new, first + shift)
            and old.count(whole) == new.count(whole) == 1
        )

    def _is_as_good(self, first: int, last: int, shift: int) -> bool:
        lost = {i for i in range(first, last) if i in self.there and self.there[i] != i + shift}
        others = self.script.identities[first + shift : last + shift]
        lost |= {old for new, old in enumerate(others, first) if old not in (NEW, new)}
        gained = sum(self.there.get(i) != i + shift for i in range(first, last))
        return gained >= len(lost)

    def _changed_fault(self, span: Span, place: Span) -> str | None:
        (start, end), (first, last) = span, place
        if self.script.old[start:end] == self.script.new[first:last]:
            return "changed, but the words are the same"
        if not (self._meets(start, first) and self._meets(end, last)):
            return "changed, with an end elsewhere"
        inside = self.script.identities[first:last]
        if sum(identity != NEW and not start <= identity < end for identity in inside) > 3:
            return "changed, with foreign words"
        runs = "".join("n" if identity == NEW else " " for identity in inside).split()
        return "changed, with a foreign sentence" if max(map(len, runs), default=0) > FOREIGN else None

    def _meets(self, here: int, there: int) -> bool:
        """Whether an end of the words is where it was, by the character before it or the one after it."""
        if (here, there) in ((0, 0), (len(self.script.old), len(self.script.new))):
            return True
        before = here > 0 and there > 0 and self._explains_sign(here - 1, there - 1)
        return before or self._explains_sign(here, there)

    def _explains_sign(self, here: int, there: int) -> bool:
        old, new = self.script.old, self.script.new
        equal = here < len(old) and there < len(new) and old[here] == new[there]
        return equal and self.explains(here, here + 1, there - here)

    def _review_fault(self, span: Span, followed: AnchorResult) -> str | None:
        if followed.span is not None or followed.reason is None or len(followed.candidates) > 5:
            return "a review that is none"
        words = self.script.old[slice(*span)]
        likenesses = [candidate.similarity for candidate in followed.candidates]
        if likenesses != sorted(likenesses, reverse=True) or not all(0 <= like <= 1 for like in likenesses):
            return "candidates out of order"
        if 1.0 not in likenesses and self._stand_near(span, words):
            return "a review without the equal words nearby"
        return None

    def _stand_near(self, span: Span, words: str) -> bool:
        here = next((self.there[i] for i in range(*span) if i in self.there), None)
        if here is None or len(words) < 8:
            return False
        near = self.script.new[max(here - NEAR, 0) : here + len(words) + NEAR]
        return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", near) is not None
