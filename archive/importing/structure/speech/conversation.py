"""Which of the labels of a text are those of speakers.

A colon is mostly punctuation. A label counts when its form is one that only records of speech print, or when the whole
text shows a conversation: labels that return, a question with its answer, labels of the same form near them.
"""

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from itertools import pairwise

from archive.importing.structure.speech.confidence import Confidence, ConversationRole
from archive.importing.structure.speech.label_lines import MIN_RECORD_TURNS, MIN_STATEMENTS, turn_lines
from archive.importing.structure.speech.labels import Label, script_of
from archive.importing.structure.speech.spoken_words import (
    QUESTION_END,
    drop_common_words,
    has_run_in_headings,
    is_spoken,
    lowercase_words,
    uses_first_person,
)
from archive.importing.structure.speech.words import OUTLETS
from archive.text.words import is_cjk

MAX_DISTANCE = 6  # paragraphs from one turn to the next, beyond which a conversation is over
SHORT_INTERJECTION = 60  # characters of “Order.”
HEAD_PARAGRAPHS = 3
MIN_QUESTIONS = 2
DENSE_SHARE = 0.6  # of the paragraphs from the first such label to the last
MIN_CERTAIN_TURNS = 3


def turn_indexes(labels: Mapping[int, Label], paragraphs: Sequence[str]) -> set[int]:
    """The indexes, of those where a paragraph begins with a label, at which somebody begins to speak."""
    small = lowercase_words(paragraphs, labels)
    is_headed = has_run_in_headings(labels.values(), small)
    labels = drop_common_words(labels, small, paragraphs)
    inline = {index: label for index, label in labels.items() if label.separator}
    lines = {index: label for index, label in labels.items() if not label.separator}
    return _accept(inline, paragraphs, is_headed) | turn_lines(lines, paragraphs, small)


def _accept(candidates: Mapping[int, Label], paragraphs: Sequence[str], is_headed: bool) -> set[int]:
    """Indexes of the labels before their words that are turns."""
    certain = {index for index, label in candidates.items() if label.confidence is Confidence.CERTAIN}
    is_record = len(certain) >= MIN_CERTAIN_TURNS
    spoken = {
        index: label
        for index, label in candidates.items()
        if is_spoken(index, label, paragraphs) or (is_record and index in certain)
    }
    certain &= spoken.keys()
    exchanges = _exchanges(candidates, paragraphs)
    spoken |= {index: candidates[index] for index in exchanges}
    if certain:
        # A record prints all its labels alike.
        looks = {_traits(spoken[index]) for index in certain | exchanges}
        spoken = {
            index: label
            for index, label in spoken.items()
            if _looks_alike(label, looks, 2 if is_record else 1)
            and (not is_record or label.confidence > Confidence.POSSIBLE)
        }
    seeds = certain | exchanges | _titled_labels(spoken) | _repeated_labels(spoken) | _questions(spoken)
    seeds |= _titled_labels_before_stops(spoken) | (set() if is_headed else _statements(spoken))
    return _grow(seeds, spoken) if seeds else set()


def _titled_labels(labels: Mapping[int, Label]) -> set[int]:
    """Names with titles where there are several, or one who says I; and “Order.”, which a chair interjects."""
    titled, interjections = set(), set()
    for index, label in labels.items():
        if label.is_form_of_address:
            if index >= HEAD_PARAGRAPHS and 0 < len(label.words) <= SHORT_INTERJECTION:
                interjections.add(index)
        elif label.confidence >= Confidence.TITLED and not label.role:
            titled.add(index)
    if len(titled) == 1:
        (index,) = titled
        is_speaker = labels[index].separator == ":" and uses_first_person(labels[index].words)
        titled = titled if is_speaker and index >= HEAD_PARAGRAPHS else set()
    return titled | interjections


def _titled_labels_before_stops(labels: Mapping[int, Label]) -> set[int]:
    """“Ms. Hill. Thank you.”, “The Chairman. Without objection.”: as hearings print them, paragraph after paragraph.

    Prose begins a paragraph so, too, but not most of them.
    """
    titled = {
        index
        for index, label in labels.items()
        if label.separator == "." and label.confidence >= Confidence.NAME and label.is_titled
    }
    if len({labels[index].key for index in titled}) < MIN_STATEMENTS:
        return set()
    return titled if len(titled) >= DENSE_SHARE * (max(titled) - min(titled) + 1) else set()


def _questions(labels: Mapping[int, Label]) -> set[int]:
    """“Q: …?” again and again: the answers between them need no label."""
    asking = [index for index, label in labels.items() if label.role is ConversationRole.QUESTIONER]
    question_indexes = [index for index in asking if QUESTION_END.search(labels[index].words)]
    is_usual = len(question_indexes) >= MIN_QUESTIONS and 2 * len(question_indexes) >= len(asking)
    return set(asking) if is_usual else set()


def _statements(labels: Mapping[int, Label]) -> set[int]:
    """Names, each perhaps once, who say I or we."""
    statements = {
        index
        for index, label in labels.items()
        if label.confidence >= Confidence.NAME
        and label.separator == ":"
        and not label.is_form_of_address
        and uses_first_person(label.words)
    }
    return statements if len({labels[index].key for index in statements}) >= MIN_STATEMENTS else set()


