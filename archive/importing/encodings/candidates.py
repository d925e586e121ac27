"""The code pages in which bytes could have been written, best first, by how much each makes them read as a language."""

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.importing.encodings.code_pages import CODE_PAGES, CodePage
from archive.importing.encodings.damage import count_damage, is_mostly_utf8
from archive.importing.encodings.letters import (
    count_rare_letters,
    foreign_letter_penalty,
    letter_frequency_score,
)
from archive.importing.encodings.plausibility import implausibility
from archive.importing.structure.language import language_scores

SAMPLE_LINES = 3
_LINE_LENGTH = 100  # characters of a sample line
_MAX_CANDIDATES = 8  # offered to an editor
_SAMPLE_SIZE = 4_000  # bytes of lines with more than ASCII
_MAX_LINE = 1_500  # bytes of one of them
_MAX_DAMAGE = 3  # places that may not fit a code page, and no more than one in a thousand bytes above 127
_DAMAGE_WEIGHT = 6.0
_SEVEN_BIT = (
    ("iso2022_kr", "ISO-2022-KR", b"\x1b$)C"),
    ("iso2022_jp_2", "ISO-2022-JP", b"\x1b$"),
    ("hz", "HZ", b"~{"),
)
# How much more than the next one it takes to be certain (8 is 3,000 times likelier), where the sample has at least so
# many characters beyond ASCII. Of 1,400 texts in 60 languages none was wrong without a word with these margins.
_CERTAIN_MARGINS = ((100, 5.0), (20, 8.0), (0, 12.0))
_CERTAIN_SCORE = 6.0
_MAX_IMPLAUSIBILITY = 0.1  # of the score
_FEW_CHARACTERS, _IMPLAUSIBILITY_OF_FEW = 5, 1.0  # one that makes no sense in its place may be the only one
_SAME_LANGUAGE = 3.0  # of score that two pages of one language may differ by
_ASCII_LETTERS = re.compile("[A-Za-z]+")
_HIGH = re.compile(rb"[\x80-\xff]")
_HIGH_LINE = re.compile(rb"[^\r\n]*[\x80-\xff][^\r\n]*")


@dataclass(frozen=True)
class EncodingCandidate:
    """`sample_lines`: up to three lines as they read in it. `score` is a logarithm: 3 more is 20 times likelier."""

    codec: str
    label: str
    sample_lines: tuple[str, ...]
    score: float
    damage: int = 0  # places that do not fit it


@dataclass(frozen=True)
class DecodedSample:
    """A sample as it reads in one code page."""

    page: CodePage
    text: str
    score: float
    damage: int
    implausibility: float  # see `plausibility`

    @property
    def words(self) -> str:
        """The text with one sort of space: Mac Arabic has no other."""
        return self.text.replace("\u00a0", " ")


def seven_bit_codec(content: bytes) -> tuple[str, str] | None:
    """The (codec, label) of an encoding that writes Chinese, Japanese or Korean in ASCII between marks; None where
    the content is in none of them."""
    if not content.isascii():
        return None
    for codec, label, mark in _SEVEN_BIT:
        if mark in content and not count_damage(content, codec):
            text = content.decode(codec)
            if not text.isascii() and letter_frequency_score(text) > 0:
                return codec, label
    return None


def encoding_candidates(content: bytes) -> list[EncodingCandidate]:
    """The encodings that an editor may choose from, best first; where several read the text alike, only the first of
    them.

    UTF-8 comes first where the bytes are UTF-8 without a fault, and is among them where most bytes are.
    """
    candidates = [_candidate(content, codec, label) for codec, label in _unicode_codecs(content)]
    known_samples = {earlier.sample_lines for earlier in candidates}
    for reading in rank_code_pages(content):
        candidate = _candidate(content, reading.page.codec, reading.page.label, reading.score)
        if candidate.sample_lines not in known_samples:
            known_samples.add(candidate.sample_lines)
            candidates.append(candidate)
    return candidates[:_MAX_CANDIDATES]


def _unicode_codecs(content: bytes) -> Iterator[tuple[str, str]]:
    if seven_bit := seven_bit_codec(content):
        yield seven_bit
    if not count_damage(content, "utf-8") or is_mostly_utf8(content):
        yield "utf-8", "UTF-8"
    if b"\0" in content:
        yield from (("utf-16-le", "UTF-16 LE"), ("utf-16-be", "UTF-16 BE"))


