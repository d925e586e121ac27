"""Languages: of whole documents, of 300 and of 100 characters from the middle.

The texts are those of ../shared/data in seven languages and the translations of Django itself, which is installed
wherever this runs: sentences of a program in 60 languages, written by their speakers.
"""

import gettext
import gzip
import json
import random
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import django
from lxml import etree

from archive.importing.structure.language import guess_language
from tests.benchmarks.importing import DATA, Table

SIZES = (100_000, 300, 100)  # characters; the first takes a document whole
TIMES = 3  # pieces of each document
_DJANGO = Path(django.__file__).parent
_SAME = {"nb": "no", "zh_Hans": "zh-Hans", "zh_Hant": "zh-Hant", "sr_Latn": "sr", "ckb": "ckb"}
_NOT_MEASURED = re.compile(r"en|es_|fr_|de_|pt_BR|ar_|ast|dsb|hsb|ia|io|os|udm|kab|lb|fy|my|am|eo|br")
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}|<[^>]+>|&\w+;|https?://\S+")
_FILES = (("eng", "en"), ("fra", "fr"), ("arb", "ar"), ("cmn_hans", "zh-Hans"))
_BULK = (
    ("parlamint-es-ga/parlamint-es-ga-2015-2017.jsonl.gz", 40, "gl"),
    ("archive-tw/archive-tw-2015-2018.jsonl.gz", 40, "zh-Hant"),
    ("un-general-debate/ungd-2000-2024.jsonl.gz", 40, "en"),
)
_TEI = (("tei-parliaments/es-ct", "ca"), ("tei-parliaments/siparl-tei", "sl"))


class Sample(NamedTuple):
    corpus: str
    language: str
    text: str


def samples() -> Iterator[Sample]:
    yield from _own_texts()
    for language, text in sorted(_translations().items()):
        yield Sample("Django", language, text)


def pieces(text: str, size: int, chance: random.Random) -> Iterator[str]:
    if size > len(text):
        yield text[:20_000]
        return
    for _ in range(TIMES):
        start = chance.randrange(len(text) - size + 1)
        yield text[start : start + size].split(" ", 1)[-1]


def _own_texts() -> Iterator[Sample]:
    for name, language in _FILES:
        yield Sample("UDHR", language, (DATA / "udhr-parallel" / f"{name}.txt").read_text("utf-8"))
    for name, most, language in _BULK:
        with gzip.open(DATA / name, "rt", encoding="utf-8") as lines:
            rows = (json.loads(line) for line in lines)
            fitting = (row for row in rows if row["language"] in (language, language.split("-")[0]))
            for _, row in zip(range(most), fitting, strict=False):
                yield Sample(
                    name.split("/")[0],
                    language,
                    "\n\n".join(paragraph["text"] for paragraph in row["paragraphs"]),
                )
    for folder, language in _TEI:
        for path in sorted((DATA / folder).glob("*.xml")):
            paragraphs = etree.parse(path).iterfind(".//{*}body//{*}u//{*}seg")
            text = "\n\n".join(" ".join("".join(paragraph.itertext()).split()) for paragraph in paragraphs)
            if text:
                yield Sample(folder.split("/")[1], language, text)
    for path in sorted((DATA / "quotes-spkatt-bundestag" / "raw").glob("*.json"))[:40]:
        sentences = json.loads(path.read_text("utf-8"))["Sentences"]
        yield Sample("Bundestag", "de", " ".join(" ".join(sentence["Tokens"]) for sentence in sentences))


def _translations() -> dict[str, str]:
    texts = defaultdict(list)
    for path in sorted(_DJANGO.rglob("locale/*/LC_MESSAGES/django.mo")):
        name = path.parts[-3]
        if _NOT_MEASURED.match(name):
            continue
        with path.open("rb") as file:
            catalog = gettext.GNUTranslations(file)._catalog
        texts[_SAME.get(name, name)] += [
            _PLACEHOLDER.sub("", value).replace("\n", " ")
            for key, value in catalog.items()
            if key and key != value and isinstance(value, str) and len(value) > 15
        ]
    return {name: unicodedata.normalize("NFC", "\n".join(texts[name])) for name in texts}


def measure() -> Iterable[Table]:
    counts, wrong = Counter(), Counter()
    chance = random.Random(9)
    for corpus, language, text in samples():
        for size in SIZES:
            for piece in pieces(text, size, chance):
                guess = guess_language(piece)
                verdict = "right" if _is_right(guess, language) else "wrong" if guess else "unknown"
                counts[size, corpus, verdict] += 1
                if verdict == "wrong":
                    wrong[size, f"{language} as {guess}"] += 1
    yield Table(
        "Languages",
        ("characters", "corpus", "right", "unknown", "wrong"),
        [
            (
                _size_label(size),
                corpus,
                *(counts[size, corpus, verdict] for verdict in ("right", "unknown", "wrong")),
            )
            for size, corpus in dict.fromkeys(key[:2] for key in sorted(counts, reverse=True))
        ],
    )
    yield Table(
        "Languages taken for another",
        ("characters", "language", "times"),
        [
            (_size_label(size), pair, times)
            for (size, pair), times in sorted(wrong.items(), key=lambda item: -item[1])
        ],
    )


def _size_label(size: int) -> str:
    return "whole" if size == SIZES[0] else str(size)


def _is_right(guess: str, language: str) -> bool:
    """Chinese without a character that shows which is right as plain “zh”."""
    return guess == language or (guess == "zh" and language.startswith("zh-"))
