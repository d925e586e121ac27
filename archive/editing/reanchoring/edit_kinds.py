"""What an edit does to the words: nothing, a page header, other words, or a sentence more or less."""

import re
from enum import IntEnum
from functools import cached_property

import regex

from archive.text.comparison.edit_script import Edit
from archive.text.words import WORD_CHARACTERS

from .comparable import ComparableText
from .comparison import Comparison
from .page_headers import PageHeaders

_LETTERS = regex.compile(rf"{WORD_CHARACTERS}+", regex.V1)
_LAST_LETTER = regex.compile(WORD_CHARACTERS, regex.V1 | regex.REVERSE)
# What encloses or announces the words of somebody else: a remark in brackets, the label of a speaker.
_FOREIGN_MARKS = set("()[]{}【】〔〕:")
# Dashes that part words, not their parts: "we – he said – agree", not "post–war", "1990–2000" or "well-known".
_DASH = re.compile(r"[—―]+|(?<!\w)–|–(?!\w)|(?<=[ \t\xa0])[-‐‑−]|[-‐‑−](?=[ \t\xa0])")
# *laughs*, <he said>, /applause/; or quotation marks with what interrupts the quotation.
# After the label of a speaker that ends its line; in wrapped lines a sentence goes on in small letters.
_LINE_BREAK = re.compile(r"\W*\n(?!\n)\s*(?![a-zà-ÿа-яё])\w")
_LINE = re.compile(r"[^\n]+")
_ENCLOSED = re.compile(r'\s*[*/<|_~=#+].*[*/>|_~=#+]\s*|[^"]*".*', re.DOTALL)

# "Q." and "A." before who asks and who answers, or words up to a stop, be it that of an abbreviation.
_STARTING = re.compile(r"\s*(?:[^\W\d_][.)]|\w+(?:\W+\w+){2,}[.!?])\s*")
# Two words or more, or one that is too long for an abbreviation, up to a stop that ends a sentence, put in behind an
# abbreviation or a comma: "Mr. They laughed. Adeyemi", "at noon, Order! we agreed".
_ENDING = re.compile(r"\s*(?:\w+\W+\w[^.!?]*[.!?]|\w{5,}\.|\w+[!?])\s*")


class EditKind(IntEnum):
    LAYOUT = 0  # the same letters and digits on both sides
    HEADER = 1  # page headers or page numbers, which are layout as well
    WORDS = 2  # letters changed within a sentence
    SENTENCE = 3  # one side holds a sentence, a remark or a label that the other lacks


MIN_MOVED_BYTES = (
    6  # UTF-8 bytes of words that are known again where they were put: a word, 2 characters of Chinese
)


def letters_of(text: str) -> str:
    """Returns the letters and digits of the text, without anything between them."""
    return "".join(_LETTERS.findall(text))


