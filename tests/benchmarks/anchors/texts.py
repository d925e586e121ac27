"""The texts that are corrected: our own in eleven languages, and excerpts of the shared data where present."""

import gzip
import json
import random
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path

from .characters import WITHOUT_SPACES

OWN = Path(__file__).parent / "texts"
SHARED = Path(__file__).resolve().parents[4] / "shared"
SIZE = 4000  # characters of a text of words with spaces between them, about
SIZE_WITHOUT_SPACES = 1600
SPEECHES = {
    "un-general-debate/ungd-2000-2024.jsonl.gz": "en",
    "us-state-of-the-union/sotu-1790-2024.jsonl.gz": "en",
    "archive-tw/archive-tw-2015-2018.jsonl.gz": "zh",
    "parlamint-es-ga/parlamint-es-ga-2015-2017.jsonl.gz": "gl",
}
MAX_LINES = 60  # of a file of many speeches


@cache
def texts() -> dict[str, list[list[str]]]:
    """Returns the texts of each language, as lists of paragraphs."""
    found: dict[str, list[list[str]]] = {}
    for path in sorted(OWN.glob("*.txt")):
        found.setdefault(path.stem, []).append(path.read_text("utf-8").strip().split("\n\n"))
    if SHARED.is_dir():
        for language, paragraphs in _shared():
            cleaned = [paragraph.strip() for paragraph in paragraphs if paragraph.strip()]
            if sum(map(len, cleaned)) > 800:
                found.setdefault(language, []).append(cleaned)
    return found


def _shared() -> Iterator[tuple[str, list[str]]]:
    data = SHARED / "data"
    for path in sorted(SHARED.glob("seeds/*.txt")):
        yield "en", path.read_text("utf-8").split("\n")
    for path in sorted(data.glob("chinese-law-ai/zh/*.md")):
        yield "zh", path.read_text("utf-8").split("\n\n")
    for name, language in {"arb": "ar", "cmn_hans": "zh", "eng": "en", "fra": "fr"}.items():
        path = data / "udhr-parallel" / f"{name}.txt"
        if path.is_file():
            yield language, path.read_text("utf-8").split("\n")
    for name, language in SPEECHES.items():
        if (data / name).is_file():
            with gzip.open(data / name, "rt", encoding="utf-8") as lines:
                for line in islice(lines, MAX_LINES):
                    speech = json.loads(line)
                    if speech["language"].startswith(language):
                        yield language, [paragraph["text"] for paragraph in speech["paragraphs"]]


def excerpt(rng: random.Random, language: str, *, own: bool = False) -> str:
    """Returns some consecutive paragraphs, parted by blank lines."""
    choice = texts()[language]
    paragraphs = choice[0] if own or rng.random() < 0.3 else rng.choice(choice)
    limit = SIZE_WITHOUT_SPACES if language in WITHOUT_SPACES else SIZE
    first = rng.randrange(len(paragraphs))
    chosen: list[str] = []
    for paragraph in paragraphs[first:] + paragraphs[:first]:
        chosen.append(" ".join(paragraph[:limit].split()))
        if sum(map(len, chosen)) > limit:
            break
    return "\n\n".join(chosen)
