"""Texts that gold names and that may not be copied: a part of a file, as plain text, the same on every machine."""

import gzip
import html
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_PARAGRAPH = re.compile(r"<p[\s>].*?</p>", re.S)


def read_part(path: Path, entry: Mapping[str, Any]) -> str:
    """The whole file; the words between the <p> tags of a web page; of JSON Lines the paragraphs of line `row`; of a
    sitting of the Congressional Record, as JSON, those of `item`.

    `paragraphs` are the first and the last that are taken. With `labels` a change of speaker is printed as a transcript
    prints it. Raises OSError, ValueError or KeyError.
    """
    if "row" in entry:
        rows = _rows(path, entry["row"])
    elif "item" in entry:
        rows = [("", words) for words in _of_item(path, entry["item"])]
    elif path.suffix == ".html":
        rows = [("", words) for words in _of_page(path)]
    else:
        return path.read_text("utf-8")
    first, last = entry.get("paragraphs", (0, len(rows) - 1))
    parts, before = [], ""
    for speaker, words in rows[first : last + 1]:
        parts.append(f"{speaker}: {words}" if entry.get("labels") and speaker != before else words)
        before = speaker
    return "\n\n".join(parts)


def _rows(path: Path, number: int) -> list[tuple[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        line = next(line for index, line in enumerate(lines) if index == number)
    return [
        (str(paragraph.get("speaker", "")), " ".join(paragraph["text"].split()))
        for paragraph in json.loads(line)["paragraphs"]
    ]


def _of_item(path: Path, number: int) -> list[str]:
    """A paragraph is indented; lines are broken where the page was."""
    text = json.loads(path.read_text("utf-8"))["content"][number]["text"]
    return [" ".join(paragraph.split()) for paragraph in re.split(r"\n {2}(?=\S)", text) if paragraph.strip()]


def _of_page(path: Path) -> list[str]:
    paragraphs = _PARAGRAPH.findall(path.read_text("utf-8"))
    texts = (" ".join(html.unescape(re.sub(r"<[^>]+>", "", paragraph)).split()) for paragraph in paragraphs)
    return [paragraph for paragraph in texts if paragraph]
