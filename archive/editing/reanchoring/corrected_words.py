"""Finds words that were corrected in place, or says why they cannot be found with certainty.

What halving or doubling a figure does to the marks that are followed and to those that are wrong is measured by
`python -m tests.benchmarks.anchors`; docs/decisions/0002-anchors-refuse.md has the table.
"""

from bisect import bisect_right
from collections import Counter
from functools import cached_property

from archive.text.comparison.edit_script import Edit
from archive.text.comparison.repeated_letters import RepeatedLetters
from archive.text.paragraphs import Span
from archive.text.words import is_cjk, word_matches

from .comparable import ComparableText
from .edit_kinds import EditKind, EditKinds, letters_of
from .evidence import Evidence
from .fuzzy_matches import FuzzyMatcher, similarity
from .results import Reason

# Share of the characters that stay: a quarter of the words rewritten are other words.
MIN_UNCHANGED = 0.75
# Share of the letters of each sentence that stay, in both texts: less is another sentence.
MIN_UNCHANGED_OF_SENTENCE = 0.6
# Share of the characters of the first and of the last word that stay.
MIN_END_SIMILARITY = 0.5
# By how much corrected words must be more similar to the old ones than any others.
MIN_SIMILARITY_LEAD = 0.1
# UTF-8 bytes that one correction within the words may add or take away.
MAX_ADDED_BYTES = 40
# Characters beside corrected words in which nothing but layout changes, unless the word at that end stays: they hold
# the ends.
MIN_UNCHANGED_BESIDE = 12  # a third of it in Chinese and Japanese
CJK_WORD = 3  # characters that say about as much as a word


