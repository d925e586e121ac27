"""The queue of suggested reports: two statements side by side, one key for each decision."""

from dataclasses import dataclass
from itertools import zip_longest

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.editing.errors import EditError
from archive.editing.linking import may_decide
from archive.editing.report_pairs.deciding import decide_pair, queued_pairs
from archive.editing.report_pairs.evidence import reason_sentence
from archive.models import ReportPair
from archive.web.comparison.reports import ComparedReport, compare_reports

PER_PAGE = 10
MAX_SKIPPED = 500  # pairs that a session passes over
SKIPPED, LAST = "skipped_report_pairs", "last_report_pair"  # of the session
MESSAGES = {
    "accept": gettext_lazy("Accepted: “%s” is a report of the same utterance."),
    "reject": gettext_lazy("Rejected: “%s” reports something else."),
    "undo": gettext_lazy("Undone: “%s” is undecided again."),
    "skip": gettext_lazy("Skipped: “%s” waits for a decision."),
}
STATEMENTS = [
    f"{side}__{relation}"
    for side in ("first", "second")
    for relation in ("document__source", "speaker", "event")
]


@dataclass(frozen=True)
class QueuedPair:
    """``following``: the id of the next pair; ``sides``: both statements, with what they share marked."""

    pair: ReportPair
    reason: str
    following: int | None
    sides: list[ComparedReport]

    @property
    def percent(self) -> int:
        return round(100 * (self.pair.score or 0))

    @property
    def is_one_language(self) -> bool:
        return not self.sides[0].is_alone


class DecisionForm(forms.Form):
    """``next``: the pair to go on with."""

    pair = forms.IntegerField(min_value=1, max_value=2**63 - 1)
    decision = forms.ChoiceField(choices=[(name, name) for name in MESSAGES])
    next = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)


class ReportQueueMixin:
    """For the admin of utterances."""

    def own_urls(self):
        return [*super().own_urls(), self.page("suggested", self.queue_view, of_one=False)]

    def queue_view(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            return HttpResponseRedirect(request.get_full_path() + decide(request))
        if "skipped" in request.GET:
            request.session.pop(SKIPPED, None)
            return HttpResponseRedirect(request.path)
        skipped = request.session.get(SKIPPED, [])
        page = Paginator(queued_pairs().exclude(pk__in=skipped), PER_PAGE).get_page(request.GET.get("p"))
        context = self.page_context(
            request,
            _("Suggested reports"),
            page=page,
            items=load_items(page),
            skipped=len(skipped),
            last=request.session.get(LAST),
            may_decide=may_decide(request.user),
        )
        return TemplateResponse(request, "admin/archive/statement/report_queue.html", context)


def load_items(page) -> list[QueuedPair]:
    """Three queries for any number of pairs, and one for stems that are not known yet."""
    rows = page.object_list.select_related(*STATEMENTS).defer(
        "first__document__text", "second__document__text"
    )
    pairs = list(rows)
    return [
        QueuedPair(
            pair,
            reason_sentence(pair.evidence),
            after and after.pk,
            compare_reports([pair.first, pair.second]),
        )
        for pair, after in zip_longest(pairs, pairs[1:])
    ]


def decide(request) -> str:
    """The fragment of the address to go on with."""
    if not may_decide(request.user):
        raise PermissionDenied
    form = DecisionForm(request.POST)
    if not form.is_valid():
        messages.error(
            request, _("Nothing was changed: choose a pair of the queue and what to decide about it.")
        )
        return ""
    decision, pk = form.cleaned_data["decision"], form.cleaned_data["pair"]
    try:
        words = (
            pass_over(request, pk)
            if decision == "skip"
            else decide_pair(request.user, pk, decision).second.text
        )
    except EditError as error:
        messages.error(request, _("Nothing was changed. %s") % error)
    else:
        messages.success(request, MESSAGES[decision] % Truncator(words).chars(60))
        request.session[LAST] = pk if decision in ("accept", "reject") else None
    following = form.cleaned_data["next"]
    return f"#pair-{following}" if following else ""


def pass_over(request, pk: int) -> str:
    """For as long as this session lasts."""
    pair = queued_pairs().select_related("second").filter(pk=pk).first()
    if pair is None:
        raise EditError(_("That pair is not in the queue any more."))
    request.session[SKIPPED] = [*request.session.get(SKIPPED, []), pk][-MAX_SKIPPED:]
    return pair.second.text
