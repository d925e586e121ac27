"""Which of the labels of a text are those of speakers.

A colon is mostly punctuation. A label counts when its form is one that only records of speech print, or when the whole
text shows a conversation: labels that return, a question with its answer, labels of the same form near them.
"""

import re
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from itertools import pairwise

from archive.importing.structure.speech.common_words import (
    QUESTION_END,
    has_run_in_headings,
    lowercase_words,
    without_common_words,
)
from archive.importing.structure.speech.evidence import Evidence, Role
from archive.importing.structure.speech.labels import Label, script_of
from archive.importing.structure.speech.words import FIRST_PERSON, OUTLETS
from archive.text.words import is_cjk

_QUOTED = re.compile('“[^“”]*”|"[^"]*"')
_SENTENCE_END = re.compile("[.!?。！？…؟।॥։።:：—–-][\"'”’」』»)）\\]】]*$")
MAX_DISTANCE = 6  # paragraphs from one turn to the next, beyond which a conversation is over
# From this many turns on a text is a record of speech, however long the single speeches are.
MIN_RECORD_TURNS = 6
LONG_WORDS = 60  # characters: more than an entry of a list
SHORT_INTERJECTION = 60  # characters of “Order.”
HEAD_PARAGRAPHS = 3
MIN_STATEMENTS = 3
MAX_NAMES_LENGTH = 80  # characters
MAX_NAME_WORDS = 6
MIN_CERTAIN_TURNS = 3


def speakers(found: Mapping[int, Label], paragraphs: Sequence[str]) -> set[int]:
    """The indexes, of those where a paragraph begins with a label, at which somebody begins to speak."""
    small = lowercase_words(paragraphs, found)
    is_headed = has_run_in_headings(found.values(), small)
    found = without_common_words(found, small, paragraphs)
    inline = {index: label for index, label in found.items() if label.separator}
    lines = {index: label for index, label in found.items() if not label.separator}
    return _accepted(inline, paragraphs, is_headed) | _accepted_lines(lines, paragraphs)


def uses_first_person(paragraph: str) -> bool:
    """Whether it says I or we outside quotation marks."""
    return bool(FIRST_PERSON.search(_QUOTED.sub("", paragraph)))


def _accepted(candidates: Mapping[int, Label], paragraphs: Sequence[str], is_headed: bool) -> set[int]:
    """Indexes of the labels before their words that are turns."""
    certain = {index for index, label in candidates.items() if label.evidence is Evidence.CERTAIN}
    is_record = len(certain) >= MIN_CERTAIN_TURNS
    spoken = {
        index: label
        for index, label in candidates.items()
        if _is_spoken(index, label, paragraphs) or (is_record and index in certain)
    }
    certain &= spoken.keys()
    exchanges = _exchanges(candidates, paragraphs)
    spoken |= {index: candidates[index] for index in exchanges}
    if certain:
        # A record prints all its labels alike.
        looks = {_look(spoken[index])[: 2 if is_record else 1] for index in certain | exchanges}
        spoken = {
            index: label
            for index, label in spoken.items()
            if _look(label)[: 2 if is_record else 1] in looks
            and (not is_record or label.evidence > Evidence.POSSIBLE)
        }
    seeds = certain | exchanges | _titled(spoken) | _repeated(spoken)
    if not is_headed:
        seeds |= _statements(spoken)
    return _grown(seeds, spoken) if seeds else set()


def _titled(spoken: Mapping[int, Label]) -> set[int]:
    """Names with titles where there are several, or one who says I; and “Order.”, which a chair interjects."""
    titled = {
        index
        for index, label in spoken.items()
        if label.evidence >= Evidence.TITLED and not label.role and not label.is_address
    }
    if len(titled) < 2:
        titled = {
            index
            for index in titled
            if index >= HEAD_PARAGRAPHS
            and spoken[index].separator == ":"
            and uses_first_person(spoken[index].words)
        }
    return titled | {
        index
        for index, label in spoken.items()
        if label.is_address and index >= HEAD_PARAGRAPHS and 0 < len(label.words) <= SHORT_INTERJECTION
    }


def _statements(spoken: Mapping[int, Label]) -> set[int]:
    """Names, each perhaps once, who say I or we."""
    statements = {
        index
        for index, label in spoken.items()
        if label.evidence >= Evidence.NAME
        and label.separator == ":"
        and not label.is_address
        and uses_first_person(label.words)
    }
    return statements if len({spoken[index].key for index in statements}) >= MIN_STATEMENTS else set()


def _exchanges(candidates: Mapping[int, Label], paragraphs: Sequence[str]) -> set[int]:
    """A question and the answer to it: the label that asks, and the next, which is another."""
    found = set()
    ordered = sorted(candidates)
    for index, following in pairwise(ordered):
        label, answer = candidates[index], candidates[following]
        if following - index > MAX_DISTANCE or label.key == answer.key or not _can_answer(answer):
            continue
        asks = bool(QUESTION_END.search(paragraphs[following - 1])) or bool(QUESTION_END.search(label.words))
        is_question = label.role is Role.QUESTIONER and (
            asks or answer.role is Role.ANSWERER or _is_spoken(following, answer, paragraphs)
        )
        is_pair = (
            asks
            and not label.is_address
            and _is_spoken(following, answer, paragraphs)
            and not QUESTION_END.search(answer.words)
        )
        if is_question or (is_pair and (answer.evidence >= Evidence.NAME or _is_outlet(label))):
            found |= {index, following}
    return found


def _can_answer(label: Label) -> bool:
    return not label.is_address


