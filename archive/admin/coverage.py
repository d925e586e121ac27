"""How far a document's marking has come: an editor says when all is marked, a second one that it is right."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from archive.editing.errors import CONSTRAINTS
from archive.editing.locks import acquire_write_lock
from archive.models import Document

FULL, CHECKED, OPEN = Document.Coverage.FULL, Document.Coverage.CHECKED, ""


class CoverageMixin:
    """For the admin of documents."""

    @transaction.atomic
    def coverage_view(self, request, object_id):
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        acquire_write_lock()
        document = self.allowed_or_404(request, unquote(object_id), "change")
        document = Document.objects.select_for_update().defer("text").get(pk=document.pk)
        asked = request.POST.get("coverage")
        if asked not in may_become(document, request.user):
            messages.error(request, why_not(document, asked, request.user))
        else:
            document.coverage = asked
            document.annotated_by = {FULL: request.user, OPEN: None}.get(asked, document.annotated_by)
            document.checked_by = request.user if asked == CHECKED else None
            document.save(update_fields=["coverage", "annotated_by", "checked_by", "updated_at"])
            self.log_change(request, document, [{"changed": {"fields": [_("annotated")]}}])
            messages.success(
                request, _("Readers see now: %s.") % document.annotation_progress(is_begun(document))
            )
        return HttpResponseRedirect(reverse("admin:archive_document_annotate", args=[document.pk]))


def is_begun(document) -> bool:
    return document.statements.anchored().exists()


def may_become(document, user) -> dict[str, str]:
    """What this editor may say of the marking now, and how the button says it."""
    if document.coverage == FULL:
        checked = {CHECKED: _("I checked it")} if document.annotated_by_id not in (None, user.pk) else {}
        return checked | {OPEN: _("More is to be marked")}
    return {OPEN: _("More is to be marked")} if document.coverage else {FULL: _("All that matters is marked")}


def why_not(document, asked, user) -> str:
    if asked == CHECKED and document.annotated_by_id == user.pk:
        return str(CONSTRAINTS["document_checker_is_not_annotator"][1])
    return _("Nothing was changed: another editor may have been quicker. Look again.")