class EditKinds:
    """The kind of each edit of a comparison, found when first asked for."""

    def __init__(self, texts: Comparison):
        self.texts = texts
        self._kinds: dict[Edit, EditKind] = {}

    def kind_of(self, edit: Edit) -> EditKind:
        if edit not in self._kinds:
            self._kinds[edit] = self._find(edit)
        return self._kinds[edit]

    @cached_property
    def deletions(self) -> dict[str, list[Edit]]:
        """The edits that take letters out, by these letters."""
        return self._by_letters(0)

    @cached_property
    def insertions(self) -> dict[str, list[Edit]]:
        return self._by_letters(1)

    def _by_letters(self, side: int) -> dict[str, list[Edit]]:
        edits_by_letters: dict[str, list[Edit]] = {}
        for edit in self.texts.script:
            letters = letters_of(self.texts.replacement(edit)[side])
            if len(letters.encode("utf-8", "replace")) >= MIN_MOVED_BYTES:
                edits_by_letters.setdefault(letters, []).append(edit)
        return edits_by_letters

    @cached_property
    def _headers(self) -> tuple[PageHeaders, PageHeaders]:
        old, new = self.texts.old_text.original, self.texts.new_text.original
        return PageHeaders(old, new), PageHeaders(new, old)

    def _find(self, edit: Edit) -> EditKind:
        deletion, insertion = map(letters_of, self.texts.replacement(edit))
        if deletion == insertion:
            return EditKind.LAYOUT
        sides = (
            (self.texts.old_text, edit.start, edit.end, deletion, self._headers[0]),
            (self.texts.new_text, edit.new_start, edit.new_end, insertion, self._headers[1]),
        )
        filled_sides = [side for side in sides if side[3]]
        if all(_is_header(text, start, end, headers) for text, start, end, _words, headers in filled_sides):
            return EditKind.HEADER
        ends = [_sentence_ends(text, start, end) for text, start, end, _words, _headers in sides]
        whole = any(_holds_sentence(text, start, end) for text, start, end, _words, _headers in filled_sides)
        apart = len(filled_sides) == 1 and _stands_apart(*filled_sides[0][:3])
        if (
            whole
            or apart
            or ends[0] != ends[1]
            or (self._has_remark(edit) and not (deletion + insertion).isdigit())
        ):
            return EditKind.SENTENCE
        return EditKind.WORDS

    def _has_remark(self, edit: Edit) -> bool:
        """Whether one side has marks of a remark or of a label that the other lacks."""
        marks = [_FOREIGN_MARKS.intersection(words) for words in self.texts.replacement(edit)]
        dashes = (
            _count_dashes(self.texts.old_text, edit.start, edit.end),
            _count_dashes(self.texts.new_text, edit.new_start, edit.new_end),
        )
        return marks[0] != marks[1] or dashes[0] != dashes[1]


def _is_header(text: ComparableText, start: int, end: int, headers: PageHeaders) -> bool:
    first, last = _letter_span(text.text, start, end)
    return first < last and headers.holds_only_headers(*text.original_span(first, last))


def _stands_apart(text: ComparableText, start: int, end: int) -> bool:
    """Whether marks enclose the words, a line has no others, or they start a sentence and have a stop."""
    if _ENCLOSED.fullmatch(text.text, start, end):
        return True
    if _ENDING.fullmatch(text.text, start, end) and text.is_sentence_start(end):
        return True
    begins = text.is_start(_letter_span(text.text, start, end)[0])
    first, last = text.original_span(*_letter_span(text.text, start, end))
    if begins and (_STARTING.fullmatch(text.text, start, end) or _LINE_BREAK.match(text.original, last)):
        return True
    before = text.original.rfind("\n", 0, first) + 1
    after = text.original.find("\n", last)
    lines = _LINE.finditer(text.original, before, after if after >= 0 else len(text.original))
    return any(_holds_line(text.original, line, first, last) for line in lines)


def _holds_line(text: str, line: re.Match[str], start: int, end: int) -> bool:
    """Whether all letters of the line stand in text[start:end]."""
    outside = text[line.start() : max(start, line.start())] + text[min(end, line.end()) : line.end()]
    return bool(letters_of(line.group())) and not letters_of(outside)


def _count_dashes(text: ComparableText, start: int, end: int) -> int:
    """Counts the dashes there that part words."""
    if start == end:
        return 0
    first, last = text.original_span(start, end)
    around = max(first - 1, 0), last + 1
    return sum(
        match.start() < last and match.end() > first for match in _DASH.finditer(text.original, *around)
    )


def _letter_span(text: str, start: int, end: int) -> tuple[int, int]:
    """Returns the span from the first to the last letter or digit there; an empty one where there is none."""
    first = _LETTERS.search(text, start, end)
    last = _LAST_LETTER.search(text, start, end) if first else None
    return (first.start(), last.end()) if first and last else (start, start)


def _sentence_ends(text: ComparableText, start: int, end: int) -> int:
    """Returns how many sentences start after the first letter and up to the last one."""
    first, last = _letter_span(text.text, start, end)
    return len(text.starts_between(first + 1, last - 1)) if first < last else 0


def _holds_sentence(text: ComparableText, start: int, end: int) -> bool:
    """Whether all letters of a sentence are there."""
    first, last = _letter_span(text.text, start, end)
    begin, following = text.enclosing_sentences(first, first + 1)
    if letters_of(text.text[begin:first]):
        begin, following = following, text.enclosing_sentences(following, following + 1)[1]
    return begin < last and not letters_of(text.text[last:following])
