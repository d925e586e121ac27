"""Marks in several texts which words they share, which of these changed places, and which words only one of them has.

Made for reports of one utterance, whose words an editor, a translator or a machine has reordered. Words are compared by
a key, such as their stem; in Chinese, Japanese, Korean, Thai and other scripts without spaces, pairs of characters are
compared. Function words ("the", "of") mean little alone and are marked together with the words around them, except for
negations and modal verbs, and for those in the place of others ("to", "from").
"""

from bisect import bisect_left
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from archive.text.paragraphs import Span
from archive.text.sentences import find_sentences
from archive.text.words import Token, is_unspaced

from .compared_words import (
    ANY_LANGUAGE,
    WordRules,
    comparison_keys,
    keyed_words,
    lower_forms,
    separate_tokens,
    tell_accents,
    with_negated_words,
    with_symbols,
)
from .exchanged_words import KeyedWord, OrderedWords, exchanged_places, replaced_places
from .joined_numbers import join_numbers

RunKind = Literal["shared", "moved", "only", ""]
MAX_CHARACTERS = 300_000  # about two seconds on one processor of 2024
# Of the words of a text. Where fewer are in the others these are marked, and the rest is not: it would be nearly all.
MIN_SHARED = 0.1


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a text: what the others have ("shared"), what one of them has in another order around other words
    ("moved"), what only this text has ("only"), or none of these ("")."""

    text: str
    kind: RunKind


def mark_shared_words(texts: Sequence[str], rules: WordRules = ANY_LANGUAGE) -> list[list[Run]]:
    """The runs of each text; joined, they are the text unchanged.

    Nothing is marked in a single text, in a text that shares no word, or where the texts together are longer than
    MAX_CHARACTERS.
    """
    if sum(map(len, texts)) > MAX_CHARACTERS:
        return [[Run(text, "")] if text else [] for text in texts]
    token_lists = [
        with_symbols(text, join_numbers(text, separate_tokens(text), rules.group_separator)) for text in texts
    ]
    forms = [lower_forms(*pair) for pair in zip(texts, token_lists, strict=True)]
    plain_keys = [comparison_keys(words, rules.key_of) for words in token_lists]
    tell_accents(forms, token_lists, plain_keys, rules)
    keys = [with_negated_words(*pair, rules) for pair in zip(token_lists, plain_keys, strict=True)]
    sets = [{key for group in groups for key in group} for groups in keys]
    places = zip(texts, token_lists, plain_keys, strict=True)
    keyed_texts = [list(keyed_words(*triple, rules)) for triple in places]
    moves = find_moved(texts, token_lists, keyed_texts)
    exchanges = replaced_places(keyed_texts, rules.articles)
    return [
        make_runs(
            text,
            words,
            word_kinds(
                words,
                groups,
                set().union(*sets[:number], *sets[number + 1 :]),
                (moves[number], exchanges[number]),
                rules,
            ),
        )
        for number, (text, words, groups) in enumerate(zip(texts, token_lists, keys, strict=True))
    ]


def find_moved(
    texts: Sequence[str], words: Sequence[Sequence[Token]], keyed: Sequence[Sequence[KeyedWord]]
) -> list[set[int]]:
    """Returns for each text the numbers of the words that have changed places with others in another text."""
    orders = [
        OrderedWords(own_keyed, spans_of_words(text, own_words))
        for text, own_words, own_keyed in zip(texts, words, keyed, strict=True)
    ]
    moved_indexes: list[set[int]] = [set() for _ in texts]
    for first, second in combinations(range(len(texts)), 2):
        own_places, other_places = exchanged_places(orders[first], orders[second])
        moved_indexes[first] |= own_places
        moved_indexes[second] |= other_places
    return moved_indexes


def spans_of_words(text: str, words: Sequence[Token]) -> list[Span]:
    """The sentences of the text, as spans of the numbers of their words."""
    starts = [word.start for word in words]
    return [(bisect_left(starts, start), bisect_left(starts, end)) for start, end in find_sentences(text)]


def word_kinds(
    words: Sequence[Token],
    keys: Sequence[set[str]],
    other_keys: set[str],
    exchanged_places: tuple[Container[int], Container[int]],
    rules: WordRules,
) -> list[RunKind]:
    """The kind of each word against ``other_keys``, those of all other texts. ``exchanged_places`` are the numbers of
    the words that changed places, and those of the function words that stand in the place of others. Any other function
    word, or a lone character, takes the kind of its neighbours where these agree."""
    are_content_words = [
        bool(group) and (is_unspaced(word.word) or rules.is_content_word(word.word))
        for word, group in zip(words, keys, strict=True)
    ]
    moves, exchanges = exchanged_places
    kinds: list[RunKind] = [
        kind_of(group, other_keys, number in moves) if is_content else "only" if number in exchanges else ""
        for number, (group, is_content) in enumerate(zip(keys, are_content_words, strict=True))
    ]
    if not other_keys:
        return [""] * len(words)
    marks = [kind for kind in kinds if kind]
    joined_kinds = fill_gaps(kinds)
    if len(marks) - marks.count("only") < MIN_SHARED * len(marks):
        return ["" if kind == "only" else kind for kind in joined_kinds]
    return joined_kinds


def kind_of(keys: set[str], other_keys: set[str], is_moved: bool) -> RunKind:
    if not keys & other_keys:
        return "only"
    return "moved" if is_moved else "shared"


def fill_gaps(kinds: list[RunKind]) -> list[RunKind]:
    """Returns the kinds with each gap between two of one kind filled with that kind, so that a phrase is one run."""
    joined_kinds = list(kinds)
    last_kind: RunKind = ""
    gap: list[int] = []
    for number, kind in enumerate(kinds):
        if not kind:
            gap.append(number)
            continue
        if kind == last_kind:
            for index in gap:
                joined_kinds[index] = kind
        last_kind, gap = kind, []
    return joined_kinds


def make_runs(text: str, words: Iterable[Token], kinds: Iterable[RunKind]) -> list[Run]:
    """The text as runs of one kind each; what stands between two words of the same kind belongs to their run."""
    runs: list[Run] = []
    position = 0
    for word, kind in zip(words, kinds, strict=True):
        between: RunKind = kind if runs and runs[-1].kind == kind else ""
        append_run(runs, text[position : word.start], between)
        append_run(runs, text[word.start : word.end], kind)
        position = word.end
    append_run(runs, text[position:], "")
    return runs


def append_run(runs: list[Run], text: str, kind: RunKind) -> None:
    """Joins the text to the last run where that has the same kind."""
    if not text:
        return
    if runs and runs[-1].kind == kind:
        text = runs.pop().text + text
    runs.append(Run(text, kind))


def shorten_runs(runs: Iterable[Run], length: int) -> list[Run]:
    """The first ``length`` characters of the runs, with an ellipsis where their text is longer."""
    short: list[Run] = []
    characters_left = length
    for run in runs:
        if characters_left <= 0:
            return [*short, Run("…", "")]
        text = (
            run.text if len(run.text) <= characters_left else run.text[: characters_left - 1].rstrip() + "…"
        )
        short.append(Run(text, run.kind))
        characters_left -= len(run.text)
        if text != run.text:
            return short
    return short
