"""Transcripts with times, as recorders and meeting software write them: `[00:01:12] Ada Okoro: words`,
`00:01:12 Ada Okoro`, `Ada Okoro (00:01:12):` or `Ada Okoro  1:12` above the words."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from statistics import median

from archive.importing.decoding import decode, decode_head
from archive.importing.errors import ImportDocumentError
from archive.importing.formats import ExtractedText
from archive.importing.header import ExtractedParagraph, Section, split_sections
from archive.importing.parsed_document import Header
from archive.importing.phrases import count_phrase, inflect
from archive.importing.readers.recordings.segments import Segment, format_time, merge_segments
from archive.importing.readers.recordings.timed_lines import TimedLine, find_timed_lines
from archive.importing.readers.speeches.values import prefix_label
from archive.importing.structure.findings import character_findings
from archive.importing.structure.paragraphs import reflow
from archive.importing.structure.turns import find_turns
from archive.text.canonical import clean_characters
from archive.text.paragraphs import split_paragraphs

LABEL = "Transcript with times"
SUFFIXES = ()
CAPTION_LENGTH = 90  # characters; where most entries are shorter they are captions, not paragraphs
MIN_CAPTIONS = 5
_BOLD = re.compile(r"^\*\*([^*]*[0-9]:[0-9][^*]*)\*\*")


def recognise(head: bytes, name: str) -> float:
    """Sure by names or times that return; a schedule or a report with times of day is prose."""
    return 0.85 if find_timed_lines(_remove_bold(clean_characters(decode_head(head)))) else 0.0


def to_text(content: bytes, name: str, encoding: str = "") -> ExtractedText:
    decoded = decode(content, name, encoding)
    first, *others = split_sections(clean_characters(decoded.text))
    if others:
        raise ImportDocumentError(
            f"{name} has more than one header; import each transcript with times alone."
        )
    lines = _remove_bold(first.text)
    entries = find_timed_lines(lines, is_transcript=True)
    if not entries:
        raise ImportDocumentError(f"{name} is no transcript with times: no names or times begin its lines.")
    turns = _turns(entries, lines)
    above = _read_opening(_paragraphs(lines[: entries[0].number]), turns)
    header = Header(kind="transcript").overridden_by(first.header or Header())
    bold = sum(map(bool, map(_BOLD.match, first.text.split("\n"))))
    findings = [*decoded.findings, *character_findings(decoded.text), *_findings(entries, turns)]
    if bold:
        findings.append(inflect(bold, "# [pair|pairs] of ** (bold type) [was|were] left out."))
    section = Section(header, paragraphs=(*above, *turns))
    return ExtractedText((section,), tuple(findings), encoding=decoded.encoding)


def _read_opening(texts: Sequence[str], turns: Sequence[ExtractedParagraph]) -> list[ExtractedParagraph]:
    """A heading, and perhaps turns that begin without a time: those that the whole text shows."""
    labels = {turn.index: turn.label for turn in find_turns([*texts, *(turn.text for turn in turns)])}
    if not any(turn.speaker_label for turn in turns):
        labels = {}
    return [
        ExtractedParagraph(text, "remark" if index in labels else "", labels.get(index, ""))
        for index, text in enumerate(texts)
    ]


def _remove_bold(text: str) -> list[str]:
    """The lines; `**[00:01:12] Ada:** words` is bold type of Markdown."""
    return [_BOLD.sub(r"\1", line) for line in text.split("\n")]


def _paragraphs(lines: Sequence[str]) -> list[str]:
    return split_paragraphs(reflow("\n".join(lines)).text)


def _turns(entries: Sequence[TimedLine], lines: Sequence[str]) -> list[ExtractedParagraph]:
    bodies = []
    for entry, following in zip_longest(entries, entries[1:]):
        end = following.number if following else len(lines)
        bodies.append(_paragraphs([entry.words, *lines[entry.following : end]]))
    lengths = [sum(map(len, body)) for body in bodies]
    are_many = len(entries) >= MIN_CAPTIONS or entries[0].style == "period"
    if are_many and median(lengths) < CAPTION_LENGTH:
        return _captions(entries, bodies)
    return list(_paragraphs_of_turns(entries, bodies))


def _captions(entries: Sequence[TimedLine], bodies: Sequence[Sequence[str]]) -> list[ExtractedParagraph]:
    segments = []
    for entry, body in zip(entries, bodies, strict=True):
        # No format writes when a segment ends, so only its sentences and its length end a paragraph.
        text = " ".join(" ".join(body).split())
        segments.append(Segment(text, entry.seconds, float("inf"), entry.name))
    return merge_segments([segment for segment in segments if segment.text or segment.voice])


def _paragraphs_of_turns(
    entries: Sequence[TimedLine], bodies: Sequence[Sequence[str]]
) -> Iterator[ExtractedParagraph]:
    """An entry under the name of the one before goes on with its turn; a turn without a time may begin below one."""
    untimed = _untimed_labels(entries, bodies)
    voice = ""
    for place, (entry, body) in enumerate(zip(entries, bodies, strict=True)):
        time = format_time(entry.seconds)
        kind = "remark" if entry.name else "paragraph"
        goes_on = bool(voice) and entry.name == voice
        voice = entry.name
        for number, text in enumerate(body or [""]):
            if label := untimed.get((place, number), ""):
                yield ExtractedParagraph(text, "remark", label)
                voice, kind = label, "remark"
            elif number or goes_on or not entry.name:
                if text:
                    yield ExtractedParagraph(text, kind, time="" if number else time)
            else:
                yield ExtractedParagraph(prefix_label(entry.name, text), kind, entry.name, time)


def _untimed_labels(
    entries: Sequence[TimedLine], bodies: Sequence[Sequence[str]]
) -> dict[tuple[int, int], str]:
    """Returns, by the numbers of entry and paragraph, who speaks below a time of somebody else: “The Speaker:
    Order.”"""
    places, texts = [], []
    for place, (entry, body) in enumerate(zip(entries, bodies, strict=True)):
        for number, text in enumerate(body or [""]):
            places.append((place, number))
            texts.append(text if number else prefix_label(entry.name, text))
    return {places[turn.index]: turn.label for turn in find_turns(texts) if places[turn.index][1]}


def _findings(entries: Sequence[TimedLine], turns: Sequence[ExtractedParagraph]) -> Iterator[str]:
    times = sum(bool(turn.time) for turn in turns)
    became = (
        f"{count_phrase(len(entries), 'entry', 'entries')} became {count_phrase(len(turns), 'paragraph')}"
    )
    yield f"{became}; {count_phrase(times, 'time')} stand with them, to the second."
    labels = sum(bool(turn.speaker_label) for turn in turns)
    if repeated := sum(bool(entry.name) for entry in entries) - labels:
        yield inflect(repeated, "# [name was|names were] left out where [its|their] speaker goes on.")