class CorrectedWordsFinder:
    def __init__(self, evidence: Evidence, matcher: FuzzyMatcher, kinds: EditKinds):
        self.evidence, self.texts, self.matcher, self.kinds = evidence, evidence.texts, matcher, kinds
        self.old, self.new = evidence.old, evidence.new

    def find(self, start: int, end: int) -> Span | Reason:
        """The span of the comparable new text with the words of this one of the old text, corrected."""
        edits = self.texts.edits_touching(start, end)
        span = self._span_in_new(start, end, edits)
        words = [edit for edit in edits if self._is_inside(edit, start, end) and self._changes_words(edit)]
        if span is None or not self._is_edited_inside(start, end, edits):
            return Reason.WORDS_CHANGED
        if words and not self._is_still_similar(start, end, span, words):
            return Reason.WORDS_CHANGED
        if any(self._crosses_end(edit, start, end) for edit in words):
            return Reason.WORDS_CHANGED
        if not self.evidence.keeps_half_of_context(start, end) and not self._is_long(start, end, words):
            return Reason.CONTEXT_LOST if not words else Reason.WORDS_CHANGED
        has_rival = self._has_rival(start, end, span) if words else self._stand_elsewhere(start, end)
        if has_rival or self.evidence.is_ambiguous(start, end, None):
            return Reason.AMBIGUOUS
        return span

    def _changes_words(self, edit: Edit) -> bool:
        return self.kinds.kind_of(edit) >= EditKind.WORDS

    def _is_inside(self, edit: Edit, start: int, end: int) -> bool:
        """Whether it changes what stands between the ends; an insertion at an end stands beside the words."""
        return edit.start < end and edit.end > start

    def _span_in_new(self, start: int, end: int, edits: list[Edit]) -> Span | None:
        """Returns the span in the new text; None where an edit of words lies across one of its ends."""
        first, last = start + self.texts.shift_at(start), end + self.texts.shift_before(end)
        for edit in edits:
            if edit.start < start < edit.end or edit.start < end < edit.end:
                if self._changes_words(edit):
                    return None
                if edit.start < start < edit.end:
                    first = edit.new_end
                if edit.start < end < edit.end:
                    last = edit.new_start
        while first < last and self.new[first] == " ":
            first += 1
        while first < last and self.new[last - 1] == " ":
            last -= 1
        return (first, last) if first < last else None

    def _is_edited_inside(self, start: int, end: int, edits: list[Edit]) -> bool:
        """Whether every edit within the words is small and adds or takes no sentence, and the ends hold."""
        words = [edit for edit in edits if self._is_inside(edit, start, end) and self._changes_words(edit)]
        if any(self.kinds.kind_of(edit) is EditKind.SENTENCE or not self._is_small(edit) for edit in words):
            return False
        return not words or (
            self._end_holds(start, -1, words, (start, end)) and self._end_holds(end, 1, words, (start, end))
        )

    def _end_holds(self, position: int, step: int, words: list[Edit], span: Span) -> bool:
        """Whether the last word at this end is whole and unchanged, or the characters beside it are."""
        first, last = _end_word(self.old, span, step)
        if last - first > 1 and not any(edit.start <= last and edit.end >= first for edit in words):
            return True
        size = MIN_UNCHANGED_BESIDE // (3 if is_cjk(self.old[first : first + 1]) else 1)
        beside = (max(position - size, 0), position) if step < 0 else (position, position + size)
        outside = [edit for edit in self.texts.edits_touching(*beside) if not self._is_inside(edit, *span)]
        return all(not self._changes_words(edit) or self._is_repeated(edit) for edit in outside)

    def _crosses_end(self, edit: Edit, start: int, end: int) -> bool:
        """Whether the edit takes words out that another one puts in beyond the ends, or the other way round."""
        if self._is_repeated(edit):
            return False
        deletion, insertion = map(letters_of, self.texts.replacement(edit))
        same_edits = [*self.kinds.insertions.get(deletion, ()), *self.kinds.deletions.get(insertion, ())]
        return bool(same_edits) and not all(self._is_inside(edit, start, end) for edit in same_edits)

    def _is_small(self, edit: Edit) -> bool:
        sizes = [len(words.encode("utf-8", "replace")) for words in self.texts.replacement(edit)]
        return abs(sizes[0] - sizes[1]) <= MAX_ADDED_BYTES

    def _is_repeated(self, edit: Edit) -> bool:
        return self.texts.replacement(edit) in self.texts.repeated_replacements

    def _is_long(self, start: int, end: int, words: list[Edit]) -> bool:
        """Whether the words say themselves where they are: sentences of which hardly a letter is another."""
        changed_length = sum(edit.end - edit.start + edit.new_end - edit.new_start for edit in words)
        size = self.texts.byte_length(start, end)
        return size >= 120 and 10 * changed_length <= size

    def _is_still_similar(self, start: int, end: int, span: Span, words: list[Edit]) -> bool:
        """Whether the words remain clearly alike; what the correction replaces everywhere counts on neither side."""
        single = [edit for edit in words if not self._is_repeated(edit)]
        size = len(letters_of(self.old[start:end]))
        loss = sum(len(letters_of(self.texts.replacement(edit)[0])) for edit in single)
        gain = sum(len(letters_of(self.texts.replacement(edit)[1])) for edit in single)
        all_lost = sum(edit.end - edit.start for edit in words)
        return (
            size - loss >= MIN_UNCHANGED * (size - loss + (loss + gain) / 2)
            and size - all_lost >= MIN_UNCHANGED * MIN_UNCHANGED * size
            and self._keeps_sentences(self.texts.old_text, (start, end), [(e.start, e.end) for e in single])
            and self._keeps_sentences(self.texts.new_text, span, [(e.new_start, e.new_end) for e in single])
            and all(self._end_stays(step, single, (start, end), span) for step in (-1, 1))
        )

    def _keeps_sentences(self, text: ComparableText, span: Span, changed_spans: list[Span]) -> bool:
        """Whether most letters of every sentence, as far as it is within the span, stand in the other text as well."""
        counts: Counter[int] = Counter()
        for start, end in (span for span in changed_spans if span[0] < span[1]):
            for first in {
                bisect_right(text.sentence_starts, start),
                bisect_right(text.sentence_starts, end - 1),
            }:
                counts[first] += len(letters_of(text.text[start:end]))
        for number, count in counts.items():
            bounds = text.sentence_starts[number - 1 : number + 1]
            first = max(bounds[0], span[0])
            last = min(bounds[1], span[1]) if len(bounds) > 1 else span[1]
            if count > (1 - MIN_UNCHANGED_OF_SENTENCE) * len(letters_of(text.text[first:last])):
                return False
        return True

    def _end_stays(self, step: int, single: list[Edit], span: Span, new_span: Span) -> bool:
        """Whether the first (-1) or last (1) word is still that word, or only replaced as it is everywhere."""
        first, last = _end_word(self.old, span, step)
        if not any(edit.start < last and edit.end > first for edit in single):
            return True
        new_first, new_last = _end_word(self.new, new_span, step)
        words, new_words = self.old[first:last], self.new[new_first:new_last]
        return similarity(words, new_words) >= MIN_END_SIMILARITY

    def _has_rival(self, start: int, end: int, span: Span) -> bool:
        """Whether the old words, or words as similar to them as the corrected ones, stand elsewhere in the new text."""
        return self.matcher.has_rival(self.old[start:end], self.new[slice(*span)], span, MIN_SIMILARITY_LEAD)

    def _stand_elsewhere(self, start: int, end: int) -> bool:
        """Whether the letters of the words, of which none changed, stand in the new text more than once."""
        return self._new_letters.is_repeated(letters_of(self.old[start:end]))

    @cached_property
    def _new_letters(self) -> RepeatedLetters:
        return RepeatedLetters(letters_of(self.new))


def _end_word(text: str, span: Span, step: int) -> Span:
    """The first or last word within the span, of Chinese or Japanese three characters; empty where there is none."""
    start, end = span
    window = (start, min(start + 60, end)) if step < 0 else (max(end - 60, start), end)
    words = [match.span() for match in word_matches(text, *window)]
    if not words:
        return (start, start) if step < 0 else (end, end)
    first, last = words[0] if step < 0 else words[-1]
    if not is_cjk(text[first:last]):
        return first, last
    return (first, min(first + CJK_WORD, end)) if step < 0 else (max(last - CJK_WORD, start), last)
