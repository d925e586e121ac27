"""Encodings: the texts of `languages` written in the code pages of their languages, whole and in short pieces.

Right is the same text without a doubt; asked is a finding that the encoding is uncertain; a text that differs without
such a finding is silently wrong. A code page is
tried where it has all but one in 200 letters of the text; what it lacks is left out.
"""

import random
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from archive.importing.decoding import decode
from archive.importing.errors import ImportDocumentError
from tests.benchmarks.importing import Table
from tests.benchmarks.importing.languages import SIZES, Sample, pieces, samples

_CODECS = {
    "cp1252 iso8859-1 iso8859-15 mac_roman cp437 cp850 utf-16-le": (
        "fr de es pt it nl sv da no nn fi is ca gl eu ga gd af id sq"
    ),
    "cp1250 iso8859-2 cp852 mac_latin2": "pl cs sk hu ro hr sl bs sr sq",
    "cp1251 koi8_r iso8859-5 cp866 mac_cyrillic": "ru bg",
    "cp1251 koi8_u iso8859-5": "uk",
    "cp1251 iso8859-5 mac_cyrillic": "be sr mk",
    "cp1251": "mn kk tg tt",
    "cp1253 iso8859-7 cp737 mac_greek": "el",
    "cp1254 iso8859-9 cp857 mac_turkish": "tr",
    "cp1255 iso8859-8 cp862": "he",
    "cp1256 iso8859-6 cp720 mac_arabic": "ar",
    "cp1256": "fa ur",
    "cp1257 iso8859-13 cp775 iso8859-4": "lt lv et",
    "cp1258": "vi",
    "tis_620 cp874 utf-16-be": "th",
    "gb18030 gbk utf-16-le hz": "zh-Hans",
    "big5 big5hkscs utf-16-be": "zh-Hant",
    "shift_jis euc_jp iso2022_jp utf-16-le": "ja",
    "euc_kr cp949 iso2022_kr": "ko",
    "iso8859-14": "cy",
}
_MAX_OF_A_CORPUS = 2  # documents; one corpus must not outweigh the languages
_VERDICTS = ("right", "asked, the first is right", "asked, the first is wrong", "refused", "silently wrong")


def measure() -> Iterable[Table]:
    counts, failures = Counter(), Counter()
    for size, sample, codec, text in _cases():
        verdict = _verdict(text, text.encode(codec))
        counts[size, verdict] += 1
        if verdict != "right" and size == SIZES[0]:
            failures[verdict, f"{sample.language} ({sample.corpus}) in {codec}"] += 1
        if verdict == "silently wrong" and size != SIZES[0]:
            failures[f"{verdict}, {size} characters", f"{sample.language} ({sample.corpus}) in {codec}"] += 1
    yield Table(
        "Encodings",
        ("characters", "texts", *_VERDICTS, "right of all"),
        [_row("whole" if size == SIZES[0] else str(size), counts, size) for size in SIZES],
    )
    yield Table(
        "Encodings not found",
        ("verdict", "text", "times"),
        [(*key, failures[key]) for key in sorted(failures)],
    )


def _row(name: str, counts: Counter, size: int) -> tuple[object, ...]:
    found = [counts[size, verdict] for verdict in _VERDICTS]
    return (name, sum(found), *found, f"{100 * found[0] / max(1, sum(found)):.1f} %")


def _cases() -> Iterator[tuple[int, Sample, str, str]]:
    chance, seen = random.Random(9), Counter()
    for sample in samples():
        seen[sample.corpus, sample.language] += 1
        if seen[sample.corpus, sample.language] > _MAX_OF_A_CORPUS:
            continue
        for codec in _codecs_of(sample):
            for size in SIZES:
                for piece in list(pieces(sample.text, size, chance))[:1]:
                    text = piece.encode(codec, "ignore").decode(codec)
                    if not text.isascii():
                        yield size, sample, codec, text


def _codecs_of(sample: Sample) -> Iterator[str]:
    letters = [character for character in sample.text if character.isalpha() and not character.isascii()]
    for codecs, languages in _CODECS.items():
        for codec in codecs.split() if sample.language in languages.split() else ():
            if sum(bool(letter.encode(codec, "ignore")) for letter in letters) >= 0.995 * len(letters):
                yield codec


def _verdict(text: str, content: bytes) -> str:
    try:
        decoded = decode(content)
    except ImportDocumentError:
        return "refused"
    is_right = _comparable(decoded.text) == _comparable(text)
    if decoded.is_certain:
        return "right" if is_right else "silently wrong"
    return "asked, the first is right" if is_right else "asked, the first is wrong"


def _comparable(text: str) -> str:
    """With one sort of space, as the archive keeps it; Python writes every space of Mac Arabic as 0xA0."""
    return unicodedata.normalize("NFC", text).replace("\u00a0", " ")
