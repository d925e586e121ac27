"""What counts as a word, and the class of Chinese, Japanese and Korean characters.

A word is a run of letters, numbers and the marks on them (Unicode categories L, N and M, without variation selectors
and enclosing marks, which belong to symbols). Chinese, Japanese and Korean are written
without spaces, so that each of their characters is a word. Readers take "don't" and "O'Neil" for one word; the search
index takes the parts around the apostrophe, and drops the English possessive (`search.query.compounds` has the whole).

To the index the characters of Thai, Lao, Burmese and Khmer are words, too: only a dictionary could part their runs.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple, TypeAlias

import regex

from .characters import IGNORABLE
from .folding import fold, fold_case
from .han_variants import simplify

# Both inside of square brackets, for `re`, `regex`, PostgreSQL and JavaScript alike. Han with its extensions and
# compatibility forms; kana without their marks and the dot between foreign names, Han, Hangul syllables.
_HAN_BLOCKS = "\u3400-\u4dbf\u4e00-\u9fff"
_HAN_EXTENSIONS = "\uf900-\ufaff\U00020000-\U0003ffff"
HAN = _HAN_BLOCKS + _HAN_EXTENSIONS
CJK = f"\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff{_HAN_BLOCKS}\uac00-\ud7af{_HAN_EXTENSIONS}"
UNSPACED = (
    f"{CJK}\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ebd\u0ec0-\u0ece\u0edc-\u0edf\u1000-\u103f\u1050-\u108f"
    "\u109a-\u109d\u1780-\u17d3\u17d7\u17dc-\u17dd"
)
WORD_CHARACTERS = r"[[\p{L}\p{M}\p{N}]--[\p{Me}\p{Variation_Selector}]]"
_LETTER = rf"[{WORD_CHARACTERS}--[{CJK}]]"
WORD = regex.compile(rf"(?!\p{{M}}){_LETTER}+(?:['’]{_LETTER}+)*|[{CJK}]\p{{M}}*", regex.V1)

# Texts of these characters, which have neither marks nor Chinese, are read five times as fast by `re`.
_NEEDS_REGEX = re.compile("[^\0-\u02ff\u0370-\u0482\u048a-\u052f\u2000-\u206f\u20a0-\u20bf]")
_LATIN_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_CHUNK_LENGTH = 4_000  # characters
WordMatch: TypeAlias = "re.Match[str] | regex.Match[str]"

_HAN_CHARACTER = re.compile(f"[{HAN}]")
_CJK_CHARACTER = re.compile(f"[{CJK}]")
_UNSPACED_CHARACTER = re.compile(f"[{UNSPACED}]")
_INSIDE_WORD = regex.compile(rf"{_LETTER}['’]?{_LETTER}", regex.V1)

PERCENT = "percent"
PERCENT_SIGNS = "%٪％﹪"
# Of ASCII texts, in lower case. Of others the runs that may hold words, and the words in the folded form of a run: "№"
# folds to "no", "½" to "1⁄2". A percent sign after a number is a word.
_ASCII_TOKEN = re.compile("[a-z0-9]+|(?<=[0-9])%|(?<=[0-9] )%")
# Most texts that are not ASCII have only such marks besides, which part words as a comma does, and Latin letters that
# fold to one letter each.
_PLAIN = str.maketrans("“”„«»–—…•‘’", ",,,,,,,,,''") | {
    code: folded
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
    if len(folded := fold(chr(code))) == 1 and folded.isascii() and folded.isalpha()
}
_NOT_ASCII = re.compile("[^\0-\x7f]+")
_SPACED = rf"[{WORD_CHARACTERS}--[{UNSPACED}ʼ]]"
_RUN = regex.compile(
    rf"[{_SPACED}||[[\p{{So}}\p{{Sc}}\p{{Sk}}]&&\p{{NFKC_QC=No}}]]+"
    rf"|[{UNSPACED}][\u0300-\u036f]*(?:[{IGNORABLE}]+(?=[{UNSPACED}]))?"
    rf"|(?<=\p{{Nd}} ?)[{PERCENT_SIGNS}]",
    regex.V1,
)
# Texts write the nukta of Devanagari or leave it out (क़ानून, कानून); Lucene's HindiNormalizer drops it as well.
_NUKTA = str.maketrans("\u0929\u0931\u0934", "\u0928\u0930\u0933", "\u093c")
_FOLDED_TOKEN = regex.compile(rf"{_SPACED}+|[{UNSPACED}]", regex.V1)
_APOSTROPHES = "'‘’ʼ＇"
MAX_CACHED_LENGTH = 150  # characters; the tokens of shorter texts, such as names and titles, are cached


class Token(NamedTuple):
    """A word as the search index knows it: text[start:end], folded, in simplified characters."""

    start: int
    end: int
    word: str


def find_words(text: str) -> list[str]:
    """The words of the text in its own spelling and case."""
    return [
        word
        for bounds in _chunks(text, 0, len(text))
        for word in _word_pattern(text, bounds).findall(text, *bounds)
    ]


def word_matches(text: str, start: int = 0, end: int | None = None) -> Iterator[WordMatch]:
    """A match with its offsets for each word of text[start:end]."""
    for bounds in _chunks(text, start, len(text) if end is None else min(end, len(text))):
        yield from _word_pattern(text, bounds).finditer(text, *bounds)


def _chunks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Parts that are cut at spaces, so that one Chinese name does not make all of a long text slow."""
    while end - start > _CHUNK_LENGTH:
        space = text.find(" ", start + _CHUNK_LENGTH, end)
        if space < 0:
            break
        yield start, space
        start = space
    yield start, end


