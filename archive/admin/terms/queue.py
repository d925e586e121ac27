"""The queue of occurrences: the words in their statement, one key for each decision."""

from dataclasses import dataclass
from itertools import zip_longest
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive.editing.errors import EditError
from archive.editing.keys import is_primary_key
from archive.editing.terms.deciding import decide_occurrences, listed_occurrences, may_decide
from archive.models import Term, TermOccurrence
from archive.search.page.highlight import snippet

PER_PAGE = 10
MAX_SKIPPED = 500  # occurrences that a session passes over
SKIPPED, LAST = "skipped_occurrences", "last_occurrences"  # of the session
Status = TermOccurrence.Status
MESSAGES = {
    "confirm": gettext_lazy("Confirmed: “%s”."),
    "reject": gettext_lazy("Rejected: “%s”."),
    "undo": gettext_lazy("Undone: “%s” is undecided again."),
    "skip": gettext_lazy("Skipped: “%s” waits for a decision."),
}
ROWS = ("term", "statement__speaker", "statement__event", "statement__document__source", "decided_by")


@dataclass(frozen=True)
class QueuedOccurrence:
    """``excerpt``: the statement around the words, which are marked; ``following``: the id of the next one."""

    row: TermOccurrence
    excerpt: SafeString
    following: int | None


class DecisionForm(forms.Form):
    """``next``: the occurrence to go on with."""

    occurrence = forms.TypedMultipleChoiceField(coerce=int, choices=())
    decision = forms.ChoiceField(choices=[(name, name) for name in MESSAGES])
    next = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)

    def __init__(self, data):
        super().__init__(data)
        keys = [key for key in data.getlist("occurrence")[:PER_PAGE] if is_primary_key(key)]
        self.fields["occurrence"].choices = [(key, key) for key in keys]


class OccurrenceQueueMixin:
    """For the admin of terms."""

    def own_urls(self):
        return [*super().own_urls(), self.page("occurrences", self.queue_view, of_one=False)]

    def queue_view(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            return HttpResponseRedirect(request.get_full_path() + decide(request))
        if "skipped" in request.GET:
            request.session.pop(SKIPPED, None)
            return HttpResponseRedirect(request.path)
        term, status = chosen_term(request), chosen_status(request)
        skipped = request.session.get(SKIPPED, []) if status == Status.UNDECIDED else []
        rows = listed_occurrences(status, term and term.pk).exclude(pk__in=skipped)
        page = Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))
        context = self.page_context(
            request,
            _("Occurrences of terms"),
            page=page,
            items=load_items(page),
            skipped=len(skipped),
            last=request.session.get(LAST),
            term=term,
            status=status,
            statuses=status_links(term, status),
            may_decide=may_decide(request.user),
            narrowing=urlencode({"term": term.pk, "status": status} if term else {"status": status}),
        )
        return TemplateResponse(request, "admin/archive/term/occurrence_queue.html", context)


def chosen_term(request) -> Term | None:
    key = request.GET.get("term", "")
    return Term.objects.filter(pk=key).first() if is_primary_key(key) else None


def chosen_status(request) -> str:
    status = request.GET.get("status", "")
    return status if status in Status.values else Status.UNDECIDED


def status_links(term, status) -> list[tuple[str, str, bool]]:
    """(label, query, whether it is shown)."""
    narrowed = {"term": term.pk} if term else {}
    return [
        (label, urlencode({**narrowed, "status": value}), value == status) for value, label in Status.choices
    ]


def load_items(page) -> list[QueuedOccurrence]:
    """One query for any number of occurrences."""
    rows = list(page.object_list.select_related(*ROWS).defer("statement__document__text"))
    return [
        QueuedOccurrence(row, snippet(row.statement.text, [(row.start, row.end)]), following and following.pk)
        for row, following in zip_longest(rows, rows[1:])
    ]


def decide(request) -> str:
    """The fragment of the address to go on with."""
    if not may_decide(request.user):
        raise PermissionDenied
    form = DecisionForm(request.POST)
    if not form.is_valid():
        messages.error(
            request, _("Nothing was changed: choose an occurrence of the queue and what to decide about it.")
        )
        return ""
    decision, keys = form.cleaned_data["decision"], form.cleaned_data["occurrence"]
    try:
        rows = (
            pass_over(request, keys)
            if decision == "skip"
            else decide_occurrences(request.user, keys, decision)
        )
    except EditError as error:
        messages.error(request, _("Nothing was changed. %s") % error)
    else:
        messages.success(request, MESSAGES[decision] % name_of(rows))
        request.session[LAST] = keys if decision in ("confirm", "reject") else None
    following = form.cleaned_data["next"]
    return f"#occurrence-{following}" if following else ""


def name_of(rows) -> str:
    if len(rows) > 1:
        return ngettext("%(n)d occurrence", "%(n)d occurrences", len(rows)) % {"n": len(rows)}
    return Truncator(rows[0].words).chars(60)


def pass_over(request, keys: list[int]) -> list[TermOccurrence]:
    """For as long as this session lasts."""
    rows = list(TermOccurrence.objects.undecided().filter(pk__in=keys))
    if not rows:
        raise EditError(_("That occurrence is not in the queue any more."))
    request.session[SKIPPED] = [*request.session.get(SKIPPED, []), *keys][-MAX_SKIPPED:]
    return rows
