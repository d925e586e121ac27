"""The words by which a speaker's statements differ most from all others."""

from dataclasses import dataclass
from math import log

from django.conf import settings

from archive.search.engine import engine
from archive.search.query.nodes import Term
from archive.search.query.parser import parse
from archive.search.query.unparse import unparse
from archive.search.request.links import url
from archive.search.request.params import SearchParams
from archive.text.words import is_unspaced

from .params import MACHINE

SAMPLE = 600  # statements of the speaker whose words are looked at
CANDIDATES = 30  # words that are counted in all statements, a search for each
SHOWN = 20
MIN_STATEMENTS = 3  # statements of the speaker that have a word
MAX_PAIRS = 200  # of characters, the commonest, of which words are made
SIGNIFICANT = 10.83  # of G²: one degree of freedom, one in a thousand (chi-squared)
# Pairs of characters that stand in so large a share of the same number of statements may be one word.
ALIKE = 0.8


@dataclass(frozen=True)
class CharacteristicWord:
    """A word that ``count`` of the speaker's statements have and ``total`` of all; ``params`` is the search that finds
    them."""

    word: str
    count: int
    total: int
    score: float
    params: SearchParams

    @property
    def url(self) -> str:
        return url(self.params)


@dataclass(frozen=True)
class SpeakerWords:
    """The words of ``statements`` by the speaker in one ``language``, among ``total`` in that language; ``languages``
    are all in which there are some, the commonest first. ``sampled``: words were looked for in so many of them, or 0
    for all."""

    language: str
    languages: list[str]
    statements: int
    total: int
    words: list[CharacteristicWord]
    sampled: int
    is_partial: bool = False


def log_likelihood(own_count: int, other_count: int, own_total: int, others_total: int) -> float:
    """Returns G² of a table of two by two (Dunning 1993): statements with the word and without, of the speaker and of
    others. Negative where the speaker uses it less; 0 without any statement."""
    total = own_total + others_total
    rows, columns = (own_count + other_count, total - own_count - other_count), (own_total, others_total)
    cells = ((own_count, other_count), (own_total - own_count, others_total - other_count))
    score = sum(
        2 * count * log(count * total / (row * column))
        for line, row in zip(cells, rows, strict=True)
        for count, column in zip(line, columns, strict=True)
        if count
    )
    return score if own_count * others_total >= other_count * own_total else -score


def characteristic_words(speaker: str, language: str = "", milliseconds: int = 0) -> SpeakerWords:
    """``speaker`` is the slug. Machine translations are left out. Words are counted for so long at most, or for the
    time of a search. Raises SearchTimeoutError."""
    own_params = SearchParams(unit="statements", speaker=(speaker,), exclude=(MACHINE,), sort="newest")
    counts = engine.match(own_params, parse("")).counts.facets["language"]
    languages = [str(code) for code in sorted(counts, key=lambda code: (-counts[code], str(code)))]
    if not languages:
        return SpeakerWords("", [], 0, 0, [], 0)
    language = language if language in languages else languages[0]
    own_params = own_params.change(language=(language,))
    all_params = own_params.change(speaker=())
    matches, total = engine.match(own_params, parse("")), engine.match(all_params, parse("")).counts.total
    statements = matches.counts.total
    ids = matches.order()
    sample = ids[:: -(-len(ids) // SAMPLE)]
    candidates = find_candidates(sample, len(ids) / len(sample))
    terms = [Term(word, in_text=True, exact=True) for word in candidates]
    counts_of_words, is_partial = engine.count_terms(
        all_params, own_params, terms, milliseconds or settings.SEARCH_BUDGET
    )
    words = [
        CharacteristicWord(
            term.text,
            count,
            of,
            log_likelihood(count, of - count, statements, total - statements),
            own_params.change(q=unparse(term), sort=""),
        )
        for term, (of, count) in zip(terms, counts_of_words, strict=False)
        if count >= MIN_STATEMENTS
    ]
    words = sorted(
        (word for word in words if word.score >= SIGNIFICANT), key=lambda word: (-word.score, word.word)
    )
    sampled = len(sample) if len(sample) < len(ids) else 0
    return SpeakerWords(language, languages, statements, total, words[:SHOWN], sampled, is_partial)


def find_candidates(sample: list[int], factor: float) -> list[str]:
    """Returns the words that are likely to be the speaker's own, judged by how often the archive's texts have them;
    ``factor`` is how many statements each of the sample stands for."""
    frequencies = engine.frequent_words(sample, max(2, round(MIN_STATEMENTS / factor)))
    words = {word: count for word, count in frequencies.items() if word.isalpha() and len(word) > 1}
    pairs = {word: count for word, count in words.items() if is_unspaced(word)}
    words = {word: count for word, count in words.items() if word not in pairs and len(word) > 2}
    rows, passages = engine.word_frequencies(words)
    expected_counts = {word: rows.get(word, 0) * len(sample) / max(1, passages) for word in words}
    ranking = sorted(words, key=lambda word: (-likeness(words[word], expected_counts[word]), word))
    return (ranking[: CANDIDATES // 2] + join_pairs(pairs) + ranking[CANDIDATES // 2 :])[:CANDIDATES]


def likeness(count: int, expected_count: float) -> float:
    return count * log((count + 0.5) / (expected_count + 0.5))


def join_pairs(pairs: dict[str, int]) -> list[str]:
    """Returns words of scripts without spaces, made of overlapping pairs of characters that occur about as often: 命运,
    运共, 共同 and 同体 are 命运共同体. The commonest first."""
    unused_pairs = dict(sorted(pairs.items(), key=lambda pair: (-pair[1], pair[0]))[:MAX_PAIRS])
    words = []
    while unused_pairs:
        word = next(iter(unused_pairs))
        min_count = unused_pairs.pop(word) * ALIKE
        while after := next(
            (pair for pair in unused_pairs if pair[0] == word[-1] and unused_pairs[pair] >= min_count), ""
        ):
            word += after[1]
            del unused_pairs[after]
        while before := next(
            (pair for pair in unused_pairs if pair[1] == word[0] and unused_pairs[pair] >= min_count), ""
        ):
            word = before[0] + word
            del unused_pairs[before]
        words.append(word)
    return words
