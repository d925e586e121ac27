"""Pairs of whole texts of one event with the pairs of their sentences, made by hand before anything was measured.

`en.txt` and `zh.txt` are our own texts: a readout, a line `>`, and a newspaper's report of it. A line is a sentence, an
empty one parts paragraphs; before the tabulator stands the number of a sentence of the readout, and in the report those
of the sentences that it reports, with `?` before one that may be paired or not.
"""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from archive.text.paragraphs import Span

FOLDER = Path(__file__).parent
SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"
OWN = ("en", "zh")


class AlignedTexts(NamedTuple):
    """`sentences` are spans of either text; `pairs` and `either` (that may be made or not) their numbers."""

    name: str
    language: str
    texts: tuple[str, str]
    sentences: tuple[list[Span], list[Span]]
    pairs: set[tuple[int, int]]
    either: set[tuple[int, int]]


def read_own(language: str) -> AlignedTexts:
    readout, report = (FOLDER / f"{language}.txt").read_text("utf-8").split("\n>\n")
    joint = "" if language == "zh" else " "
    left, right = (_join(part.split("\n"), joint) for part in (readout, report))
    numbers = [
        (number, item)
        for number, line in enumerate(filter(str.strip, report.split("\n")))
        for item in line.rpartition("\t")[0].strip().split(",")
        if item
    ]
    return AlignedTexts(
        f"own texts, {language}",
        language,
        (left[0], right[0]),
        (left[1], right[1]),
        {(int(each), number) for number, each in numbers if each.isdigit()},
        {(int(each[1:]), number) for number, each in numbers if each[0] == "?"},
    )


def _join(lines: Iterable[str], joint: str) -> tuple[str, list[Span]]:
    """The text of the lines, and the spans of its sentences."""
    text, spans = "", []
    for line in lines:
        sentence = line.rpartition("\t")[2]
        if not line.strip():
            text = text.rstrip() + "\n\n"
            continue
        text += "" if not text or text.endswith("\n") else joint
        spans.append((len(text), len(text) + len(sentence)))
        text += sentence
    return text.rstrip(), spans


def read_shared() -> AlignedTexts:
    """The official readout and the machine-translated report of the shared data, of which the file has offsets and
    digests alone. Raises ValueError where a text is another than the pairs are of."""
    gold = json.loads((FOLDER / "readout_and_machine_report.json").read_text("utf-8"))
    texts, sentences = [], []
    for name in ("left", "right"):
        side = gold[name]
        text = (SEEDS / side["file"]).read_text("utf-8")
        if hashlib.sha256(text.encode()).hexdigest() != side["sha256"]:
            raise ValueError(f"{side['file']} is not the text of which the pairs were made")
        texts.append(text[side["start"] :].rstrip())
        sentences.append([(first - side["start"], last - side["start"]) for first, last in side["sentences"]])
    pairs, either = ({tuple(pair) for pair in gold[key]} for key in ("pairs", "either way"))
    return AlignedTexts("readout and machine’s report", "en", tuple(texts), tuple(sentences), pairs, either)
