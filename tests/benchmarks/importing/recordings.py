"""Subtitles and transcripts with times: real conversations written as recorders write them, and read again.

No corpus here has recordings, so turns of archive-tw and ParlaMint-ES-GA are written in each style with a time for
every turn or cue. The second table gives texts that are no transcripts with times. `python -m
tests.benchmarks.importing recordings`.
"""

import gzip
import json
import re
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import NamedTuple

import srt
import webvtt

from archive.importing.formats import HEAD_SIZE, subtitles, transcript
from archive.importing.limits import MAX_SIZE
from archive.importing.parse import parse_file
from tests.benchmarks.importing import DATA, Table

CORPORA = ("archive-tw/archive-tw-2015-2018.jsonl.gz", "parlamint-es-ga/parlamint-es-ga-2015-2017.jsonl.gz")
DOCUMENTS = 20  # of each corpus, every eighth
SECONDS = 4  # between two times
CUE_WIDTH = 42  # characters of a line of subtitles
PROSE = ("**/*.txt", "**/*.md", "**/*.html", "**/*.htm", "**/*.json")


class Speech(NamedTuple):
    speaker: str
    paragraphs: list[str]


def measure() -> Iterable[Table]:
    conversations = [
        list(turns) for corpus in CORPORA for turns in islice(_conversations(corpus), 0, 8 * DOCUMENTS, 8)
    ]
    rows = [_measure_style(name, write, conversations) for name, write in STYLES.items()]
    columns = ("style", "files", "recognised", "turns there", "found, right speaker", "spurious", "words there",
               "kept", "times right")  # fmt: skip
    yield Table("Conversations written as recorders write them", columns, rows)
    yield Table("Taken for a transcript or subtitles", ("texts without", "taken", "which"), [_false_alarms()])
    yield Table(
        "Cues as srt and webvtt-py read them",
        ("format", "cues there", "words there", "kept"),
        _cues(conversations),
    )


def _conversations(corpus: str) -> Iterator[Iterable[Speech]]:
    with gzip.open(DATA / corpus, "rt", encoding="utf-8") as file:
        for line in file:
            paragraphs = [
                paragraph for paragraph in json.loads(line)["paragraphs"] if paragraph.get("speaker")
            ]
            turns = [
                Speech(speaker, [" ".join(entry["text"].split()) for entry in group])
                for speaker, group in groupby(paragraphs, lambda item: item["speaker"])
            ]
            size = sum(len(text.encode()) for turn in turns for text in turn.paragraphs)
            if len({turn.speaker for turn in turns}) > 1 and size < MAX_SIZE / 4:
                yield turns


def _clock(number: int, fraction: str = "") -> str:
    seconds = number * SECONDS
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{fraction}"


def _by_turn(form: str) -> Callable[[Sequence[Speech]], str]:
    def write(turns: Sequence[Speech]) -> str:
        return "\n\n".join(
            form.format(time=_clock(number), name=turn.speaker, words="\n\n".join(turn.paragraphs))
            for number, turn in enumerate(turns)
        )

    return write


def _as_cues(turns: Sequence[Speech], form: str, point: str, head: str = "") -> str:
    """The name of the speaker stands at the first cue of a turn."""
    cues = []
    for turn in turns:
        lines = textwrap.wrap(" ".join(turn.paragraphs), CUE_WIDTH, break_long_words=len(turn.speaker) < 6)
        for number, pair in enumerate(zip(lines[::2], [*lines[1::2], ""], strict=False)):
            words = "\n".join(filter(None, pair))
            text = words if number else form.format(name=turn.speaker, words=words)
            at = len(cues)
            cues.append(f"{at + 1}\n{_clock(at, point + '000')} --> {_clock(at, point + '900')}\n{text}\n")
    return head + "\n".join(cues)


def _as_voices(turns: Sequence[Speech]) -> str:
    """Every cue has its voice."""
    text = _as_cues(
        [Speech(turn.speaker, turn.paragraphs) for turn in turns], "\x00{name}\x01{words}", ".", "WEBVTT\n\n"
    )
    blocks, voice = [], ""
    for block in text.split("\n\n"):
        if match := re.search("\x00(.*)\x01", block):
            voice = match[1]
        blocks.append(
            re.sub(r"(?m)(-->.*\n)(?:\x00.*\x01)?", rf"\1<v {voice}>", block) if "-->" in block else block
        )
    return "\n\n".join(blocks)


