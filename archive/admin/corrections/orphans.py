"""The queue of statements that a correction orphaned: one key for each decision."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.admin.text import statement_excerpt, text_around
from archive.editing.errors import EditError
from archive.editing.keys import is_primary_key
from archive.editing.orphans import anchor_orphan, candidates, describe_anchoring, detach_orphan
from archive.models import Document, Orphan
from archive.text.comparison.word_alignment import Alignment, align

PER_PAGE = 10
CONTEXT_LENGTH = 160  # characters of context on either side


@dataclass(frozen=True)
class WordsInContext:
    """Words with the text around them."""

    before: str
    words: str
    after: str


@dataclass(frozen=True)
class CandidateSpan:
    """A span of the present text that may be the statement's."""

    start: int
    end: int
    context: WordsInContext
    alignment: Alignment

    @property
    def percent(self) -> int:
        return round(self.alignment.similarity * 100)


@dataclass(frozen=True)
class QueueItem:
    """``document`` holds the present text; ``former`` is the context in the statement's own version of it."""

    orphan: Orphan
    document: Document
    former: WordsInContext
    choices: list[CandidateSpan]


class OrphanDecisionForm(forms.Form):
    """``start`` and ``end`` are offsets in the present text, of version ``text_version``."""

    statement = forms.IntegerField(min_value=1, max_value=2**63 - 1)
    decision = forms.ChoiceField(choices=[("reattach", ""), ("detach", "")])
    start = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1)
    end = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1)
    text_version = forms.IntegerField(required=False)

    @property
    def span(self) -> tuple[int, int]:
        """(start, end) in the present text; (0, 0), which no document accepts, where either offset is missing."""
        return self.cleaned_data["start"] or 0, self.cleaned_data["end"] or 0


class OrphansMixin:
    """Adds the queue of orphans to the admin of statements."""

    def orphans_view(self, request):
        if not self.has_change_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            self.decide_orphan(request)
            return HttpResponseRedirect(request.get_full_path())
        is_detached = "detached" in request.GET
        rows = Orphan.objects.filter(detached=is_detached).for_queue()
        document = request.GET.get("document", "")
        if is_primary_key(document):
            rows = rows.filter(statement__document=document)
        page = Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))
        context = self.page_context(
            request,
            _("Detached statements") if is_detached else _("Orphaned statements"),
            page=page,
            items=queue_items(list(page)),
            detached=is_detached,
            other_count=Orphan.objects.filter(detached=not is_detached).count(),
        )
        return TemplateResponse(request, "admin/archive/statement/orphans.html", context)

    def decide_orphan(self, request) -> None:
        form = OrphanDecisionForm(request.POST)
        orphan = None
        if form.is_valid():
            rows = Orphan.objects.select_related("statement")
            orphan = rows.filter(pk=form.cleaned_data["statement"]).first()
        if orphan is None:
            messages.error(request, _("Nothing was changed: that statement is no longer in the queue."))
            return
        try:
            message = apply_decision(request.user, form, orphan)
        except EditError as error:
            messages.error(request, _("Nothing was changed. %s") % error)
        else:
            messages.success(request, f"{message} “{statement_excerpt(orphan.statement)}”")


def apply_decision(user, form, orphan: Orphan) -> str:
    statement = form.cleaned_data["statement"]
    if form.cleaned_data["decision"] == "detach":
        detach_orphan(user, statement)
        return _("Detached: the statement keeps its words and is not public.")
    statement_now = anchor_orphan(user, statement, *form.span, text_version=form.cleaned_data["text_version"])
    return describe_anchoring(orphan, statement_now)


def queue_items(orphans: list[Orphan]) -> list[QueueItem]:
    """Returns each orphan with its candidate spans. Three queries for each document."""
    rows = []
    for pk in dict.fromkeys(orphan.statement.document_id for orphan in orphans):
        document = Document.objects.select_related("source").get(pk=pk)
        document_orphans = [orphan for orphan in orphans if orphan.statement.document_id == pk]
        spans = candidates(document, document_orphans)
        texts = {
            version: document.text_at_version(version)
            for version in {orphan.version for orphan in document_orphans}
        }
        rows += [
            QueueItem(
                orphan,
                document,
                words_in_context(texts[orphan.version], orphan.statement.start, orphan.statement.end),
                [make_candidate(orphan, document.text, span) for span in spans[orphan.pk]],
            )
            for orphan in document_orphans
        ]
    return rows


def make_candidate(orphan: Orphan, text: str, candidate) -> CandidateSpan:
    words = words_in_context(text, candidate.start, candidate.end)
    return CandidateSpan(candidate.start, candidate.end, words, align(orphan.statement.text, words.words))


def words_in_context(text: str, start: int, end: int) -> WordsInContext:
    before, after = text_around(text, start, end, CONTEXT_LENGTH)
    return WordsInContext(before, text[start:end], after)


def warn_of_orphans(request, document) -> None:
    """Leads to the queue of the document's orphaned statements."""
    count = Orphan.objects.pending().filter(statement__document=document).count()
    if count:
        message = ngettext(
            "%(n)d statement in this text is orphaned. Reattach it.",
            "%(n)d statements in this text are orphaned. Reattach them.",
            count,
        )
        url = f"{reverse('admin:archive_statement_orphans')}?document={document.pk}"
        messages.warning(request, format_html('<a href="{}">{}</a>', url, message % {"n": count}))