def _word_pattern(text: str, bounds: tuple[int, int]) -> "re.Pattern[str] | regex.Pattern[str]":
    """A pattern that finds the same words as WORD within the bounds, the quicker one where that is possible."""
    return WORD if _NEEDS_REGEX.search(text, *bounds) else _LATIN_WORD


def casefolded_words(text: str) -> list[str]:
    """The words of the text in the form of `fold_case`, in which texts are compared."""
    words = find_words(text)
    folded = {word: fold_case(word) for word in set(words)}
    return [folded[word] for word in words]


def has_han(text: str) -> bool:
    """Whether a Chinese character stands in it, or one that Japanese or Korean took over."""
    return _HAN_CHARACTER.search(text) is not None


def is_cjk(text: str) -> bool:
    """Whether its first character is Chinese, Japanese or Korean."""
    return _CJK_CHARACTER.match(text) is not None


def is_unspaced(text: str) -> bool:
    """Whether its first character is of a script that is written without spaces between words."""
    return _UNSPACED_CHARACTER.match(text) is not None


def is_inside_word(text: str, index: int) -> bool:
    """Whether letters of one word stand on both sides of this offset, perhaps with its apostrophe between them."""
    if not 0 < index < len(text):
        return False
    if _INSIDE_WORD.match(text, index - 1):
        return True
    return index > 1 and text[index - 1] in "'’" and _INSIDE_WORD.match(text, index - 2) is not None


def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text as the search index has them; `archive_search_words` in SQL finds the same ones."""
    return _cached_tokens(text) if len(text) < MAX_CACHED_LENGTH else _find_tokens(text)


def folded_words(text: str) -> tuple[str, ...]:
    """The words of `tokens` without their offsets."""
    return tuple(token.word for token in tokens(text))


def unspaced_runs(text: str) -> list[tuple[str, ...]]:
    """The folded words of each run of several characters of a script without spaces."""
    runs: list[list[str]] = []
    end = -1
    for token in tokens(text):
        if not is_unspaced(token.word):
            continue
        if token.start != end:
            runs.append([])
        runs[-1].append(token.word)
        end = token.end
    return [tuple(run) for run in runs if len(run) > 1]


def _find_tokens(text: str) -> tuple[Token, ...]:
    plain = translate_non_ascii(text, _PLAIN)
    if plain.isascii():
        # As Token(…) makes it, in half of the time: a page of results has a thousand.
        text_tokens = [
            tuple.__new__(Token, (*match.span(), match[0])) for match in _ASCII_TOKEN.finditer(plain.lower())
        ]
        if "%" in plain:
            text_tokens = [
                token._replace(word=PERCENT) if token.word == "%" else token for token in text_tokens
            ]
        if "'s" not in plain and "'S" not in plain:
            return tuple(text_tokens)
    else:
        text_tokens = [
            tuple.__new__(Token, (*match.span(), word))
            for match in _RUN.finditer(text)
            for word in _folded_run(match[0])
        ]
    return tuple(token for token in text_tokens if token.word != "s" or not _is_possessive(text, token))


def translate_non_ascii(text: str, table: Mapping[int, str | int]) -> str:
    """Returns ``text.translate(table)``, in a fifth of the time where the text is mostly ASCII; the table must have no
    ASCII."""
    return text if text.isascii() else _NOT_ASCII.sub(lambda match: match[0].translate(table), text)


@lru_cache(20_000)
def _folded_run(run: str) -> tuple[str, ...]:
    """The words of a run: of Chinese each character is one, and a text has the same ones again and again."""
    if run in PERCENT_SIGNS:
        return (PERCENT,)
    folded = simplify(fold(run))
    if not folded.isascii():
        folded = folded.translate(_NUKTA)
    return tuple(_FOLDED_TOKEN.findall(folded))


def _is_possessive(text: str, token: Token) -> bool:
    after = text[token.end : token.end + 1]
    before = text[token.start - 1 : token.start]
    return before != "" and before in _APOSTROPHES and not (after.isalnum() or after == "_")


_cached_tokens = lru_cache(1_000)(_find_tokens)
