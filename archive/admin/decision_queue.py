"""A queue of rows to decide on, one key for each decision; skipped rows are hidden until the editor asks for them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from archive.editing.errors import EditError
from archive.editing.keys import is_primary_key

PER_PAGE = 10
MAX_SKIPPED = 500  # rows that a session passes over


@dataclass(frozen=True)
class QueuedRow:
    """``following``: the id of the next row."""

    row: Any
    following: int | None


class DecisionForm(forms.Form):
    """``next``: the row to go on with. The rows themselves are a field named as the queue names them."""

    decision = forms.ChoiceField()
    next = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)

    def __init__(self, data, queue):
        super().__init__(data)
        keys = [key for key in data.getlist(queue.noun)[: queue.most_at_once] if is_primary_key(key)]
        self.fields["decision"].choices = [(name, name) for name in queue.decided_messages]
        self.fields[queue.noun] = forms.TypedMultipleChoiceField(
            coerce=int, choices=[(key, key) for key in keys]
        )


class DecisionQueue:
    """One request for the page of a queue, or for a decision.

    A subclass says what its rows are: ``noun`` names them in forms, in anchors and in the session; ``decided_messages``
    has a message for each decision, among them "skip" and "undo".
    """

    noun: str
    title: str
    template: str
    row_template: str
    decided_messages: dict[str, str]
    nothing_chosen_message: str
    gone_message: str
    most_at_once = 1
    item = QueuedRow
    waiting_rows: Callable  # () -> the rows nobody has decided, in their order
    may_decide: Callable[[Any], bool]
    related: Sequence[str] = ()
    deferred: Sequence[str] = ()

    def __init__(self, model_admin, request):
        self.model_admin, self.request = model_admin, request
        self.skipped_key, self.last_key = f"skipped_{self.noun}", f"last_{self.noun}"

    def decide(self, keys: list[int], decision: str) -> list:
        """Writes the decision and returns the rows; raises EditError."""
        raise NotImplementedError

    def name_of(self, rows) -> str:
        """A short name of the rows for the message."""
        raise NotImplementedError

    def rows(self):
        """The rows to show."""
        return self.waiting_rows()

    def context(self) -> dict:
        """Further values for the template."""
        return {}

    def answer(self):
        request, session = self.request, self.request.session
        if request.method == "POST":
            return HttpResponseRedirect(request.get_full_path() + self.take_decision())
        if "skipped" in request.GET:
            session.pop(self.skipped_key, None)
            return HttpResponseRedirect(request.path)
        skipped = session.get(self.skipped_key, [])
        # What was skipped and then decided by somebody is listed with the decided.
        rows = self.rows().exclude(pk__in=skipped, status="undecided")
        page = Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))
        context = self.model_admin.page_context(
            request,
            self.title,
            queue=self,
            page=page,
            items=self.items(page),
            skipped=len(skipped),
            last=session.get(self.last_key),
            may_decide=self.may_decide(request.user),
            **self.context(),
        )
        return TemplateResponse(request, self.template, context)

    def items(self, page) -> list[QueuedRow]:
        rows = list(page.object_list.select_related(*self.related).defer(*self.deferred))
        return [self.item(row, following and following.pk) for row, following in zip_longest(rows, rows[1:])]

    def take_decision(self) -> str:
        """Writes the posted decision; returns the fragment of the address of the next row."""
        request = self.request
        if not self.may_decide(request.user):
            raise PermissionDenied
        form = DecisionForm(request.POST, self)
        if not form.is_valid():
            messages.error(request, self.nothing_chosen_message)
            return ""
        decision, keys = form.cleaned_data["decision"], form.cleaned_data[self.noun]
        try:
            rows = self.skip(keys) if decision == "skip" else self.decide(keys, decision)
        except EditError as error:
            messages.error(request, _("Nothing was changed. %s") % error)
        else:
            messages.success(
                request, self.decided_messages[decision] % Truncator(self.name_of(rows)).chars(60)
            )
            request.session[self.last_key] = None if decision in ("skip", "undo") else keys
        following = form.cleaned_data["next"]
        return f"#{self.noun}-{following}" if following else ""

    def skip(self, keys: list[int]) -> list:
        """Hides the rows for the rest of this session."""
        rows = list(self.waiting_rows().filter(pk__in=keys))
        if not rows:
            raise EditError(self.gone_message)
        skipped = self.request.session.get(self.skipped_key, [])
        self.request.session[self.skipped_key] = [*skipped, *keys][-MAX_SKIPPED:]
        return rows


class DecisionQueueMixin:
    """Adds the page of a decision queue to the admin of the model that its rows belong to."""

    queue: type[DecisionQueue]
    queue_page: str

    def own_urls(self):
        return [*super().own_urls(), self.page_pattern(self.queue_page, self.queue_view, of_one=False)]

    def queue_view(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        return self.queue(self, request).answer()
