"""Whose turn stands where, by the printed labels: the first evidence for a speaker, whatever words are marked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from archive.proposing.names import NameIndex, read_names
from archive.proposing.people.label_speakers import find_answerer, match_label
from archive.proposing.people.speaker_match import SpeakerMatch
from archive.proposing.proposal import UNNAMED
from archive.proposing.speakers import SpeakerFinder
from archive.proposing.turns import Passage, is_answerer, is_questioner, words_start

_HEAD = re.compile(r"(?P<label>[^\n:：]{1,60})[:：]")
_CONTINUED = ("question", "answer", "remark")


_WITHOUT_NARRATOR = ("transcript", "speech")  # kinds of documents in which nothing stands between the turns


@dataclass(frozen=True, slots=True)
class Turn:
    """text[start:end] is said by `speaker`, as the label before it says; `kind` is that of the labelled passage."""

    start: int
    end: int
    kind: str
    speaker: SpeakerMatch


def find_turn_speakers(text: str, passages: Sequence[Passage], names: Any = (), kind: str = "") -> list[Turn]:
    """The turns with a label that names somebody, in reading order; further paragraphs of a turn belong to it."""
    kinds = (*_CONTINUED, "paragraph") if kind in _WITHOUT_NARRATOR else _CONTINUED
    finder = SpeakerFinder(text, NameIndex(read_names(names)))
    turns: list[Turn] = []
    passages = _with_missed_labels(text, passages)
    answerer = find_answerer(text, passages, finder)
    for number, passage in enumerate(passages):
        if passage.speaker_label:
            speaker = _speaker_of(text, passage, finder, answerer)
            turns.append(Turn(words_start(text, passage), passage.end, passage.kind, speaker))
        elif turns and passage.kind in kinds and turns[-1].end >= passages[number - 1].end:
            last = turns[-1]
            turns[-1] = Turn(last.start, passage.end, last.kind, last.speaker)
    return [
        turn
        for turn in turns
        if turn.speaker.name or turn.speaker.candidates or turn.speaker.voice == UNNAMED
    ]


def _with_missed_labels(text: str, passages: Sequence[Passage]) -> list[Passage]:
    """A paragraph that begins with a label of other turns and a colon is a turn, too."""
    labels = {passage.speaker_label.strip(" :：") for passage in passages if passage.speaker_label} - {""}

    def label_of(passage: Passage) -> str:
        head = _HEAD.match(text, passage.start, passage.end)
        return head["label"] if head and head["label"] in labels else ""

    return [
        replace(passage, speaker_label=label, kind="remark")
        if not passage.speaker_label and (label := label_of(passage))
        else passage
        for passage in passages
    ]


def _speaker_of(text: str, passage: Passage, finder: SpeakerFinder, answerer: SpeakerMatch) -> SpeakerMatch:
    label = passage.speaker_label
    if is_questioner(label, passage.kind) and not finder.index.find(label):
        return SpeakerMatch(None, None, label, "", UNNAMED)
    if is_answerer(label):
        return replace(answerer, mention=label)
    return match_label(text, passage, finder)
