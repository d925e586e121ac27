"""How texts look that were read in a wrong code page: punctuation inside of words, letters of two scripts, cAPITALS."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

_MAX_NOISE = 0.02  # of the characters; real texts have a stray form feed or private-use bullet, not more
_DASHES = "–—―‑‒"
_OPENING, _CLOSING = "“„‘‚«‹「『《〈（【〔［｛", "”’»›「」』》〉）】〕］｝"
_LOW_QUOTES = "„‚"  # these only open
_BOTH_WAYS = "“«»‹›‘"  # German, Swedish and Polish close with what others open with
_IN_WORDS = "’ʼ·‧・\u00ad\u200c\u200d‑‐"
_BY_DIGITS = "£€¥§°²³¹½¼¾×÷±≤≥≈‰¢₤"
_AFTER_WORDS = "®™©†‡…"
_FREE = "•·…\u00a0\u3000\u202f\u200e\u200f、。，．：；！？～“”’‘—–―・ー々〇〆×№"
_RARE = "ªº¬¦¤¶µ¸¯¨´ˇ˘˙˛˝ˆ˜ƒˉ"
_SCRIPTS = {
    "CJK": "HAN",
    **dict.fromkeys(("HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"), "KANA"),
    **dict.fromkeys(("COMBINING", "MODIFIER", "MASCULINE", "FEMININE", "MICRO"), "COMMON"),
}
_HALF_WIDTH = re.compile("[\uff61-\uff9f]")


def is_noise(text: str) -> bool:
    """Whether more than _MAX_NOISE of the characters are controls, unassigned or private code points."""
    return sum(_noise(text)) > _MAX_NOISE * len(text)


def _noise(text: str) -> Iterator[bool]:
    for character in text:
        # Word's breaks and bullets
        is_mapped = character in "\t\n\r\f\v\x85" or "\uf000" <= character <= "\uf0ff"
        yield not is_mapped and unicodedata.category(character) in ("Cc", "Cn", "Co")


def implausibility(text: str) -> float:
    """0 for a text with all characters in places where they make sense; each character that does not adds to it.

    In the unit of `language_scores`, a log-likelihood; many cases of a kind count as their root.
    """
    padded = f"\n{text}\n"
    weights: Counter[tuple[str, float]] = Counter()
    for triple, count in Counter(zip(padded, padded[1:], padded[2:], strict=False)).items():
        if triple[1] > "\x7f" and (weight := _character_implausibility(*triple)):
            weights[triple[1], weight] += count
    return sum(weight * math.sqrt(count) for (_, weight), count in weights.items())


@lru_cache(20_000)
def _character_implausibility(before: str, character: str, after: str) -> float:
    category = unicodedata.category(character)
    if "\x80" <= character <= "\x9f" or (character in _LOW_QUOTES and before.isalpha()):
        return 12.0  # in no text
    if category in ("Cc", "Cn", "Co", "Cs") or character == "\ufffd":
        return 8.0
    if category[0] in "LM" and character not in _RARE:
        return _letter_implausibility(before, character, after)
    return _symbol_implausibility(before, character, after)


def _letter_implausibility(before: str, character: str, after: str) -> float:
    if _HALF_WIDTH.match(character):
        return 2.0
    script = _script(character)
    if script in ("HAN", "KANA", "HANGUL"):
        neighbours = before + after
        return 3.0 if neighbours.isascii() and before.isalpha() and after.isalpha() else 0.0
    weight = 0.0
    for neighbour in (before, after):
        if neighbour.isalpha() and _script(neighbour) not in (script, "COMMON"):
            weight += 4.0
    if (character.isupper() and before.islower()) or (character.islower() and after.isupper()):
        weight += 3.0
    if before.isdigit() or after.isdigit():
        weight += 2.0
    if character == "ÿ":
        weight += 1.5 if before.isalpha() else 5.0
    return weight


def _symbol_implausibility(before: str, character: str, after: str) -> float:
    in_word = before.isalpha() and after.isalpha() and not (_is_asian(before) or _is_asian(after))
    if character in _DASHES:
        return 0.5 if in_word else 0.0
    if character in _IN_WORDS and in_word:
        return 0.0
    if in_word:
        return 1.0 if character in "\u00a0…" else 8.0 if character in _RARE else 5.0
    if character in _FREE and not _is_quote(character):
        return 0.0
    if _is_quote(character):
        return _quote_implausibility(before, character, after)
    if character in "¿¡":
        return 0.0 if not before.isalnum() and not after.isspace() else 4.0
    if character in _BY_DIGITS:
        near = before.isdigit() or after.isdigit() or (before + after).isspace()
        return 0.0 if near else 2.0 if character in "£€¥§°²³" else 3.0
    if character in "ªº":
        return 0.0 if before.isdigit() or before == "." else 3.0
    if character in _AFTER_WORDS:
        return 3.0 if character in "†‡" and after.isalpha() else 0.5
    if "\u2500" <= character <= "\u259f":
        return 8.0  # frames of tables, where MS-DOS 437 has them and 850 has letters
    return 3.0 if character in _RARE else 4.0


def _is_quote(character: str) -> bool:
    return character in _OPENING or character in _CLOSING


def _quote_implausibility(before: str, character: str, after: str) -> float:
    opens = not before.isalnum() and not after.isspace()
    closes = not before.isspace() and not after.isalnum()
    spaced = before.isspace() != after.isspace() and character in "«»‹›"
    if character in _BOTH_WAYS:
        return 0.0 if opens or closes or spaced else 2.0
    fits = opens if character in _OPENING else closes or (character == "’" and opens)
    return 0.0 if fits or spaced or _is_asian(before) or _is_asian(after) else 2.0


def _is_asian(character: str) -> bool:
    return "\u2e80" <= character <= "\u9fff" or "\uac00" <= character <= "\ud7af" or character >= "\uf900"


@lru_cache(20_000)
def _script(character: str) -> str:
    name = unicodedata.name(character, "").split(" ")[0]
    return _SCRIPTS.get(name, name)
