"""The cues of SubRip (.srt) and WebVTT (.vtt) files, read with patience: wrong numbers, blank lines inside a cue and
missing ones between cues are common. Blocks that are no cues are counted by their name."""

import re
from collections import Counter
from dataclasses import dataclass, field

_TIME = r"(?:([0-9]{1,3}):)?([0-9]{1,2}):([0-9]{1,2})(?:[.,]([0-9]{1,3}))?"
TIMES = re.compile(rf"[ \t]*{_TIME}[ \t]*-{{1,2}}>[ \t]*{_TIME}(?:[ \t]+(.*))?$")
_BROKEN_TIMES = re.compile(r"[ \t]*\S*[0-9]\S*[ \t]+-{1,2}>")
_BLOCKS = {"NOTE": "note", "STYLE": "style", "REGION": "style"}
_METADATA = re.compile(r"(Kind|Language|X-TIMESTAMP-MAP)\s*[:=]\s*(.*)", re.IGNORECASE)


@dataclass
class Cue:
    """`start` and `end` in seconds."""

    start: float
    end: float
    lines: list[str] = field(default_factory=list)


@dataclass
class CueFile:
    """`counts` of what is no words: numbers, names and settings of cues, notes, styles, broken times."""

    cues: list[Cue] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    is_webvtt: bool = False
    last_number: int = 0
    language: str = ""
    remark: str = ""  # words behind WEBVTT


def read_cues(text: str) -> CueFile:
    """The cues of a decoded file in their order, without those that have no words."""
    lines = text.lstrip("\ufeff").splitlines()
    file = CueFile(is_webvtt=text.lstrip("\ufeff").startswith("WEBVTT"))
    block, above = "", ("", "")  # the two lines above
    for line in lines[_read_head(lines, file) :]:
        if match := TIMES.match(line):
            _take_identifier(file, *above)
            file.cues.append(Cue(_seconds(*match.groups()[:4]), _seconds(*match.groups()[4:8])))
            file.counts["setting"] += bool(match[9])
            block = ""
        elif _BROKEN_TIMES.match(line):
            _take_identifier(file, *above)
            file.counts["broken"] += 1
        elif not line.strip():
            block = ""
        else:
            block = block or _block_name(line, above[1], file)
            if not block:
                _add_line(line.strip(), file)
        above = above[1], line.strip()
    _drop_last_number(file)
    file.counts["empty"] = sum(not cue.lines for cue in file.cues)
    file.cues = [cue for cue in file.cues if cue.lines]
    return file


def _block_name(line: str, above: str, file: CueFile) -> str:
    name = _BLOCKS.get(line.split()[0], "") if file.is_webvtt and not above else ""
    file.counts[name] += bool(name)
    return name


def _add_line(line: str, file: CueFile) -> None:
    if file.cues:
        file.cues[-1].lines.append(line)
    elif not line.isdecimal():  # the number of the first cue is no words
        file.counts["before"] += 1


def _read_head(lines: list[str], file: CueFile) -> int:
    """The line behind the head of a WebVTT file, which ends at a blank line or at the first times."""
    if not lines or not lines[0].startswith("WEBVTT"):
        return 0
    file.remark = lines[0].removeprefix("WEBVTT").strip(" \t-–—:")
    for number, line in enumerate(lines[1:], 1):
        if not line.strip() or TIMES.match(line):
            return number
        if (match := _METADATA.match(line)) and match[1].lower() == "language":
            file.language = match[2].strip()
        file.counts["metadata"] += 1
    return len(lines)


def _take_identifier(file: CueFile, line_before: str, name: str) -> None:
    """The line above the times is the number or name of the cue, not the words of the one before."""
    if not name or (line_before and not name.isdecimal()):
        return
    if file.cues and file.cues[-1].lines[-1:] == [name]:
        file.cues[-1].lines.pop()
    elif not file.cues and not name.isdecimal():
        file.counts["before"] -= 1
    file.counts["number" if name.isdecimal() else "name"] += 1
    file.last_number = int(name[:9]) if name.isdecimal() else 0


def _drop_last_number(file: CueFile) -> None:
    """Drops the number of a cue that never comes, with which some files end."""
    last = file.cues[-1] if file.cues else Cue(0, 0)
    if len(last.lines) > 1 and last.lines[-1] == str(file.last_number + 1):
        last.lines.pop()
        file.counts["number"] += 1


def _seconds(hours: str | None, minutes: str, seconds: str, fraction: str | None) -> float:
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + float(f"0.{fraction or 0}")
