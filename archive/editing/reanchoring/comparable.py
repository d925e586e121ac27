"""A text without its layout and typography, in which versions are compared, and the way back to the text itself.

Two texts that differ only in white space, line and paragraph breaks, kinds of quotation marks and dashes, full width,
case, vowel signs, or simplified and traditional characters have the same comparable form (rule 11 of
docs/architecture.md).
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from functools import cached_property

from archive.text.characters import INVISIBLE
from archive.text.folding import VOWEL_MARKS
from archive.text.han_variants import simplify
from archive.text.paragraphs import Span
from archive.text.typography import PLAIN_QUOTATION_MARKS
from archive.text.words import CJK

# With the stroke that stretches Arabic words, and the vowel signs of Arabic and Hebrew, which most texts leave out.
_DROPPED = f"{INVISIBLE}\u0640{VOWEL_MARKS}"
_VOWELS = re.compile(f"[{VOWEL_MARKS}]*")
_ALL_DROPPED = re.compile(f"[{_DROPPED}]+")
MAX_INDENT = 20  # spaces at the beginning of a line
_HYPHENS = "-‐‑"
_LINE_HYPHENS = tuple(_HYPHENS)
_CLOSERS = "\"'”’»)」』）"
# A hyphen at the end of a line joins two parts of a word; one space stands for white space, none beside CJK. The class
# of characters at the beginning lets `re` pass over all others, and single spaces that stay as they are do not match.
_LAYOUT = re.compile(
    rf"[{_HYPHENS}\s{_DROPPED}…](?:"
    rf"(?P<hyphen>(?<=[^\W\d_][{_HYPHENS}])[ ]?\n+(?=[^\W\d_]))"
    rf"|(?P<space>(?<=[\s{_DROPPED}])(?:[\s{_DROPPED}]+|(?<! )|(?<=[{CJK}] )|(?=[{CJK}])))"
    r"|(?P<dots>(?<=…)))"
)
_NOT_PLAIN_SPACE = re.compile(rf"[^\S ]|[{_DROPPED}…]|  |[{_HYPHENS}][ ]?\n")
_BESIDE_CJK = re.compile(f"[{CJK}]")
_CASELESS = "\u0590-\u08ff\u0900-\u0dff"  # Hebrew, Arabic, the scripts of India
UNSPACED_WORD_SCRIPTS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer: spaces part sentences, not words
)
# A sentence ends with a stop and perhaps closing marks; a full stop before a letter or a digit ends one only after a
# word, when a space is missing.
_STOPS = "!?؟।…。！？．"
_SENTENCE_END = re.compile(
    rf"[{_STOPS}.\n۔](?:(?<=[{_STOPS}])[{_STOPS}]*[{_CLOSERS}]*"
    rf"|(?<=\.)\.*[{_CLOSERS}]*(?![^\W{CJK}]|[,;:.'’]|-\S)"
    r"|(?<=[^\W\d_][a-zà-ÿа-яё]\.)(?=[A-ZÀ-ÖØ-ÞА-ЯЁ\d])|(?<=\n)\n"
    rf"|(?<=[{_CASELESS}{CJK}]{{2}}[.۔])(?=[{_CASELESS}\d])|(?<=۔))"
)
# In these scripts, white space between letters parts sentences, too.
_UNSPACED_SENTENCE_END = re.compile(rf"{_SENTENCE_END.pattern}|(?<=[{UNSPACED_WORD_SCRIPTS}])\s+(?=[^\W\d_])")
_UNSPACED_WORDS = re.compile(f"[{UNSPACED_WORD_SCRIPTS}]")
# A title or a single initial before its full stop, and what stands so before a number: "No." alone is an answer.
_ABBREVIATION = re.compile(
    r"(?<!\w)(?:[A-ZÀ-ÖØ-ÞА-Я]|Mr|Mrs|Ms|Dr|Prof|Hon|Rev|Sen|Rep|Gov|Gen|St|Mme|Sr|Sra|vs|cf)\Z"
)
_BEFORE_NUMBER = re.compile(r"(?<!\w)(?:Nos?|Art|pp?)\Z")
_DASHES = dict.fromkeys("‐‑‒–—―−﹣－", "-")
_MARKS = {"。": ".", "、": ",", "،": ",", "؛": ";", "؟": "?", "।": ".", "․": "."}


class _PlainCharacters(dict[int, str]):
    """The table for `str.translate`: each character with its plainer form where that has the same length."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        plain = simplify(unicodedata.normalize("NFKC", character).lower())
        self[code] = plain if len(plain) == 1 else character
        return self[code]


_PLAIN = _PlainCharacters(
    {ord(sign): plain for sign, plain in (PLAIN_QUOTATION_MARKS | _DASHES | _MARKS).items()}
)


