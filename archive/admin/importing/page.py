"""The import pages: bring in files and texts, see what was understood of each, correct it, import it as drafts."""

import time

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.importing.importer import CREATED, REFUSED
from archive.models import PendingImport

from .fields import MAX_LENGTH, datalists
from .outcomes import import_documents, report_imported
from .parsed_import import ParsedImport
from .pending_page import PendingPage
from .upload import UploadForm

READING_SECONDS = 8  # of one request; the rest is read on the next


class ImportMixin:
    """Adds the pages of the import to the admin of documents; change_list_object_tools.html has the button."""

    def get_urls(self):
        def page(route, view, name):
            return path(f"import/{route}", self.admin_site.admin_view(view), name=name)

        return [
            page("", self.import_view, "archive_document_import"),
            page("<int:pk>/", self.pending_view, "archive_document_import_file"),
            page("<int:pk>/<int:number>/", self.pending_view, "archive_document_import_document"),
            *super().get_urls(),
        ]

    def import_view(self, request):
        """The user's pending files, and the form for uploading more."""
        self.check_may_import(request)
        if request.method != "POST":
            return self._import_page(request, UploadForm(initial=_initial_values(request)))
        if "upload" not in request.POST:
            return self._change_list(request)
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._import_page(request, form)
        stored = form.store(request.user)
        for refusal in form.refusals:
            messages.error(request, _("Not accepted: %s") % refusal)
        read_pending(request.user)
        if len(stored) == 1 and not form.refusals:
            return HttpResponseRedirect(reverse("admin:archive_document_import_file", args=[stored[0].pk]))
        return HttpResponseRedirect(request.path)

    def _import_page(self, request, form):
        read_pending(request.user)
        pending_imports = list(PendingImport.objects.for_user(request.user))
        context = self.page_context(
            request,
            _("Import texts"),
            form=form,
            pending_files=pending_imports,
            ready_files=[file for file in pending_imports if is_ready(file)],
            unread_files=[file for file in pending_imports if not file.summary],
            files_without_source=[file for file in pending_imports if lacks_source(file)],
            datalists=datalists(),
        )
        return TemplateResponse(request, "admin/archive/import/upload.html", context)

    def _change_list(self, request):
        """The buttons of the list of waiting files."""
        pending_imports = PendingImport.objects.for_user(request.user)
        if "remove" in request.POST:
            pending_imports.filter(pk__in=_numbers(request.POST.getlist("remove"))).delete()
        elif "remove_all" in request.POST:
            pending_imports.delete()
        elif "set_source" in request.POST:
            set_source(
                [file for file in pending_imports if lacks_source(file)], request.POST.get("source", "")
            )
        elif "import_ready" in request.POST:
            self._import_ready(request, [file for file in pending_imports if is_ready(file)])
        return HttpResponseRedirect(request.path)

    def _import_ready(self, request, pending_imports):
        """Imports file after file within READING_SECONDS; the others stay in the list."""
        end, created = time.monotonic() + READING_SECONDS, 0
        for pending in pending_imports:
            if time.monotonic() > end:
                break
            reading = ParsedImport(pending)
            outcomes = import_documents(request, reading)
            self.log_imported(request, outcomes)
            created += sum(result.status == CREATED for outcome in outcomes for result in outcome.with_parts)
            report_imported(reading, outcomes)
        message = ngettext(
            "%(count)d document was imported as a draft.",
            "%(count)d documents were imported as drafts.",
            created,
        )
        messages.success(request, message % {"count": created})

    def pending_view(self, request, pk, number=None):
        """One pending file: how it was read, and its documents or the one with that number."""
        self.check_may_import(request)
        pending = get_object_or_404(PendingImport, pk=pk, user=request.user)
        page = PendingPage(self, request, pending, number)
        if number is not None and not 1 <= number <= len(page.reading.documents):
            raise Http404
        return page.post() if request.method == "POST" else page.get()

    def check_may_import(self, request):
        if not self.has_add_permission(request):
            raise PermissionDenied

    def log_imported(self, request, outcomes):
        for outcome in outcomes:
            for result in outcome.with_parts:
                if result.status == CREATED:
                    change = {"added": {"name": _("import"), "object": result.name}}
                    self.log_addition(request, result.document, [change])


def read_pending(user):
    """Parses the user's pending files that have no summary yet, within READING_SECONDS."""
    end = time.monotonic() + READING_SECONDS
    for pending in PendingImport.objects.for_user(user).filter(summary={}):
        if time.monotonic() > end:
            break
        pending.summary = ParsedImport(pending).summary()
        pending.save_if_waiting("summary")


def set_source(pending_imports, name):
    """Sets the source of all documents of these files, which will be parsed again."""
    name = " ".join(name.replace("\0", "").split())[:MAX_LENGTH]
    for pending in pending_imports if name else ():
        pending.choices.setdefault("all", {})["source"] = name
        pending.summary = {}
        pending.save_if_waiting("choices", "summary")


def lacks_source(pending):
    summary = pending.summary
    return summary.get("status") == REFUSED and not summary.get("source") and not pending.report


def is_ready(pending):
    return pending.summary.get("status") == CREATED and not pending.report


def _initial_values(request):
    """`?part_of=slug` and the like, for links from other pages."""
    return {name: value for name, value in request.GET.items() if name in UploadForm.base_fields}


def _numbers(values):
    return [value for value in values if value.isascii() and value.isdigit() and len(value) < 19]
