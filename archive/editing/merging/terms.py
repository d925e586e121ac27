"""The parts of a merge that only terms have: wordings and their occurrences."""

from django.db import models
from django.utils.translation import gettext as _

from archive.editing.errors import EditError
from archive.editing.states import DELETED, Actor, check_transition
from archive.models import Term, TermOccurrence, TermWording
from archive.text.languages import base_language

Status = TermOccurrence.Status
# Words that were confirmed for one of the two and rejected for the other are the term that both are now.
STATUS_PRECEDENCE = {Status.UNDECIDED: 0, Status.REJECTED: 1, Status.CONFIRMED: 2}
DECISION_FIELDS = ("end", "words", "before", "after", "wording", "status", "decided_by", "decided_at")


def check_publication(actor: Actor, survivor: Term, duplicate: Term) -> None:
    """Raises EditError where readers would lose a page, NotAllowedError where the actor may not change or delete public
    rows."""
    if duplicate.is_published and not survivor.is_published:
        raise EditError(
            _("Readers know “%(published)s”: keep that one, or publish “%(other)s” first.")
            % {"published": duplicate, "other": survivor}
        )
    check_transition(actor, survivor, survivor.state)
    check_transition(actor, duplicate, DELETED)


def copy_wordings(survivor: Term, duplicate: Term) -> int:
    """Copies the wordings that the survivor lacks, the duplicate's original included, and returns how many. The
    duplicate keeps its own until it is deleted, since its occurrences are still being found."""
    wordings = {(survivor.original, survivor.language), *survivor.wordings.values_list("text", "language")}
    is_same_language = base_language(survivor.language) == base_language(duplicate.language)
    kind = TermWording.Kind.VARIANT if is_same_language else TermWording.Kind.RENDERING
    original_key = (duplicate.original, duplicate.language, kind)
    rows = {
        (text, language): TermWording(term=survivor, text=text, language=language, kind=kind)
        for text, language, kind in [
            original_key,
            *duplicate.wordings.values_list("text", "language", "kind"),
        ]
        if (text, language) not in wordings
    }
    TermWording.objects.bulk_create(rows.values())
    return len(rows)


def move_occurrences(survivor: Term, occurrences: models.QuerySet) -> int:
    """Moves the occurrences to the survivor and returns how many it got. Where both terms occur at the same words, the
    row with the stronger decision is kept."""
    statements = occurrences.order_by().values("statement")
    rows = survivor.occurrences.filter(statement__in=statements)
    own_rows = {(row.statement_id, row.start): row for row in rows}
    for row in occurrences.filter(statement__in={statement for statement, _start in own_rows}):
        same_row = own_rows.get((row.statement_id, row.start))
        if same_row is None:
            continue
        if STATUS_PRECEDENCE[Status(row.status)] > STATUS_PRECEDENCE[Status(same_row.status)]:
            for name in DECISION_FIELDS:
                setattr(same_row, name, getattr(row, name))
            same_row.save(update_fields=DECISION_FIELDS)
        row.delete()
    return occurrences.update(term=survivor)
