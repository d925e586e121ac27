"""One old text, its correction and the spans marked in it."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .characters import NEW, WORD, Character, Draft, Part, Span, sentence_pattern
from .kinds import KINDS, Kind
from .texts import excerpt, texts

SPANS = 40
LANGUAGES = (
    "en",
    "zh",
    "de",
    "fr",
    "es",
    "ru",
    "ar",
    "ja",
    "ko",
    "hi",
    "th",
    "gl",
    "en",
    "zh",
)  # two of them twice


@dataclass(frozen=True)
class CorrectionCase:
    kind: Kind
    language: str
    old: str
    characters: list[Character]  # of the new text
    removed: list[Span]  # sentences of the old text that the new one has not
    moved: list[Span]
    spans: list[Span]

    @property
    def new(self) -> str:
        return "".join(character.value for character in self.characters)


def make_case(seed: int, kind: Kind, language: str) -> CorrectionCase:
    """The same for the same arguments, as long as the shared texts are the same."""
    rng = random.Random(f"{seed} {kind.name} {language}")
    draft = Draft.of(excerpt(rng, language), language)
    if kind.prepare:
        kind.prepare(rng, draft)
    old = draft.text
    headers = [character.part is Part.HEADER for character in draft.characters]
    draft = Draft(
        [
            Character(value, place, Part.HEADER if headers[place] else Part.OWN)
            for place, value in enumerate(old)
        ],
        language,
        old,
    )
    spans = _make_spans(rng, old, language, headers)
    kind.correct(rng, draft)
    return CorrectionCase(kind, language, old, draft.characters, draft.removed, draft.moved, spans)


def make_cases(number: int, first_seed: int = 0, kinds: Sequence[Kind] = KINDS) -> Iterator[CorrectionCase]:
    """Returns `number` cases, with kinds and languages in turn."""
    for count in range(number):
        kind = kinds[count % len(kinds)]
        languages = kind.languages or LANGUAGES
        language = languages[(count // len(kinds)) % len(languages)]
        if language in texts():
            yield make_case(first_seed + count, kind, language)


def _make_spans(rng: random.Random, old: str, language: str, headers: list[bool]) -> list[Span]:
    """Words, sentences, several sentences, paragraphs; none starts or ends within a page header."""
    words = [match.span() for match in WORD.finditer(old)]
    sentences = [match.span() for match in sentence_pattern(language).finditer(old)]
    spans: list[Span] = []
    for _ in range(20 * SPANS):
        if len(spans) == SPANS:
            break
        if rng.random() < 0.45:
            first = rng.randrange(len(words))
            last = min(first + rng.choice((1, 2, 3, 5, 8, 13, 21, 34)), len(words) - 1)
            start, end = words[first][0], words[last][1]
        else:
            first = rng.randrange(len(sentences))
            last = min(first + rng.choice((0, 0, 0, 1, 1, 2, 3, 5, 8)), len(sentences) - 1)
            start, end = sentences[first][0], sentences[last][1]
        words_in = old[start:end]
        start += len(words_in) - len(words_in.lstrip())
        end -= len(words_in) - len(words_in.rstrip())
        if start < end and end - start <= 1500 and not headers[start] and not headers[end - 1]:
            spans.append((start, end))
    return spans


def origin_places(characters: list[Character]) -> dict[int, int]:
    """Where each character of the old text stands in the new one."""
    return {one.origin: place for place, one in enumerate(characters) if one.origin != NEW}
