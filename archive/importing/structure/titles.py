"""Titles and headings: recognised by their shape and by what follows them, joined out of their lines, made where a text
has none; what a title says about the kind of document.
"""

import re
from collections.abc import Iterable, Sequence

from archive.importing.structure.turns import Turn
from archive.importing.structure.vocabulary import HEADING_PARTICLES, TITLE_KINDS
from archive.text.word_sets import word_set
from archive.text.words import CJK, is_cjk

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
MAX_REPORT_TITLE_LENGTH = 320  # characters
# Not a title: a line that ends like a sentence or leads to the next.
LINE_END = re.compile(r"[.!?;,:。！？；，：、…][\"'”’」』)）]*$")
_FOUR_CJK_CHARACTERS = re.compile(f"[{CJK}]{{4}}")
_ENDS_OPEN = re.compile(r"\b(of|the|at|on|in|for|to|and|by|with|from|du|de|des|et)$", re.IGNORECASE)
_STARTS_OPEN = re.compile(r"(At|On|In|Of|For|To|By|With|From|Before|During|And) (the|a|an|his|her|its|[A-Z])")
_SMALL_WORDS = word_set("at on in of for to by with from the and before during")
_PREPOSITION_AND_ARTICLE = re.compile(r"^((?:at|on|in|of|for|to|by|with|from|before|during|and)) The ")


def find_headings(paragraphs: Sequence[str], turns: Iterable[Turn]) -> set[int]:
    """Indexes of the paragraphs that look like headings."""
    turn_indexes = {turn.index for turn in turns}
    headings = set()
    for index, paragraph in enumerate(paragraphs[:-1]):
        if index in turn_indexes:
            continue
        is_announcement = paragraph.endswith((":", "：")) and len(paragraph) <= MAX_LENGTH
        if (is_announcement and index + 1 in turn_indexes) or is_heading(paragraph, paragraphs[index + 1]):
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


def is_title_case(text: str) -> bool:
    """Whether a text has at least two words, and nine in ten of its words that carry meaning start with a capital."""
    words = filter(None, (word.strip("\"'“”‘’()[]:,—–-") for word in text.split()))
    content_words = [
        word for word in words if word.lower() not in HEADING_PARTICLES and not word[0].isdigit()
    ]
    capitalised = sum(word[0].isupper() or is_cjk(word) for word in content_words)
    return len(content_words) >= 2 and capitalised >= 0.9 * len(content_words)


def join_title_lines(lines: Sequence[str]) -> tuple[str, int]:
    """The title made of the first line and those it leads into, and how many lines that is."""
    if not lines:
        return "", 0
    title, count = lines[0], 1
    while count < len(lines) and (_ENDS_OPEN.search(title) or _STARTS_OPEN.match(lines[count])):
        title = f"{title} {_lower_first_words(lines[count])}"
        count += 1
    return title.strip("# "), count


def _lower_first_words(line: str) -> str:
    first, _, remainder = line.partition(" ")
    if first.lower() in _SMALL_WORDS:
        line = f"{first.lower()} {remainder}"
    return _PREPOSITION_AND_ARTICLE.sub(r"\1 the ", line)


def title_from_file_name(name: str) -> str:
    """“politburo-study-session.txt” as words; empty for a name that has no meaning."""
    stem = re.sub(r"\.[A-Za-z0-9]{1,8}$", "", name.replace("\\", "/").rsplit("/", 1)[-1])
    words = [word for word in re.split(r"[\s_-]+", stem) if word]
    meaningful = [word for word in words if len(word) > 1 and not re.search("[0-9]", word)]
    if len(meaningful) < 2 and not _FOUR_CJK_CHARACTERS.search(stem):
        return ""
    phrase = " ".join(words)
    return phrase[0].upper() + phrase[1:]


def first_words(paragraph: str, limit: int = 80) -> str:
    """The beginning of a paragraph, at most `limit` characters, cut between words where there are spaces."""
    words = paragraph.replace("\n", " ")
    if len(words) <= limit:
        return words.rstrip(" ,;:，；：")
    cut = words[:limit]
    return (cut.rsplit(" ", 1)[0] if " " in cut[20:] else cut).rstrip(" ,;:，；：") + "…"


def kind_of_title(title: str) -> str:
    """The kind of document that its title names, or an empty string."""
    return next((kind for kind, form in TITLE_KINDS if re.match(form, title, re.IGNORECASE)), "")


def is_report_title(paragraph: str) -> bool:
    """A long heading in title case, as above a news report."""
    return (
        "\n" not in paragraph
        and len(paragraph) <= MAX_REPORT_TITLE_LENGTH
        and not LINE_END.search(paragraph)
        and is_title_case(paragraph)
    )
