"""Finds words that were corrected in place, or says why they cannot be found with certainty.

The figures were set as those in `evidence` were; here the number of marks recognised as corrected decides (455 of
10,000). What halving or doubling does to it stands beside each; none of it puts a mark on wrong words.
"""

import re

from archive.text.diff import Edit
from archive.text.paragraphs import Span
from archive.text.spans import is_markable
from archive.text.words import WORD

from .evidence import Evidence
from .fuzzy_matches import FuzzyMatcher, similarity
from .results import Reason

# Share of the characters that stay: a quarter of a sentence rewritten is a new sentence. At 0.375: 470; at 0.875: 410.
MIN_UNCHANGED = 0.75
# Share of the characters of the first and of the last word that stay. At 0.25: 460; at 1: 443.
MIN_END_SIMILARITY = 0.5
# By how much corrected words must be more similar to the old ones than any others. At 0.05: 461; at 0.2: 441.
MIN_SIMILARITY_LEAD = 0.1
# UTF-8 bytes that one correction within the words may add or take away. At 20: 437; at 80: 455.
MAX_ADDED_BYTES = 40
# Characters beside corrected words that stay, but for what is replaced everywhere: they hold the ends. At 6: 469; at
# 24: 420.
MIN_UNCHANGED_BESIDE = 12

_NEW_SENTENCE = re.compile(r"\n\n|[.!?。！？]['\"”’]?\s*\w")


class CorrectedWordsFinder:
    def __init__(self, evidence: Evidence, matcher: FuzzyMatcher):
        self.evidence, self.texts, self.matcher = evidence, evidence.texts, matcher
        self.old, self.new = evidence.old, evidence.new

    def find(self, start: int, end: int, span: Span) -> Span | Reason:
        """`span` is where the words stand in the new text if every edit is one within them."""
        if not self._is_edited_inside(start, end) or not is_markable(self.new, *span):
            return Reason.WORDS_CHANGED
        if not self.evidence.keeps_half_of_context(start, end) or not self._is_still_similar(
            start, end, span
        ):
            return Reason.WORDS_CHANGED
        if self.evidence.is_ambiguous(start, end, None) or self._has_rival(start, end, span):
            return Reason.AMBIGUOUS
        return span

    def _is_edited_inside(self, start: int, end: int) -> bool:
        """Whether every edit lies within the words, is small and adds or takes no sentence."""
        edits = self.texts.edits_touching(start, end)
        within = all(start <= edit.start < end and start < edit.end <= end for edit in edits)
        beside = (
            *self.texts.edits_touching(start - MIN_UNCHANGED_BESIDE, start - 1),
            *self.texts.edits_touching(end + 1, end + MIN_UNCHANGED_BESIDE),
        )
        outside = (edit for edit in beside if edit.end <= start or edit.start >= end)
        return (
            within
            and all(self._is_repeated(edit) for edit in outside)
            and all(_is_small(*self.texts.replacement(edit)) for edit in edits)
        )

    def _is_repeated(self, edit: Edit) -> bool:
        return self.texts.replacement(edit) in self.texts.repeated_replacements

    def _is_still_similar(self, start: int, end: int, span: Span) -> bool:
        """Whether the words remain clearly alike; what the correction replaces everywhere counts on neither side."""
        before, after = self.old[start:end], self.new[slice(*span)]
        edits = self.texts.edits_touching(start, end)
        unchanged = self.texts.unchanged_count(start, end)
        single = [edit for edit in edits if not self._is_repeated(edit)]
        differing = sum(edit.end - edit.start + edit.new_end - edit.new_start for edit in single)
        return (
            unchanged >= MIN_UNCHANGED * (unchanged + differing / 2)
            and 2 * unchanged >= MIN_UNCHANGED * MIN_UNCHANGED * (len(before) + len(after))
            and all(_end_stays(before, after, edge, single, (start, end)) for edge in (0, -1))
        )

    def _has_rival(self, start: int, end: int, span: Span) -> bool:
        """Whether the old words, or words as similar to them as the corrected ones, stand elsewhere in the new text."""
        words = self.old[start:end]
        if self.matcher.contains(words):
            return True
        min_similarity = similarity(words, self.new[slice(*span)]) - MIN_SIMILARITY_LEAD
        others = self.matcher.find_similar(words, min_similarity)
        return any(not (first < span[1] and span[0] < last) for _similarity, (first, last) in others)


def _is_small(deleted: str, inserted: str) -> bool:
    shorter, longer = sorted((deleted, inserted), key=len)
    added = len(longer.encode("utf-8", "replace")) - len(shorter.encode("utf-8", "replace"))
    return added <= MAX_ADDED_BYTES and not any(_NEW_SENTENCE.search(words) for words in (deleted, inserted))


def _end_stays(before: str, after: str, edge: int, single: list[Edit], span: Span) -> bool:
    """Whether the first (0) or last (-1) word is still that word, or only replaced as it is everywhere."""
    words, words_after = WORD.findall(before), WORD.findall(after)
    if not words or not words_after:
        return False
    if similarity(words[edge], words_after[edge]) >= MIN_END_SIMILARITY:
        return True
    if edge:
        return not any(edit.end > span[1] - len(words[edge]) for edit in single)
    return not any(edit.start < span[0] + len(words[edge]) for edit in single)
