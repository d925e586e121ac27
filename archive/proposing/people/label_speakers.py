"""Whom the printed label of a turn means: a name, a name in capitals, or “A”, who gives the answers."""

from collections.abc import Sequence
from dataclasses import replace

from archive.proposing.names import name_words
from archive.proposing.people.speaker_match import UNKNOWN_SPEAKER, SpeakerMatch
from archive.proposing.proposal import SPEAKER
from archive.proposing.speakers import SpeakerFinder
from archive.proposing.speech_reports import Reference, Subject
from archive.proposing.turns import Passage, is_answerer, is_questioner, label_subject, read_label_name

_MAX_HEAD = 2_000  # characters above the first turn


def find_answerer(text: str, passages: Sequence[Passage], speakers: SpeakerFinder) -> SpeakerMatch:
    """Returns who gives the answers labelled “A”: the only other person with a label, else the only one whom the lines
    above the turns print with an office, “Spokesperson Ann Lee’s press conference”, else the archive's only speaker."""
    labelled_passages = [passage for passage in passages if passage.speaker_label]
    other_names = {
        passage.speaker_label: passage
        for passage in labelled_passages
        if not is_answerer(passage.speaker_label) and not is_questioner(passage.speaker_label, passage.kind)
    }
    if len(other_names) == 1:
        return match_label(text, next(iter(other_names.values())), speakers)
    end = min(labelled_passages[0].start, _MAX_HEAD) if labelled_passages and not other_names else 0
    in_office = {name for name in speakers.printed.last_before(end) if speakers.printed.holders.titles(name)}
    if len(in_office) == 1:
        name = in_office.pop()
        answerer = speakers.of_name(Subject(end, end, Reference.NAME, name), name)
        return replace(answerer, mention="", role="")
    names = speakers.index.names
    return SpeakerMatch(names[0].name, names[0].id, "", "", SPEAKER) if len(names) == 1 else UNKNOWN_SPEAKER


def match_label(text: str, passage: Passage, speakers: SpeakerFinder) -> SpeakerMatch:
    """The speaker of a label that names somebody; “SECRETARY TAMANI” is the Ruth Tamani whom archive or text knows."""
    subject = label_subject(text, passage)
    label = passage.speaker_label
    if label.isupper() and " " in label and not speakers.index.find(subject.name):
        name = read_label_name(label.title(), subject.start)
        words = name_words(name.name) if name else []
        if name and words and (speakers.index.find(name.name) or speakers.printed.is_named(words[-1])):
            subject = name
    return speakers.resolve(subject, lambda: None)
