"""What the words of a text say of the labels in it: common words in the place of a label (“Economy: …” in a text that
speaks of the economy), whole sentences behind it, said as I or we.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

from archive.importing.structure.speech.confidence import Confidence
from archive.importing.structure.speech.labels import Label
from archive.importing.structure.speech.words import ARTICLES, FIRST_PERSON

# “(laughs)”, “[applause]” at the end of a turn.
STAGE_DIRECTIONS = r"(?:\s*[(（\[【][^()（）\[\]【】\n]{1,60}[)）\]】])*"
QUESTION_END = re.compile(rf"[?？؟;][\"'”’」』)）]*{STAGE_DIRECTIONS}$")
_WORD = re.compile(r"[^\W\d_]+")
# Not the words of addresses: audrey.tang@example.org.
_PROSE_WORD = re.compile(r"(?<![\w@./:_-])[^\W\d_]+(?![\w@/_-]|\.\w)")
_QUOTED = re.compile('“[^“”]*”|"[^"]*"')
_SENTENCE_END = re.compile(rf"[.!?。！？…؟।॥։።:：—–-][\"'”’」』»)）\]】]*{STAGE_DIRECTIONS}$")
LONG_WORDS = 60  # characters: more than an entry of a list
MAX_NAMES_LENGTH = 80  # characters
MAX_NAME_WORDS = 6


def lowercase_words(paragraphs: Iterable[str], labels: Mapping[int, Label]) -> frozenset[str]:
    """Returns the words of the labels that the text also writes in small letters."""
    label_words = {word.casefold() for label in labels.values() for word in _WORD.findall(label.text)}
    return frozenset(
        word
        for text in paragraphs
        for word in _PROSE_WORD.findall(text)
        if word in label_words and word.islower()
    )


def drop_common_words(
    labels: Mapping[int, Label], lowercase_words: Set[str], paragraphs: Sequence[str]
) -> dict[int, Label]:
    """The labels but for those of common words, unless they return with questions: “Visitor:” and “Keeper:”."""
    indexes: dict[str, list[int]] = defaultdict(list)
    for index, label in labels.items():
        indexes[label.key].append(index)
    speakers = {}
    for index, label in labels.items():
        uses = indexes[label.key]
        is_common = _is_common(label, lowercase_words, len(uses) > 1)
        if not is_common or _asks_or_answers(uses, labels, paragraphs):
            speakers[index] = label
    return speakers


def _asks_or_answers(uses: Sequence[int], labels: Mapping[int, Label], paragraphs: Sequence[str]) -> bool:
    if len(uses) < 2:
        return False
    answer_count = sum(index > 0 and bool(QUESTION_END.search(paragraphs[index - 1])) for index in uses)
    question_count = sum(
        bool(QUESTION_END.search(paragraphs[index + 1 if labels[index].is_on_own_line else index]))
        for index in uses
        if index + 1 < len(paragraphs)
    )
    return 2 * max(answer_count, question_count) >= len(uses)


def _is_common(label: Label, lowercase_words: Set[str], returns: bool) -> bool:
    """Whether the label consists of common words, as “Economy” does in a text that speaks of the economy.

    Of a label that occurs once the first word is enough: “In short”, “Zum Schluss”.
    """
    if label.role or label.confidence not in (Confidence.POSSIBLE, Confidence.NAME):
        return False
    if not any(char.isupper() for char in label.text) or label.has_office_word:
        return False
    words = [word.casefold() for word in _WORD.findall(label.text) if len(word) > 1]
    words = words[1:] if words and words[0] in ARTICLES else words
    if not returns and label.separator == ":":
        words = words[:1]
    return bool(words) and all(word in lowercase_words for word in words)


def has_run_in_headings(labels: Iterable[Label], lowercase_words: Set[str]) -> bool:
    """Whether the text has headings that run into their paragraph: “Lobby Reform: We propose …”."""
    names = {label.key for label in labels if label.confidence is Confidence.NAME and label.separator == ":"}
    mixed = {
        name
        for name in names
        if any(len(word) > 3 and word in lowercase_words for word in _WORD.findall(name))
    }
    return len(mixed) > len(names) / 3


def uses_first_person(paragraph: str) -> bool:
    """Whether it says I or we outside quotation marks."""
    return bool(FIRST_PERSON.search(_QUOTED.sub("", paragraph)))


def is_spoken(index: int, label: Label, paragraphs: Sequence[str]) -> bool:
    """Whether whole sentences follow the label, on its line or below."""
    words = label.words
    if label.is_on_own_line:
        words = paragraphs[index + 1] if index + 1 < len(paragraphs) else ""
        if _is_list_of_names(words):
            return False
    return len(words) >= LONG_WORDS or bool(_SENTENCE_END.search(words.rstrip()))


def _is_list_of_names(words: str) -> bool:
    """“Ada Hale.”, below the name of a party."""
    if words.endswith(("!", "?")):
        return False
    names = words[:MAX_NAMES_LENGTH].rstrip(".").split()
    capitals = [name for name in names if name[0].isupper() and len(name) > 2]
    are_names = all(name[0].isupper() or len(name) < 3 for name in names)
    return are_names and len(capitals) > 1 and len(names) <= MAX_NAME_WORDS
