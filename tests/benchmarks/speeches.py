"""Real words for the corpus: runs of pieces of speeches, from the JSON Lines files that lie beside the checkout.

A record (a speech, a sitting) is cut into runs of ten pieces; when all records are used up, further runs take the
heading and the speakers of one that was, and sentences drawn from all of them, so that every word stays as frequent
as it is while no document is a copy.
"""

import datetime as dt
import gzip
import itertools
import json
import random
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from django.conf import settings

FOLDER = settings.BASE_DIR.parent / "shared" / "data"
# Of a hundred documents, how many come from where.
SHARES = {"un-general-debate": 80, "us-state-of-the-union": 8, "archive-tw": 8, "parlamint-es-ga": 4}
PER_DOCUMENT = 10
FIRST_YEAR = 1946
UNSEEN = re.compile("[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u200b\ufeff]")


@dataclass(frozen=True, slots=True)
class Speech:
    """What all runs cut from one record share; ``roles`` holds (title, organisation) by speaker's name."""

    title: str
    date: dt.date
    event: str
    language: str
    origin: str
    roles: dict[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Run:
    """The stuff of one document: ten pieces, each with the name of who speaks."""

    speech: Speech
    speakers: tuple[str, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """How long a statement of some language is, in words or characters, from ``least`` to ``enough``."""

    size: Callable[[str], int]
    least: int
    enough: int
    most: int
    joint: str
    sentence: re.Pattern


WORDS = Measure(
    lambda text: text.count(" ") + 1, 20, 46, 80, " ", re.compile(r"\S.*?[.!?;][”\"’')]*(?= |$)|\S.+$")
)
CHARACTERS = Measure(len, 40, 110, 160, "", re.compile(r"[^。！？]+(?:[。！？]+[」』”）]*|$)"))
MEASURES = {"en": WORDS, "gl": WORDS, "zh-Hant": CHARACTERS}
LONGER = 4  # times as long: 80 to 184 words, 130 on average


def use_long_paragraphs() -> None:
    """From now on statements are as long as whole paragraphs of speeches."""
    for language, measure in MEASURES.items():
        sizes = {name: getattr(measure, name) * LONGER for name in ("least", "enough", "most")}
        MEASURES[language] = replace(measure, **sizes)


class Origin:
    """One of the data sets as an endless stream of runs."""

    def __init__(self, name: str, rng: random.Random):
        self.name = name
        self.rng = rng
        self.used: list[tuple[Speech, tuple[str, ...]]] = []

    def runs(self) -> Iterator[Run]:
        for record in self.records():
            speech = self.speech(record)
            pieces = cut_into_pieces(record, MEASURES[speech.language], self.rng)
            for run in runs_of_ten(speech, pieces):
                self.used.append((speech, run.speakers))
                yield run
        yield from self.drawn_runs()

    def drawn_runs(self) -> Iterator[Run]:
        pools: dict[str, list[str]] = {}
        for record in self.records():
            sentence = MEASURES[record["language"]].sentence
            pool = pools.setdefault(record["language"], [])
            pool.extend(
                itertools.chain.from_iterable(sentence.findall(text) for _, text in spoken_paragraphs(record))
            )
        endless = {
            language: self.endless_pieces(pool, MEASURES[language]) for language, pool in pools.items()
        }
        while True:
            speech, speakers = self.rng.choice(self.used)
            yield Run(speech, speakers, tuple(itertools.islice(endless[speech.language], PER_DOCUMENT)))

    def endless_pieces(self, pool: list[str], measure: Measure) -> Iterator[str]:
        return pieces_of((self.rng.choice(pool) for _ in itertools.count()), measure, self.rng)

    def records(self) -> Iterator[dict]:
        """Reads the records in an order of its own, so that the first few are not all of one year; lines are let go
        when read."""
        with gzip.open(next((FOLDER / self.name).glob("*.jsonl.gz")), "rb") as file:
            lines = file.readlines()
        random.Random(self.name).shuffle(lines)
        while lines:
            record = json.loads(lines.pop())
            if record["language"] in MEASURES and int(record["date"][:4]) >= FIRST_YEAR:
                yield record

    def speech(self, record: dict) -> Speech:
        roles = {
            clean(s["name"])[:200]: ((s.get("role") or "")[:200], (s.get("organization") or "")[:200])
            for s in record["speakers"]
        }
        texts = {name: clean(record[name]) for name in ("title", "event")}
        return Speech(
            **texts, date=day(record["date"]), language=record["language"], origin=self.name, roles=roles
        )


def day(date: str) -> dt.date:
    """Only the general debates of the United Nations know no more than the year: they are held late in September."""
    return dt.date.fromisoformat(date) if len(date) == 10 else dt.date(int(date[:4]), 9, 24)


def clean(text: str) -> str:
    """Makes a text as a document's has to be: composed, no control characters, single spaces."""
    return " ".join(UNSEEN.sub("", unicodedata.normalize("NFC", text)).split())


def spoken_paragraphs(record: dict) -> Iterator[tuple[str, str]]:
    """Yields (speaker, paragraph), without stage notes."""
    for paragraph in record["paragraphs"]:
        if paragraph["speaker"]:
            yield clean(paragraph["speaker"])[:200], clean(paragraph["text"])


def cut_into_pieces(record: dict, measure: Measure, rng: random.Random) -> Iterator[tuple[str, str]]:
    """(speaker, piece): what one says in a row, in pieces of whole sentences; shorter remarks are left out."""
    for speaker, paragraphs in itertools.groupby(spoken_paragraphs(record), key=lambda pair: pair[0]):
        sentences = itertools.chain.from_iterable(measure.sentence.findall(text) for _, text in paragraphs)
        for piece in pieces_of(sentences, measure, rng):
            yield speaker, piece


def pieces_of(sentences: Iterable[str], measure: Measure, rng: random.Random) -> Iterator[str]:
    """Sentences in a row joined to pieces; a sentence longer than a piece may be is left out."""
    held: list[str] = []
    length = 0
    enough = rng.randint(measure.least, measure.enough)
    for sentence in sentences:
        size = measure.size(sentence)
        if length + size > measure.most:
            held, length = [], 0
        if size > measure.most:
            continue
        held.append(sentence)
        length += size
        if length >= enough:
            yield measure.joint.join(held).strip()
            held, length, enough = [], 0, rng.randint(measure.least, measure.enough)


def runs_of_ten(speech: Speech, pieces: Iterator[tuple[str, str]]) -> Iterator[Run]:
    while len(ten := tuple(itertools.islice(pieces, PER_DOCUMENT))) == PER_DOCUMENT:
        speakers, texts = zip(*ten, strict=True)
        yield Run(speech, speakers, texts)


def streams(rng: random.Random) -> tuple[list[Iterator[Run]], list[int]]:
    """The streams of runs and their shares; invented ones where there are no data."""
    from .synthetic import SyntheticSpeech

    if FOLDER.is_dir():
        return [Origin(name, rng).runs() for name in SHARES], list(SHARES.values())
    return [SyntheticSpeech(language, rng).runs() for language in ("en", "zh-Hant")], [92, 8]
