"""Numbers with separators as one word each: "1.5" and "5.1" have the same digits, "1,500" and "1.500" too."""

import re
from collections.abc import Sequence

from archive.text.folding import fold
from archive.text.words import Token

# By language, what parts thousands in writing. Where it is not known, "1,500" and "1.500" are two numbers, and "1500" a
# third.
GROUP_SEPARATORS = dict.fromkeys(("en", "zh", "ja", "ko", "th", "he"), ",") | dict.fromkeys(
    ("de", "es", "it", "pt", "nl", "da", "tr", "id", "el", "ro", "hr", "sl", "sr"), "."
)
SEPARATORS = ".,'"  # the last parts thousands in any language; narrow spaces count as it
_FOLDED_SEPARATORS = str.maketrans("٫٬．，’\u00a0\u2009\u202f", ".,.,''''")
_GROUPED = re.compile(rf"[1-9]\d{{0,2}}([{SEPARATORS}])\d{{3}}(?:\1\d{{3}})*(?!\d)")


def join_numbers(text: str, words: Sequence[Token], group_separator: str = "") -> list[Token]:
    """The words, in which digits with one separator between them are one; those with several that part no thousands,
    such as dates, stay as they are."""
    joined: list[Token] = []
    number: list[Token] = []
    for word in words:
        if number and not _is_continued(text, number[-1], word):
            joined += _join(text, number, group_separator)
            number = []
        if number or word.word.isdecimal():
            number.append(word)
        else:
            joined.append(word)
    return [*joined, *_join(text, number, group_separator)]


def _is_continued(text: str, last: Token, word: Token) -> bool:
    separator = text[last.end : word.start].translate(_FOLDED_SEPARATORS)
    return (
        len(separator) == 1 and separator in SEPARATORS and last.word.isdecimal() and word.word[0].isdecimal()
    )


def _join(text: str, parts: list[Token], group_separator: str) -> list[Token]:
    if len(parts) < 2:
        return parts
    written = fold(text[parts[0].start : parts[-1].end].translate(_FOLDED_SEPARATORS))
    grouped = _GROUPED.match(written)
    if grouped and (
        grouped[1] in ("'", group_separator)
        or grouped[0].count(grouped[1]) > 1
        or written[grouped.end() :].startswith((".", ","))
    ):
        written = grouped[0].replace(grouped[1], "") + written[grouped.end() :]
    if sum(map(written.count, SEPARATORS)) > 1 or "'" in written:
        return parts
    return [Token(parts[0].start, parts[-1].end, written)]
