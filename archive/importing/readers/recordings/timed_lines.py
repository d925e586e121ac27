"""The lines of a transcript that begin a segment with its time: `[00:01:12] Ada Okoro: words` and its relatives.

Prose has times too: a schedule, a log, minutes. So lines are taken for a transcript only where times go forward, are a
good part of the text, and stand with names that return (or with hours, minutes and seconds throughout).
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from archive.importing.readers.recordings.segments import is_name, seconds_of, split_label
from archive.text.word_sets import word_set

MIN_ORDERED = 0.8  # of the times: a recording goes forward
MIN_SHARE = 0.25  # of the blocks, or of the lines, begin with a time
MIN_SURE_SHARE = 0.04  # where the names return and the times have hours: turns can be long
MIN_RETURNING = 0.5  # of the entries have a name that returns
MIN_UNNAMED = 3  # entries without any name
_CLOCK = r"(?:[0-9]{1,3}:)?[0-9]{1,2}:[0-9]{2}(?:[.,][0-9]{1,3})?"
_LOOSE_CLOCK = r"(?:[0-9]{1,3}:)?[0-9]{1,2}:[0-9]{1,2}(?:[.,][0-9]{1,3})?"
_STYLES = (
    (
        "period",
        re.compile(
            rf"[\[(]?(?P<time>{_LOOSE_CLOCK})\s*-{{1,2}}>\s*{_LOOSE_CLOCK}[\])]?[\s:–—-]*(?P<rest>.*)$"
        ),
    ),
    ("bracketed", re.compile(rf"[\[(](?P<time>{_CLOCK})(?:\s*[-–—]\s*{_CLOCK})?[\])][\s:–—-]*(?P<rest>.*)$")),
    ("leading", re.compile(rf"(?P<time>{_CLOCK})(?:\s*[-–—|:]\s+|\s+|$)(?P<rest>.*)$")),
    (
        "trailing",
        re.compile(rf"(?P<name>\S.{{0,60}}?)\s*[\[(](?P<time>{_CLOCK})[\])]\s*[:：]?(?:\s+(?P<rest>\S.*))?$"),
    ),
    ("beside", re.compile(rf"(?P<name>\S.{{0,60}}?)\s+(?P<time>{_CLOCK})$")),
)
_LOG_LEVELS = word_set("error warn warning info debug fatal trace notice critical")


@dataclass(frozen=True)
class TimedLine:
    """Line `number` begins what `name` says, with `words`, at `seconds`; its text goes on at line `following`.

    `has_hours` where the time has three parts. Of `possible_name` the other lines tell whether it is one.
    """

    number: int
    following: int
    seconds: float
    style: str
    has_hours: bool
    words: str
    name: str = ""
    possible_name: str = ""


def find_timed_lines(lines: Sequence[str], is_transcript: bool = False) -> list[TimedLine]:
    """The timed lines of the commonest style; an empty list where the text is no transcript with times, unless
    `is_transcript` says that it is one."""
    timed = list(_timed_lines(lines))
    for style, _count in Counter(line.style for line in timed).most_common():
        entries = _settle_names([line for line in timed if line.style == style])
        if is_transcript or _is_transcript(entries, lines):
            return entries
    return []


def _timed_lines(lines: Sequence[str]) -> Iterator[TimedLine]:
    for number, line in enumerate(lines):
        for style, pattern in _STYLES:
            if match := pattern.match(line):
                yield _timed_line(lines, number, style, match)
                break


def _timed_line(lines: Sequence[str], number: int, style: str, match: re.Match[str]) -> TimedLine:
    groups = match.groupdict()
    time, remainder = groups["time"], (groups["rest"] or "").strip() if "rest" in groups else ""
    entry = TimedLine(number, number + 1, seconds_of(time), style, time.count(":") == 2, remainder)
    if "name" in groups:
        name = groups["name"].rstrip(" ,:-–—")
        return replace(entry, name=name if is_name(name) else "", words=remainder)
    label, words = split_label(remainder)
    if label or not words:
        words, remainder = words, label
    if label:
        return replace(entry, name=label, words=words)
    below = [*lines[number + 1 : number + 3], "", ""]
    if not remainder and below[0] and below[1] and is_name(below[0].rstrip(":：")):
        return replace(entry, possible_name=below[0].rstrip(":："), following=number + 2)
    if remainder and below[0] and is_name(remainder):
        return replace(entry, possible_name=remainder)
    return entry


def _settle_names(entries: Sequence[TimedLine]) -> list[TimedLine]:
    """A line that may be a name is one where such lines return throughout; else it is words."""
    counts = Counter(entry.possible_name for entry in entries if entry.possible_name)
    returning = sum(count for count in counts.values() if count > 1)
    are_names = returning >= MIN_RETURNING * len(entries)
    return [
        entry
        if not entry.possible_name
        else replace(entry, name=entry.possible_name, words="", possible_name="")
        if are_names
        else replace(entry, following=entry.number + 1, possible_name="")
        for entry in entries
    ]


def _is_transcript(entries: Sequence[TimedLine], lines: Sequence[str]) -> bool:
    names = Counter(entry.name for entry in entries if entry.name)
    if any(name.lower() in _LOG_LEVELS for name in names) or any(e.words.startswith("<") for e in entries):
        return False
    ordered = sum(first.seconds <= second.seconds for first, second in pairwise(entries))
    returning = sum(count for count in names.values() if count > 1) >= MIN_RETURNING * len(entries)
    hours = all(entry.has_hours for entry in entries) or entries[0].style == "period"
    min_share = MIN_SURE_SHARE if returning and hours and len(names) > 1 else MIN_SHARE
    if ordered < MIN_ORDERED * (len(entries) - 1) or _share(entries, lines) < min_share:
        return False
    if entries[0].style == "beside":
        return returning and len(names) > 1  # a list of verses has one name and such numbers
    if names and len(entries) > 1:
        return returning or hours
    if names:
        return hours and entries[0].style == "bracketed" and not any(lines[: entries[0].number])
    return (
        len(entries) >= MIN_UNNAMED
        and (hours or entries[0].style == "bracketed")
        and _share(entries, lines) >= 0.5
    )


def _share(entries: Sequence[TimedLine], lines: Sequence[str]) -> float:
    """Returns the share of entries among the blocks between blank lines, or among all lines where those are more."""
    blocks = sum(bool(line) and not before for before, line in pairwise(["", *lines]))
    return min(1.0, len(entries) / max(1, min(blocks, sum(map(bool, lines)))))
