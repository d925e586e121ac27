"""Turns of a conversation, of a debate, of a press conference, each with its kind."""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from archive.importing.structure.speech.confidence import Confidence, ConversationRole
from archive.importing.structure.speech.conversation import MAX_DISTANCE, turn_indexes
from archive.importing.structure.speech.labels import MAX_LENGTH, Label, read_label
from archive.importing.structure.speech.spoken_words import QUESTION_END, uses_first_person
from archive.importing.structure.speech.words import ANSWER_LETTERS, QUESTION_LETTERS

_LABEL = re.compile(rf"[^:：\n]{{1,{MAX_LENGTH}}}[:：]|\W{{0,3}}\w{{1,12}}\.? ")  # “Ada Hale:”, “Q. ”


@dataclass(frozen=True)
class Turn:
    """Paragraph `index` starts with `label`; `kind` is question, answer or remark.

    `is_on_own_line` where the label stands on a line of its own and the words follow below.
    """

    index: int
    label: str
    kind: str
    is_on_own_line: bool = False


def find_turns(paragraphs: Sequence[str]) -> list[Turn]:
    """The turns of a conversation; none where colons are only punctuation."""
    labels = {index: label for index, text in enumerate(paragraphs) if (label := read_label(text))}
    return _turns(sorted(turn_indexes(labels, paragraphs)), labels, paragraphs) if labels else []


def find_turn_lines(lines: Sequence[str]) -> set[int]:
    """The indexes of the lines, right below others, at which a turn begins: “Q: …” and “A: …” in one block.

    Blank lines separate blocks.
    """
    inside = [
        index
        for index in range(1, len(lines))
        if lines[index] and lines[index - 1] and _may_begin_turn(lines[index])
    ]
    if not inside:
        return set()
    blank = (index for index, line in enumerate(lines) if not line)
    starts = sorted({0, *inside, *(index + 1 for index in blank)})
    blocks = ["\n".join(lines[start:end]).strip() for start, end in pairwise([*starts, len(lines)])]
    filled = [number for number, block in enumerate(blocks) if block]
    turn_lines = {starts[filled[turn.index]] for turn in find_turns([blocks[number] for number in filled])}
    # “Wind: …” and “Sea: …” may be the entries of a log: some name or some question has to be among them.
    shows_speakers = any(_shows_speaker(lines[index]) for index in turn_lines)
    return turn_lines.intersection(inside) if shows_speakers else set()


def _shows_speaker(line: str) -> bool:
    label = read_label(line)
    return label is not None and (bool(label.role) or label.confidence > Confidence.POSSIBLE)


def _may_begin_turn(line: str) -> bool:
    if not _LABEL.match(line):
        return False
    label = read_label(line)
    return label is not None and (label.separator == ":" or bool(label.role))


def continuation_kinds(
    turns: Sequence[Turn], paragraphs: Sequence[str], headings: Set[int]
) -> dict[int, str]:
    """The kind, by index, of each paragraph in which a turn continues without its label."""
    kinds = {}
    # Where only the questions have labels, what follows them are the answers.
    has_answers = any(turn.kind != "question" for turn in turns)
    for turn, following in zip_longest(turns, turns[1:]):
        for index in range(turn.index + 1, following.index if following else len(paragraphs)):
            # Nothing marks the end of the last turn, but who still speaks says I or we.
            is_answer = not has_answers and index == turn.index + 1
            may_end = not (following or turn.is_on_own_line or is_answer)
            if index in headings or (may_end and not uses_first_person(paragraphs[index])):
                break
            kinds[index] = turn.kind if has_answers else "answer"
    return kinds


def _turns(indexes: Sequence[int], labels: Mapping[int, Label], paragraphs: Sequence[str]) -> list[Turn]:
    letters = _letter_pair([labels[index] for index in indexes])
    turns: list[Turn] = []
    for index, following in zip_longest(indexes, indexes[1:], fillvalue=len(paragraphs)):
        label = labels[index]
        end = min(following, index + MAX_DISTANCE) - 1 if following < len(paragraphs) else index
        role = letters.get(label.key, label.role)
        kind = _kind(label, role, paragraphs[end], turns[-1] if turns else None)
        turns.append(Turn(index, label.text, kind, label.is_on_own_line))
    return turns


def _letter_pair(labels: Sequence[Label]) -> dict[str, ConversationRole]:
    """P. and R., В. and О.: which letter asks, where two letters are all the labels."""
    keys = {label.key for label in labels}
    if len(keys) != 2 or any(len(key) > 1 for key in keys):
        return {}
    first = labels[0].key
    (second,) = keys - {first}
    if first in QUESTION_LETTERS and second in ANSWER_LETTERS:
        return {first: ConversationRole.QUESTIONER, second: ConversationRole.ANSWERER}
    return {}


def _kind(label: Label, role: ConversationRole, last_paragraph: str, previous: Turn | None) -> str:
    if role is ConversationRole.QUESTIONER:
        return "question"
    if previous and previous.kind == "question" and previous.label != label.text:
        return "answer"
    if role is ConversationRole.ANSWERER:
        return "answer"
    return "question" if QUESTION_END.search(last_paragraph) else "remark"
