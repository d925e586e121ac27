"""Headings in plain text, recognised by their shape and by what follows them."""

import re
from collections.abc import Iterable, Sequence

from archive.importing.structure.turns import Turn
from archive.importing.structure.vocabulary import HEADING_PARTICLES
from archive.text.words import is_cjk

_NUMBERED = re.compile(
    r"(第[一二三四五六七八九十百0-9]{1,4}[章节節编編部]( |$)"
    r"|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]"
    r"|(chapter|part|section|title|annex) ([ivxlc]+|[0-9]+|[a-z])\b)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?;,。！？；，、…][\"'”’」』)）]*$")
_GREETING = re.compile(
    r"(mr|mrs|ms|madame?|your|excellenc|ladies|distinguished|dear|hono[u]?rable|friends|comrades|colleagues|sir)\b",
    re.I,
)
MAX_LENGTH = 100  # characters
MAX_NUMBERED_CJK_LENGTH = 40


def find_headings(paragraphs: Sequence[str], turns: Iterable[Turn]) -> set[int]:
    """Indexes of the paragraphs that look like headings."""
    turn_indexes = {turn.index for turn in turns}
    headings = set()
    for index, paragraph in enumerate(paragraphs[:-1]):
        if index in turn_indexes:
            continue
        announces_turn = index + 1 in turn_indexes and _ends_with_colon(paragraph)
        if announces_turn or is_heading(paragraph, paragraphs[index + 1]):
            headings.add(index)
    return headings


def is_heading(paragraph: str, following: str) -> bool:
    """Whether this is a short line in title case, or a numbered one, above a longer paragraph."""
    if "\n" in paragraph or _SENTENCE_END.search(paragraph):
        return False
    if _NUMBERED.match(paragraph):
        return len(paragraph) <= (MAX_LENGTH if paragraph.isascii() else MAX_NUMBERED_CJK_LENGTH)
    if not paragraph[0].isupper() or len(paragraph) > MAX_LENGTH or _GREETING.match(paragraph):
        return False
    is_above_text = paragraph.endswith(":") or len(following) > len(paragraph) + 20
    return is_title_case(paragraph) and is_above_text


def _ends_with_colon(paragraph: str) -> bool:
    return paragraph.endswith((":", "：")) and len(paragraph) <= MAX_LENGTH


def is_title_case(text: str) -> bool:
    """Whether a text has at least two words, and nine in ten of its words that carry meaning start with a capital."""
    words = [word.strip("\"'“”‘’()[]:,—–-") for word in text.split()]
    content_words = [
        word for word in words if word and word.lower() not in HEADING_PARTICLES and not word[0].isdigit()
    ]
    capitalised = sum(word[0].isupper() or is_cjk(word) for word in content_words)
    return len(content_words) >= 2 and capitalised >= 0.9 * len(content_words)
