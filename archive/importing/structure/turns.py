"""Turns of a conversation: `Name: words`, `Reporter of X: words`, or a name alone on its line."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

from archive.importing.structure.vocabulary import NAME_PARTICLES, NOT_NAMES
from archive.text.words import is_cjk

_LABEL = re.compile(r"(?P<label>[^\W\d_][^:：\n]{0,70}?) ?[:：](?P<words>(?:\s.*|[^\s/].*)?)$", re.DOTALL)
_QUESTIONER = re.compile(
    r"(reporter|journalist|correspondent|journaliste)s?\b"
    r"|(question(er)?|interviewer|the press|q ?[0-9]*|问|問|提问|.*记者|.*記者)$",
    re.IGNORECASE,
)
_ANSWERER = re.compile(r"(answer|a ?[0-9]*|réponse|答|答复|发言人|.*发言人|.*發言人)$", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(I|we|We|our|Our|us|my|My|nous|notre|wir|unser)\b|我们|我們|我")
_QUOTED = re.compile('“[^“”]*”|"[^"]*"')
_QUESTION_END = re.compile("[?？][\"'”’」』]?$")
MAX_DISTANCE = 6  # paragraphs from one turn to the next, beyond which a conversation is over
MAX_ROLE_WORDS = 9  # of “Reporter of the China Daily”
MAX_NAME_WORDS = 8
MAX_CJK_NAME_LENGTH = 14


@dataclass(frozen=True)
class Turn:
    """Paragraph `index` starts with `label`; `kind` is question, answer or remark."""

    index: int
    label: str
    kind: str


class _LabelledText(NamedTuple):
    label: str
    words: str


def find_turns(paragraphs: Sequence[str]) -> list[Turn]:
    """The turns of a conversation; none where colons are only punctuation."""
    candidates = {}
    for index, paragraph in enumerate(paragraphs):
        if candidate := _split_label(paragraph):
            candidates[index] = candidate
    return _turns(_accepted_indexes(candidates), candidates, paragraphs)


def continuation_kinds(
    turns: Sequence[Turn], paragraphs: Sequence[str], headings: Set[int]
) -> dict[int, str]:
    """The kind, by index, of each paragraph in which a turn continues without its label."""
    kinds = {}
    for turn, following in zip_longest(turns, turns[1:]):
        is_label_alone = paragraphs[turn.index].endswith((":", "："))
        for index in range(turn.index + 1, following.index if following else len(paragraphs)):
            is_over = not following and not is_label_alone and not _sounds_spoken(paragraphs[index])
            if index in headings or is_over:
                break
            kinds[index] = turn.kind
    return kinds


def _sounds_spoken(paragraph: str) -> bool:
    """Nothing marks the end of the last turn, but who still speaks says I or we outside quotation marks."""
    return bool(_FIRST_PERSON.search(_QUOTED.sub("", paragraph)))


def _split_label(paragraph: str) -> _LabelledText | None:
    match = _LABEL.match(paragraph)
    if not match or not _is_speaker_label(match["label"].strip()):
        return None
    return _LabelledText(match["label"].strip(), match["words"].strip())


def _is_speaker_label(label: str) -> bool:
    if _QUESTIONER.match(label) or _ANSWERER.match(label):
        return len(label.split()) <= MAX_ROLE_WORDS
    words = re.sub(r"[(（][^)）]*[)）]", "", label).split()
    if not words or len(words) > MAX_NAME_WORDS:
        return False
    if re.search(r"[0-9?!;。，；？！“”\"]|\.\s+[a-z]|, [a-z]", label):
        return False
    if words[0].lower().rstrip(".,") in NOT_NAMES:
        return False
    if any(map(is_cjk, label)):
        return len(label) <= MAX_CJK_NAME_LENGTH
    return all(_is_name_word(word) for word in words) and words[-1].lower() not in NAME_PARTICLES


def _is_name_word(word: str) -> bool:
    bare = word.strip("().,'’")
    return word.lower() in NAME_PARTICLES or bare[:1].isupper() or bare[:1].isdigit()


def _accepted_indexes(candidates: Mapping[int, _LabelledText]) -> list[int]:
    """Labels that return or ask, and then every label that follows those closely."""
    counts = Counter(label for label, _words in candidates.values())
    repeated = {label for label, count in counts.items() if count > 1 and _is_conversation(counts)}
    accepted: list[int] = []
    ordered = sorted(candidates)
    for index, following in zip_longest(ordered, ordered[1:]):
        label, words = candidates[index]
        asks = _QUESTIONER.match(label) and following is not None and following - index <= MAX_DISTANCE
        is_near = bool(accepted) and index - accepted[-1] <= MAX_DISTANCE
        # A label alone on its line counts only where the turn before it is written the same way.
        if asks or label in repeated or (is_near and (words or not candidates[accepted[-1]].words)):
            accepted.append(index)
    return accepted


def _is_conversation(counts: Counter[str]) -> bool:
    """One label that returns is a refrain; a conversation has two speakers."""
    return len(counts) > 1 or max(counts.values()) > 3


def _turns(
    indexes: Sequence[int], candidates: Mapping[int, _LabelledText], paragraphs: Sequence[str]
) -> list[Turn]:
    turns: list[Turn] = []
    for index, following in zip_longest(indexes, indexes[1:], fillvalue=len(paragraphs)):
        end = min(following, index + MAX_DISTANCE) - 1 if following < len(paragraphs) else index
        kind = _kind(candidates[index].label, paragraphs[end], turns[-1] if turns else None)
        turns.append(Turn(index, candidates[index].label, kind))
    return turns


def _kind(label: str, last_paragraph: str, previous: Turn | None) -> str:
    if _QUESTIONER.match(label):
        return "question"
    if previous and previous.kind == "question" and previous.label != label:
        return "answer"
    if _ANSWERER.match(label):
        return "answer"
    return "question" if _QUESTION_END.search(last_paragraph) else "remark"
