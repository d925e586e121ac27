"""Reads texts whose statements are known: the measure of the rules.

A gold file is a text with marks, or JSON that names texts elsewhere. In a text with marks, “{{d Xi Jinping|…}}” is what
the speaker said: d in quotation marks, m partly so, i without, t in a turn, s in a speech; “?” is an unnamed source.
Above it, up to a line “---”, stand `language`, `kind`, `names` (parted by “;”, other names after “=”).
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.proposing.evaluation.external_texts import read_part

FORMS = {"d": "direct", "m": "mixed", "i": "indirect", "t": "turn", "s": "speech"}
_MARK = re.compile(r"\{\{([dmits]) ([^|{}]*)\||\}\}")


class GoldError(ValueError):
    """The message names the file and what is wrong with it."""


class MissingTextsError(GoldError):
    """The texts are kept elsewhere and are not on this machine."""


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """`speaker` is empty where it is unknown, “?” for an unnamed source."""

    start: int
    end: int
    form: str
    speaker: str = ""
    attribution: str = ""
    themes: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldText:
    name: str
    text: str
    language: str
    kind: str
    names: tuple[Any, ...]
    spans: tuple[GoldSpan, ...]
    is_held_out: bool = False


def read_gold(path: Path) -> list[GoldText]:
    """The texts of one file; raises GoldError. JSON names files relative to itself and its `folder`, with the SHA-256
    of what is read of them; MissingTextsError where that folder is not there."""
    try:
        content = path.read_text("utf-8")
        if path.suffix == ".json":
            gold = json.loads(content)
            folder = str(gold.get("folder", ""))
            if folder and not (path.parent / folder).is_dir():
                raise MissingTextsError(f"{path.name}: the texts it is about are not there ({folder}).")
            return [_of_json(entry, path, folder) for entry in gold["texts"]]
        return [_of_marked(content, path.stem)]
    except (OSError, UnicodeDecodeError, KeyError, TypeError, AttributeError, ValueError) as error:
        if isinstance(error, GoldError):
            raise
        raise GoldError(f"{path.name} is no gold file: {error}.") from error


def _of_marked(content: str, name: str) -> GoldText:
    head, separator, body = content.partition("\n---\n")
    if not separator:
        raise ValueError("it has no line “---” after its head")
    fields = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    names = tuple(
        _read_name(number, written_name)
        for number, written_name in enumerate(fields.get("names", "").split(";"), 1)
        if written_name.strip()
    )
    text, spans = read_marks(body.strip("\n"))
    return GoldText(
        name, text, fields.get("language", ""), fields.get("kind", ""), names, tuple(spans), "held" in fields
    )


def _read_name(number: int, names: str) -> dict[str, Any]:
    first, *other_names = [part.strip() for part in names.split("=")]
    return {"id": number, "name": first, "names": other_names}


def read_marks(marked_text: str) -> tuple[str, list[GoldSpan]]:
    """The text without its marks, and the spans in the order of their ends."""
    parts: list[str] = []
    spans: list[GoldSpan] = []
    open_marks: list[tuple[int, str, str]] = []
    length = position = 0
    for match in _MARK.finditer(marked_text):
        parts.append(marked_text[position : match.start()])
        length += match.start() - position
        position = match.end()
        if match.group() != "}}":
            open_marks.append((length, FORMS[match[1]], match[2]))
        elif open_marks:
            start, form, speaker = open_marks.pop()
            spans.append(GoldSpan(start, length, form, speaker))
        else:
            raise ValueError("a mark is closed that was not opened")
    if open_marks:
        raise ValueError("a mark is not closed")
    return "".join([*parts, marked_text[position:]]), spans


def _of_json(entry: Mapping[str, Any], path: Path, folder: str) -> GoldText:
    text = entry["text"] if "text" in entry else _read_elsewhere(entry, path, folder)
    spans = tuple(
        GoldSpan(mark["start"], mark["end"], mark.get("form", "indirect"), mark.get("speaker") or "",
                 mark.get("attribution", ""), tuple(mark.get("themes", ())))
        for mark in entry["spans"]
    )  # fmt: skip
    names = tuple(entry.get("names", ()))
    name = str(entry.get("name") or entry.get("file", ""))
    return GoldText(
        name, text, entry.get("language", ""), entry.get("kind", ""), names, spans, bool(entry.get("held"))
    )


def _read_elsewhere(entry: Mapping[str, Any], path: Path, folder: str) -> str:
    text = read_part(path.parent / folder / entry["file"], entry)
    if hashlib.sha256(text.encode()).hexdigest() != entry["sha256"]:
        raise GoldError(f"{path.name}: {entry['file']} is not the text that was read: its SHA-256 differs.")
    return text


def all_gold(paths: Iterable[Path]) -> list[GoldText]:
    """Reads the texts of files, and of folders, whose files are taken in the order of their names."""
    files = [file for path in paths for file in (sorted(path.iterdir()) if path.is_dir() else [path])]
    return [text for file in files if file.suffix in (".md", ".json", ".txt") for text in read_gold(file)]


def present_gold(paths: Iterable[Path]) -> tuple[list[GoldText], list[str]]:
    """Reads the same texts, except those of files that are not there; also returns why those were left out."""
    texts: list[GoldText] = []
    reasons = []
    for path in paths:
        try:
            texts += all_gold([path])
        except MissingTextsError as error:
            reasons.append(str(error))
    return texts, reasons