def _exchanges(candidates: Mapping[int, Label], paragraphs: Sequence[str]) -> set[int]:
    """A question and the answer to it: the label that asks, and the next, which is another."""
    indexes = set()
    ordered = sorted(candidates)
    for index, following in pairwise(ordered):
        label, answer = candidates[index], candidates[following]
        if following - index > MAX_DISTANCE or label.key == answer.key or answer.is_form_of_address:
            continue
        asks = bool(QUESTION_END.search(paragraphs[following - 1])) or bool(QUESTION_END.search(label.words))
        is_question = label.role is ConversationRole.QUESTIONER and (
            asks or answer.role is ConversationRole.ANSWERER or is_spoken(following, answer, paragraphs)
        )
        is_pair = (
            asks
            and not label.is_form_of_address
            and is_spoken(following, answer, paragraphs)
            and not QUESTION_END.search(answer.words)
        )
        is_outlet = label.key in OUTLETS or label.text.isupper()
        if is_question or (is_pair and (answer.confidence >= Confidence.NAME or is_outlet)):
            indexes |= {index, following}
    return indexes


def _repeated_labels(labels: Mapping[int, Label]) -> set[int]:
    """The labels that return, where two speakers or more take turns."""
    groups: dict[str, list[int]] = defaultdict(list)
    for index, label in labels.items():
        groups[label.key].append(index)
    # “A. ” alone, again and again, is the letter of a list.
    first_labels = {key: labels[indexes[0]] for key, indexes in groups.items() if len(indexes) > 1}
    returning = {
        key
        for key, label in first_labels.items()
        if label.role is not ConversationRole.ANSWERER or len(key) > 1 or label.separator == ":"
    }
    between = _labels_between(labels, returning)
    others = {key for key, indexes in groups.items() if labels[indexes[0]].confidence > Confidence.POSSIBLE}
    named = {key for key in others if not labels[groups[key][0]].is_form_of_address}
    is_monologue = not between and len(returning | others) < 2
    if is_monologue and not any(len(groups[key]) > 3 for key in returning & named):
        return set()
    if _is_cycle(returning, labels):
        return set()
    return between.union(*(groups[key] for key in returning))


def _labels_between(labels: Mapping[int, Label], returning: Set[str]) -> set[int]:
    """Labels between two of one speaker: who interrupts, or is answered."""
    ordered = sorted(labels)
    return {
        index
        for before, index, after in zip(ordered, ordered[1:], ordered[2:], strict=False)
        if labels[before].key == labels[after].key != labels[index].key
        and labels[before].key in returning
        and after - before <= 2 * MAX_DISTANCE
    }


def _is_cycle(returning: Set[str], candidates: Mapping[int, Label]) -> bool:
    """Three words or more that return in one and the same order are the entries of a form."""
    keys = [label.key for _index, label in sorted(candidates.items()) if label.key in returning]
    size = len(returning)
    is_plain = all(
        label.confidence is Confidence.POSSIBLE for label in candidates.values() if label.key in returning
    )
    return size > 2 and is_plain and all(key == keys[number % size] for number, key in enumerate(keys))


def _grow(seeds: Set[int], labels: Mapping[int, Label]) -> set[int]:
    """The seeds, and the labels like them that occur once."""
    accepted = set(seeds)
    is_record = len(seeds) >= MIN_RECORD_TURNS
    looks = Counter(_traits(labels[index]) for index in seeds if index in labels)
    usual = {look for look, count in looks.items() if count >= 0.1 * len(seeds)}
    keys = {labels[index].key for index in seeds if index in labels}
    ordered = sorted(seeds)
    previous = None
    for index, label in sorted(labels.items()):
        if index not in accepted:
            position = bisect(ordered, index)
            following = ordered[position] if position < len(ordered) else None
            turns = [turn for turn in (previous, following) if turn is not None]
            is_near = any(abs(index - turn) <= MAX_DISTANCE for turn in turns)
            if not (label.key in keys and is_near) and not _joins(label, usual, is_near, is_record):
                continue
            accepted.add(index)
        previous = index
    return accepted


def _traits(label: Label) -> tuple[str, str, bool]:
    return label.separator, script_of(label.base.partition(",")[0]), label.is_on_own_line


def _looks_alike(label: Label, looks: Set[tuple[str, str, bool]], traits: int) -> bool:
    """Returns whether the labels agree in so many traits; for several voices, “Some members” among “Mr. BOND”, in their
    separator only."""
    traits = 1 if label.is_anonymous else traits
    return _traits(label)[:traits] in {look[:traits] for look in looks}


def _joins(label: Label, usual: Set[tuple[str, str, bool]], is_near: bool, is_record: bool) -> bool:
    if not _looks_alike(label, usual, 3):
        return False
    if label.confidence >= Confidence.TITLED:
        return is_near or is_record
    if label.confidence is Confidence.NAME:
        return is_near or (is_record and label.separator != ".")
    is_short = len(label.text) <= (6 if is_cjk(label.text[0]) else 20)
    is_plain = label.separator == ":" and not label.text[-1].islower()
    return is_near and is_record and is_short and is_plain
