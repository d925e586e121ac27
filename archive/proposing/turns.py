"""Whose turn a paragraph is, and whose speech a whole text is."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from archive.importing.structure.turns import Turn, continuation_kinds, find_turns
from archive.proposing.english.subjects.noun_phrases import phrase_after, read_phrase
from archive.proposing.english.tokens import tokenize
from archive.proposing.names import NameIndex
from archive.proposing.speech_reports import Reference, Subject
from archive.text.paragraphs import Span

_BY = re.compile(
    r"\b(?:Remarks|Statement|Speech|Address|Keynote(?: [Ss]peech| [Aa]ddress)?|Message|Intervention|Lecture|"
    r"Toast|Testimony|Opening [Rr]emarks)"
    r"(?: delivered| given| made)? (?:by|of|from) (?=[A-Z]|the |H\.E\.)|^By (?=[A-Z])",
    re.M,
)
_CHINESE_BY = re.compile(
    r"^(?P<name>[\u3400-\u9fff·]{2,20})(?:在.{2,60}上的?)(?:讲话|講話|致辞|致辭|发言|發言|演讲|演講)", re.M
)
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|us|my)\b")
_THIRD_PERSON = re.compile(r"\b(?:[Hh]e|[Ss]he) (?:\w+ed|said|put|began|went|spoke)\b")
_HEAD_PARAGRAPHS = 6
_QUESTION_LABEL = re.compile(
    r"(?i)^(?:q(?:uestion)?|reporters?|journalist|.*\breporter\b.*|.*记者|記者|.*記者|问|問|.{1,20}:? ?correspondent)$"
)


_ANSWER_LABEL = re.compile(r"(?i)^(?:a|answer|答|答复)$")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph as the importer read it: text[start:end] begins with the `speaker_label`, if it has one."""

    start: int
    end: int
    kind: str = "paragraph"
    speaker_label: str = ""


def read_passages(text: str, paragraphs: Sequence[Span], index: NameIndex | None = None) -> list[Passage]:
    """The paragraphs with the turns that the importer would find, and in a text that has turns those that begin with
    another name of the archive and a colon."""
    words = [text[start:end] for start, end in paragraphs]
    turns = find_turns(words)
    if turns and index:
        labelled_indexes = {turn.index for turn in turns}
        turns += _of_known_names(words, index, labelled_indexes)
        turns.sort(key=lambda turn: turn.index)
    kinds: dict[int, str] = continuation_kinds(turns, words, set())
    labels: dict[int, Turn] = {turn.index: turn for turn in turns}
    return [
        Passage(start, end, labels[index].kind, labels[index].label)
        if index in labels
        else Passage(start, end, kinds.get(index, "paragraph"))
        for index, (start, end) in enumerate(paragraphs)
    ]


def _of_known_names(
    paragraphs: Sequence[str], index: NameIndex, labelled_indexes: Set[int]
) -> Iterator[Turn]:
    for number, words in enumerate(paragraphs):
        label = "" if number in labelled_indexes else re.split("[:：]", words[:60], maxsplit=1)[0]
        if label and len(label) < min(len(words), 40) and index.find(label):
            yield Turn(number, label, "paragraph", False)


def joined_paragraphs(text: str, paragraphs: Sequence[Span]) -> list[Span]:
    """Returns the paragraphs, with one where a page divided a sentence: the first ends without a stop, the second
    begins in small letters."""
    joined_spans: list[Span] = []
    for start, end in paragraphs:
        if (
            joined_spans
            and text[start].islower()
            and (text[joined_spans[-1][1] - 1].isalnum() or text[joined_spans[-1][1] - 1] == ",")
        ):
            joined_spans[-1] = (joined_spans[-1][0], end)
        else:
            joined_spans.append((start, end))
    return joined_spans


def words_start(text: str, passage: Passage) -> int:
    """Returns where a turn's words begin, after its label and the colon."""
    position = text.find(passage.speaker_label, passage.start, passage.end)
    if position < 0 or not passage.speaker_label:
        return passage.start
    position += len(passage.speaker_label)
    while (
        position < passage.end
        and not text.startswith(("...", "…"), position)
        and text[position] in " :：.,，)）*_]】—–-\n\u3000"
    ):
        position += 1
    return position


def is_answerer(label: str) -> bool:
    """Whether the label names nobody but the one who answers: “A”, “答”."""
    return _ANSWER_LABEL.match(label.strip(" :.：")) is not None


def is_questioner(label: str, kind: str) -> bool:
    """Whether the label names nobody: “Q”, “Reporter of China Daily”, and of a question “Harbour Times”."""
    label = label.strip(" :.：")
    if _QUESTION_LABEL.match(label):
        return True
    if kind != "question" or not label.isascii():
        return False
    tokens = tokenize(label, 0, len(label))
    subject = read_phrase(tokens, 0, len(tokens), label) if tokens else None
    return subject is None or subject.reference is not Reference.NAME


def label_subject(text: str, passage: Passage) -> Subject:
    """The name and the title of a printed label: “Mr. BOND”, “Lin Jian”, “林剑”, “Minister Smith (France)”."""
    start = text.find(passage.speaker_label, passage.start, passage.end)
    start = max(start, passage.start)
    label = passage.speaker_label.split("(")[0].split("（")[0].strip(" :.：")
    subject = read_label_name(label, start)
    return subject or Subject(start, start + len(label), Reference.NAME, label)


def read_label_name(label: str, offset: int) -> Subject | None:
    """The name in an English label, with offsets in the text, where the label begins at ``offset``; None if it names
    nobody."""
    tokens = tokenize(label, 0, len(label))
    if not tokens or not label.isascii():
        return None
    subject = read_phrase(tokens, 0, phrase_after(tokens, 0), label)
    if subject is None or subject.reference is not Reference.NAME:
        return None
    return Subject(offset + subject.start, offset + subject.end, Reference.NAME, subject.name, subject.role)


def speech_subject(text: str, paragraphs: Sequence[Span]) -> Subject | None:
    """Returns who gives the speech, from the lines above it: “Remarks by Deputy Foreign Minister Ma Zhaoxu”."""
    end = paragraphs[min(_HEAD_PARAGRAPHS, len(paragraphs)) - 1][1]
    if match := _BY.search(text, 0, end):
        line_end = text.find("\n", match.end())
        tokens = tokenize(text, match.end(), line_end if 0 < line_end <= end + 1 else end)
        stop = phrase_after(tokens, 0)
        while (
            stop + 1 < len(tokens) and tokens[stop].text == "," and tokens[stop + 1].is_capital and stop < 25
        ):
            name_stop = phrase_after(tokens, stop + 1)
            subject = read_phrase(tokens, 0, stop, text)
            if subject and subject.reference is Reference.NAME:
                break
            stop = name_stop
        return read_phrase(tokens, 0, stop, text)
    if match := _CHINESE_BY.search(text, 0, end):
        return Subject(match.start("name"), match.end("name"), Reference.NAME, match["name"])
    return None


def is_in_third_person(text: str) -> bool:
    """Whether an English text is about a speech: nobody says “I” or “we” in it, and “he” or “she” speaks thrice."""
    head = text[:20_000]
    return not _FIRST_PERSON.search(head) and len(_THIRD_PERSON.findall(head)) > 2
