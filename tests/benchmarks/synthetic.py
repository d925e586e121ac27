"""Where no data lie beside the checkout: words invented from syllables, with the skew of real speech (Zipf)."""

import datetime as dt
import itertools
import random
from collections.abc import Iterator

from .speeches import PER_DOCUMENT, Run, Speech

SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu"
WORDS = ["".join(parts) for parts in itertools.product(SYLLABLES.split(), repeat=3)]
CHARACTERS = [chr(0x4E00 + 7 * n) for n in range(2_500)]
SPEAKERS = 2_000


class SyntheticSpeech:
    """An endless stream of runs in one language, with the interface of ``texts.Origin``."""

    def __init__(self, language: str, rng: random.Random):
        self.language = language
        self.rng = rng
        self.chinese = language == "zh-Hant"
        units = CHARACTERS if self.chinese else WORDS
        self.units = rng.sample(units, len(units))
        self.weights = list(itertools.accumulate(1 / rank for rank in range(1, len(units) + 1)))
        self.names = list(dict.fromkeys(self.name() for _ in range(SPEAKERS)))

    def name(self) -> str:
        if self.chinese:
            return "".join(self.rng.sample(CHARACTERS, 3))
        return " ".join(self.rng.sample(WORDS, 2)).title()

    def text(self) -> str:
        length = self.rng.randint(40, 140) if self.chinese else self.rng.randint(20, 70)
        units = self.rng.choices(self.units, cum_weights=self.weights, k=length)
        return "".join(units) + "。" if self.chinese else " ".join(units).capitalize() + "."

    def runs(self) -> Iterator[Run]:
        while True:
            year = 1946 + int(79 * self.rng.random() ** 0.5)
            speaker = self.names[int(len(self.names) * self.rng.random() ** 2.5)]
            texts = tuple(self.text() for _ in range(PER_DOCUMENT))
            yield Run(self.speech(year, speaker), (speaker,) * PER_DOCUMENT, texts)

    def speech(self, year: int, speaker: str) -> Speech:
        date = dt.date(year, 1, 1) + dt.timedelta(days=self.rng.randrange(365))
        title = f"Statement by {speaker}, {date:%B} {year}"
        return Speech(title, date, f"General Debate ({year})", self.language, "invented", {})
