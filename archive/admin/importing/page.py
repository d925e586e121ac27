"""The import page: paste or upload a text, see what was understood, correct it, import it as a draft."""

import pghistory
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.importing.importer import CREATED, REFUSED, TEXT_DIFFERS, import_document

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
            return self._import_page(request, ImportForm(initial=_initial_values(request)))
        form = ImportForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._import_page(request, form)
        is_import = "import" in request.POST
        outcome = _import(request, form, dry_run=not is_import)
        if is_import and any(each.status == CREATED for each in outcome.with_parts):
            return self._import_done(request, outcome)
        if outcome.status in (REFUSED, TEXT_DIFFERS):
            form.add_refusal(outcome)
        preview = Preview(form, outcome)
        form.show_suggestions(preview.rows)
        return self._import_page(request, form, preview)

    def _import_page(self, request, form, preview=None):
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Import a text"),
            "form": form,
            "preview": preview,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/archive/document/import.html", context)

    def _import_done(self, request, outcome):
        for each in outcome.with_parts:
            if each.status == CREATED:
                change = {"added": {"name": _("import"), "object": each.name}}
                self.log_addition(request, each.document, [change])
            for note in each.notes:
                messages.info(request, note)
        messages.success(request, _success_message(outcome))
        return HttpResponseRedirect(reverse("admin:archive_document_change", args=[outcome.document.pk]))


def _initial_values(request):
    """`?part_of=slug` and the like, for links from other pages."""
    return {name: value for name, value in request.GET.items() if name in ImportForm.base_fields}


def _import(request, form, dry_run):
    with pghistory.context(command="import page", file=form.parsed.name):
        return import_document(
            form.parsed,
            actor=request.user,
            parts=[form.parsed.parts[number] for number in form.selected_parts()],
            create_event=form.cleaned_data["create_event"],
            dry_run=dry_run,
        )


def _success_message(outcome):
    sentences = []
    if outcome.status == CREATED:
        sentences.append(_("“%s” was imported as a draft.") % outcome.document.title)
    if parts := sum(each.status == CREATED for each in outcome.parts):
        sentence = ngettext(
            "%(count)d part became a separate document.",
            "%(count)d parts became separate documents.",
            parts,
        )
        sentences.append(sentence % {"count": parts})
    return " ".join(sentences)