def _is_outlet(label: Label) -> bool:
    return label.key in OUTLETS or label.text.isupper()


def _repeated(spoken: Mapping[int, Label]) -> set[int]:
    """The labels that return, where two speakers or more take turns."""
    groups: dict[str, list[int]] = defaultdict(list)
    for index, label in spoken.items():
        groups[label.key].append(index)
    returning = {
        key for key, indexes in groups.items() if len(indexes) > 1 and _may_return(spoken[indexes[0]])
    }
    between = _between(spoken, returning)
    others = {key for key, indexes in groups.items() if spoken[indexes[0]].evidence > Evidence.POSSIBLE}
    is_monologue = not between and len(returning | others) < 2
    if is_monologue and not any(
        len(groups[key]) > 3 and _is_named(spoken[groups[key][0]]) for key in returning
    ):
        return set()
    if _is_cycle(returning, spoken):
        return set()
    return between.union(*(groups[key] for key in returning))


def _between(spoken: Mapping[int, Label], returning: Set[str]) -> set[int]:
    """Labels between two of one speaker: who interrupts, or is answered."""
    ordered = sorted(spoken)
    return {
        index
        for before, index, after in zip(ordered, ordered[1:], ordered[2:], strict=False)
        if spoken[before].key == spoken[after].key != spoken[index].key
        and spoken[before].key in returning
        and after - before <= 2 * MAX_DISTANCE
    }


def _may_return(label: Label) -> bool:
    return label.role is not Role.ANSWERER or len(label.key) > 1 or label.separator == ":"


def _is_named(label: Label) -> bool:
    return label.evidence > Evidence.POSSIBLE and not label.is_address


def _is_cycle(returning: Set[str], candidates: Mapping[int, Label]) -> bool:
    """Three words or more that return in one and the same order are the entries of a form."""
    keys = [label.key for _index, label in sorted(candidates.items()) if label.key in returning]
    size = len(returning)
    is_plain = all(
        label.evidence is Evidence.POSSIBLE for label in candidates.values() if label.key in returning
    )
    return size > 2 and is_plain and all(key == keys[number % size] for number, key in enumerate(keys))


def _is_spoken(index: int, label: Label, paragraphs: Sequence[str]) -> bool:
    """Whether whole sentences follow the label, on its line or below."""
    words = label.words
    if label.is_alone:
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
    return (
        len(capitals) > 1
        and len(names) <= MAX_NAME_WORDS
        and all(name[0].isupper() or len(name) < 3 for name in names)
    )


def _grown(seeds: Set[int], spoken: Mapping[int, Label]) -> set[int]:
    """The seeds, and the labels like them that occur once."""
    accepted = set(seeds)
    is_record = len(seeds) >= MIN_RECORD_TURNS
    looks = Counter(_look(spoken[index]) for index in seeds if index in spoken)
    usual = {look for look, count in looks.items() if count >= 0.1 * len(seeds)}
    keys = {spoken[index].key for index in seeds if index in spoken}
    ordered = sorted(seeds)
    previous = None
    for index, label in sorted(spoken.items()):
        if index not in accepted:
            position = bisect(ordered, index)
            following = ordered[position] if position < len(ordered) else None
            is_near = any(
                turn is not None and abs(index - turn) <= MAX_DISTANCE for turn in (previous, following)
            )
            if not (label.key in keys and is_near) and not _joins(label, usual, is_near, is_record):
                continue
            accepted.add(index)
        previous = index
    return accepted


def _look(label: Label) -> tuple[str, str, bool]:
    return label.separator, script_of(label.form.base), label.is_alone


def _joins(label: Label, usual: Set[tuple[str, str, bool]], is_near: bool, is_record: bool) -> bool:
    if _look(label) not in usual:
        return False
    if label.evidence >= Evidence.TITLED:
        return is_near or is_record
    if label.evidence is Evidence.NAME:
        return is_near or (is_record and label.separator != ".")
    return (
        is_near and is_record and label.separator == ":" and _is_short(label) and not label.text[-1].islower()
    )


def _is_short(label: Label) -> bool:
    return len(label.text) <= (6 if is_cjk(label.text[0]) else 20)


def _accepted_lines(lines: Mapping[int, Label], paragraphs: Sequence[str]) -> set[int]:
    """Indexes of names that stand on a line of their own, without a sign, above what is said."""
    above_text = {
        index: label for index, label in lines.items() if _stands_above_words(index, label, lines, paragraphs)
    }
    counts = Counter(label.key for label in above_text.values())
    names = {key for key, count in counts.items() if count > 1}
    is_conversation = len(names) > 1 and sum(counts[key] for key in names) >= 4
    repeated = {
        index
        for index, label in above_text.items()
        if is_conversation and label.key in names and label.evidence > Evidence.POSSIBLE
    }
    certain = {index for index, label in above_text.items() if label.evidence is Evidence.CERTAIN}
    accepted = repeated | certain
    if len(accepted) < MIN_RECORD_TURNS:
        return accepted
    usual = {script_of(lines[index].form.base) for index in accepted}
    return accepted | {
        index
        for index, label in above_text.items()
        if script_of(label.form.base) in usual
        and (label.evidence >= Evidence.TITLED or (label.evidence is Evidence.NAME and label.key in counts))
    }


def _stands_above_words(
    index: int, label: Label, lines: Mapping[int, Label], paragraphs: Sequence[str]
) -> bool:
    """Whether what is said follows, rather than the next entry of a list."""
    is_followed = bool(label.words) or index + 1 not in lines
    return is_followed and not label.is_address and _is_spoken(index, label, paragraphs)
