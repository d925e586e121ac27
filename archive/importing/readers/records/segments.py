"""Paragraphs that JSON has as a list: texts, or objects with words, a speaker and a time."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median
from typing import Any

from archive.importing.header import ExtractedParagraph
from archive.importing.readers.recordings.segments import Segment, format_time, merge_segments, seconds_of
from archive.importing.readers.records.columns import TEXT
from archive.importing.readers.records.rows import Table
from archive.importing.readers.speeches.values import clean_label, normalise_time, prefix_label

_WORD_KEYS = ("text", "words", "content", "body", "transcript", "html", "value")
_VOICE_KEYS = ("speaker", "speaker_name", "name", "voice", "label")
_TIME_KEYS = ("time", "start", "timestamp", "start_time", "begin", "start time", "timecode", "in")
_CLOCK = re.compile(r"[0-9]{1,3}(:[0-9]{2}){1,2}([.,][0-9]{1,3})?")
_SECONDS = re.compile(r"[0-9]{1,6}(\.[0-9]+)?")
_DOCUMENT_FIELDS = frozenset(["title", "url", "source", "kind", "original_title"])
MIN_ROWS = 2  # of a transcript
MIN_SEGMENTS = 5
SEGMENT_LENGTH = 90  # characters; where most items are shorter and have times, they are captions


def read_segments(items: Sequence[Any], label: str) -> list[ExtractedParagraph]:
    """The segments of speech recognition become paragraphs; `label` is the speaker of all that name none."""
    read = [item for item in map(_read_item, items) if item.text]
    lengths = [len(item.text) for item in read]
    if len(read) >= MIN_SEGMENTS and all(item.time for item in read) and median(lengths) < SEGMENT_LENGTH:
        # No end is read, so only sentences and length end a paragraph.
        return merge_segments(
            [
                Segment(item.text, seconds_of(item.time), float("inf"), item.speaker_label or label)
                for item in read
            ]
        )
    return list(add_speaker_labels(read, label))


def time_column(table: Table, columns: Mapping[str, str]) -> str:
    """The column of a transcript that a table has row by row: times that never go back, and nothing that would tell
    documents apart. Empty for other tables."""
    if len(table.rows) < MIN_ROWS or _DOCUMENT_FIELDS & columns.keys():
        return ""
    for name in table.columns:
        if name.strip().lower() in _TIME_KEYS and columns.get(TEXT) != name:
            written = [str(row.values.get(name, "")).strip() for row in table.rows]
            times = [_time(cell) for cell in written if _SECONDS.fullmatch(cell) or _CLOCK.fullmatch(cell)]
            if len(times) == len(written) and times == sorted(times):
                return name
    return ""


def omitted_keys(items: Sequence[Any]) -> Iterator[str]:
    """The name of each value of these items that is in no paragraph."""
    for item in items:
        if isinstance(item, dict):
            read = {_first_key(item, keys) for keys in (_WORD_KEYS, _VOICE_KEYS, _TIME_KEYS)}
            if not _read_item(item).text:
                read.clear()
            yield from (
                str(key)
                for key, value in item.items()
                if key not in read and value not in (None, [], {}) and str(value).strip()
            )


def add_speaker_labels(paragraphs: Iterable[ExtractedParagraph], label: str) -> Iterator[ExtractedParagraph]:
    """The paragraphs with the speaker's name at the first paragraph of each turn."""
    previous = ""
    for paragraph in paragraphs:
        voice = paragraph.speaker_label or label
        if not voice or paragraph.kind == "heading":
            yield paragraph
        elif voice == previous:
            yield ExtractedParagraph(paragraph.text, "remark", time=paragraph.time)
        else:
            words = prefix_label(voice, paragraph.text)
            yield ExtractedParagraph(words, "remark", voice, paragraph.time)
        if paragraph.kind != "heading":
            previous = voice


def _read_item(item: Any) -> ExtractedParagraph:
    """Its label does not stand in its text yet."""
    if not isinstance(item, dict):
        return ExtractedParagraph("" if item is None else str(item).strip())
    keys = (_first_key(item, names) for names in (_WORD_KEYS, _VOICE_KEYS, _TIME_KEYS))
    words, voice, time = ("" if key is None else str(item[key]) for key in keys)
    return ExtractedParagraph(words.strip(), "", clean_label(voice), _time(time))


def _first_key(item: Mapping[str, Any], keys: Sequence[str]) -> str | None:
    return next((key for key in keys if isinstance(item.get(key), str | int | float)), None)


def _time(value: str) -> str:
    """Seconds, as speech recognition writes them, or a time."""
    return format_time(float(value)) if _SECONDS.fullmatch(value) else normalise_time(value)
