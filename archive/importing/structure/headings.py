"""Headings in plain text, told by their shape and by what follows."""

import re

from archive.importing.structure.vocabulary import HEADING_PARTICLES

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
LONGEST = 100
LONGEST_TITLE = 320


def find_headings(paragraphs, turns):
    """Indexes (from 0) of the paragraphs that look like headings."""
    turn_indexes = {turn.index for turn in turns}
    found = set()
    for index, paragraph in enumerate(paragraphs[:-1]):
        if index in turn_indexes:
            continue
        following = paragraphs[index + 1]
        if introduces(paragraph, following) or (index + 1 in turn_indexes and _opens_talk(paragraph)):
            found.add(index)
    return found


def introduces(paragraph, following):
    """True for a short line in title case, or numbered, over a longer paragraph."""
    if "\n" in paragraph or _SENTENCE_END.search(paragraph):
        return False
    if _NUMBERED.match(paragraph):
        return len(paragraph) <= (LONGEST if paragraph.isascii() else 40)
    if not paragraph[0].isupper() or len(paragraph) > LONGEST or _GREETING.match(paragraph):
        return False
    stands_over = paragraph.endswith(":") or len(following) > len(paragraph) + 20
    return is_title_case(paragraph) and stands_over


def _opens_talk(paragraph):
    return paragraph.endswith((":", "：")) and len(paragraph) <= LONGEST


def is_title_case(text):
    """At least two words, and of the words that carry meaning nine in ten begin with a capital."""
    words = [word.strip("\"'“”‘’()[]:,—–-") for word in text.split()]
    telling = [
        word for word in words if word and word.lower() not in HEADING_PARTICLES and not word[0].isdigit()
    ]
    capital = sum(word[0].isupper() or "\u4e00" <= word[0] <= "\u9fff" for word in telling)
    return len(telling) >= 2 and capital >= 0.9 * len(telling)
