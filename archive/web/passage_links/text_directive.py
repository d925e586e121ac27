"""The text directive of a link (``:~:text=``), with which a browser finds and marks the words by itself.

A browser takes the first place in the page that fits, compares whole words and leaves no block: a paragraph, or what
stands between the numbers of two notes. The rules are those of the draft "URL Fragment Text Directives" (WICG) and, for
words, of Unicode Standard Annex 29. Scripts without spaces are parted by the browser's dictionary, which the server
does not have: their runs are left whole.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

import regex

from archive.text.paragraphs import Span
from archive.text.words import UNSPACED, WORD_CHARACTERS

PREFIX = ":~:text="
MAX_CHARACTERS = 120  # of words that are written whole
END_WORDS = 5  # of the first and last words of longer ones, and of several blocks
CONTEXT_WORDS = (3, 8)  # before and after words that stand elsewhere, too
CHARACTERS_PER_WORD = 2  # of a run without spaces, that count as a word
MIN_WORDS_ALONE = 4  # fewer words get a context in any case: headings and notes of the page may hold them
BLOCK_BREAK = "\n"
NOTE_EDGE = "\ue000"  # either side of a note's number; a word that it touches is no whole word to a browser

_LETTER = rf"[[{WORD_CHARACTERS}--[{UNSPACED}]]_]"
_RUN = rf"[[{UNSPACED}]\p{{M}}]"
_WORD = regex.compile(
    rf"{_LETTER}+(?:[.:·'’]{_LETTER}+|(?<=\p{{N}})[,;](?=\p{{N}}){_LETTER}+)*|[{UNSPACED}]{_RUN}*", regex.V1
)
_BOUNDARY = rf"(?!(?<={_LETTER}){_LETTER}|(?<={_RUN}){_RUN}|(?<={NOTE_EDGE}){_LETTER}|{NOTE_EDGE})"


@dataclass(frozen=True)
class TextDirective:
    """The words, or the first and the last of them, and what stands before and after; "" for nothing."""

    start: str
    end: str = ""
    before: str = ""
    after: str = ""

    def __str__(self) -> str:
        parts = [self.before and f"{escape(self.before)}-", escape(self.start), escape(self.end)]
        return PREFIX + ",".join(filter(None, [*parts, self.after and f"-{escape(self.after)}"]))

    def first_place(self, page: str) -> Span | None:
        """Returns the span that a browser finds first in the page's text, whose blocks ``BLOCK_BREAK`` separates; None
        where it finds none."""
        before, start, end, after = map(words_pattern, (self.before, self.start, self.end, self.after))
        words = f"{start}.*?{end}" if self.end else start
        match = regex.search(
            rf"(?:{before}[^\S\n]*)({words})(?:[^\S\n]*{after})",
            page,
            regex.V1 | regex.IGNORECASE | regex.DOTALL,
        )
        return match.span(1) if match else None


def words_pattern(words: str) -> str:
    if not words:
        return ""
    return _BOUNDARY + r"[^\S\n]+".join(regex.escape(word) for word in words.split()) + _BOUNDARY


def escape(words: str) -> str:
    """Percent-encodes the words, with hyphens, commas and ampersands, which have a meaning in a directive."""
    return quote(words, safe="").replace("-", "%2D")


def text_directive(text: str, span: Span, *, breaks: Iterable[int] = (), title: str = "") -> str:
    """Returns the text directive for a span of a document's text, which must not be empty; "" where no directive leads
    a browser to that very place.

    ``breaks`` are the offsets of note numbers, at least of those near the span; ``title`` stands above the text.
    """
    offsets = sorted(set(breaks))
    start, end = whole_words(text, span)
    head = title + BLOCK_BREAK
    pieces = [text[a:b] for a, b in zip([0, *offsets], [*offsets, len(text)], strict=True)]
    note = NOTE_EDGE + BLOCK_BREAK + NOTE_EDGE
    page = head + note.join(pieces)
    place = (
        len(head) + start + len(note) * bisect_right(offsets, start),
        len(head) + end + len(note) * bisect_left(offsets, end),
    )
    place = apart_from_notes(page, place)
    block_end = page.find(BLOCK_BREAK, place[1])
    page = page if block_end < 0 else page[:block_end]
    return next(
        (str(directive) for directive in directives(page, place) if directive.first_place(page) == place), ""
    )


def whole_words(text: str, span: Span) -> Span:
    """The span from its first word to its last, both whole: a browser finds no part of one.

    What is no word stays out at either end, for a note's number may follow it without a space.
    """
    start, end = span
    for word in words_around(text, start):
        start = min(start, word[0])
    for word in words_around(text, end):
        end = max(end, word[1])
    words = [word.span() for word in _WORD.finditer(text, start, end)]
    return (words[0][0], words[-1][1]) if words else span


def apart_from_notes(page: str, place: Span) -> Span:
    """Returns the place without words at either end that touch the number of a note, unless no word would be left."""
    words = list(words_without_notes(page, *place))
    return (words[0].start(), words[-1].end()) if words else place


def words_without_notes(page: str, start: int, end: int) -> Iterator[regex.Match]:
    """Yields the words that touch no number of a note; in scripts without spaces a number may precede them."""
    for word in _WORD.finditer(page, start, end):
        led = page.endswith(NOTE_EDGE, 0, word.start()) and regex.match(_LETTER, word.group(), regex.V1)
        if not led and not page.startswith(NOTE_EDGE, word.end()):
            yield word


def words_around(text: str, position: int) -> Iterator[Span]:
    """The word that begins before the position and ends after it, if there is one."""
    first = max(text.rfind(BLOCK_BREAK, 0, position), text.rfind(" ", 0, position)) + 1
    for word in _WORD.finditer(text, first):
        if word.start() >= position:
            return
        if word.end() > position:
            yield word.span()


def directives(page: str, place: Span) -> Iterator[TextDirective]:
    """Candidate directives, from the shortest to the one with the most context."""
    words = page[slice(*place)]
    before, after = page[page.rfind(BLOCK_BREAK, 0, place[0]) + 1 : place[0]], page[place[1] :]
    if BLOCK_BREAK in words or len(words) > MAX_CHARACTERS:
        lines = words.split(BLOCK_BREAK)
        ends = first_words(lines[0]), last_words(lines[-1])
        yield TextDirective(*ends)
        for count in CONTEXT_WORDS:
            yield TextDirective(*ends, before=words_before(before, count))
        return
    if count_words(words) >= MIN_WORDS_ALONE or not _WORD.search(before + after):
        yield TextDirective(words)
    for count in CONTEXT_WORDS:
        left, right = words_before(before, count), words_after(after, count)
        yield from (
            TextDirective(words, "", *context)
            for context in [(left, ""), ("", right), (left, right)]
            if any(context)
        )


def weigh(word: str) -> int:
    """The number of words that a word counts for: more than one for a run without spaces."""
    return max(1, len(word) // CHARACTERS_PER_WORD) if regex.match(_RUN, word, regex.V1) else 1


def count_words(text: str) -> int:
    return sum(map(weigh, _WORD.findall(text)))


def first_words(line: str, count: int = END_WORDS) -> str:
    """Returns at most ``count`` words from the beginning of the line."""
    words = take_words(words_without_notes(line, 0, len(line)), count)
    return line[words[0].start() : words[-1].end()] if words else ""


def last_words(line: str, count: int = END_WORDS) -> str:
    words = take_words(reversed(list(words_without_notes(line, 0, len(line)))), count)
    return line[words[-1].start() : words[0].end()] if words else ""


def words_before(line: str, count: int) -> str:
    """The last words and what parts them from the line's end; "" where a note's number does."""
    words = take_words(reversed(list(words_without_notes(line, 0, len(line)))), count)
    context = line[words[-1].start() :].strip() if words else ""
    return "" if NOTE_EDGE in context else context


def words_after(line: str, count: int) -> str:
    words = take_words(words_without_notes(line, 0, len(line)), count)
    context = line[: words[-1].end()].strip() if words else ""
    return "" if NOTE_EDGE in context else context


def take_words(words: Iterable[regex.Match], count: int) -> list[regex.Match]:
    choices = []
    for word in words:
        choices.append(word)
        count -= weigh(word.group())
        if count <= 0:
            break
    return choices
