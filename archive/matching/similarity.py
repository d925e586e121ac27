"""How likely it is that two statements report the same utterance, and why.

Each kind of evidence removes part of the remaining doubt, so that none is required and none is sufficient alone:
1 - (1 - words)(1 - themes) … The measurements on the demo and the other sets are in tests/benchmarks/reports.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from archive.matching.profile import Profile, StatementFacts
from archive.matching.rarity import Rarity
from archive.matching.vectors import TextVector, vector_similarity

RULE = "words, names and context 2"  # kept with each suggestion; the number goes up when the figures change
THRESHOLD = 0.45
MIN_SHARE_OF_BEST = (
    0.85  # of the best score in the same document; below it, it is another sentence on the same subject
)
MAX_SUGGESTIONS = 8  # for one statement
THEMES, EVENT, SPEAKER, DATE = 0.35, 0.15, 0.06, 0.03  # how much of the doubt each takes away
OTHER_SPEAKER = 0.55  # factor where both speakers are known and differ
OTHER_VOICE = 0.75  # factor where somebody is quoted here and there the document speaks for itself
DOCUMENT_VOICES = frozenset({"narrator", "editor"})
FULL_CONTEXT_TEXT = 0.05  # similarity of the words below which themes, event, speaker and date count less
UNKNOWN_AGREEMENT = 0.3  # assumed agreement where a value is missing on either side
NEAR_DAYS = 14  # days
CONTEXT_WEIGHT = 0.8  # factor for the sentences around a translation
NUMBERS_AND_NAMES_WEIGHT = 0.8  # factor for numbers and names alone, compared with words
MAX_REASON_WORDS = 6
MIN_REASON_WEIGHT = 0.7  # of the weight of the rarest shared word; lighter words are not shown as a reason


@dataclass(frozen=True, slots=True)
class Similarity:
    """``score`` from 0 to 1, and the reasons: ``text`` is the similarity of the words alone, ``words`` are the rarest
    shared ones, ``days`` lie between the two, ``by_translation``: the texts were compared in a translation."""

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


def compare(left: Profile, right: Profile, rarity: Rarity, theme_counts: Mapping[int, int]) -> Similarity:
    """``theme_counts``: how many of the ``rarity.total`` texts have a theme."""
    text, by_translation = _text_similarity(left, right)
    a, b = left.facts, right.facts
    themes = a.themes & b.themes
    same_event = a.event is not None and a.event == b.event
    same_speaker = a.speaker is not None and a.speaker == b.speaker
    days = abs((a.date - b.date).days) if a.date and b.date else None
    context = 1 - THEMES * _theme_similarity(left, right, rarity.total, theme_counts)
    context *= 1 - EVENT * _agreement(a.event, b.event)
    context *= 1 - SPEAKER * _agreement(a.speaker, b.speaker)
    context *= 1 - DATE * (days is not None and days <= NEAR_DAYS)
    doubt = (1 - text) * (1 - (1 - context) * min(1.0, text / FULL_CONTEXT_TEXT))
    return Similarity(
        (1 - doubt) * _voice_factor(a, b),
        text,
        _rarest(left.words & right.words, rarity),
        tuple(sorted(left.numbers & right.numbers, key=int)),
        tuple(sorted(left.names & right.names)),
        tuple(sorted(themes)),
        same_event,
        same_speaker,
        days,
        by_translation,
    )


def select_scores(scores: Sequence[tuple[int, float]], threshold: float = THRESHOLD) -> list[int]:
    """Indexes into ``scores``, pairs of (document, score), of the pairs to suggest, the most likely first.

    A document says a thing once or, in parts, twice: only scores near the best of their document are suggested, unless
    the caller asks for a threshold below THRESHOLD. At most MAX_SUGGESTIONS.
    """
    best: dict[int, float] = {}
    for document, score in scores:
        best[document] = max(score, best.get(document, 0.0))
    likely = [
        place
        for place, (document, score) in enumerate(scores)
        if score >= threshold and (threshold < THRESHOLD or score >= MIN_SHARE_OF_BEST * best[document])
    ]
    return sorted(likely, key=lambda place: -scores[place][1])[:MAX_SUGGESTIONS]


def _text_similarity(left: Profile, right: Profile) -> tuple[float, bool]:
    """The similarity in the language in which it is highest, and whether that took a translation."""
    left_language, right_language = next(iter(left.texts)), next(iter(right.texts))
    best = (
        0.0
        if left_language == right_language
        else NUMBERS_AND_NAMES_WEIGHT * vector_similarity(left.language_neutral, right.language_neutral)
    )
    by_translation = False
    for language in {left_language, right_language} & left.texts.keys() & right.texts.keys():
        similarity = vector_similarity(left.texts[language], right.texts[language])
        for contexts, texts in ((left.contexts, right.texts), (right.contexts, left.texts)):
            similarity = max(
                similarity, CONTEXT_WEIGHT * _mean_similarity(contexts.get(language, ()), texts[language])
            )
        if similarity > best:
            best, by_translation = similarity, not language == left_language == right_language
    return best, by_translation


def _mean_similarity(contexts: Sequence[TextVector], words: TextVector) -> float:
    """The farther from the place the words stand, the fewer of the contexts have them."""
    return sum(vector_similarity(context, words) for context in contexts) / max(len(contexts), 1)


def _theme_similarity(left: Profile, right: Profile, total: int, counts: Mapping[int, int]) -> float:
    """The cosine of the themes, rare ones weighing more."""

    def weight(themes: frozenset[int]) -> float:
        return sum(log(1 + max(total, 1) / max(counts.get(theme, 0), 1)) for theme in themes)

    if not left.facts.themes or not right.facts.themes:
        return UNKNOWN_AGREEMENT
    shared = left.facts.themes & right.facts.themes
    if not shared:
        return 0.0
    return weight(shared) / (weight(left.facts.themes) * weight(right.facts.themes)) ** 0.5


def _voice_factor(left: StatementFacts, right: StatementFacts) -> float:
    if left.speaker is not None and right.speaker is not None:
        return 1.0 if left.speaker == right.speaker else OTHER_SPEAKER
    return 1.0 if (left.voice in DOCUMENT_VOICES) == (right.voice in DOCUMENT_VOICES) else OTHER_VOICE


def _agreement(left: int | None, right: int | None) -> float:
    return UNKNOWN_AGREEMENT if left is None or right is None else float(left == right)


def _rarest(words: frozenset[str], rarity: Rarity) -> tuple[str, ...]:
    weights = {word: rarity.weight(word) for word in words}
    min_weight = MIN_REASON_WEIGHT * max(weights.values(), default=0.0)
    words = frozenset(word for word in words if weights[word] >= min_weight)
    return tuple(sorted(words, key=lambda word: (-weights[word], word))[:MAX_REASON_WORDS])
