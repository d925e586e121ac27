"""What was taken out of a text and what was put in, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

TOKENS = re.compile(r"\s+|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+|.", re.DOTALL)
WHOLE_HEAD = re.compile(r".*(?=\s)|.*", re.DOTALL)  # up to the last blank, that no word is cut
WHOLE_TAIL = re.compile(r"(?:^\S*\s+)?(\S.*|)$", re.DOTALL)
AROUND = 60  # characters of what stayed the same that are shown beside a change
MOST = 3_000  # words up to which two stretches are compared; beyond it they are shown whole


@dataclass(frozen=True)
class Run:
    kind: str  # same, gone, new, skip
    text: str


def difference(before: str, after: str) -> list[Run]:
    """Paragraphs first, then words within those that differ; long stretches without a change are left out."""
    left, right = paragraphs(before), paragraphs(after)
    runs = []
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        old, new = "".join(left[a1:a2]), "".join(right[b1:b2])
        runs += [Run("same", old)] if kind == "equal" else words(old, new)
    return shorten(runs)


def paragraphs(text: str) -> list[str]:
    return re.findall(r"[^\n]*\n+|[^\n]+$", text)


def words(before: str, after: str) -> list[Run]:
    left, right = TOKENS.findall(before), TOKENS.findall(after)
    if max(len(left), len(right)) > MOST:
        return replaced(before, after)
    runs = []
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        old, new = "".join(left[a1:a2]), "".join(right[b1:b2])
        runs += [Run("same", old)] if kind == "equal" else replaced(old, new)
    return runs


def replaced(old: str, new: str) -> list[Run]:
    return [run for run in (Run("gone", old), Run("new", new)) if run.text]


def shorten(runs: list[Run]) -> list[Run]:
    short = []
    for place, run in enumerate(runs):
        if run.kind != "same" or len(run.text) <= 2 * AROUND + 20:
            short.append(run)
            continue
        head = WHOLE_HEAD.match(run.text[:AROUND]).group() if place else ""
        tail = WHOLE_TAIL.search(run.text[-AROUND:]).group(1) if place < len(runs) - 1 else ""
        short += [part for part in (Run("same", head), Run("skip", " … "), Run("same", tail)) if part.text]
    return short
