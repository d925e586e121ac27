"""Texts in which every character knows where it comes from."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

Span = tuple[int, int]
NEW = -1  # the origin of a character that the old text does not have

CJK = "\u3041-\u30ff\u3400-\u9fff"
THAI = "\u0e01-\u0e30\u0e32\u0e3f-\u0e46"
MARKS = (
    "\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0e31\u0e33-\u0e3a\u0e47-\u0e4e"  # belong to the letter before
)
WORD = re.compile(rf"[{CJK}]|[{THAI}][{MARKS}]*|[^\W{CJK}{THAI}](?:[^\W{CJK}{THAI}]|[{MARKS}])*")
STOPS = ".!?。！？؟।"
SENTENCE = re.compile(rf"[^\s{STOPS}](?:[^{STOPS}\n]|[.](?=\w))*(?:[{STOPS}]+[\"'”’»」]*|(?=\n|\Z))[ ]?")
THAI_SENTENCE = re.compile(r"[^ \n]{10,}[ ]?")  # of a language without stops
WITHOUT_SPACES = ("zh", "ja", "th")


class Part(StrEnum):
    """What a character belongs to."""

    OWN = "own"  # it was in the old text
    LAYOUT = "layout"  # a space, line break or mark put in
    WORD = "word"  # a letter put in within a sentence
    FOREIGN = "foreign"  # of a sentence, paragraph or remark put in
    HEADER = "header"  # of a page header or page number


class Character(NamedTuple):
    """`origin` is the position in the old text or NEW; a variant of a character (its full width form) keeps it."""

    value: str
    origin: int
    part: Part


@dataclass
class Draft:
    """A text in the course of its correction. `moved` and `removed` are old spans of whole sentences or paragraphs."""

    characters: list[Character]
    language: str
    old: str = ""
    moved: list[Span] = field(default_factory=list)
    removed: list[Span] = field(default_factory=list)

    @classmethod
    def of(cls, text: str, language: str) -> "Draft":
        return cls([Character(value, place, Part.OWN) for place, value in enumerate(text)], language, text)

    @property
    def text(self) -> str:
        return "".join(character.value for character in self.characters)

    @property
    def has_spaces(self) -> bool:
        """Whether the language puts spaces between words."""
        return self.language not in WITHOUT_SPACES

    @property
    def joint(self) -> str:
        """What stands between two sentences."""
        return "" if self.language in ("zh", "ja") else " "

    @property
    def word_joint(self) -> str:
        return " " if self.has_spaces else ""

    def insert(self, place: int, text: str, part: Part) -> None:
        self.characters[place:place] = new_characters(text, part)

    def replace(self, span: Span, text: str, part: Part) -> None:
        self.characters[slice(*span)] = new_characters(text, part)

    def respell(self, span: Span, text: str) -> None:
        """Writes another form of the same characters, one for one."""
        present = self.characters[slice(*span)]
        assert len(present) == len(text)
        self.characters[slice(*span)] = [
            old._replace(value=value) for old, value in zip(present, text, strict=True)
        ]

    def delete(self, span: Span) -> None:
        del self.characters[slice(*span)]

    def remove(self, span: Span) -> None:
        """Deletes whole sentences and remembers that they are missing."""
        self.removed.append(self._origins(span))
        self.delete(span)

    def move(self, span: Span, place: int) -> None:
        """Moves whole sentences to a place outside of them."""
        self.moved.append(self._origins(span))
        self.carry(span, place)

    def carry(self, span: Span, place: int) -> None:
        """Moves words to a place outside of them, within their sentence."""
        moved = self.characters[slice(*span)]
        self.delete(span)
        place -= (span[1] - span[0]) if place >= span[1] else 0
        self.characters[place:place] = moved

    def _origins(self, span: Span) -> Span:
        origins = [character.origin for character in self.characters[slice(*span)] if character.origin != NEW]
        return (min(origins), max(origins) + 1) if origins else (0, 0)

    def substitute(self, pattern: str, make: Callable[[re.Match[str]], str], part: Part) -> None:
        """Replace every match; one for one, and still the same characters, where the lengths agree and part is OWN."""
        for match in reversed(list(re.finditer(pattern, self.text))):
            text = make(match)
            if part is Part.OWN and len(text) == len(match.group()):
                self.respell(match.span(), text)
            else:
                self.replace(match.span(), text, part)

    def words(self) -> list[Span]:
        return [match.span() for match in WORD.finditer(self.text)]

    def sentences(self) -> list[Span]:
        """The spans of the sentences, each with the space after it."""
        return [match.span() for match in sentence_pattern(self.language).finditer(self.text)]

    def paragraphs(self) -> list[Span]:
        """The spans of the paragraphs, each with the blank line after it."""
        return [match.span() for match in re.finditer(r"(?s).+?(?:\n\n|\Z)", self.text)]


def sentence_pattern(language: str) -> re.Pattern[str]:
    return THAI_SENTENCE if language == "th" else SENTENCE


def new_characters(text: str, part: Part) -> list[Character]:
    return [Character(value, NEW, part) for value in text]


def overlaps(span: Span, others: Iterable[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)
