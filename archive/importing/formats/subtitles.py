"""Subtitles (.srt) and web captions (.vtt): the words of the cues as paragraphs and turns, with their times."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import unescape
from itertools import pairwise

from archive.importing.decoding import decode, decode_head
from archive.importing.errors import ImportDocumentError, abbreviate
from archive.importing.formats import ExtractedText
from archive.importing.header import Section
from archive.importing.parsed_document import Header
from archive.importing.phrases import count_phrase, inflect_counts
from archive.importing.readers.recordings.cues import Cue, CueFile, read_cues
from archive.importing.readers.recordings.segments import Segment, merge_segments
from archive.importing.readers.recordings.voices import set_voices
from archive.importing.readers.speeches.values import language_code, one_line

LABEL = "Subtitles"
SUFFIXES = (".srt", ".vtt")
MIN_ROLLED = 3  # cues
MIN_ROLLING = 0.3  # of the cues show a line of the one before beside another: the captions roll up
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^>]*)>|</v>|<v(?:\.[^\s>]*)?>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:c|b|i|u|s|em|strong|font|lang|ruby|span)\b[^<>\n]*>|<[0-9:.]+>|\{\\[^{}\n]*\}", re.IGNORECASE
)
_STRICT_TIMES = re.compile(
    r"[ \t]*(?:[0-9]+:)?[0-9]{2}:[0-9]{2}[.,][0-9]{1,3}[ \t]*-->[ \t]*[0-9:]{5,}[.,][0-9]"
)
_SENTENCES = {
    "moved": "# [cue stood out of order and was sorted by its|cues stood out of order and were sorted by] time.",
    "overlap": "# [cue begins before the one before it ends|cues begin before the one before them ends].",
    "repeated": "# repeated [line of captions was|lines of captions were] left out.",
    "empty": "# [cue without words was|cues without words were] left out.",
    "broken": "# [line with times could not be read and was|lines with times could not be read and were] left out.",
    "mark": "# [mark of another speaker|marks of other speakers] (>>, or a dash before a name) [was|were] left out.",
    "tag": "# [tag of style or colour was|tags of style, colour or time were] left out.",
    "reading": "# [reading beside its characters was|readings beside their characters were] put in brackets.",
    "setting": "The [position of # cue was|positions of # cues were] left out.",
    "note": "# [note was|notes were] left out.",
    "style": "# [block of styles was|blocks of styles were] left out.",
    "name": "The [name of # cue was|names of # cues were] left out.",
    "metadata": "# [line|lines] of data at the head [was|were] left out.",
    "before": "# [line|lines] above the first cue [was|were] left out.",
}
_READING = re.compile(r"<rt>(.*?)(?:</rt>|$)", re.IGNORECASE)


def recognise(head: bytes, name: str) -> float:
    text = decode_head(head).lstrip("\ufeff \t\r\n")
    if re.match(r"WEBVTT(?:[ \t\r\n]|$)", text):
        return 1.0
    lines = text.splitlines()
    if any(map(_STRICT_TIMES.match, lines[:2])):
        return 0.95
    return 0.65 if name.lower().endswith(SUFFIXES) else 0.0


def to_text(content: bytes, name: str, encoding: str = "") -> ExtractedText:
    decoded = decode(content, name, encoding)
    file = read_cues(decoded.text)
    if not file.cues:
        raise ImportDocumentError(f"{name} has no cue with words: no subtitles could be read from it.")
    number = len(file.cues)
    cues = _drop_repetitions(_sort_cues(file))
    segments = list(_segments(cues, file.counts))
    are_named = file.counts["voice"] > 0
    paragraphs = merge_segments(segments if are_named else set_voices(segments, file.counts))
    header = Header(kind="transcript", language=language_code(file.language))
    became = f"{count_phrase(number, 'cue')} became {count_phrase(len(paragraphs), 'paragraph')}"
    summary = f"{became}; each has the time of its first cue."
    section = Section(header, paragraphs=tuple(paragraphs))
    findings = (*decoded.findings, summary, *_findings(file))
    return ExtractedText((section,), findings, encoding=decoded.encoding)


def _sort_cues(file: CueFile) -> CueFile:
    ordered = sorted(file.cues, key=lambda cue: cue.start)
    file.counts["moved"] = sum(first is not second for first, second in zip(file.cues, ordered, strict=True))
    ends = [cue.end for cue in ordered]
    file.counts["overlap"] = sum(cue.start < end - 0.001 for cue, end in zip(ordered[1:], ends, strict=False))
    return replace(file, cues=ordered)


def _drop_repetitions(file: CueFile) -> list[Cue]:
    """Captions that roll up show a line again, above the next; a cue may also stand twice in a file.

    A line that returns later is words said again, unless many cues show an old line beside a new one.
    """
    pairs = list(pairwise(file.cues))
    repeated = [_repeated_lines(first, second) for first, second in pairs]
    rolled = sum(
        bool(count) and max(len(first.lines), len(second.lines)) > count
        for (first, second), count in zip(pairs, repeated, strict=True)
    )
    is_rolling = rolled >= max(MIN_ROLLED, MIN_ROLLING * len(pairs))
    cues = file.cues[:1]
    for (previous, cue), count in zip(pairs, repeated, strict=True):
        if count and (is_rolling or cue.start < previous.end - 0.001):
            file.counts["repeated"] += count
            cue = replace(cue, lines=cue.lines[count:])
        if cue.lines:
            cues.append(cue)
    return cues


def _repeated_lines(previous: Cue, cue: Cue) -> int:
    """Returns how many first lines of a cue are the last lines of the one before."""
    before, now = ([one_line(_TAG.sub("", line)) for line in each.lines] for each in (previous, cue))
    counts = range(min(len(before), len(now)), 0, -1)
    return next((count for count in counts if before[-count:] == now[:count]), 0)


def _segments(cues: Sequence[Cue], counts: Counter[str]) -> Iterator[Segment]:
    for cue in cues:
        for voice, words in _voice_spans("\n".join(cue.lines), counts):
            for line in filter(None, (_clean(line, counts) for line in words.split("\n"))):
                yield Segment(line, cue.start, cue.end, voice)


def _voice_spans(text: str, counts: Counter[str]) -> Iterator[tuple[str, str]]:
    """(voice, words): WebVTT names a voice in a tag."""
    voice, position = "", 0
    for match in _VOICE.finditer(text):
        yield voice, text[position : match.start()]
        voice, position = one_line(unescape(match[1] or "")), match.end()
        counts["voice"] += bool(voice)
    yield voice, text[position:]


def _clean(line: str, counts: Counter[str]) -> str:
    line, readings = _READING.subn(r"（\1）", line)
    counts["reading"] += readings
    line, tags = _TAG.subn("", line)
    counts["tag"] += tags
    return one_line(unescape(line))


def _findings(file: CueFile) -> Iterator[str]:
    yield from inflect_counts(_SENTENCES, file.counts)
    if file.remark:
        yield f"The remark at the head of the file was left out: “{abbreviate(file.remark)}”."
