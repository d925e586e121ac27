"""Fills a database with documents whose every piece is a statement, and asks for likely reports."""

from collections.abc import Collection, Iterator, Mapping, Sequence
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
    """``links``: how many were asked for; ``offered``: for each pair above the threshold its score and whether it is
    right."""

    name: str
    statements: int
    links: int = 0
    found: int = 0
    offered: list[tuple[float, bool]] = field(default_factory=list)
    missed: list[tuple[int, int]] = field(default_factory=list)

    def row(self) -> str:
        share = f"{self.found / self.links:.3f}" if self.links else "–"
        right = share_of_right(self.offered)
        return f"| {self.name} | {self.statements:,} | {self.links:,} | {share} | {len(self.offered):,} | {right} |"

    def score_rows(self) -> Iterator[str]:
        """Yields how many are right of the pairs offered in each tenth of the score."""
        for tenth in range(4, 11):
            pairs = [(score, is_right) for score, is_right in self.offered if int(score * 10) == tenth]
            if pairs:
                yield f"| {self.name}, scores from {tenth * 10} | | | | {len(pairs):,} | {share_of_right(pairs)} |"


def share_of_right(offered: Sequence[tuple[float, bool]]) -> str:
    return f"{sum(is_right for _score, is_right in offered) / len(offered):.2f}" if offered else "–"


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
    scores: dict[tuple[int, int], float] = {}
    for statement, others in links.items():
        ranked = [report.other for report in find_likely_reports(statement, threshold=0.0)][:FIRST]
        result.links += len(others)
        result.found += len(set(ranked) & set(others))
        result.missed += [(statement, other) for other in others if other not in ranked]
        for report in find_likely_reports(statement):
            pair = min(statement, report.other), max(statement, report.other)
            scores[pair] = max(report.similarity.score, scores.get(pair, 0.0))
    result.offered = [
        (score, there in links.get(here, ()) or here in links.get(there, ()))
        for (here, there), score in scores.items()
    ]
    return result
