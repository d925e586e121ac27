"""Which words of several texts the others have, too, in whatever order, and which only one of them has.

For reports of one utterance, whose words an editor, a translator or a machine has put into another order. Words are
compared by a key, such as their stem; of Chinese, Japanese and Korean, written without blanks, pairs of characters are
compared. Words of grammar ("the", "of") mean nothing alone: they are marked with the words around them, but a negation
or a modal verb, on which the meaning hangs, never is.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from archive.text.folding import fold
from archive.text.meaning_words import MODALS, NEGATIONS, NUMBERS
from archive.text.words import Token, is_cjk, tokens

Kind = Literal["shared", "only", ""]
MAX_SHORT = 3  # characters of a word of grammar, where no list tells
MEANINGFUL = frozenset(fold(word) for word in NEGATIONS | MODALS | NUMBERS)
MAX_CHARACTERS = 600_000  # about half a second on one processor of 2024
NEGATED = ("n'", "n’")
# Of the words of a text. Where fewer are in the others these are marked, and the rest is not: it would be nearly all.
MIN_SHARED = 0.1


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a text: what the others have ("shared"), what only this text has ("only"), or neither ("")."""

    text: str
    kind: Kind


def is_short(word: str) -> bool:
    return len(word) <= MAX_SHORT


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a folded word is compared by: words with the same key count as the same. Which are words of grammar."""

    key_of: Callable[[str], str] = str
    is_grammar: Callable[[str], bool] = is_short

    def is_telling(self, word: str) -> bool:
        """Whether it is marked alone."""
        is_number = any(character.isdecimal() for character in word)
        return is_number or word in MEANINGFUL or not self.is_grammar(word)


PLAIN = Vocabulary()


def mark_shared_words(texts: Sequence[str], vocabulary: Vocabulary = PLAIN) -> list[list[Run]]:
    """For each text its runs, which joined are the text unchanged.

    Of a single text, or of one that has no word of the others, nothing is marked; nor in texts of more than
    MAX_CHARACTERS together.
    """
    if sum(map(len, texts)) > MAX_CHARACTERS:
        return [[Run(text, "")] if text else [] for text in texts]
    found = [separate_tokens(text) for text in texts]
    keys = [comparison_keys(each, vocabulary.key_of) for each in found]
    sets = [{key for group in each for key in group} for each in keys]
    return [
        make_runs(
            text,
            each,
            word_kinds(each, groups, set().union(*sets[:number], *sets[number + 1 :]), vocabulary),
        )
        for number, (text, each, groups) in enumerate(zip(texts, found, keys, strict=True))
    ]


def separate_tokens(text: str) -> list[Token]:
    """Without those inside of another: a character such as "½" stands for two words of the index. The "t" of "don't"
    is a "not"."""
    found: list[Token] = []
    for token in tokens(text):
        if found and token.start < found[-1].end:
            continue
        is_negation = token.word == "t" and text[token.start - 2 : token.start].lower() in NEGATED
        found.append(token._replace(word="not") if is_negation else token)
    return found


def comparison_keys(words: Sequence[Token], key_of: Callable[[str], str]) -> list[set[str]]:
    """For each word its keys: one, or of a character the pairs it makes with its neighbours."""
    keys: list[set[str]] = [set() for _ in words]
    for number, word in enumerate(words):
        if not is_cjk(word.word):
            keys[number].add(key_of(word.word))
        elif number and words[number - 1].end == word.start and is_cjk(words[number - 1].word):
            pair = words[number - 1].word + word.word
            keys[number - 1].add(pair)
            keys[number].add(pair)
    return keys


def word_kinds(
    words: Sequence[Token], keys: Sequence[set[str]], others: set[str], vocabulary: Vocabulary
) -> list[Kind]:
    """A word of grammar, and a character that stands alone, is of the kind of its neighbours where these agree."""
    bearing = [
        bool(group) and (is_cjk(word.word) or vocabulary.is_telling(word.word))
        for word, group in zip(words, keys, strict=True)
    ]
    kinds: list[Kind] = [
        ("shared" if group & others else "only") if tells else ""
        for group, tells in zip(keys, bearing, strict=True)
    ]
    if not others:
        return [""] * len(words)
    marked = [kind for kind in kinds if kind]
    joined = join_gaps(kinds)
    if marked.count("shared") < MIN_SHARED * len(marked):
        return ["shared" if kind == "shared" else "" for kind in joined]
    return joined


def join_gaps(kinds: list[Kind]) -> list[Kind]:
    joined = list(kinds)
    before: Kind = ""
    gap: list[int] = []
    for number, kind in enumerate(kinds):
        if not kind:
            gap.append(number)
            continue
        if kind == before:
            for each in gap:
                joined[each] = kind
        before, gap = kind, []
    return joined


def make_runs(text: str, words: Iterable[Token], kinds: Iterable[Kind]) -> list[Run]:
    """What stands between two words of one kind belongs to it."""
    runs: list[Run] = []
    position = 0
    for word, kind in zip(words, kinds, strict=True):
        between: Kind = kind if runs and runs[-1].kind == kind else ""
        add(runs, text[position : word.start], between)
        add(runs, text[word.start : word.end], kind)
        position = word.end
    add(runs, text[position:], "")
    return runs


def add(runs: list[Run], text: str, kind: Kind) -> None:
    if not text:
        return
    if runs and runs[-1].kind == kind:
        text = runs.pop().text + text
    runs.append(Run(text, kind))


def shorten_runs(runs: Iterable[Run], length: int) -> list[Run]:
    """The first so many characters, with an ellipsis where any are left out."""
    short: list[Run] = []
    rest = length
    for run in runs:
        if rest <= 0:
            return [*short, Run("…", "")]
        text = run.text if len(run.text) <= rest else run.text[: rest - 1].rstrip() + "…"
        short.append(Run(text, run.kind))
        rest -= len(run.text)
        if text != run.text:
            return short
    return short