def _candidate(content: bytes, codec: str, label: str, score: float = math.inf) -> EncodingCandidate:
    lines = tuple(_distinctive_lines(content.decode(codec, "replace")))
    return EncodingCandidate(codec, label, lines, score, count_damage(content, codec))


def _distinctive_lines(text: str) -> list[str]:
    """The first lines with more than ASCII, cut to the length of a line on a page; without any, the first ones."""
    lines = [line.strip() for line in text[:200_000].splitlines() if line.strip()]
    distinctive = [line for line in lines if not line.isascii()] or lines
    samples = []
    for line in distinctive[:SAMPLE_LINES]:
        first = next((index for index, character in enumerate(line) if not character.isascii()), 0)
        start = max(0, first - _LINE_LENGTH // 2) if len(line) > _LINE_LENGTH else 0
        samples.append(line[start : start + _LINE_LENGTH])
    return samples


def rank_code_pages(content: bytes) -> list[DecodedSample]:
    """The sample of the bytes in every code page that they fit, best first."""
    sample = _sample(content)
    high = len(_HIGH.findall(content))
    max_damage = min(_MAX_DAMAGE, high // 1_000 + (high > 50))
    damage = {page: count_damage(content, page.codec, max_damage) for page in CODE_PAGES}
    fitting = (page for page in CODE_PAGES if damage[page] <= max_damage)
    readings = [_decode_sample(page, sample, damage[page]) for page in fitting]
    best: dict[str, float] = {}
    for reading in readings:
        best[reading.words] = max(reading.score, best.get(reading.words, reading.score))
    # Of those that read alike the first of the table, where its languages are those that it reads as.
    return sorted(
        readings,
        key=lambda reading: (-best[reading.words], reading.score < best[reading.words] - _SAME_LANGUAGE),
    )


def runner_up(samples: Sequence[DecodedSample]) -> DecodedSample | None:
    """The best sample that reads otherwise than the first one; None where all read alike."""
    return next((sample for sample in samples[1:] if sample.words != samples[0].words), None)


def is_certain(samples: Sequence[DecodedSample]) -> bool:
    """Whether the first sample can be taken without asking an editor."""
    best, other = samples[0], runner_up(samples)
    score = max(sample.score for sample in samples if sample.words == best.words)
    margin = score - other.score if other else math.inf
    beyond_ascii = sum(not character.isascii() for character in best.text)
    min_margin = next(min_margin for min_count, min_margin in _CERTAIN_MARGINS if beyond_ascii >= min_count)
    min_score = _CERTAIN_SCORE if beyond_ascii >= _FEW_CHARACTERS else _IMPLAUSIBILITY_OF_FEW
    # Else it is in a code page that is not in the table.
    share = _MAX_IMPLAUSIBILITY if beyond_ascii >= _FEW_CHARACTERS else 0
    is_sound = best.implausibility <= max(min_score, share * score)
    return score >= _CERTAIN_SCORE and margin >= min_margin and is_sound


def _decode_sample(page: CodePage, sample: bytes, damage: int) -> DecodedSample:
    text = unicodedata.normalize("NFC", sample.decode(page.codec, "ignore"))
    language = max(_language_evidence(text, page))
    unlikely = implausibility(text)
    score = language + letter_frequency_score(text) - unlikely - page.log_penalty - _DAMAGE_WEIGHT * damage
    return DecodedSample(page, text, score, damage, unlikely)


def _language_evidence(text: str, page: CodePage) -> Iterator[float]:
    """Among the languages of one script: that a text is in Greek letters says nothing for its being Greek."""
    words = text if page.is_latin else _ASCII_LETTERS.sub(" ", text)
    scores = language_scores(words, page.script)
    letters = count_rare_letters(text)
    for name in scores.keys() & page.languages:
        yield scores[name] - foreign_letter_penalty(letters, name)


def _sample(content: bytes) -> bytes:
    """Lines with bytes above 127: each such byte once at least, and lines from all over the content."""
    lines = [line[:_MAX_LINE] for line in _HIGH_LINE.findall(content)]
    if not lines:
        return content[:_SAMPLE_SIZE]
    chosen, covered_bytes = [], set(range(128))
    for line in lines:
        if new_bytes := set(line) - covered_bytes:
            covered_bytes |= new_bytes
            chosen.append(line)
    step = max(1, sum(map(len, lines)) // _SAMPLE_SIZE)
    return b"\n".join(dict.fromkeys([*chosen, *lines[::step]]))[: 2 * _SAMPLE_SIZE]
