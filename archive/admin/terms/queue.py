"""The queue of occurrences: the words in their statement."""

from urllib.parse import urlencode

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from archive.admin.decision_queue import PER_PAGE, DecisionQueue, QueuedRow
from archive.editing.keys import is_primary_key
from archive.editing.terms.decisions import decide_occurrences, listed_occurrences, may_decide
from archive.models import Term, TermOccurrence
from archive.search.page.highlight import snippet

Status = TermOccurrence.Status


class QueuedOccurrence(QueuedRow):
    @property
    def excerpt(self) -> SafeString:
        """The statement around the words, which are marked."""
        return snippet(self.row.statement.text, [(self.row.start, self.row.end)])


class OccurrenceQueue(DecisionQueue):
    """Narrowed to a term, and to those with a status: the undecided ones unless others are asked for."""

    noun = "occurrence"
    title = _("Occurrences of terms")
    template = "admin/archive/term/occurrence_queue.html"
    row_template = "admin/archive/term/occurrence.html"
    decided_messages = {
        "confirm": _("Confirmed: “%s”."),
        "reject": _("Rejected: “%s”."),
        "undo": _("Undone: “%s” is undecided again."),
        "skip": _("Skipped: “%s” is still undecided."),
    }
    nothing_chosen_message = _("Nothing was changed: choose an occurrence from the queue and a decision.")
    gone_message = _("That occurrence is no longer in the queue.")
    most_at_once = PER_PAGE
    item = QueuedOccurrence
    waiting_rows = staticmethod(TermOccurrence.objects.undecided)
    may_decide = staticmethod(may_decide)
    related = ("term", "statement__speaker", "statement__event", "statement__document__source", "decided_by")
    deferred = ("statement__document__text",)

    def __init__(self, model_admin, request):
        super().__init__(model_admin, request)
        key, status = request.GET.get("term", ""), request.GET.get("status", "")
        self.term = Term.objects.filter(pk=key).first() if is_primary_key(key) else None
        self.status = status if status in Status.values else Status.UNDECIDED

    def rows(self):
        return listed_occurrences(self.status, self.term and self.term.pk)

    def decide(self, keys, decision):
        return decide_occurrences(self.request.user, keys, decision)

    def name_of(self, rows) -> str:
        if len(rows) == 1:
            return rows[0].words
        return ngettext("%(n)d occurrence", "%(n)d occurrences", len(rows)) % {"n": len(rows)}

    def context(self) -> dict:
        return {
            "term": self.term,
            "status": self.status,
            "statuses": [
                (label, self.querystring(value), value == self.status) for value, label in Status.choices
            ],
            "querystring": self.querystring(self.status),
        }

    def querystring(self, status) -> str:
        """Returns the query string of the queue with rows of this status."""
        return urlencode({"term": self.term.pk, "status": status} if self.term else {"status": status})
