"""How likely two statements report one utterance, and why.

Each kind of evidence takes away a part of the doubt that is left, so that none of them is needed and none alone is
enough: 1 - (1 - words)(1 - themes) … What was measured on the demo and the other sets is in tests/benchmarks/reports.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from archive.matching.profile import Profile
from archive.matching.rarity import Rarity
from archive.matching.vectors import similarity

RULE = "words, names and context 1"  # kept with each suggestion; the number goes up when the figures change
THRESHOLD = 0.45
MIN_SHARE_OF_BEST = (
    0.85  # of the best score in the same document: what is less is another sentence on the same matter
)
MAX_OFFERED = 8  # for one statement
THEMES, EVENT, SPEAKER, DATE = 0.35, 0.15, 0.06, 0.03  # how much of the doubt each takes away
OTHER_SPEAKER = 0.6  # what is left of the likeness where both speakers are known and not the same
UNKNOWN_AGREEMENT = 0.3  # agreement where one of the two does not say
NEAR_DAYS = 14  # days
CONTEXT_WEIGHT = 0.8  # the worth of words that stand around a translation
NUMBERS_AND_NAMES_WEIGHT = 0.8  # the worth of numbers and names alone, beside that of words
MAX_SHOWN = 6  # words of a reason
REASON_SHARE = 0.7  # of the weight of the rarest shared word: what weighs less is no reason


@dataclass(frozen=True, slots=True)
class Likeness:
    """``score`` from 0 to 1; the rest says why: ``words`` are the rarest shared ones, ``days`` between the two."""

    score: float
    text: float
    words: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    themes: tuple[int, ...] = ()
    same_event: bool = False
    same_speaker: bool = False
    days: int | None = None
    by_translation: bool = False


def compare(here: Profile, there: Profile, rarity: Rarity, theme_counts: Mapping[int, int]) -> Likeness:
    """``theme_counts``: how many of the ``rarity.total`` texts have a theme."""
    text, by_translation = _text_likeness(here, there)
    a, b = here.facts, there.facts
    themes = a.themes & b.themes
    same_event = a.event is not None and a.event == b.event
    same_speaker = a.speaker is not None and a.speaker == b.speaker
    days = abs((a.date - b.date).days) if a.date and b.date else None
    doubt = 1 - text
    doubt *= 1 - THEMES * _theme_likeness(here, there, rarity.total, theme_counts)
    doubt *= 1 - EVENT * _agreement(a.event, b.event)
    doubt *= 1 - SPEAKER * _agreement(a.speaker, b.speaker)
    doubt *= 1 - DATE * (days is not None and days <= NEAR_DAYS)
    other_speaker = a.speaker is not None and b.speaker is not None and not same_speaker
    return Likeness(
        (1 - doubt) * (OTHER_SPEAKER if other_speaker else 1.0),
        text,
        _rarest(here.words & there.words, rarity),
        tuple(sorted(here.numbers & there.numbers, key=int)),
        tuple(sorted(here.names & there.names)),
        tuple(sorted(themes)),
        same_event,
        same_speaker,
        days,
        by_translation,
    )


def choose_scores(scores: Sequence[tuple[int, float]], threshold: float = THRESHOLD) -> list[int]:
    """The places of what is to be offered among (document, score), the likeliest first: a document says one thing once
    or, in parts, twice. Whoever asks for less likely ones, below THRESHOLD, gets them of one document, too."""
    best: dict[int, float] = {}
    for document, score in scores:
        best[document] = max(score, best.get(document, 0.0))
    likely = [
        place
        for place, (document, score) in enumerate(scores)
        if score >= threshold and (threshold < THRESHOLD or score >= MIN_SHARE_OF_BEST * best[document])
    ]
    return sorted(likely, key=lambda place: -scores[place][1])[:MAX_OFFERED]


def _text_likeness(here: Profile, there: Profile) -> tuple[float, bool]:
    """In the language in which they are most alike, and whether a translation was needed for that."""
    own, other = next(iter(here.texts)), next(iter(there.texts))
    best = 0.0 if own == other else NUMBERS_AND_NAMES_WEIGHT * similarity(here.marks, there.marks)
    by_translation = False
    for language in {own, other} & here.texts.keys() & there.texts.keys():
        found = similarity(here.texts[language], there.texts[language])
        for near, far in ((here.around, there.texts), (there.around, here.texts)):
            if language in near:
                found = max(found, CONTEXT_WEIGHT * similarity(near[language], far[language]))
        if found > best:
            best, by_translation = found, not language == own == other
    return best, by_translation


def _theme_likeness(here: Profile, there: Profile, total: int, counts: Mapping[int, int]) -> float:
    """The cosine of the themes, rare ones weighing more."""

    def weight(themes: frozenset[int]) -> float:
        return sum(log(1 + max(total, 1) / max(counts.get(theme, 0), 1)) for theme in themes)

    if not here.facts.themes or not there.facts.themes:
        return UNKNOWN_AGREEMENT
    shared = here.facts.themes & there.facts.themes
    if not shared:
        return 0.0
    return weight(shared) / (weight(here.facts.themes) * weight(there.facts.themes)) ** 0.5


def _agreement(here: int | None, there: int | None) -> float:
    return UNKNOWN_AGREEMENT if here is None or there is None else float(here == there)


def _rarest(words: frozenset[str], rarity: Rarity) -> tuple[str, ...]:
    weights = {word: rarity.weight(word) for word in words}
    least = REASON_SHARE * max(weights.values(), default=0.0)
    words = frozenset(word for word in words if weights[word] >= least)
    return tuple(sorted(words, key=lambda word: (-weights[word], word))[:MAX_SHOWN])
