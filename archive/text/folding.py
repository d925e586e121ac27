"""Forms of words without the differences that do not matter for a comparison."""

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode does not take apart, as they are typed without them: Łódź, Đà Nẵng, Søren, Hawaiʻi.
LETTERS = {
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "ø": "o",
    "ħ": "h",
    "ı": "i",
    "ŧ": "t",
    "ƶ": "z",
    "ɨ": "i",
    "ʉ": "u",
    "ƀ": "b",
    "ǥ": "g",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ʻ": "",
    "\u0640": "",  # tatweel, which stretches an Arabic word
    # Arabic letters that keyboards of different languages tell apart: yeh (also without its dots), kaf, heh.
    "\u0649": "\u064a",
    "\u06cc": "\u064a",
    "\u06a9": "\u0643",
    "\u06c1": "\u0647",
}
# The marks of Hebrew and Arabic that most texts leave out: points, vowels, hamza on a letter, marks for recitation.
VOWEL_MARKS = (
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
)
# The zeros of all scripts; each is followed by its one to nine (Unicode, category Nd).
DIGIT_ZEROS = (
    "\u0660\u06f0\u07c0\u0966\u09e6\u0a66\u0ae6\u0b66\u0be6\u0c66\u0ce6\u0d66\u0de6\u0e50\u0ed0\u0f20"
    "\u1040\u1090\u17e0\u1810\u1946\u19d0\u1a80\u1a90\u1b50\u1bb0\u1c40\u1c50\ua620\ua8d0\ua900\ua9d0"
    "\ua9f0\uaa50\uabf0\U000104a0\U00010d30\U00011066\U000110f0\U00011136\U000111d0\U000112f0\U00011450"
    "\U000114d0\U00011650\U000116c0\U00011730\U000118e0\U00011950\U00011c50\U00011d50\U00011da0\U00016a60"
    "\U00016ac0\U00016b50\U0001e140\U0001e2f0\U0001e950"
)
DIGITS = {ord(zero) + value: str(value) for zero in DIGIT_ZEROS for value in range(10)}
_PLAIN = str.maketrans(LETTERS) | DIGITS

# й is a letter of its own, not и with an accent; ё is commonly written е.
_ACCENTS = re.compile(f"(?<!и)\u0306|[\u0300-\u0305\u0307-\u036f{VOWEL_MARKS}]")


def fold(text: str) -> str:
    """The form in which words are searched: lower case, no accents, compatibility forms made plain, digits of every
    script as 0 to 9.

    The database function `archive_fold` does the same for every character of Unicode, and so do the scripts.
    """
    return text.lower() if text.isascii() else _fold_unicode(text)


@lru_cache(50_000)
def _fold_unicode(text: str) -> str:
    # Python lowers a capital sigma by its context, the database does not; the final form folds too.
    lower = unicodedata.normalize("NFKC", text).replace("Σ", "σ").lower().replace("ς", "σ")
    plain = _ACCENTS.sub("", unicodedata.normalize("NFD", lower)).translate(_PLAIN)
    return unicodedata.normalize("NFC", plain)


def fold_case(text: str) -> str:
    """The form in which the words of two texts are compared: neither case nor the kind of apostrophe matters, accents
    do."""
    return text.casefold().replace("’", "'")


def lower_in_place(text: str) -> str:
    """Lower case without a change of length, so that offsets stay valid: a character that would grow keeps its case."""
    return "".join(lower if len(lower := character.lower()) == 1 else character for character in text)
