"""The page of one waiting file: how it was read, and its document or the table of its documents."""

import pghistory
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.importing.importer import CREATED, REFUSED, UPDATED

from .draft import posted_text
from .fields import MORE_FIELDS, CommonForm, datalists
from .outcomes import import_documents, import_draft, report_counts, report_entry
from .paragraphs import paragraph_rows
from .parsed_import import ParsedImport, draft_summary
from .settings_form import SettingsForm

MAIN_FIELDS = ("title", "source", "kind", "date", "language", "url", "event", "create_event")
EVENT_FIELDS = ("event_date", "event_place")
ROWS_OF_PAGE = 50


class PendingPage:
    """``number`` is that of a document in a file of several, from 1."""

    def __init__(self, admin, request, pending, number):
        self.admin, self.request, self.pending = admin, request, pending
        self.reading = ParsedImport(pending)
        self.has_list = number is None and not self.reading.is_single
        self.is_of_many = number is not None
        self.number = None if self.has_list else number or 1

    @property
    def url(self):
        return reverse("admin:archive_document_import_file", args=[self.pending.pk])

    # What is shown

    def get(self):
        draft = None if self.number is None or self.reading.error else self.reading.draft(self.number)
        context = self.admin.page_context(
            self.request,
            str(self.pending),
            pending=self.pending,
            reading=self.reading,
            settings=None if self.is_of_many else SettingsForm(self.reading),
            file_url=self.url,
            is_of_many=self.is_of_many,
            datalists=datalists(),
            **(self.draft_context(draft) if draft else {}),
            **(self.list_context() if self.has_list else {}),
        )
        return TemplateResponse(self.request, "admin/archive/import/file.html", context)

    def draft_context(self, draft):
        draft.outcome  # noqa: B018  first: it adds what is missing to the errors of the form
        return {
            "draft": draft,
            "main_rows": list(draft.rows(MAIN_FIELDS)),
            "event_rows": list(draft.rows(EVENT_FIELDS)),
            "more_rows": list(draft.rows(MORE_FIELDS)),
            "has_more": any(draft.text_of(name) for name in MORE_FIELDS),
            "parts": [part_context(part) for part in (*draft.parts, draft.blank_part)],
            **paragraph_rows(draft, self.request.GET.get("from", "")),
        }

    def list_context(self):
        total = len(self.reading.documents)
        page = Paginator(range(1, total + 1), ROWS_OF_PAGE).get_page(self.request.GET.get("page"))
        report = {entry["number"]: entry for entry in self.pending.report}
        rows = [
            {"number": number, "report": report.get(number)}
            | (
                {}
                if number in report
                else {"summary": draft_summary(self.reading.draft(number), is_quick=True)}
            )
            for number in page
        ]
        common = self.pending.choices.get("all", {})
        return {
            "page": page,
            "rows": rows,
            "common_rows": [{"field": field, "name": field.name} for field in CommonForm(common)],
            "has_common_values": bool(common),
            "counts": report_counts(self.pending.report) if self.pending.report else [],
            "remaining": total - len(report),
        }

    # What is done

    def post(self):
        data = self.request.POST
        if "remove" in data:
            self.pending.delete()
            return HttpResponseRedirect(reverse("admin:archive_document_import"))
        self.update(data)
        if not self.reading.error:
            if "import" in data and self.number:
                return self.import_one()
            if "accept_differences" in data and self.number:
                return self.accept(set(data.getlist("accept")))
            if "import_all" in data or "import_ticked" in data:
                return self.import_several(data)
        self.pending.save_if_waiting()
        return HttpResponseRedirect(self.request.get_full_path())

    def update(self, data):
        """Stores what was decided, and reads the file again where that changes how it is read."""
        choices = self.pending.choices
        if self.number and not self.reading.error:
            self.reading.draft(self.number).update(data)
        elif self.has_list and "common" in data:
            form = CommonForm(data)
            values = {name: posted_text(form, name) for name in form.fields}
            choices["all"] = {name: value for name, value in values.items() if value}
        if not self.is_of_many and SettingsForm(self.reading).update(data):
            was_single = self.reading.is_single
            self.reading = ParsedImport(self.pending)
            choices.pop("parts", None)
            if not (was_single and self.reading.is_single):
                choices.pop("documents", None)
        self.pending.summary = self.reading.summary()

    def import_one(self):
        """Stays on the page, with the reason, where nothing could be created."""
        draft = self.reading.draft(self.number)
        outcome = import_draft(self.request, self.pending, draft)
        created = [result for result in outcome.with_parts if result.status == CREATED]
        if not created:
            if not self.pending.save_if_waiting() and outcome.document:  # the button was pressed twice
                return self.redirect_to(outcome.document)
            return HttpResponseRedirect(self.request.get_full_path())
        self.admin.log_imported(self.request, [outcome])
        for result in created:
            for note in result.notes:
                messages.info(self.request, note)
        messages.success(self.request, success_message(outcome))
        if self.is_of_many:
            self.pending.report = [*self.pending.report, report_entry(self.number, outcome)]
            self.pending.save_if_waiting()
            return HttpResponseRedirect(self.url)
        self.pending.delete()
        return self.redirect_to(outcome.document)

    @staticmethod
    def redirect_to(document):
        return HttpResponseRedirect(reverse("admin:archive_document_change", args=[document.pk]))

    def accept(self, keys):
        """Writes the accepted differences into the document that the archive already has."""
        self.pending.save_if_waiting()
        draft = self.reading.draft(self.number)
        if not draft.is_complete:
            return HttpResponseRedirect(self.request.get_full_path())
        with pghistory.context(command="import page", file=self.pending.name):
            outcome = draft.run(self.request.user, accept=lambda difference: difference.key in keys)
        accepted = sum(difference.is_accepted for difference in outcome.differences)
        if outcome.status == UPDATED:
            message = ngettext("%(count)d value was changed.", "%(count)d values were changed.", accepted)
            messages.success(self.request, message % {"count": accepted})
        elif outcome.status == REFUSED:
            messages.error(self.request, outcome.reason)
        return HttpResponseRedirect(self.request.get_full_path())

    def import_several(self, data):
        total = len(self.reading.documents)
        ticked = set(data.getlist("document"))
        numbers = [number for number in range(1, total + 1) if str(number) in ticked]
        if "import_ticked" in data and not numbers:
            messages.warning(self.request, _("Tick the documents to import."))
            return HttpResponseRedirect(self.request.get_full_path())
        outcomes = import_documents(self.request, self.reading, numbers if "import_ticked" in data else None)
        self.admin.log_imported(self.request, outcomes)
        self.pending.save_if_waiting()
        created = sum(result.status == CREATED for outcome in outcomes for result in outcome.with_parts)
        message = ngettext(
            "%(count)d document was imported as a draft.",
            "%(count)d documents were imported as drafts.",
            created,
        )
        messages.success(self.request, message % {"count": created})
        return HttpResponseRedirect(self.request.get_full_path())


def part_context(part):
    return {
        "part": part,
        "rows": list(part.rows(("title", "source", "kind", "date", "language", "event", "create_event"))),
        "event_rows": list(part.rows(EVENT_FIELDS)),
        "url_rows": list(part.rows(("url",))),
    }


def success_message(outcome):
    sentences = []
    if outcome.status == CREATED:
        sentences.append(_("“%s” was imported as a draft.") % outcome.document.title)
    if parts := sum(part.status == CREATED for part in outcome.parts):
        sentence = ngettext(
            "%(count)d part became a separate document.",
            "%(count)d parts became separate documents.",
            parts,
        )
        sentences.append(sentence % {"count": parts})
    return " ".join(sentences)
