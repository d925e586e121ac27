"""The queue of suggested reports: two statements side by side."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from archive.admin.decision_queue import DecisionQueue, QueuedRow
from archive.editing.report_links import may_decide
from archive.editing.report_pairs.decisions import decide_pair, queued_pairs
from archive.editing.report_pairs.evidence import reason_sentence
from archive.web.comparison.reports import ComparedReport, compare_reports


class QueuedPair(QueuedRow):
    @cached_property
    def sides(self) -> list[ComparedReport]:
        """Returns both statements with what they share marked. One query for stems that are not known yet."""
        return compare_reports([self.row.first, self.row.second])

    @property
    def reason(self) -> str:
        return reason_sentence(self.row.evidence)

    @property
    def display_score(self) -> int:
        return round(100 * (self.row.score or 0))

    @property
    def is_one_language(self) -> bool:
        return not self.sides[0].is_alone


class ReportQueue(DecisionQueue):
    noun = "pair"
    title = _("Suggested reports")
    template = "admin/archive/statement/report_queue.html"
    row_template = "admin/archive/statement/report_pair.html"
    decided_messages = {
        "accept": _("Accepted: “%s” is a report of the same utterance."),
        "reject": _("Rejected: “%s” reports something else."),
        "undo": _("Undone: “%s” is undecided again."),
        "skip": _("Skipped: “%s” is still undecided."),
    }
    nothing_chosen_message = _("Nothing was changed: choose a pair from the queue and a decision.")
    gone_message = _("That pair is no longer in the queue.")
    item = QueuedPair
    waiting_rows = staticmethod(queued_pairs)
    may_decide = staticmethod(may_decide)
    related = tuple(
        f"{side}__{relation}"
        for side in ("first", "second")
        for relation in ("document__source", "speaker", "event")
    )
    deferred = ("first__document__text", "second__document__text")

    def decide(self, keys, decision):
        return [decide_pair(self.request.user, key, decision) for key in keys]

    def name_of(self, rows) -> str:
        return rows[0].second.text
