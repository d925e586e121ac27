"""The buttons that say how far the annotation of a document has come."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.editing.coverage import declare_coverage, has_anchored_statements
from archive.editing.errors import EditError
from archive.editing.states import CHECKED, FULL, PARTLY, coverage_choices

BUTTONS = {
    FULL: gettext_lazy("Mark as fully annotated"),
    CHECKED: gettext_lazy("Mark as checked"),
    PARTLY: gettext_lazy("Mark as incomplete"),
}


class CoverageMixin:
    """Adds to the admin of documents the form in which an editor declares how far the marking has come."""

    def coverage_view(self, request, object_id):
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        document = self.get_permitted(request, unquote(object_id), "change")
        try:
            document = declare_coverage(request.user, document, request.POST.get("coverage", "-"))
        except EditError as error:
            messages.error(request, str(error))
        else:
            progress = document.annotation_progress(has_anchored_statements(document))
            messages.success(request, _("Readers now see: %s.") % progress)
        return HttpResponseRedirect(reverse("admin:archive_document_annotate", args=[document.pk]))


def coverage_buttons(user, document) -> list[tuple]:
    """The steps that this editor may take now, each with the text of its button."""
    choices = coverage_choices(user, document)
    return [(coverage, label) for coverage, label in BUTTONS.items() if coverage in choices]
