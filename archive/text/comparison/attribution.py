"""Whom a text names around a passage as the speaker: the label of its turn, and the names next to it."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate, islice

import regex

from archive.text.folding import fold
from archive.text.paragraphs import SEPARATOR, Span
from archive.text.words import casefolded_words

# Characters: a name so near is said to speak, and one that an insertion pushed away still is.
NEAR_DISTANCE, FAR_DISTANCE = 80, 400
# What printed labels have before and after the words: bullets, times, brackets, marks of Markdown, numbers.
_BEFORE_LABEL = r"[^\p{L}\n]{0,16}"
_AFTER_LABEL = (
    r"[\])]?(?:,? ?[(（\[][^()（）\[\]\n]{1,40}[)）\]]| ?(?<=[\p{L} ])(?:\d{1,3}|[A-Z])){0,2}[ *_]{0,3}[:：៖፦]"
    r"(?=\s|[^\p{ASCII}]|[\"“'*_])"
)
_LETTERS = r"[\p{L}\p{M}\u200c\u200d.’'/-]"
_CASELESS_WORD = r"\p{Lo}[\p{Lo}\p{M}\u200c\u200d.’'-]*"
_CAPITALISED = rf"\p{{Lu}}{_LETTERS}*"
_PARTICLE = (
    "of|for|the|and|de|da|do|dos|del|della|di|du|des|le|la|los|von|van|der|den|zu|und|et|y|e|и|bin|ibn|al|"
    "señora?|senyora?|&"
)
_ARTICLE = "(?:M\\. le|Mme la|Il|Lo|La|El|Le|L’|De|Het|Der|Die|O|Pan|Pani|Ο|Η)"
_SMALL = rf"\p{{Ll}}{_LETTERS}*"
_PERSON = r"(?:Mr?|Mrs|Ms|Mme|Dr|Herr|Frau|Sra?)\.? \p{Lu}[^\n:.–—]{1,40}|\p{Lu}[\p{Lu} .'’-]{2,40}"
# A name or an office at the beginning of a line. Of scripts without capital letters, and of languages that write
# offices small ("Il presidente:", "Předseda vlády:"), only at that of a paragraph: wrapped lines begin so as well.
_LABEL = regex.compile(
    rf"(?:\A|(?<=\n)){_BEFORE_LABEL}(?:[QA]\.(?=\s)|(?:[QA]|{_PERSON})\.? ?[–—](?=\s)"
    rf"|(?:{_CAPITALISED}(?:,? (?:{_CAPITALISED}|{_PARTICLE})){{0,8}}|\p{{Lo}}{{1,15}}){_AFTER_LABEL})"
    rf"|(?:\A|(?<=\n\n)){_BEFORE_LABEL}(?:{_ARTICLE} {_SMALL}"
    rf"|(?=[^\n:]*[^\p{{ASCII}}\W]){_CAPITALISED} {_SMALL}(?: {_CAPITALISED}){{0,4}}"
    rf"|{_CASELESS_WORD}(?: {_CASELESS_WORD}){{0,5}}){_AFTER_LABEL}"
    r"|(?:\A|(?<=\n))[○◯◎●]\p{Lo}{1,20}(?=[\s(（])"  # as in the records of Japan's parliament
)
# As chats have it: "[Lee] We agree", "<lee> We agree", "[00:12] Lee> We agree". Remarks stand in brackets as well, and
# so it is a label only in a text of which most lines begin with one.
_NICKNAME = r"[\p{L}\p{M}][\p{L}\p{M}\p{N} _.’'-]{0,40}"
_CHAT_LABEL = regex.compile(rf"[^\p{{L}}\n]{{0,16}}(?:\[{_NICKNAME}\]|<{_NICKNAME}>|{_NICKNAME}>)(?=[\s:])")
MIN_CHAT_LINES, MIN_CHAT_SHARE = 3, 0.5
MAX_LABEL = 160  # characters in which a line with a label has the sign after it
_LABEL_END = re.compile("[:：៖፦–—]|[QA]\\.|^[○◯◎●]")
_CHAT_LABEL_END = re.compile("[]>]")
_NUMBER = re.compile(r"\d")
MAX_INTRODUCTION = 120  # characters of a paragraph that says who speaks next
# Of what the turn before an answer ends with: characters, the end of a question, and the share of its words that a
# corrected question keeps at least.
MAX_QUESTION = 300
_QUESTION_END = re.compile(r"[?？؟;՞]\W*\Z")
MIN_SHARE_OF_QUESTION = 0.5
# The numbers of lines before a label, and times, are no part of whose it is.
_NO_NAME = regex.compile(r"\A[^\p{L}]+|\d{1,2}(?:[:.]\d\d){1,2}")
# A paragraph that is nothing but a label: without the end of a sentence, and with few words beside a name, or with an
# office or a form of address first. One with a number is a page header, or a heading, unless speakers are numbered.
_LINE = regex.compile(
    r"(?:\A|(?<=\n\n))(?:[^\n\d]{1,60}(?<![.!?。！？:：;,，；])|(?i:speaker|participant|sprecher(?:in)?|orateur|发言人)"
    r" ?\d{1,3}(?:\s+[\d:.]+)?)(?=\n)"
)
MAX_WORDS_BESIDE_NAME, MAX_WORDS_OF_ADDRESS = 2, 4
_ADDRESSED = regex.compile(
    r"\W*(?:(?:the|le|la|der|die|el|o|a)\s+)?(?:mrs?|ms|dr|sir|madam|m|mme|herr|frau|sra?|senator|president\w*|chair\w*|"
    r"speaker|minister|secretary|moderator|interviewer|question|answer|q|a|председатель|主席|议长|議長|记者|記者|의장|الرئيس)\b"
)
_CASELESS = regex.compile(r"\p{Lo}")


class AttributionContext:
    """The labels and names that stand around the passages of one text."""

    def __init__(self, text: str):
        self.text = text
        self._label_words: dict[str, tuple[str, ...]] = {}
        self._line_labels: dict[regex.Pattern, list[tuple[int, tuple[str, ...]]]] = {}

    @cached_property
    def _labels(self) -> list[tuple[int, str]]:
        return [(match.end(), match.group()) for match in _find_labels(self.text)]

    def label(self, span: Span) -> tuple[str, ...]:
        """The folded words of the last label of a turn ("Mr Lee:") that ends before the span; empty where there is
        no label."""
        label = self.label_text(span)
        if label not in self._label_words:
            self._label_words[label] = tuple(casefolded_words(fold(_NO_NAME.sub("", label))))
        return self._label_words[label]

    def label_text(self, span: Span) -> str:
        """Returns the label of the span as it is printed; empty where there is none."""
        position = bisect_right(self._labels, span[0], key=lambda label: label[0])
        return self._labels[position - 1][1] if position else ""

    def words_before_turn(self, span: Span) -> str:
        """The end of the turn before that of the span, as printed: what it answers, if that is a question. Empty where
        the span stands in the first turn."""
        position = bisect_right(self._labels, span[0], key=lambda label: label[0])
        if position < 2:
            return ""
        (start, _label), (end, label) = self._labels[position - 2 : position]
        turn = self.text[start : end - len(label)].rstrip()
        return turn[-MAX_QUESTION:].rpartition(SEPARATOR)[2]

    @cached_property
    def _lines(self) -> list[tuple[int, str]]:
        lines = (_LINE.match(self.text, start) for start in _starts_after(SEPARATOR, self.text))
        return [(line.end(), line.group()) for line in lines if line]

    def line_text(self, span: Span) -> str:
        """The last paragraph before the span that may be a label, as printed; empty for none."""
        position = bisect_right(self._lines, span[0], key=lambda line: line[0])
        return self._lines[position - 1][1] if position else ""

    @cached_property
    def _line_hashes(self) -> list[int]:
        """One hash for each number of lines, counted from 0: that of the first so many lines."""
        return list(accumulate((line for _end, line in self._lines), lambda *pair: hash(pair), initial=0))

    def hash_lines_before(self, span: Span) -> int:
        """A hash of all paragraphs before the span that may be labels; equal hashes mean equal paragraphs."""
        return self._line_hashes[bisect_right(self._lines, span[0], key=lambda line: line[0])]

    def label_above(self, span: Span, names: regex.Pattern) -> tuple[str, ...]:
        """The folded names in the last paragraph that is a label without a colon ("MR LEE"); empty where a turn with a
        colon began after it."""
        if names not in self._line_labels:
            named_lines = ((end, _named_in(line, names)) for end, line in self._lines)
            self._line_labels[names] = [(end, words) for end, words in named_lines if words]
        lines = self._line_labels[names]
        position = bisect_right(lines, span[0], key=lambda line: line[0])
        turn = bisect_right(self._labels, span[0], key=lambda label: label[0])
        turn_start = self._labels[turn - 1][0] if turn else 0
        return lines[position - 1][1] if position and lines[position - 1][0] > turn_start else ()

    def surroundings(self, span: Span) -> tuple[str, str]:
        """The text of its paragraphs next to the span, before and after it."""
        before, after = self._text_beside(span, NEAR_DISTANCE)
        return before.rpartition(SEPARATOR)[2], after.partition(SEPARATOR)[0]

    def introduction(self, span: Span) -> str:
        """The paragraph above that of the span, if it is so short that it may introduce who speaks ("Mr Lee then took
        the floor."); empty otherwise."""
        begin = max(0, span[0] - FAR_DISTANCE)
        end = self.text.rfind(SEPARATOR, begin, span[0])
        above = self.text[max(0, end - MAX_INTRODUCTION) : end] if end >= 0 else ""
        return above.rpartition(SEPARATOR)[2] if SEPARATOR in above or end <= MAX_INTRODUCTION else ""

    def introduced_name(self, span: Span, names: regex.Pattern) -> str:
        """The last word of the last name in the introduction; empty where there is none, or a page header."""
        introduction = self.introduction(span)
        return "" if _NUMBER.search(introduction) else _nearest(names, introduction, "")[0]

    def names_in_paragraph(self, span: Span, names: regex.Pattern) -> tuple[str, str]:
        """The last name before the span and the first one after it in its surroundings, by their last words; empty
        where there is none."""
        return _nearest(names, *self.surroundings(span))

    def names_around(self, span: Span, names: regex.Pattern) -> tuple[str, str]:
        """Returns the names within FAR_DISTANCE characters before and after the span, across paragraphs."""
        return _nearest(names, *self._text_beside(span, FAR_DISTANCE))

    def _text_beside(self, span: Span, distance: int) -> tuple[str, str]:
        return self.text[max(0, span[0] - distance) : span[0]], self.text[span[1] : span[1] + distance]


def _find_labels(text: str) -> Iterator[regex.Match[str]]:
    """Those at the beginnings of lines that have what ends one."""
    patterns = [(_LABEL, _LABEL_END), *([(_CHAT_LABEL, _CHAT_LABEL_END)] if _is_chat(text) else [])]
    for start in _starts_after("\n", text):
        line = text[start : start + MAX_LABEL].partition("\n")[0]
        matches = (pattern.match(text, start) for pattern, end in patterns if end.search(line))
        yield from islice(filter(None, matches), 1)


def _is_chat(text: str) -> bool:
    """Whether most lines begin with a label in brackets."""
    if text.count("]") + text.count(">") < MIN_CHAT_LINES:
        return False
    lines = [start for start in _starts_after("\n", text) if text[start : start + 1].strip()]
    count = sum(_CHAT_LABEL.match(text, start) is not None for start in lines)
    return count >= max(MIN_CHAT_LINES, MIN_CHAT_SHARE * len(lines))


def _starts_after(separator: str, text: str) -> Iterator[int]:
    """Where the parts of the text begin. To search all of it for a pattern takes ten times as long."""
    start = 0
    while start >= 0:
        yield start
        place = text.find(separator, start)
        start = place + len(separator) if place >= 0 else -1


def compile_names(names: Iterable[str]) -> regex.Pattern:
    """A pattern that finds each of the names, the longest first, whatever their case. Names in scripts that have cases
    are found as whole words only; a pattern of no names matches nothing."""
    parts = []
    for name in sorted(names, key=len, reverse=True):
        pattern = regex.escape(name)
        parts.append(pattern if _CASELESS.search(name) else rf"(?<!\w){pattern}(?!\w)")
    return regex.compile("|".join(parts) or r"(?!)", regex.IGNORECASE)


class AttributionComparison:
    """Whether the speaker of a span is another one in the next version of a text; each version is read once for all
    spans."""

    def __init__(self, old: str, new: str):
        self._old, self._new = AttributionContext(old), AttributionContext(new)

    def is_changed(self, span: Span, new_span: Span) -> bool:
        """Whether anything differs that may name the speaker: the label, what stands next to the span, or a short
        paragraph above."""
        old, new = self._old, self._new
        return (
            old.label(span) != new.label(new_span)
            or old.hash_lines_before(span) != new.hash_lines_before(new_span)
            or old.surroundings(span) != new.surroundings(new_span)
            or old.introduction(span) != new.introduction(new_span)
        )

    def names_other_speaker(self, span: Span, new_span: Span, names: regex.Pattern) -> bool:
        """Whether the new span stands under another label, or next to another name than the old one. A name that was
        pushed away, or into another paragraph, is no other."""
        old, new = self._old, self._new
        if old.label(span) != new.label(new_span):
            return True
        if old.label_above(span, names) != new.label_above(new_span, names):
            return True
        introduced, new_introduced = old.introduced_name(span, names), new.introduced_name(new_span, names)
        if introduced and new_introduced and introduced != new_introduced:
            return True
        names_beside, new_names_beside = (
            old.names_in_paragraph(span, names),
            new.names_in_paragraph(new_span, names),
        )
        if names_beside == new_names_beside:
            return False
        around = zip(old.names_around(span, names), new.names_around(new_span, names), strict=True)
        return any(
            before != after and (before or wide_before) != (after or wide_after)
            for before, after, (wide_before, wide_after) in zip(
                names_beside, new_names_beside, around, strict=True
            )
        )

    def answers_other_question(self, span: Span, new_span: Span) -> bool:
        """Whether the turn before that of the span is another one, and one of the two a question."""
        before, after = self._old.words_before_turn(span), self._new.words_before_turn(new_span)
        if before == after or not (_QUESTION_END.search(before) or _QUESTION_END.search(after)):
            return False
        words, new_words = (set(casefolded_words(fold(text))) for text in (before, after))
        return len(words & new_words) < MIN_SHARE_OF_QUESTION * max(len(words), len(new_words))


def _named_in(line: str, names: regex.Pattern) -> tuple[str, ...]:
    """The names in a paragraph that is a label, or the words of an office or form of address; none of another one."""
    names_found = _find(names, line)
    word_count_beside = len(casefolded_words(names.sub(" ", line) if names_found else line))
    if names_found and word_count_beside <= MAX_WORDS_BESIDE_NAME:
        return tuple(names_found)
    is_address = (
        not names_found and word_count_beside <= MAX_WORDS_OF_ADDRESS and _ADDRESSED.match(fold(line))
    )
    return tuple(casefolded_words(line)) if is_address else ()


def _nearest(names: regex.Pattern, before: str, after: str) -> tuple[str, str]:
    names_before, names_after = _find(names, before), _find(names, after)
    return (names_before[-1] if names_before else ""), (names_after[0] if names_after else "")


def _find(names: regex.Pattern, text: str) -> list[str]:
    """The last word, folded, of each name in the text; a word in small letters is no name."""
    printed_names = (match.group() for match in names.finditer(text))
    return [fold(name).split()[-1] for name in printed_names if not name[0].islower()]
