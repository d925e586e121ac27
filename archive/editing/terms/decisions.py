"""The queue of occurrences, and an editor's decisions about them."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from archive.editing.errors import EditError, NotFoundError
from archive.editing.history.log import log_changes
from archive.editing.locks import edit_transaction
from archive.editing.saving import set_decider
from archive.editing.states import Actor, check_permissions, has_permissions
from archive.models import State, Term, TermOccurrence
from archive.models.vocabulary.term import TermOccurrenceQuerySet

Status = TermOccurrence.Status
DECISIONS = {"confirm": Status.CONFIRMED, "reject": Status.REJECTED, "undo": Status.UNDECIDED}


def may_decide(actor: Actor) -> bool:
    return has_permissions(actor, "archive.change_termoccurrence")


def may_delete_term(term: Term) -> bool:
    """Returns False where editors have decided about occurrences, which would be deleted with the term."""
    return not term.occurrences.exclude(status=Status.UNDECIDED).exists()


def listed_occurrences(status: str = Status.UNDECIDED, term: int | None = None) -> TermOccurrenceQuerySet:
    """Term by term, in the order of the statements; without those of statements that have no place in their text
    now."""
    rows = TermOccurrence.objects.filter(status=status).exclude(statement__state=State.ORPHANED)
    return (rows.filter(term=term) if term else rows).order_by("term", "statement", "start")


def decide_occurrences(actor: Actor, ids: Sequence[int], decision: str) -> list[TermOccurrence]:
    """All of them or none. ``decision`` is confirm or reject, of those that wait; or undo, of those that were decided.

    Raises NotAllowedError; NotFoundError where one is gone or its words are not there any more; EditError where
    somebody has decided it meanwhile.
    """
    with edit_transaction(actor):
        check_permissions(actor, TermOccurrence, "change")
        occurrences = TermOccurrence.objects.with_current_words().select_related(
            "term", "statement__speaker", "decided_by"
        )
        rows = list(occurrences.filter(pk__in=ids).order_by("pk"))
        if not rows or len(rows) < len(set(ids)):
            raise NotFoundError(
                _("That occurrence no longer exists: the statement or the term was changed or deleted.")
            )
        for row in rows:
            if (row.status == Status.UNDECIDED) == (decision == "undo"):
                raise EditError(_decided_message(row))
            row.status = DECISIONS[decision]
            set_decider(row, actor, row.status != Status.UNDECIDED)
            row.save(update_fields=["status", "decided_by", "decided_at"])
            log_changes(actor, [row.term], (), f"{row.get_status_display()}: {row.statement}")
        return rows


def _decided_message(row: TermOccurrence) -> str:
    names = {"name": row.decided_by or _("someone"), "status": row.get_status_display().lower()}
    return _("%(name)s has decided on this occurrence in the meantime: %(status)s.") % names
