"""A rough guess at the language: enough to fill in a form that a person reads before it is saved."""

import re
from collections import Counter

from archive.importing.structure.vocabulary import SIMPLIFIED, STOP_WORDS, TRADITIONAL
from archive.text.words import HAN

_SAMPLE = 20_000  # characters
_HAN = re.compile(f"[{HAN}]")
# One script each, by its block: `archive.text.words.CJK` is of three languages and would not tell them apart.
_SCRIPTS = {
    "ja": re.compile("[\u3040-\u30ff]"),
    "ko": re.compile("[\uac00-\ud7af]"),
    "ru": re.compile("[\u0400-\u04ff]"),
    "ar": re.compile("[\u0600-\u06ff]"),
    "el": re.compile("[\u0370-\u03ff]"),
    "he": re.compile("[\u0590-\u05ff]"),
    "hi": re.compile("[\u0900-\u097f]"),
    "th": re.compile("[\u0e00-\u0e7f]"),
}


def guess_language(text: str) -> str:
    """A BCP 47 code, or an empty string where the text shows too little."""
    sample = text[:_SAMPLE]
    letters = sum(char.isalpha() for char in sample)
    if not letters:
        return ""
    for language, script in _SCRIPTS.items():
        if len(script.findall(sample)) > (0.05 if language == "ja" else 0.4) * letters:
            return language
    if len(_HAN.findall(sample)) > 0.3 * letters:
        return _chinese(sample)
    return _by_stop_words(sample)


def _chinese(sample: str) -> str:
    simplified = sum(char in SIMPLIFIED - TRADITIONAL for char in sample)
    traditional = sum(char in TRADITIONAL - SIMPLIFIED for char in sample)
    if simplified == traditional:
        return "zh"
    return "zh-Hans" if simplified > traditional else "zh-Hant"


def _by_stop_words(sample: str) -> str:
    words = re.findall(r"[^\W\d_]+", sample.lower())
    counts = Counter({language: sum(word in stop for word in words) for language, stop in STOP_WORDS.items()})
    (best, first), (_, second) = counts.most_common(2)
    return best if first >= 3 and first > 1.2 * second and first > 0.08 * len(words) else ""
