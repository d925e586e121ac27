"""Marks in several texts which words they share, which of these changed places, and which words only one of them has.

Made for reports of one utterance, whose words an editor, a translator or a machine has reordered. Words are compared by
a key, such as their stem; in Chinese, Japanese, Korean, Thai and other scripts without spaces, pairs of characters are
compared. Function words ("the", "of") mean little alone and are marked together with the words around them, except for
negations and modal verbs, which can change the meaning.
"""

from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from archive.text.folding import fold
from archive.text.meaning_words import MODALS, NEGATIONS, NUMBERS
from archive.text.paragraphs import Span
from archive.text.sentences import find_sentences
from archive.text.words import Token, is_unspaced, tokens

from .exchanged_words import COORDINATORS, KeyedWord, exchanged_places

RunKind = Literal["shared", "moved", "only", ""]
MAX_FUNCTION_WORD_LENGTH = 3  # characters of a function word, for languages without a list of them
MEANING_BEARING_WORDS = frozenset(fold(word) for word in NEGATIONS | MODALS | NUMBERS)
FOLDED_NEGATIONS = frozenset(map(fold, NEGATIONS))
MAX_CHARACTERS = 300_000  # about two seconds on one processor of 2024
CONTRACTED_NEGATIONS = ("n'", "n’")
# Of the words of a text. Where fewer are in the others these are marked, and the rest is not: it would be nearly all.
MIN_SHARED = 0.1


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a text: what the others have ("shared"), what one of them has in another order around other words
    ("moved"), what only this text has ("only"), or none of these ("")."""

    text: str
    kind: RunKind


def is_short(word: str) -> bool:
    return len(word) <= MAX_FUNCTION_WORD_LENGTH


@dataclass(frozen=True, slots=True)
class WordRules:
    """How words of a language are compared: ``key_of`` gives a folded word a key that is equal for words that count as
    the same, ``is_function_word`` tells those that mean little alone."""

    key_of: Callable[[str], str] = str
    is_function_word: Callable[[str], bool] = is_short

    def is_content_word(self, word: str) -> bool:
        """Whether the word is marked on its own, and not only with its neighbours."""
        is_number = any(character.isdecimal() for character in word)
        return is_number or word in MEANING_BEARING_WORDS or not self.is_function_word(word)


ANY_LANGUAGE = WordRules()


def mark_shared_words(texts: Sequence[str], rules: WordRules = ANY_LANGUAGE) -> list[list[Run]]:
    """The runs of each text; joined, they are the text unchanged.

    Nothing is marked in a single text, in a text that shares no word, or where the texts together are longer than
    MAX_CHARACTERS.
    """
    if sum(map(len, texts)) > MAX_CHARACTERS:
        return [[Run(text, "")] if text else [] for text in texts]
    token_lists = [separate_tokens(text) for text in texts]
    plain_keys = [comparison_keys(words, rules.key_of) for words in token_lists]
    keys = [with_negated_words(*pair, rules) for pair in zip(token_lists, plain_keys, strict=True)]
    sets = [{key for group in groups for key in group} for groups in keys]
    moved = find_moved(texts, token_lists, plain_keys, rules)
    return [
        make_runs(
            text,
            words,
            word_kinds(words, groups, set().union(*sets[:number], *sets[number + 1 :]), moved[number], rules),
        )
        for number, (text, words, groups) in enumerate(zip(texts, token_lists, keys, strict=True))
    ]


def find_moved(
    texts: Sequence[str],
    words: Sequence[Sequence[Token]],
    keys: Sequence[Sequence[set[str]]],
    rules: WordRules,
) -> list[set[int]]:
    """For each text the numbers of the words that changed places around others in another text."""
    keyed = [list(keyed_words(*each, rules)) for each in zip(texts, words, keys, strict=True)]
    sentences = [spans_of_words(*each) for each in zip(texts, words, strict=True)]
    moved: list[set[int]] = [set() for _ in texts]
    for one, other in combinations(range(len(texts)), 2):
        here, there = exchanged_places(keyed[one], keyed[other], (sentences[one], sentences[other]))
        moved[one] |= here
        moved[other] |= there
    return moved


def keyed_words(
    text: str, words: Sequence[Token], keys: Sequence[set[str]], rules: WordRules
) -> Iterator[KeyedWord]:
    end = 0
    for number, (token, group) in enumerate(zip(words, keys, strict=True)):
        is_pair = is_unspaced(token.word)
        is_content_word = is_pair or rules.is_content_word(token.word)
        is_adjacent = text[end : token.start].isspace()
        end = token.end
        for key in group:
            is_second = is_pair and not key.startswith(token.word)
            if not is_second and token.word not in COORDINATORS:
                is_capitalised = not is_pair and not text[token.start].islower()
                yield KeyedWord(number, key, is_content_word, is_pair, is_capitalised, is_adjacent)


def spans_of_words(text: str, words: Sequence[Token]) -> list[Span]:
    """The sentences of the text, as spans of the numbers of their words."""
    starts = [word.start for word in words]
    return [(bisect_left(starts, start), bisect_left(starts, end)) for start, end in find_sentences(text)]


def separate_tokens(text: str) -> list[Token]:
    """The tokens that do not overlap: a character such as "½" is two words of the index. The "t" of "don't" becomes
    "not"."""
    separate: list[Token] = []
    for token in tokens(text):
        if separate and token.start < separate[-1].end:
            continue
        is_negation = (
            token.word == "t" and text[token.start - 2 : token.start].lower() in CONTRACTED_NEGATIONS
        )
        separate.append(token._replace(word="not") if is_negation else token)
    return separate


def comparison_keys(words: Sequence[Token], key_of: Callable[[str], str]) -> list[set[str]]:
    """The keys of each word: one, or, in scripts without spaces, the pairs of a character with its neighbours."""
    keys: list[set[str]] = [set() for _ in words]
    for number, word in enumerate(words):
        if not is_unspaced(word.word):
            keys[number].add(key_of(word.word))
        elif number and words[number - 1].end == word.start and is_unspaced(words[number - 1].word):
            pair = words[number - 1].word + word.word
            keys[number - 1].add(pair)
            keys[number].add(pair)
    return keys


def with_negated_words(words: Sequence[Token], keys: Sequence[set[str]], rules: WordRules) -> list[set[str]]:
    """The keys of each word, in which a negation has those of itself with its nearest content words, before and after:
    a "not" beside another word is another "not". Modal verbs may stand between ("will not", "not be able")."""
    content_indexes = [
        number
        for number, word in enumerate(words)
        if keys[number] and word.word not in MEANING_BEARING_WORDS and rules.is_content_word(word.word)
    ]
    keys_with_negations = list(keys)
    for number, word in enumerate(words):
        if word.word not in FOLDED_NEGATIONS or is_unspaced(word.word):
            continue
        place = bisect_left(content_indexes, number)
        before = {
            f"{key} {word.word}"
            for index in content_indexes[max(place - 1, 0) : place]
            for key in keys[index]
        }
        after = {f"{word.word} {key}" for index in content_indexes[place : place + 1] for key in keys[index]}
        keys_with_negations[number] = before | after or keys[number]
    return keys_with_negations


def word_kinds(
    words: Sequence[Token],
    keys: Sequence[set[str]],
    others: set[str],
    moved: Container[int],
    rules: WordRules,
) -> list[RunKind]:
    """The kind of each word against ``others``, the keys of all other texts, and ``moved``, the numbers of the words
    that changed places. A function word, or a lone character, takes the kind of its neighbours where these agree."""
    are_content_words = [
        bool(group) and (is_unspaced(word.word) or rules.is_content_word(word.word))
        for word, group in zip(words, keys, strict=True)
    ]
    kinds: list[RunKind] = [
        kind_of(group, others, number in moved) if is_content else ""
        for number, (group, is_content) in enumerate(zip(keys, are_content_words, strict=True))
    ]
    if not others:
        return [""] * len(words)
    marked = [kind for kind in kinds if kind]
    joined = fill_gaps(kinds)
    if len(marked) - marked.count("only") < MIN_SHARED * len(marked):
        return ["" if kind == "only" else kind for kind in joined]
    return joined


def kind_of(keys: set[str], others: set[str], is_moved: bool) -> RunKind:
    if not keys & others:
        return "only"
    return "moved" if is_moved else "shared"


def fill_gaps(kinds: list[RunKind]) -> list[RunKind]:
    """Words without a kind between two of one kind take that kind, so that a phrase is one run."""
    joined = list(kinds)
    last_kind: RunKind = ""
    gap: list[int] = []
    for number, kind in enumerate(kinds):
        if not kind:
            gap.append(number)
            continue
        if kind == last_kind:
            for index in gap:
                joined[index] = kind
        last_kind, gap = kind, []
    return joined


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
