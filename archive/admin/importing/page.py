"""The import page: paste or upload a text, see what was understood, correct it, import it as a draft."""

import pghistory
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.importing.importer import CREATED, REFUSED, import_document
from archive.importing.parse import parse_text
from archive.importing.parsed import ImportRefused

from .form import ImportForm
from .preview import Preview


class ImportMixin:
    """For the document's ModelAdmin; the button stands in change_list_object_tools.html."""

    def get_urls(self):
        page = self.admin_site.admin_view(self.import_view)
        return [path("import/", page, name="archive_document_import"), *super().get_urls()]

    def import_view(self, request):
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return self._page(request, ImportForm(initial=self._asked(request)))
        form = ImportForm(request.POST, request.FILES)
        parsed = _parse(form) if form.is_valid() else None
        if parsed is None:
            return self._page(request, form)
        for_good = "import" in request.POST
        with pghistory.context(command="import page", file=parsed.name):
            outcome = import_document(
                parsed,
                take=form.taken(parsed),
                create_event=form.cleaned_data["create_event"],
                dry_run=not for_good,
            )
        if for_good and any(one.status == CREATED for one in outcome.all):
            return self._imported(request, outcome)
        if outcome.status == REFUSED:
            form.refuse(outcome)
        preview = Preview(parsed, outcome, form)
        form.propose(preview.rows)
        return self._page(request, form, preview)

    def _asked(self, request):
        """`?part_of=slug` and the like, for links from other pages."""
        return {name: value for name, value in request.GET.items() if name in ImportForm.base_fields}

    def _page(self, request, form, preview=None):
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Import a text"),
            "form": form,
            "preview": preview,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/archive/document/import.html", context)

    def _imported(self, request, outcome):
        for one in outcome.all:
            if one.status == CREATED:
                self.log_addition(
                    request, one.document, [{"added": {"name": _("import"), "object": one.name}}]
                )
            for note in one.notes:
                messages.info(request, note)
        messages.success(request, _told(outcome))
        return HttpResponseRedirect(reverse("admin:archive_document_change", args=[outcome.document.pk]))


def _told(outcome):
    """What was imported, in a sentence."""
    parts = sum(one.status == CREATED for one in outcome.parts)
    told = [_("“%s” was imported as a draft.") % outcome.document.title] if outcome.status == CREATED else []
    if parts:
        told.append(
            ngettext(
                "One part of it became a document of its own.",
                "%(count)d parts of it became documents of their own.",
                parts,
            )
            % {"count": parts}
        )
    return " ".join(told)


def _parse(form):
    """The ParsedDocument, or None with the reason beside the field it is about."""
    text, name = form.cleaned_data["text"], form.cleaned_data["name"]
    try:
        return parse_text(text, name, form.overrides, form.cleaned_data["format"])
    except ImportRefused as refused:
        form.add_error("text", refused.reason)
        return None
