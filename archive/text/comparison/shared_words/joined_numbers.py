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
    joined_tokens: list[Token] = []
    number: list[Token] = []
    for word in words:
        if number and not _is_continued(text, number[-1], word):
            joined_tokens += _join(text, number, group_separator)
            number = []
        if number or word.word.isdecimal():
            number.append(word)
        else:
            joined_tokens.append(word)
    return [*joined_tokens, *_join(text, number, group_separator)]


def _is_continued(text: str, last: Token, word: Token) -> bool:
    separator = text[last.end : word.start].translate(_FOLDED_SEPARATORS)
    return (
        len(separator) == 1 and separator in SEPARATORS and last.word.isdecimal() and word.word[0].isdecimal()
    )


def _join(text: str, parts: list[Token], group_separator: str) -> list[Token]:
    if len(parts) < 2:
        return parts
    folded_text = fold(text[parts[0].start : parts[-1].end].translate(_FOLDED_SEPARATORS))
    match = _GROUPED.match(folded_text)
    if match and (
        match[1] in ("'", group_separator)
        or match[0].count(match[1]) > 1
        or folded_text[match.end() :].startswith((".", ","))
    ):
        folded_text = match[0].replace(match[1], "") + folded_text[match.end() :]
    if sum(map(folded_text.count, SEPARATORS)) > 1 or "'" in folded_text:
        return parts
    return [Token(parts[0].start, parts[-1].end, folded_text)]
