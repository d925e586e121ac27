"""Fills a database with documents whose every piece is a statement, and asks for likely reports."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connection

from archive.editing.report_pairs import frequencies, translations
from archive.editing.report_pairs.suggestions import find_likely_reports
from archive.models import Document, Event, Source, Speaker, Statement
from tests.teardown import empty_tables

FIRST = 5


@dataclass(frozen=True)
class Text:
    """A document: its pieces in order; ``original`` is the place of the text it translates; ``event`` a name."""

    pieces: Sequence[str]
    language: str = "en"
    original: int | None = None
    event: str = ""
    speaker: str = ""


@dataclass
class Result:
    """``links``: how many were asked for; ``offered``: pairs above the threshold, ``right`` how many of them."""

    name: str
    statements: int
    links: int = 0
    found: int = 0
    offered: int = 0
    right: int = 0
    missed: list[tuple[int, int]] = field(default_factory=list)

    def row(self) -> str:
        share = f"{self.found / self.links:.3f}" if self.links else "–"
        precision = f"{self.right / self.offered:.2f}" if self.offered else "–"
        return f"| {self.name} | {self.statements:,} | {self.links:,} | {share} | {self.offered:,} | {precision} |"


HEAD = "| set | statements | links | R@5 | offered | right |\n|---|---|---|---|---|---|"


def fill(texts: Sequence[Text]) -> list[list[int]]:
    """The ids of the statements of each text, in order; the archive holds nothing else afterwards."""
    empty_tables()
    source = Source.objects.create(name="Gazette", slug="gazette")
    events = _load_named(Event, {text.event for text in texts})
    speakers = _load_named(Speaker, {text.speaker for text in texts})
    documents: list[Document] = []
    for number, text in enumerate(texts):
        original = None if text.original is None else documents[text.original]
        fields = {"translation_of": original, "translator": "official" if original else ""}
        words = "\n\n".join(text.pieces)
        documents.append(
            Document.objects.create(
                slug=f"t{number}",
                title=f"Text {number}",
                source=source,
                kind="speech",
                language=text.language,
                text=words,
                event=events.get(text.event),
                **fields,
            )
        )
    ids = []
    for document, text in zip(documents, texts, strict=True):
        rows, start = [], 0
        for piece in text.pieces:
            who = {"speaker": speakers[text.speaker]} if text.speaker else {"voice": "narrator"}
            end = start + len(piece)
            rows.append(
                Statement(
                    document=document,
                    start=start,
                    end=end,
                    text=piece,
                    attribution="paraphrase",
                    event=events.get(text.event),
                    **who,
                )
            )
            start = end + 2
        ids.append([row.pk for row in Statement.objects.bulk_create(rows)])
    refresh()
    return ids


def _load_named(model, names: Collection[str]) -> dict:
    return {
        name: model.objects.create(name=name, slug=f"n{number}")
        for number, name in enumerate(sorted(names - {""}))
    }


def refresh() -> None:
    """Renews what is kept about the archive, so that statistics and frequencies are those of its present texts."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE archive_search")
    for kept in (frequencies.word_rarity, frequencies.known_names):
        kept.cache_clear()
    translations._alignments.clear()


def measure(name: str, links: Mapping[int, Collection[int]]) -> Result:
    """``links``: for each statement that is asked for, those that are to be found; nothing else is right."""
    result = Result(name, Statement.objects.count())
    pairs = set()
    for statement, others in links.items():
        ranked = [report.other for report in find_likely_reports(statement, threshold=0.0)][:FIRST]
        result.links += len(others)
        result.found += len(set(ranked) & set(others))
        result.missed += [(statement, other) for other in others if other not in ranked]
        pairs |= {
            (min(statement, report.other), max(statement, report.other))
            for report in find_likely_reports(statement)
        }
    result.offered = len(pairs)
    result.right = sum(there in links.get(here, ()) or here in links.get(there, ()) for here, there in pairs)
    return result
