"""The queue of suggested pairs, and an editor's decisions about them."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from archive.editing import report_links
from archive.editing.errors import EditError, NotFoundError
from archive.editing.locks import edit_transaction
from archive.editing.states import Actor
from archive.models import Report, ReportPair, State
from archive.models.utterance import ReportPairQuerySet

USE_CASES = {"accept": report_links.confirm, "reject": report_links.reject}


def queued_pairs() -> ReportPairQuerySet:
    """The likeliest first; without those of statements that have no place in their text now, and those that are linked,
    of which the next analysis withdraws the suggestion."""
    linking_reports = Report.objects.confirmed().filter(
        statement=OuterRef("first"),
        utterance__reports__statement=OuterRef("second"),
        utterance__reports__status=Report.Status.CONFIRMED,
    )
    return (
        ReportPair.objects.undecided()
        .exclude(Exists(linking_reports))
        .exclude(first__state=State.ORPHANED)
        .exclude(second__state=State.ORPHANED)
    )


def decide_pair(actor: Actor, pair_id: int, decision: str) -> ReportPair:
    """``decision`` is accept or reject, of a pair that waits; or undo, of one that the actor decided.

    Raises NotFoundError where the pair is gone, EditError where somebody has decided it meanwhile, and what ``confirm``
    and ``reject`` raise.
    """
    with edit_transaction(actor):
        pair = ReportPair.objects.select_related("first", "second", "decided_by").filter(pk=pair_id).first()
        if pair is None:
            raise NotFoundError(
                _("That pair is no longer suggested: one of the statements was changed or deleted.")
            )
        if decision == "undo" and pair.decided_by in (None, actor):
            report_links.undo_decision(actor, pair.first, pair.second)
            return pair
        if pair.status != ReportPair.Status.UNDECIDED:
            raise EditError(_decided_message(pair))
        USE_CASES[decision](actor, pair.first, pair.second)
        return pair


def _decided_message(pair: ReportPair) -> str:
    names = {"name": pair.decided_by or _("someone"), "status": pair.get_status_display().lower()}
    return _("%(name)s has decided on this pair in the meantime: %(status)s.") % names
