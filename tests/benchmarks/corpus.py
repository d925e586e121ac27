"""A corpus for benchmarks, always the same: real words, names and dates with their skew, where the data are at hand."""

import datetime as dt
import itertools
import random
from collections.abc import Iterator

from archive.models import Document, Report, Statement, StatementTheme, Utterance

from . import bulk_load
from .entities import Events, Sources, Speakers, Themes
from .speeches import PER_DOCUMENT, Run, streams

# Raised when what is made changes: databases made by an earlier version are made again.
VERSION = 1
CHUNK = 500
DRAFT_EVERY = 101
CREATED_AT = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
KINDS = {
    "speech": 45,
    "news_report": 15,
    "transcript": 11,
    "press_release": 8,
    "readout": 6,
    "press_conference": 5,
    "commentary": 4,
    "joint_statement": 3,
    "policy": 2,
    "report": 1,
}
ATTRIBUTIONS = {"verbatim": 60, "paraphrase": 15, "translated": 10, "summary": 10, "question": 5}
COLUMNS_OF_DOCUMENT = (
    "id slug title source_id kind language text date event_id translator translator_name state published_at"
)
COLUMNS_OF_STATEMENT = (
    "id document_id start end text prefix suffix voice voice_label speaker_id attribution event_id date"
    " state published_at"
)


def make(statements: int, seed: int = 1) -> None:
    """Fills an empty migrated database with that many published statements; ``archive_search`` stays empty."""
    documents = statements // PER_DOCUMENT
    maker = Maker(random.Random(seed), documents)
    with bulk_load.without_triggers():
        numbers = iter(range(1, documents + documents // (DRAFT_EVERY - 1) + 1))
        while chunk := list(itertools.islice(numbers, CHUNK)):
            maker.write_documents(chunk)
        for nouns in (maker.themes, maker.sources, maker.speakers, maker.events):
            nouns.write()
        maker.utterances.write()
        bulk_load.derive_passages()
    bulk_load.reset_sequences()


class Maker:
    def __init__(self, rng: random.Random, documents: int):
        self.rng = rng
        self.themes = Themes(rng)
        self.sources = Sources()
        self.speakers = Speakers()
        self.events = Events(rng, documents)
        self.utterances = Utterances(rng)
        streamed, shares = streams(rng)
        chosen = rng.choices(streamed, shares, k=documents * 2)
        self.runs = (next(stream) for stream in chosen)
        self.kinds = itertools.cycle(rng.choices(list(KINDS), list(KINDS.values()), k=9973))
        self.attributions = itertools.cycle(
            rng.choices(list(ATTRIBUTIONS), list(ATTRIBUTIONS.values()), k=9973)
        )

    def write_documents(self, numbers: list[int]) -> None:
        documents, statements, themes = [], [], []
        for number in numbers:
            document, spans = self.document(number, next(self.runs))
            documents.append(document)
            statements += spans
            themes += self.choose_themes([span[0] for span in spans])
        bulk_load.write(Document, tuple(COLUMNS_OF_DOCUMENT.split()), documents)
        bulk_load.write(Statement, tuple(COLUMNS_OF_STATEMENT.split()), statements)
        bulk_load.write(StatementTheme, ("statement_id", "theme_id"), themes)

    def document(self, number: int, run: Run) -> tuple[tuple, list[tuple]]:
        rng, speech = self.rng, run.speech
        event, event_name, start = self.events.of(speech, rng)
        kind = "transcript" if speech.origin in ("archive-tw", "parlamint-es-ga") else next(self.kinds)
        published = number % DRAFT_EVERY != 0
        said = self.utterances.choose_words(number, run, published)
        title = self.title(run, event_name)
        row = (
            number,
            f"document-{number}",
            title,
            self.sources.of(speech.origin, rng),
            kind,
            speech.language,
            "\n\n".join(text for _, text in said),
            start + dt.timedelta(days=int(rng.expovariate(0.3))),
            event,
            *(("machine", "DeepL") if rng.random() < 0.03 else ("", "")),
            *(("published", CREATED_AT + dt.timedelta(minutes=number)) if published else ("draft", None)),
        )
        return row, list(self.statements(row, said, speech.roles))

    def title(self, run: Run, event_name: str) -> str:
        if event_name == run.speech.event:
            return run.speech.title[:400]
        return f"{run.speakers[0]} at {event_name}"[:400]

    def statements(self, document: tuple, said: list[tuple[str, str]], roles) -> Iterator[tuple]:
        number, text, event = document[0], document[6], document[8]
        at = 0
        for place, (name, words) in enumerate(said):
            end = at + len(words)
            around = (text[max(at - 40, 0) : at], text[end : end + 40])
            voice, label, speaker = self.voice(name, roles)
            own = document[7] if self.rng.random() < 0.03 else None
            attribution = next(self.attributions)
            yield (
                *(first_statement(number) + place, number, at, end, words, *around),
                *(voice, label, speaker, attribution, event, own, *document[-2:]),
            )
            at = end + 2

    def voice(self, name: str, roles) -> tuple[str, str, int | None]:
        """Not every statement has a named speaker; those that report an utterance are not told apart here."""
        chance = self.rng.random()
        if chance > 0.02:
            return "speaker", "", self.speakers.id(name, roles)
        return ("unnamed", "a senior official", None) if chance < 0.01 else ("narrator", "", None)

    def choose_themes(self, statements: list[int]) -> list[tuple[int, int]]:
        """Each statement's one to three themes, of the few that its document is about."""
        about = self.themes.of_document(self.rng)
        return [
            (statement, theme)
            for statement in statements
            for theme in dict.fromkeys(self.rng.choices(about, k=self.rng.choice((1, 1, 2, 3))))
        ]


def first_statement(document: int) -> int:
    return (document - 1) * PER_DOCUMENT + 1


class Utterances:
    """One statement in twenty reports an utterance that one to three other documents report in the same words.

    A lane gathers the reports of one utterance; the places of a document that report each take another lane, so no
    utterance is reported twice in a document.
    """

    SHARE = 0.05

    def __init__(self, rng: random.Random):
        self.rng = rng
        self.lanes: dict[tuple[str, int], dict] = {}
        self.rows: list[tuple[int, str]] = []
        self.reports: list[tuple[int, int]] = []

    def choose_words(self, document: int, run: Run, published: bool) -> list[tuple[str, str]]:
        """(speaker, words) of the document's ten statements, some of them those of an utterance under way."""
        said = list(zip(run.speakers, run.texts, strict=True))
        if published:
            places = [place for place in range(PER_DOCUMENT) if self.rng.random() < self.SHARE]
            for lane, place in enumerate(places):
                said[place] = self.add(
                    (run.speech.language, lane), first_statement(document) + place, said[place]
                )
        return said

    def add(self, key: tuple[str, int], statement: int, said: tuple[str, str]) -> tuple[str, str]:
        lane = self.lanes.setdefault(key, {"said": said, "wanted": self.rng.choice((2, 2, 3, 4)), "ids": []})
        lane["ids"].append(statement)
        if len(lane["ids"]) == lane["wanted"]:
            del self.lanes[key]
            self.rows.append((len(self.rows) + 1, lane["said"][1][:120]))
            self.reports += [(len(self.rows), pk) for pk in lane["ids"]]
        return lane["said"]

    def write(self) -> None:
        bulk_load.write(Utterance, ("id", "summary"), self.rows)
        reports = ((utterance, statement, "confirmed", "benchmark") for utterance, statement in self.reports)
        bulk_load.write(Report, ("utterance_id", "statement_id", "status", "rule"), reports)
