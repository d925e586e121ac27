"""What was deleted from a text and what was inserted, word by word; punctuation and spaces count too."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

import regex

from archive.text.words import WORD

_TOKEN = regex.compile(rf"{WORD.pattern}|\s+|.", regex.V1 | regex.DOTALL)
_LINE = re.compile(r"[^\n]*\n+|[^\n]+$")
_HEAD = re.compile(r".*(?=\s)|.*", re.DOTALL)  # up to the last space, so that no word is cut
_TAIL = re.compile(r"(?:^\S*\s+)?(\S.*|)$", re.DOTALL)
CONTEXT = 60  # characters of what stayed the same that are shown beside a change
MAX_COMPARED = 3_000  # words up to which two passages are compared; beyond it they are shown whole


class DiffKind(StrEnum):
    EQUAL = "equal"
    DELETED = "deleted"
    INSERTED = "inserted"
    OMITTED = "omitted"  # equal, and too long to be shown


@dataclass(frozen=True)
class DiffRun:
    kind: DiffKind
    text: str


def diff_words(before: str, after: str) -> list[DiffRun]:
    """Lines first, then words within those that differ; long runs without a change are left out.

    Unlike paragraphs, lines keep their line ends: the texts may be notes in any form.
    """
    left, right = _LINE.findall(before), _LINE.findall(after)
    runs: list[DiffRun] = []
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        old, new = "".join(left[a1:a2]), "".join(right[b1:b2])
        runs += [DiffRun(DiffKind.EQUAL, old)] if kind == "equal" else _diff_line(old, new)
    return _shorten(runs)


def _diff_line(before: str, after: str) -> list[DiffRun]:
    left, right = _TOKEN.findall(before), _TOKEN.findall(after)
    if max(len(left), len(right)) > MAX_COMPARED:
        return _replacement(before, after)
    runs: list[DiffRun] = []
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        old, new = "".join(left[a1:a2]), "".join(right[b1:b2])
        runs += [DiffRun(DiffKind.EQUAL, old)] if kind == "equal" else _replacement(old, new)
    return runs


def _replacement(old: str, new: str) -> list[DiffRun]:
    return [run for run in (DiffRun(DiffKind.DELETED, old), DiffRun(DiffKind.INSERTED, new)) if run.text]


def _shorten(runs: list[DiffRun]) -> list[DiffRun]:
    short: list[DiffRun] = []
    for number, run in enumerate(runs):
        if run.kind != DiffKind.EQUAL or len(run.text) <= 2 * CONTEXT + 20:
            short.append(run)
            continue
        head = _match(_HEAD, run.text[:CONTEXT])[0] if number else ""
        tail = _match(_TAIL, run.text[-CONTEXT:])[1] if number < len(runs) - 1 else ""
        parts = DiffRun(DiffKind.EQUAL, head), DiffRun(DiffKind.OMITTED, " … "), DiffRun(DiffKind.EQUAL, tail)
        short += [part for part in parts if part.text]
    return short


def _match(pattern: re.Pattern[str], text: str) -> re.Match[str]:
    match = pattern.search(text)
    assert match, "both patterns match every text"
    return match