STYLES: dict[str, Callable[[Sequence[Speech]], str]] = {
    "[00:01:12] Name: words": _by_turn("[{time}] {name}: {words}"),
    "00:01:12 Name ⏎ words": _by_turn("{time} {name}\n{words}"),
    "Name (00:01:12): words": _by_turn("{name} ({time}): {words}"),
    "Name  00:01:12 ⏎ words": _by_turn("{name}  {time}\n{words}"),
    "00:01:12 ⇥ Name: ⇥ words": _by_turn("{time}\t{name}:\t{words}"),
    "srt, NAME: words": lambda turns: _as_cues(turns, "{name}: {words}", ","),
    "srt, >> NAME: words": lambda turns: _as_cues(turns, ">> {name}: {words}", ","),
    "vtt, <v Name>": _as_voices,
}


def _measure_style(
    name: str, write: Callable[[Sequence[Speech]], str], conversations: list[list[Speech]]
) -> list[object]:
    totals: Counter[str] = Counter()
    suffix = ".srt" if name.startswith("srt") else ".vtt" if name.startswith("vtt") else ".txt"
    for turns in conversations:
        content = write(turns).encode()
        parsed = parse_file(content, f"a{suffix}")
        totals["recognised"] += parsed.format in ("subtitles", "transcript")
        document = parsed.documents[0]
        there = Counter((turn.speaker, _words(turn.paragraphs[0])[:1]) for turn in turns)
        found = Counter(
            (passage.speaker_label, _words(document.passage_text(passage)[len(passage.speaker_label) :])[:1])
            for passage in document.passages
            if passage.speaker_label
        )
        words = Counter(word for turn in turns for text in turn.paragraphs for word in _words(text))
        totals["turns"] += there.total()
        totals["right"] += (there & found).total()
        totals["spurious"] += (found - there).total()
        totals["words"] += words.total()
        totals["kept"] += (words & Counter(_words(document.text))).total()
        labelled = [passage for passage in document.passages if passage.speaker_label]
        if suffix == ".txt" and len(labelled) == len(turns):
            totals["times"] += sum(each.time == _clock(number) for number, each in enumerate(labelled))
    keys = ("recognised", "turns", "right", "spurious", "words", "kept")
    times = f"{totals['times']:,}" if suffix == ".txt" else ""
    return [name, len(conversations), *(totals[key] for key in keys), times]


def _false_alarms() -> list[object]:
    paths = sorted(
        {path for pattern in PROSE for path in DATA.glob(pattern) if path.stat().st_size < MAX_SIZE}
    )
    heads = [(path.name, path.read_bytes()[:HEAD_SIZE]) for path in paths]
    heads += [(f"{corpus} {number}", text.encode()[:HEAD_SIZE]) for corpus, number, text in _documents()]
    names = [name for name, head in heads if transcript.recognise(head, "") or subtitles.recognise(head, "")]
    return [len(heads), len(names), ", ".join(names[:5])]


def _documents() -> Iterator[tuple[str, int, str]]:
    """Speeches and conversations as printed transcripts without times."""
    for path in sorted(DATA.glob("*/*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for number, line in enumerate(islice(file, 500)):
                paragraphs = json.loads(line).get("paragraphs") or []
                texts = (
                    f"{paragraph.get('speaker')}: {paragraph['text']}"
                    for paragraph in paragraphs
                    if isinstance(paragraph, dict)
                )
                yield path.name, number, "\n\n".join(texts)


def _cues(conversations: list[list[Speech]]) -> Iterator[list[object]]:
    """The libraries are the oracle for what the cues hold."""
    readers: dict[str, tuple[str, Callable[[str], list[str]]]] = {
        "srt": ("srt, NAME: words", lambda text: [item.content for item in srt.parse(text)]),
        "vtt": ("vtt, <v Name>", lambda text: [item.text for item in webvtt.from_string(text)]),
    }
    for suffix, (style, read) in readers.items():
        totals: Counter[str] = Counter()
        for turns in conversations:
            source = STYLES[style](turns)
            cues = read(source)
            words = Counter(word for cue in cues for word in _words(cue))
            text = parse_file(source.encode(), f"a.{suffix}").documents[0].text
            totals["cues"] += len(cues)
            totals["words"] += words.total()
            totals["kept"] += (words & Counter(_words(text))).total()
        yield [suffix, *(totals[key] for key in ("cues", "words", "kept"))]


def _words(text: str) -> tuple[str, ...]:
    """A Chinese character is a word."""
    return tuple(re.findall(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+", text))
