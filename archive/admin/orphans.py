"""The queue of statements that a correction left without a place: one key each for keep here, choose, detach, next."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from archive.editing.corrections import NoPlace, Stale, candidates, detach, place
from archive.models import Document, Orphan
from archive.text.collation import Collation, collate

from .annotate import around, brief
from .forms import is_key

ON_A_PAGE = 10
AROUND = 160  # characters of context on either side


@dataclass(frozen=True)
class Context:
    """Words with what stands around them."""

    before: str
    words: str
    after: str


@dataclass(frozen=True)
class Choice:
    """A place in the present text that may be the statement's."""

    start: int
    end: int
    context: Context
    collation: Collation

    @property
    def percent(self) -> int:
        return round(self.collation.likeness * 100)


@dataclass(frozen=True)
class Waiting:
    """``document`` holds the present text; ``stood`` is where the statement stood in its own version of it."""

    orphan: Orphan
    document: Document
    stood: Context
    choices: list[Choice]


class DecisionForm(forms.Form):
    """``place`` is "start-end" of the present text of ``text_version``."""

    statement = forms.IntegerField(min_value=1, max_value=2**63 - 1)
    decision = forms.ChoiceField(choices=[("place", ""), ("detach", "")])
    start = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1)
    end = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1)
    text_version = forms.IntegerField(required=False)


class OrphansMixin:
    """For the admin of statements."""

    def needs_place_view(self, request):
        if not self.has_change_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            self.decide(request)
            return HttpResponseRedirect(request.get_full_path())
        detached = "detached" in request.GET
        rows = Orphan.objects.filter(detached=detached).for_queue()
        chosen = request.GET.get("document", "")
        if is_key(chosen):
            rows = rows.filter(statement__document=chosen)
        page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("p"))
        title = _("Statements that were detached") if detached else _("Statements that need a place")
        context = self.page_context(
            request,
            title,
            page=page,
            waiting=waiting(list(page)),
            detached=detached,
            others=Orphan.objects.filter(detached=not detached).count(),
        )
        return TemplateResponse(request, "admin/archive/statement/needs_place.html", context)

    def decide(self, request) -> None:
        form = DecisionForm(request.POST)
        orphan = None
        if form.is_valid():
            pk = form.cleaned_data["statement"]
            orphan = Orphan.objects.select_related("statement").filter(pk=pk).first()
        if orphan is None:
            messages.error(request, _("Nothing was decided: that statement is not in the queue any more."))
            return
        if not self.has_change_permission(request, orphan.statement):
            raise PermissionDenied
        try:
            with transaction.atomic():
                said = self.decided(form.cleaned_data)
                self.log_change(request, orphan.statement, said)
        except Stale:
            said = _("Nothing was decided: the text, or the statement, was changed meanwhile. Look again.")
            messages.error(request, said)
        except NoPlace:
            messages.error(request, _("Nothing was decided: there are no words at that place of the text."))
        else:
            messages.success(request, f"{said} “{brief(orphan.statement)}”")

    def decided(self, chosen) -> str:
        if chosen["decision"] == "detach":
            detach(chosen["statement"])
            return _("Detached: it keeps its words and stays out of the public archive.")
        if chosen["start"] is None or chosen["end"] is None:
            raise NoPlace
        place(chosen["statement"], chosen["start"], chosen["end"], text_version=chosen["text_version"])
        return _("Given its place, in the state it was in before.")


def waiting(orphans: list[Orphan]) -> list[Waiting]:
    """Each with the places it may stand in; three queries for each document among them."""
    found = []
    for pk in dict.fromkeys(orphan.statement.document_id for orphan in orphans):
        document = Document.objects.select_related("source").get(pk=pk)
        own = [orphan for orphan in orphans if orphan.statement.document_id == pk]
        places = candidates(document, own)
        texts = {version: document.text_at_version(version) for version in {orphan.version for orphan in own}}
        found += [
            Waiting(
                orphan,
                document,
                context(texts[orphan.version], orphan.statement.start, orphan.statement.end),
                [choice(orphan, document.text, each) for each in places[orphan.pk]],
            )
            for orphan in own
        ]
    return found


def choice(orphan: Orphan, text: str, candidate) -> Choice:
    around = context(text, candidate.start, candidate.end)
    return Choice(candidate.start, candidate.end, around, collate(orphan.statement.text, around.words))


def context(text: str, start: int, end: int) -> Context:
    before, after = around(text, start, end, AROUND)
    return Context(before, text[start:end], after)
