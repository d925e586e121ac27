"""Words that are also written as one: Xi'an and Xian, U.S. and US, J. K. and JK, 1,000 or 1 000 and 1000, Persian words
with or without their joiner.

The index has the parts in their places and, apart from them, what they make together (`archive_search_compounds` in
SQL does the same). Of words that a hyphen joins it has the pairs (`archive_search_joints`), by which "postwar" finds
"post-war" without being a word that stands there.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

import regex

from archive.text.characters import IGNORABLE
from archive.text.folding import DIGITS
from archive.text.words import (
    MAX_CACHED_LENGTH,
    UNSPACED,
    WORD_CHARACTERS,
    Token,
    tokens,
    translate_non_ascii,
)

MARK = "đ"  # before the word that initials or capitals make: a letter that folding leaves in no word
JOINT = "ħ"  # between the words that a hyphen joins: another such letter
_HYPHENS = str.maketrans("‐‑", "--")
# Apostrophes, digits of every script, narrow and no-break spaces as ASCII has them; and, between digits, the separators
# of thousands.
_PLAIN = (
    str.maketrans(dict.fromkeys("‘’ʼʹ′´＇", "'"))
    | str.maketrans("０１２３４５６７８９\u00a0\u2007\u2009\u202f", "0123456789    ")
    | DIGITS
)
_THOUSANDS = re.compile("(?<=[0-9])[，．٬](?=[0-9])")
_ELISION = re.compile("(?:[cdjlmnst]|qu)'")  # l'homme: nobody writes lhomme
_MARKED = re.compile(r"[A-Za-z]\.|[A-Z]{2,5}\Z")
_LOWER = re.compile("[a-z]")
# What any compound has; most texts have none of it.
_JOINT = re.compile(f"['{IGNORABLE}]")
# One class of characters comes first: `re` skips all others.
_POINT = re.compile(
    r"[,. A-Z](?:(?<=[A-Za-z]\.)[A-Za-z]|(?<=[A-Z]\.) [A-Z]\.|(?<=[0-9][,. ])[0-9]|(?<=[A-Z])[A-Z])"
)


def _pattern(letter: str, edge: str, capitals: bool) -> "regex.Pattern[str]":
    """Returns the pattern of what is also written as one. ``letter`` is what parts of a compound are made of, ``edge``
    what does not stand beside one, a class each. Of several alternatives the longest counts, as in PostgreSQL."""
    initials = rf"[A-Za-z](?:\.[A-Za-z])+(?!{edge})|(?<!\.)[A-Z]\.(?: [A-Z]\.)+"
    # A unit may touch a number, and decimals may follow it, which stay apart: 1,000km, 1,000.50bn, 1.000,50.
    unit, decimals = rf"(?:(?![0-9]){letter}+)?", "[0-9]+(?![0-9]|[.,][0-9])"
    end = rf"{unit}(?!{edge}|[.,][0-9])"
    number = (
        r"(?<![.,])[1-9][0-9]{0,2}"
        rf"(?:(?:(?:,[0-9]{{3}})+|(?:,[0-9]{{2}})+,[0-9]{{3}})(?:{end}|(?=\.{decimals}))"
        rf"|(?:\.[0-9]{{3}})+(?:{end}|(?=,{decimals})))"
    )
    # Between spaces at most five groups, and none where other numbers stand beside it: a row of a table is no number.
    spaced = (
        r"(?<![.,]|[0-9] )[1-9][0-9]{0,2}(?: [0-9]{3}){1,4}"
        rf"(?:{end}(?! [0-9])|(?=[.,]{decimals}(?! [0-9])))"
    )
    other_initials = rf"|[A-Z]{{2,5}}(?!{edge})" if capitals else ""
    parts = rf"{letter}+(?:['{IGNORABLE}]+{letter}+)+"
    return regex.compile(
        rf"(?<!{edge})(?:{initials}|{number}|{spaced}{other_initials})|{parts}", regex.V1 | regex.POSIX
    )


# By whether the text is ASCII, and whether capitals count.
_PATTERNS = {
    (is_ascii, capitals): _pattern(letter, edge, capitals)
    for is_ascii, letter, edge in (
        (True, "[A-Za-z0-9]", "[A-Za-z0-9_]"),
        (False, rf"[{WORD_CHARACTERS}--[{UNSPACED}ʼ]]", rf"[[{WORD_CHARACTERS}--[{UNSPACED}]]||_]"),
    )
    for capitals in (True, False)
}
_CHAIN = regex.compile(
    rf"[{WORD_CHARACTERS}--[{UNSPACED}ʼ]]+(?:-[{WORD_CHARACTERS}--[{UNSPACED}ʼ]]+)+", regex.V1
)
# A word that has something of a compound. It is tried at the beginning of each word, and never goes back.
_IN_COMPOUND = re.compile(
    rf"(?<!\S)(?:[^\s'{IGNORABLE}.0-9A-Z]|[A-Z](?![A-Z]))*+(?:['{IGNORABLE}.0-9]|[A-Z][A-Z])\S*"
)
_BETWEEN_SPACES = re.compile(r"\S+")


def compounds(text: str) -> tuple[Token, ...]:
    """Returns the places of what is also written as one, each with the word it makes; initials and capitals once more
    with MARK before the word. Capitals tell nothing in a text that has no small letters."""
    return _cached_compounds(text) if len(text) < MAX_CACHED_LENGTH else _find_compounds(text)


def _find_compounds(text: str) -> tuple[Token, ...]:
    plain = translate_non_ascii(text.replace("`", "'"), _PLAIN)  # the one of them that is ASCII
    if not plain.isascii():
        plain = _THOUSANDS.sub(",", plain)
    if not (_JOINT.search(plain) or _POINT.search(plain)):
        return ()
    compound_tokens = []
    pattern = _PATTERNS[plain.isascii(), bool(_LOWER.search(plain))]
    for match in (match for region in _regions(plain) for match in pattern.finditer(plain, *region)):
        whole = match.group()
        parts = [token.word for token in tokens(whole)]
        word = "".join(parts)
        if len(parts) > 1 and not _ELISION.match(whole):
            compound_tokens.append(Token(*match.span(), word))
        if _MARKED.match(whole):
            compound_tokens.append(Token(*match.span(), MARK + word))
    return tuple(compound_tokens)


def _regions(text: str) -> Iterator[tuple[int, int]]:
    """Yields (start, end) of where compounds may be: words that have something of one, with those behind them that
    have, too. To look through these only takes a quarter of the time."""
    start = end = -1
    for word in _IN_COMPOUND.finditer(text):
        if start >= 0 and not text[end : word.start()].isspace():
            yield start, end
            start = -1
        start, end = start if start >= 0 else word.start(), word.end()
    if start >= 0:
        yield start, end


_cached_compounds = lru_cache(4_000)(_find_compounds)


def hyphenated_pairs(text: str) -> list[Token]:
    """Returns the places of pairs of words that a hyphen joins, each with both words: post-war as postħwar, but not
    2020-21."""
    plain = translate_non_ascii(text, _HYPHENS)
    if "-" not in plain:
        return []
    pairs = []
    # No chain has a space: looking through the words with a hyphen only takes a tenth of the time.
    hyphened = (word for word in _BETWEEN_SPACES.finditer(plain) if "-" in word[0])
    for chain in (chain for word in hyphened for chain in _CHAIN.finditer(plain, word.start(), word.end())):
        parts = [(match.span(), tokens(match.group())) for match in re.finditer("[^-]+", chain.group())]
        for ((start, _), first), ((_, end), second) in pairwise(parts):
            if len(first) == len(second) == 1 and not (first[0].word.isdigit() and second[0].word.isdigit()):
                word = f"{first[0].word}{JOINT}{second[0].word}"
                pairs.append(Token(chain.start() + start, chain.start() + end, word))
    return pairs
