"""The language of a text, for an editor to confirm; nothing where the text shows too little or is in several.

The script decides first: it names the language, or those among which py3langid chooses. Its model is loaded when it is
first asked, in 0.9 s and 105 MB; a text of 2,000 characters then takes 1 ms. It counts short byte sequences of the text
in UTF-8 and has their probability in each of 140 languages.
"""

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from threading import Lock
from typing import Any

import numpy as np

from archive.importing.parsed_document import Suggestion
from archive.importing.structure.vocabulary import SIMPLIFIED, TRADITIONAL

_SAMPLE = 6_000  # characters, from the beginning, the middle and the end
_MIN_LETTERS = 25  # of an alphabet; a syllable or a Chinese character counts as three
_MAX_FOREIGN = 0.2  # of the letters may be of other scripts
_MIN_WORDS = 5  # different ones
_CERTAIN, _LIKELY = 6.0, 2.5  # evidence more than for the next language, as a logarithm
_NEAR, _NEAR_LANGUAGES = 20.0, {"bs", "hr", "sr"}  # the statistics of a page hardly tell which
# Characters of a text that are looked at apart, to see whether it is in one language; of a short text a sixth.
_BLOCK, _MIN_BLOCK = 600, 100
_LANGUAGES = {
    "CYRILLIC": "ru uk be bg sr mk kk mn ky tg tt ba", "ARABIC": "ar fa ur ug ps sdh", "DEVANAGARI": "hi mr ne sa gom",
    "BENGALI": "bn as", "HEBREW": "he", "GREEK": "el", "HANGUL": "ko", "KANA": "ja", "THAI": "th", "LAO": "lo",
    "KHMER": "km", "MYANMAR": "my", "TIBETAN": "dz", "GEORGIAN": "ka", "ARMENIAN": "hy", "ETHIOPIC": "am",
    "TAMIL": "ta", "TELUGU": "te", "KANNADA": "kn", "MALAYALAM": "ml", "SINHALA": "si", "GUJARATI": "gu",
    "GURMUKHI": "pa", "ORIYA": "or",
}  # fmt: skip
# Not told apart from the language before them by statistics of a page, or no languages of public statements.
_LEFT_OUT = "zxx la vo eo pcm ext gcf gcr hbo grc fuv jv uzs ltg arz ary wuu yue sa bcl guw crh"
_CODES = {"sdh": "ckb"}
# Letters that one of two near languages does not have.
_DISTINCTIVE_LETTERS = (
    ({"uk", "ru", "be", "bg"}, "ї", "uk"),
    ({"uk", "ru", "be", "bg"}, "ў", "be"),
    ({"mk", "sr", "bg"}, "ѓќѕ", "mk"),
    ({"mk", "sr", "bg"}, "ђћ", "sr"),
    ({"da", "no", "nn", "sv"}, "äö", "sv"),
)
_SYLLABLE_WORTH = 3
_UNSPACED = {"HAN", "KANA", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN"}
_BY_WORDS = "the most frequent words and characters"
_SHOWN_SCRIPTS = {"KANA": "Japanese kana", "HAN": "Chinese characters", "HANGUL": "Korean letters"}


def guess_language(text: str) -> str:
    """A BCP 47 code, or an empty string where the text shows too little or mixes languages."""
    suggestion = suggest_language(text)
    return str(suggestion.value) if suggestion else ""


def suggest_language(text: str) -> Suggestion | None:
    """The language of a text, judged by its script and then by a statistical model among the languages of that
    script. None where letters are few or of several scripts."""
    sample = _sample(text)
    counts = Counter(filter(None, map(_script, sample)))
    if counts["KANA"] * 20 > counts.total():
        counts["KANA"] += counts.pop("HAN", 0)
    if not counts:
        return None
    for name in counts.keys() & _UNSPACED:
        counts[name] *= _SYLLABLE_WORTH
    script, count = counts.most_common(1)[0]
    if count < _MIN_LETTERS or count < (1 - _MAX_FOREIGN) * counts.total():
        return None
    if script == "HAN":
        return _suggest_chinese(sample)
    candidates = _candidates(script)
    if len(candidates) == 1:
        return Suggestion(
            "language", next(iter(candidates)), f"its script, {_SHOWN_SCRIPTS.get(script, script.title())}"
        )
    # None where no language that the model knows is written in it.
    return _suggest_by_statistics(sample, candidates) if candidates else None


def _suggest_by_statistics(sample: str, candidates: frozenset[str]) -> Suggestion | None:
    if len(set(re.findall(r"[^\W\d_]{2,}", sample.lower()))) < _MIN_WORDS:
        return None
    ranked = _rank_languages(sample, candidates)
    best, margin = ranked[0][0], ranked[0][1] - ranked[1][1]
    min_margin = _NEAR if {best, ranked[1][0]} <= _NEAR_LANGUAGES else _LIKELY
    if margin < min_margin or _is_mixed(sample, best, candidates):
        return None
    certainty = _BY_WORDS if margin >= _CERTAIN else f"{_BY_WORDS}, which are not quite certain"
    return Suggestion("language", _CODES.get(best, best), certainty)


def _rank_languages(sample: str, candidates: frozenset[str]) -> list[tuple[str, float]]:
    scores = language_scores(sample, candidates)
    lower = sample.lower()
    for group, letters, language in _DISTINCTIVE_LETTERS:
        if any(letter in lower for letter in letters) and language in scores:
            for other in group - {language} & scores.keys():
                scores[other] = scores.get(other, 0.0) - _CERTAIN
    return sorted(scores.items(), key=lambda item: -item[1])


def _is_mixed(sample: str, best: str, candidates: frozenset[str]) -> bool:
    """Whether a third of the text or more is clearly in other languages."""
    size = min(_BLOCK, max(_MIN_BLOCK, len(sample) // 6))
    blocks = [sample[start : start + size] for start in range(0, len(sample), size)]
    other_count = 0
    for block in blocks:
        scores = language_scores(block, candidates)
        top = max(scores, key=lambda name: scores[name])
        other_count += top != best and scores[top] - scores[best] > 3 * _CERTAIN
    return other_count * 3 >= len(blocks)


def _suggest_chinese(sample: str) -> Suggestion | None:
    simplified = sum(character in SIMPLIFIED - TRADITIONAL for character in sample)
    traditional = sum(character in TRADITIONAL - SIMPLIFIED for character in sample)
    if max(simplified, traditional) <= 2 * min(simplified, traditional):
        return Suggestion(
            "language", "zh", "its Chinese characters, of which none show whether they are simplified"
        )
    if simplified > traditional:
        return Suggestion("language", "zh-Hans", "its simplified Chinese characters")
    return Suggestion("language", "zh-Hant", "its traditional Chinese characters")


def _sample(text: str) -> str:
    if len(text) <= _SAMPLE:
        return text
    third, middle = _SAMPLE // 3, len(text) // 2
    return " ".join((text[:third], text[middle : middle + third], text[-third:]))


@lru_cache(100)
def _candidates(script: str) -> frozenset[str]:
    if script in _LANGUAGES:
        return frozenset(_LANGUAGES[script].split()) - set(_LEFT_OUT.split())
    if script != "LATIN":
        return frozenset()
    other_languages = " ".join(_LANGUAGES.values()).split()
    return languages() - set(other_languages) - set(_LEFT_OUT.split()) - {"zh"} | {"sr"}


@lru_cache(20_000)
def _script(character: str) -> str:
    """The name of the script in that of the character, such as LATIN; empty for what is no letter."""
    if not character.isalpha():
        return ""
    first = unicodedata.name(character, "").split(" ")[0].split("-")[0]
    return {"CJK": "HAN", "HIRAGANA": "KANA", "KATAKANA": "KANA"}.get(first, first)


_LOCK = Lock()


@lru_cache(1)
def _load_identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # on first use: see above

    return LanguageIdentifier.from_model_file(MODEL_FILE)


def _model() -> Any:
    with _LOCK:  # two threads must not load it at once
        return _load_identifier()


@lru_cache(1)
def languages() -> frozenset[str]:
    return frozenset(_model().nb_classes)


def language_scores(text: str, candidates: frozenset[str]) -> dict[str, float]:
    """Returns for each of the candidates the logarithm (base e) of how much likelier the text is in it than in
    one of them chosen at random. Sequences that occur often count with the logarithm of their number, as in py3langid
    itself."""
    from py3langid.langid import visit_counts

    model = _model()
    columns = [index for index, name in enumerate(model.nb_classes) if name in candidates]
    counts = visit_counts(model.tk_nextmove, model._rowbase, model.tk_output, model._encode(text))
    if not counts or not columns:
        return dict.fromkeys(candidates, 0.0)
    rows = np.fromiter(counts.keys(), np.intp, len(counts))
    weights = np.log1p(np.fromiter(counts.values(), np.float32, len(counts)))
    table = model.nb_ptc[rows[:, None], columns].astype(np.float32)
    highest = table.max(axis=1, keepdims=True)
    mean = np.log(np.exp(table - highest).mean(axis=1, keepdims=True)) + highest
    scores: dict[str, float] = {}
    for column, score in zip(columns, (weights @ (table - mean)).tolist(), strict=True):
        name = model.nb_classes[column]
        scores[name] = max(score, scores.get(name, score))
    return scores