class ComparableText:
    """`original` is the text, `text` its comparable form; spans of one are translated into spans of the other."""

    def __init__(self, original: str):
        self.original = original
        self._places: list[
            int
        ] = []  # in the original, from which on the shift to the comparable form is another
        self._plain_places: list[int] = []
        self.text = self._make_comparable()

    def _make_comparable(self) -> str:
        original = self.original
        if not _NOT_PLAIN_SPACE.search(original) and (original.isascii() or not _BESIDE_CJK.search(original)):
            return original.translate(_PLAIN)
        parts, position, length = [], 0, 0
        for match in _LAYOUT.finditer(original):
            start, end = match.span()
            plain = _plain_form(match)
            if plain == " " and (_is_cjk(original, start - 1) or _is_cjk(original, end)):
                plain = ""
            if len(plain) == end - start:
                if plain != match.group():
                    parts += [original[position:start], plain]
                    length += end - position
                    position = end
                continue
            parts += [original[position:start], plain]
            length += start - position + len(plain)
            self._places.append(end)
            self._plain_places.append(length)
            position = end
        parts.append(original[position:])
        return "".join(parts).translate(_PLAIN)

    def to_comparable(self, position: int) -> int:
        """Returns the position that corresponds to one of the original text; for one within white space, the end of
        that."""
        number = bisect_right(self._places, position) - 1
        plain = position + (self._plain_places[number] - self._places[number] if number >= 0 else 0)
        following = number + 1
        return min(plain, self._plain_places[following]) if following < len(self._places) else plain

    def to_original(self, position: int) -> int:
        """The last position of the original that stands there."""
        number = bisect_right(self._plain_places, position) - 1
        return position + (self._places[number] - self._plain_places[number] if number >= 0 else 0)

    def comparable_span(self, start: int, end: int) -> Span:
        """The span of the comparable form with these characters, without spaces at its ends."""
        first, last = self.to_comparable(start), self.to_comparable(end)
        while first < last and self.text[first] == " ":
            first += 1
        while first < last and self.text[last - 1] == " ":
            last -= 1
        return first, last

    def original_span(self, start: int, end: int) -> Span:
        """The span of the original with these characters, without white space left out at its ends."""
        last = _VOWELS.match(self.original, self.to_original(end - 1) + 1)
        assert last, "the pattern matches everywhere"
        return self.to_original(start), last.end()

    @cached_property
    def sentence_starts(self) -> list[int]:
        """Positions in the comparable form where a sentence or paragraph starts, with 0 and the end, in order."""
        starts = {0, len(self.text)}
        is_unspaced = not self.original.isascii() and _UNSPACED_WORDS.search(self.original)
        pattern = _UNSPACED_SENTENCE_END if is_unspaced else _SENTENCE_END
        for match in pattern.finditer(self.original):
            before = self.original[max(match.start() - 6, 0) : match.start()]
            if before.endswith(_LINE_HYPHENS) or (
                match.group() == "." and self._is_abbreviation(before, match.end())
            ):
                continue
            position = self.to_comparable(match.end())
            while position < len(self.text) and self.text[position] == " ":
                position += 1
            starts.add(position)
        return sorted(starts)

    def _is_abbreviation(self, before: str, end: int) -> bool:
        """Whether the full stop before the position `end` of the original does not end a sentence."""
        following = self.original[end : end + 2].lstrip()
        has_number = following[:1].isdigit()
        return bool(_ABBREVIATION.search(before) or (has_number and _BEFORE_NUMBER.search(before)))

    def is_start(self, position: int) -> bool:
        """Whether the first character of a sentence stands there, or the text ends."""
        number = bisect_left(self.sentence_starts, position)
        return number < len(self.sentence_starts) and self.sentence_starts[number] == position

    def is_sentence_start(self, position: int) -> bool:
        """Whether a sentence starts there, or only the space before it follows."""
        starts, number = self.sentence_starts, bisect_left(self.sentence_starts, position)
        return number < len(starts) and not self.text[position : starts[number]].strip(" ")

    def is_line_start(self, position: int) -> bool:
        """Whether the first character of a line stands there, or the text ends."""
        first = self.to_original(position)
        before = self.original[max(first - MAX_INDENT, 0) : first].rstrip(" \t")
        return position == len(self.text) or before[-1:] in ("", "\n")

    def starts_between(self, start: int, end: int) -> list[int]:
        """The sentence starts from `start` to `end`, both included."""
        return self.sentence_starts[
            bisect_left(self.sentence_starts, start) : bisect_right(self.sentence_starts, end)
        ]

    def enclosing_sentences(self, start: int, end: int) -> Span:
        """The span with its first and last sentence whole."""
        first = max(bisect_right(self.sentence_starts, start) - 1, 0)
        last = min(bisect_left(self.sentence_starts, end), len(self.sentence_starts) - 1)
        return self.sentence_starts[first], self.sentence_starts[last]


def _plain_form(match: re.Match[str]) -> str:
    if match.lastgroup == "hyphen":
        return ""
    if match.lastgroup == "dots":
        return "..."
    return "" if _ALL_DROPPED.fullmatch(match.group()) else " "


def _is_cjk(text: str, position: int) -> bool:
    return 0 <= position < len(text) and _BESIDE_CJK.match(text, position) is not None
