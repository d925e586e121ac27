"""Two documents side by side: an editor links their statements, many at once."""

from dataclasses import asdict, dataclass
from itertools import product

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.editing.errors import EditError
from archive.editing.keys import is_primary_key
from archive.editing.report_links import may_decide
from archive.editing.report_pairs.link_batches import ChosenLink, LinkBatch, confirm_links, undo_links
from archive.editing.report_pairs.link_offers import OfferedLink, offer_links
from archive.models import Document, Statement
from archive.text.comparison.document_alignment import TextsTooLongError
from archive.web.comparison.document_rows import ComparedRow, DocumentPair, TextsDifferError
from archive.web.comparison.documents import related_documents

LAST_BATCH = "last_link_batch"  # of the session
MAX_LISTED = 100  # documents that may be laid beside one


@dataclass(frozen=True)
class LinkRow:
    """``linked_pairs``: those that are reports of one utterance already."""

    row: ComparedRow
    offers: list[OfferedLink]
    linked_pairs: list[tuple[Statement, Statement]]


class LinksMixin:
    """Adds to the admin of documents the page that links reports in two documents to the same utterance."""

    def links_view(self, request, object_id):
        """``?with=ID``: the other document; without it the documents to choose from."""
        left = self.get_permitted(request, unquote(object_id), "view")
        if "with" not in request.GET:
            return self.choose_other(request, left)
        key = request.GET["with"]
        if not is_primary_key(key) or int(key) == left.pk:
            raise Http404
        right = self.get_permitted(request, key, "view")
        if request.method == "POST":
            self.decide_links(request, left, right)
            return HttpResponseRedirect(request.get_full_path())
        rows, reason = link_rows(left, right)
        context = self.page_context(
            request,
            _("Link the statements of two documents"),
            left,
            sides=(left, right),
            rows=rows,
            reason=reason,
            is_one_language=DocumentPair(left, right, ([], [])).is_one_language,
            likely_count=sum(offer.is_likely for row in rows for offer in row.offers),
            offered_count=sum(len(row.offers) for row in rows),
            may_decide=self.may_link(request, left, right),
            last=request.session.get(LAST_BATCH),
        )
        return TemplateResponse(request, "admin/archive/document/links.html", context)

    def choose_other(self, request, left):
        documents = related_documents(left, Document.objects.all()).for_list().by_source()
        context = self.page_context(
            request, _("Link the statements of two documents"), left, others=documents[:MAX_LISTED]
        )
        return TemplateResponse(request, "admin/archive/document/links_choice.html", context)

    def may_link(self, request, left, right) -> bool:
        return may_decide(request.user) and all(
            self.has_change_permission(request, document) for document in (left, right)
        )

    def decide_links(self, request, left, right):
        if not self.may_link(request, left, right):
            raise PermissionDenied
        try:
            if "undo" in request.POST:
                undo_last(request)
            else:
                confirm_chosen(request, left, right)
        except EditError as error:
            messages.error(request, str(error))


def link_rows(left: Document, right: Document) -> tuple[list[LinkRow], str]:
    """The rows, or none and the reason."""
    statements = tuple(
        list(document.statements.anchored().select_related("speaker").in_reading_order())
        for document in (left, right)
    )
    pair = DocumentPair(left, right, statements)
    try:
        rows = pair.rows()
    except TextsTooLongError:
        return [], _("These two texts are too long to be compared sentence by sentence.")
    except TextsDifferError:
        return [], _("The sentences of these two texts are not in the same order: link them one by one.")
    offers = offer_links([list(product(row.left.statements, row.right.statements)) for row in rows])
    return [
        LinkRow(
            row,
            offer,
            [
                link
                for link in pair.links
                if link[0] in row.left.statements and link[1] in row.right.statements
            ],
        )
        for row, offer in zip(rows, offers, strict=True)
    ], ""


def confirm_chosen(request, left: Document, right: Document) -> None:
    """The ticked values are "first-second-hash"; only pairs of these two documents count."""
    document_ids = set(Statement.objects.filter(document__in=[left, right]).values_list("pk", flat=True))
    pairs = []
    for value in request.POST.getlist("link"):
        first, _dash, pair_and_hash = value.partition("-")
        second, _dash, words_hash = pair_and_hash.partition("-")
        if not (
            is_primary_key(first) and is_primary_key(second) and {int(first), int(second)} <= document_ids
        ):
            raise EditError(_("Nothing was linked: choose pairs of these two documents."))
        pairs.append(ChosenLink(int(first), int(second), words_hash))
    if not pairs:
        raise EditError(_("Nothing was linked: no pair was ticked."))
    batch = confirm_links(request.user, pairs)
    request.session[LAST_BATCH] = asdict(batch)
    total = len(batch.pairs)
    message = ngettext("%d link confirmed.", "%d links confirmed.", total) % total
    if batch.unchanged:
        note = ngettext("%d was already confirmed.", "%d was already confirmed.", batch.unchanged)
        message = f"{message} {note % batch.unchanged}"
    messages.success(request, message)


def undo_last(request) -> None:
    last = request.session.pop(LAST_BATCH, None)
    if not last:
        raise EditError(_("There is nothing to undo: the last links have already been undone."))
    undone = undo_links(request.user, LinkBatch(last["pairs"]))
    messages.success(request, ngettext("%d link undone.", "%d links undone.", undone) % undone)
