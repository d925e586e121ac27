"""Whether the sentence around a statement says something else now: "we agree" is unchanged in "It is not true that we
agree", and in "She denied that we agree"."""

from collections.abc import Callable
from difflib import SequenceMatcher
from functools import cached_property

import regex

from archive.text.comparison.attribution import FAR_DISTANCE, NEAR_DISTANCE
from archive.text.comparison.han_spellings import unify_spellings
from archive.text.comparison.spelling import NO_KNOWN_WORDS, KnownWords
from archive.text.paragraphs import Span
from archive.text.words import find_words

from .comparable import ComparableText
from .meaning import Meaning, sensitive_words
from .page_headers import PageHeaders

# Letters and numbers of lists and of notes; a page number that a line of its own had is none of the sentence either.
_LIST_LETTER = regex.compile(r"(?<!\w)(?:\w|\d{1,3})[.)\]]|\[\d+(?=\])")


class SentenceComparison:
    """Compares the rest of the sentences of spans from one version of a text to the next.

    `read_known_words` is asked for what tells a misspelling, once words differ.
    """

    def __init__(
        self, old: str, new: str, read_known_words: Callable[[], KnownWords] = lambda: NO_KNOWN_WORDS
    ):
        self.old, self.new = old, new
        self._headers = PageHeaders(old, new), PageHeaders(new, old)
        self._read_known_words = read_known_words

    def is_changed(self, span: Span, new_span: Span) -> bool:
        old, new = self.old, self.new
        before = (
            old[max(span[0] - FAR_DISTANCE, 0) : span[0]],
            new[max(new_span[0] - FAR_DISTANCE, 0) : new_span[0]],
        )
        after = old[span[1] : span[1] + FAR_DISTANCE], new[new_span[1] : new_span[1] + FAR_DISTANCE]
        if before[0] == before[1] and after[0] == after[1]:
            return False
        old_parts = _surroundings(old, self._headers[0], span)
        new_parts = _surroundings(new, self._headers[1], new_span)
        return (
            old_parts[:2] != new_parts[:2]
            and self._says_otherwise(
                _RestOfSentence.from_text_before(*old_parts[:2]),
                _RestOfSentence.from_text_before(*new_parts[:2]),
            )
        ) or (
            old_parts[2:] != new_parts[2:]
            and self._says_otherwise(
                _RestOfSentence.from_text_after(*old_parts[2:]),
                _RestOfSentence.from_text_after(*new_parts[2:]),
            )
        )

    def _says_otherwise(self, old: "_RestOfSentence", new: "_RestOfSentence") -> bool:
        """Whether the one has words in the sentence and the other none, or they differ in more than spelling, and the
        words did not merely come to stand in one sentence, or in two, by a stop."""
        if old.words == new.words:
            return False
        size = max(len(old.words), len(new.words))
        if (
            old.words_in_reach[len(old.words_in_reach) - size :]
            == new.words_in_reach[len(new.words_in_reach) - size :]
        ):
            return False
        if not old.words or not new.words:
            return old.words_in_reach[-1:] != new.words_in_reach[-1:]
        old_kinds, new_kinds = sensitive_words(old.text), sensitive_words(new.text)
        if any(old_kinds[kind] != new_kinds[kind] for kind in (Meaning.NEGATION, Meaning.MODAL)):
            return True
        known_words = self._read_known_words()
        old_words, new_words = old.words, new.words
        if old.is_cut or new.is_cut:  # the farthest word may be a part of one
            old_words, new_words = old_words[1:], new_words[1:]
        codes = SequenceMatcher(None, old_words, new_words, autojunk=False).get_opcodes()
        if (old.is_cut or new.is_cut) and codes[0][0] in ("insert", "delete"):
            codes = codes[1:]  # came within reach, or got out of it
        step = old.step  # joined words are compared in the order in which they stand
        return any(
            kind != "equal"
            and not known_words.are_same_words(old_words[a1:a2][::step], new_words[b1:b2][::step])
            for kind, a1, a2, b1, b2 in codes
        )


def _surroundings(text: str, headers: PageHeaders, span: Span) -> tuple[str, str, str, str]:
    """Returns what stands before the span, without page headers, its first words, its last words, and what stands
    after."""
    start, end = span
    return (
        headers.without_headers(max(start - FAR_DISTANCE, 0), start),
        text[start : min(start + NEAR_DISTANCE, end)],
        text[max(end - NEAR_DISTANCE, start) : end],
        headers.without_headers(end, min(end + FAR_DISTANCE, len(text))),
    )


class _RestOfSentence:
    """The rest of the sentence before or after a span: its words, and those of all within reach, the nearest last."""

    def __init__(self, text: str, reach: str, step: int):
        self.text, self.step, self._reach = text, step, reach
        self.is_cut = len(text) == len(reach) > FAR_DISTANCE - NEAR_DISTANCE

    @classmethod
    def from_text_before(cls, beside: str, first_words: str) -> "_RestOfSentence":
        whole = ComparableText(beside + first_words)
        end = whole.to_comparable(len(beside))
        start = end if whole.is_start(end) else whole.enclosing_sentences(end, end + 1)[0]
        return cls(whole.text[start:end], whole.text[:end], 1)

    @classmethod
    def from_text_after(cls, last_words: str, beside: str) -> "_RestOfSentence":
        whole = ComparableText(last_words + beside)
        start = whole.to_comparable(len(last_words))
        end = start if whole.is_sentence_start(start) else whole.enclosing_sentences(start, start + 1)[1]
        return cls(whole.text[start:end], whole.text[start:], -1)

    @cached_property
    def words(self) -> list[str]:
        return _compared_words(self.text)[:: self.step]

    @cached_property
    def words_in_reach(self) -> list[str]:
        return _compared_words(self._reach)[:: self.step]


def _compared_words(text: str) -> list[str]:
    """The words of the text without the numbers of notes, and without the letters and numbers of lists."""
    return find_words(unify_spellings(_LIST_LETTER.sub(" ", text)))
