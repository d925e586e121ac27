"""Forms of words without the differences that do not matter for a comparison."""

import re
import unicodedata
from functools import lru_cache

# й is a letter of its own, not и with an accent; ё is commonly written е.
_ACCENTS = re.compile("(?<!и)\u0306|[\u0300-\u0305\u0307-\u036f]")


def fold(text: str) -> str:
    """The form in which words are searched: lower case, no accents, compatibility forms made plain.

    The database function `archive_fold` does the same for every character of Unicode.
    """
    return text.lower() if text.isascii() else _fold_unicode(text)


@lru_cache(50_000)
def _fold_unicode(text: str) -> str:
    # Python lowers a capital sigma by its context, the database does not; the final form folds too.
    lower = unicodedata.normalize("NFKC", text).replace("Σ", "σ").lower().replace("ς", "σ")
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", lower)))


def fold_case(text: str) -> str:
    """The form in which words of two texts are compared: case and the kind of apostrophe do not matter, accents do."""
    return text.casefold().replace("’", "'")


def lower_in_place(text: str) -> str:
    """Lower case without a change of length, so that offsets stay valid: a character that would grow keeps its case."""
    return "".join(lower if len(lower := character.lower()) == 1 else character for character in text)
