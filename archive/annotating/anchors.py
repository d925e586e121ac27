"""Moves the statements of a document when its text is corrected (design, rule 2).

`following` says where a span went, or why it cannot be told. `correct_text` writes. A correction with a span that
cannot be told, or whose own words change, is refused: a review queue would take the `Touched` where `TextRefused`
is raised.
"""

from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone

from archive.models import Document, Statement
from archive.models.turns import take_turn

from .following import Fate, Followed, Span, Why, follow


@dataclass(frozen=True, slots=True)
class Touched:
    statement: Statement
    why: Why


@dataclass(frozen=True, slots=True)
class Moved:
    moved: int
    kept: int


class TextRefused(ValueError):
    """The correction touches words that statements stand on; nothing was written."""

    def __init__(self, touched: list[Touched]):
        super().__init__(f"the correction touches the words of {len(touched)} statements")
        self.touched = touched


@transaction.atomic
def correct_text(document: Document, new_text: str) -> Moved:
    """Give the document its new (canonical) text and take its statements along; raises TextRefused.

    Locks the document's row, so a statement cannot be added meanwhile. `document` is refreshed.
    """
    take_turn()
    locked = Document.objects.select_for_update().get(pk=document.pk)
    statements = list(locked.statements.select_for_update().in_reading_order())
    places, touched = _destinations(locked.text, new_text, statements)
    if touched:
        raise TextRefused(touched)
    Document.objects.filter(pk=locked.pk).update(text=new_text, updated_at=timezone.now())
    moved = _move(statements, places, new_text)
    _check_now()
    document.refresh_from_db(fields=["text", "text_version", "text_hash"])
    return Moved(moved, len(statements) - moved)


def _destinations(old: str, new: str, statements: list[Statement]) -> tuple[list[Span], list[Touched]]:
    results = follow(old, new, [(statement.start, statement.end) for statement in statements])
    lost = [Touched(s, _why(r)) for s, r in zip(statements, results, strict=True) if _why(r)]
    return [result.span for result in results], lost


def _why(result: Followed) -> Why | None:
    """Words that were corrected stand in the way as well: a statement's words are not rewritten silently."""
    return Why.TOUCHED if result.fate is Fate.CHANGED else result.why


def _move(statements: list[Statement], places: list[Span], text: str) -> int:
    """How many moved. Written also where only the words around changed: the database fills them in again."""
    stale, moved = [], 0
    for statement, (start, end) in zip(statements, places, strict=True):
        moved += statement.start != start
        around = text[max(start - 40, 0) : start], text[end : end + 40]
        if statement.start != start or around != (statement.prefix, statement.suffix):
            statement.start, statement.end = start, end
            stale.append(statement)
    Statement.objects.bulk_update(stale, ["start", "end"], batch_size=500)
    return moved


def _check_now() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS statement_words_are_the_documents IMMEDIATE")
        cursor.execute("SET CONSTRAINTS statement_words_are_the_documents DEFERRED")
