"""Looks for terms in the words of statements and writes what it finds; decisions stay where the words stand."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from archive.editing.locks import edit_transaction
from archive.models import Statement, Term, TermOccurrence, TermWording
from archive.models.vocabulary.term import MAX_CONTEXT
from archive.text.terms import Occurrence, TermFinder, Wording

BATCH = 500  # statements of one transaction
FIELDS = ("start", "end", "words", "before", "after", "wording")
TermWords = tuple[int, str]  # of a term, its words as they stand


@dataclass(frozen=True, slots=True)
class FindCounts:
    """``withdrawn``: occurrences whose words are not there any more."""

    statements: int = 0
    found: int = 0
    withdrawn: int = 0

    def __add__(self, other: "FindCounts") -> "FindCounts":
        return FindCounts(
            self.statements + other.statements, self.found + other.found, self.withdrawn + other.withdrawn
        )


def load_finder() -> TermFinder:
    """All terms, published or not; two queries."""
    originals = Term.objects.values_list("pk", "original", "language")
    wordings = TermWording.objects.order_by("pk").values_list("term", "text", "language")
    return TermFinder(Wording(*row) for rows in (originals, wordings) for row in rows)


def find_terms(statements: Sequence[int], finder: TermFinder | None = None) -> FindCounts:
    """Compares the occurrences of these statements with their words. The texts are read without the write lock; it is
    taken only where something is to be written, and what changed meanwhile is left to who changed it."""
    finder = finder or load_finder()
    statement_ids = [pk for pk, changes in _compare(statements, finder) if changes]
    counts = FindCounts(len(statements))
    if not statement_ids:
        return counts
    with edit_transaction():
        for _pk, changes in _compare(statement_ids, finder):
            counts += _write(changes)
    return counts


def find_everywhere(documents: Collection[int] = (), batch: int = BATCH) -> Iterator[FindCounts]:
    """Batch after batch of all statements, or of those in some documents, each in a transaction of its own."""
    finder, last = load_finder(), 0
    rows = Statement.objects.filter(document__in=documents) if documents else Statement.objects.all()
    while keys := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:batch]):
        yield find_terms(keys, finder)
        last = keys[-1]


@dataclass(frozen=True, slots=True)
class OccurrenceChanges:
    new: list[TermOccurrence]
    moved: list[tuple[int, TermOccurrence]]  # each with how far it goes to the right
    gone: list[int]

    def __bool__(self) -> bool:
        return bool(self.new or self.moved or self.gone)


def _compare(statements: Sequence[int], finder: TermFinder) -> Iterator[tuple[int, OccurrenceChanges]]:
    """Two queries for any number of statements."""
    rows = Statement.objects.anchored().filter(pk__any=statements)
    known_occurrences: dict[int, list[TermOccurrence]] = {}
    for row in TermOccurrence.objects.filter(statement__pk__any=statements).order_by("start", "pk"):
        known_occurrences.setdefault(row.statement_id, []).append(row)
    for pk, text, language in rows.values_list("pk", "text", "document__language"):
        present = [_row(pk, text, match) for match in finder.find(text, language)]
        yield pk, _changes(known_occurrences.get(pk, []), present)


def _row(statement: int, text: str, occurrence: Occurrence) -> TermOccurrence:
    return TermOccurrence(
        statement_id=statement,
        term_id=occurrence.term,
        start=occurrence.start,
        end=occurrence.end,
        words=text[occurrence.start : occurrence.end],
        before=text[max(0, occurrence.start - MAX_CONTEXT) : occurrence.start],
        after=text[occurrence.end : occurrence.end + MAX_CONTEXT],
        wording=occurrence.wording,
    )


def _changes(rows: list[TermOccurrence], present: list[TermOccurrence]) -> OccurrenceChanges:
    """A row is an occurrence that is ``present`` where the statement has its words as often as before, or has them
    between the same words."""
    rows_by_words: dict[TermWords, list[TermOccurrence]] = {}
    for row in rows:
        rows_by_words.setdefault((row.term_id, row.words), []).append(row)
    present_by_words: dict[TermWords, list[TermOccurrence]] = {}
    for occurrence in present:
        present_by_words.setdefault((occurrence.term_id, occurrence.words), []).append(occurrence)
    changes = OccurrenceChanges(
        [],
        [],
        [row.pk for words, group in rows_by_words.items() if words not in present_by_words for row in group],
    )
    for words, occurrences in present_by_words.items():
        _match_rows(rows_by_words.get(words, []), occurrences, changes)
    return changes


def _match_rows(
    rows: list[TermOccurrence], present: list[TermOccurrence], changes: OccurrenceChanges
) -> None:
    pairs = (
        list(zip(rows, present, strict=True))
        if len(rows) == len(present)
        else _pairs_by_context(rows, present)
    )
    row_ids = {row.pk for row, _occurrence in pairs}
    known_starts = {occurrence.start for _row, occurrence in pairs}
    changes.gone.extend(row.pk for row in rows if row.pk not in row_ids)
    changes.new.extend(occurrence for occurrence in present if occurrence.start not in known_starts)
    for row, occurrence in pairs:
        if any(getattr(row, name) != getattr(occurrence, name) for name in FIELDS):
            changes.moved.append((occurrence.start - row.start, row))
            for name in FIELDS:
                setattr(row, name, getattr(occurrence, name))


def _pairs_by_context(
    rows: list[TermOccurrence], present: list[TermOccurrence]
) -> list[tuple[TermOccurrence, TermOccurrence]]:
    """Pairs rows and occurrences with the same words on both sides, else on one: a statement may have become longer at
    one end."""
    pairs: list[tuple[TermOccurrence, TermOccurrence]] = []
    rows, present = list(rows), list(present)
    for sides in (("before", "after"), ("before",), ("after",)):
        for row in list(rows):
            context = [getattr(row, side) for side in sides]
            is_same = (
                occurrence
                for occurrence in present
                if [getattr(occurrence, side) for side in sides] == context
            )
            match = next(is_same, None) if any(context) else None
            if match:
                pairs.append((row, match))
                rows.remove(row)
                present.remove(match)
    return pairs


def _write(changes: OccurrenceChanges) -> FindCounts:
    """Writes the changes in an order in which no two rows of a term ever have one place: those that move left from the
    first on, then those that move right from the last on."""
    TermOccurrence.objects.filter(pk__any=changes.gone).delete()
    for _distance, row in sorted(changes.moved, key=lambda move: (move[0] > 0, _order(*move))):
        row.save()
    TermOccurrence.objects.bulk_create(changes.new)
    return FindCounts(0, len(changes.new), len(changes.gone))


def _order(distance: int, row: TermOccurrence) -> int:
    return -row.start if distance > 0 else row.start
