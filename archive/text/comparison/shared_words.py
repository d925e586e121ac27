"""Marks in several texts which words they share, in whatever order, and which words only one of them has.

Made for reports of one utterance, whose words an editor, a translator or a machine has reordered. Words are compared by
a key, such as their stem; in Chinese, Japanese and Korean, which are written without spaces, pairs of characters are
compared. Function words ("the", "of") mean little alone and are marked together with the words around them, except for
negations and modal verbs, which can change the meaning.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from archive.text.folding import fold
from archive.text.meaning_words import MODALS, NEGATIONS, NUMBERS
from archive.text.words import Token, is_cjk, tokens

RunKind = Literal["shared", "only", ""]
MAX_FUNCTION_WORD_LENGTH = 3  # characters of a function word, for languages without a list of them
MEANING_BEARING_WORDS = frozenset(fold(word) for word in NEGATIONS | MODALS | NUMBERS)
FOLDED_NEGATIONS = frozenset(map(fold, NEGATIONS))
MAX_CHARACTERS = 600_000  # about half a second on one processor of 2024
CONTRACTED_NEGATIONS = ("n'", "n’")
# Of the words of a text. Where fewer are in the others these are marked, and the rest is not: it would be nearly all.
MIN_SHARED = 0.1


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a text: what the others have ("shared"), what only this text has ("only"), or neither ("")."""

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
    keys = [with_negated_words(words, comparison_keys(words, rules.key_of), rules) for words in token_lists]
    sets = [{key for group in groups for key in group} for groups in keys]
    return [
        make_runs(
            text,
            words,
            word_kinds(words, groups, set().union(*sets[:number], *sets[number + 1 :]), rules),
        )
        for number, (text, words, groups) in enumerate(zip(texts, token_lists, keys, strict=True))
    ]


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
    """The keys of each word: one, or, for a CJK character, the pairs that it forms with its neighbours."""
    keys: list[set[str]] = [set() for _ in words]
    for number, word in enumerate(words):
        if not is_cjk(word.word):
            keys[number].add(key_of(word.word))
        elif number and words[number - 1].end == word.start and is_cjk(words[number - 1].word):
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
        if word.word not in FOLDED_NEGATIONS or is_cjk(word.word):
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
    words: Sequence[Token], keys: Sequence[set[str]], others: set[str], rules: WordRules
) -> list[RunKind]:
    """The kind of each word against ``others``, the keys of all other texts. A function word, or a lone CJK character,
    takes the kind of its neighbours where these agree."""
    are_content_words = [
        bool(group) and (is_cjk(word.word) or rules.is_content_word(word.word))
        for word, group in zip(words, keys, strict=True)
    ]
    kinds: list[RunKind] = [
        ("shared" if group & others else "only") if is_content else ""
        for group, is_content in zip(keys, are_content_words, strict=True)
    ]
    if not others:
        return [""] * len(words)
    marked = [kind for kind in kinds if kind]
    joined = fill_gaps(kinds)
    if marked.count("shared") < MIN_SHARED * len(marked):
        return ["shared" if kind == "shared" else "" for kind in joined]
    return joined


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
