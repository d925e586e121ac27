"""Correcting a document's text, first previewed, then written; and the versions of a text."""

from itertools import pairwise

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from archive.admin.importing.parsed_import import text_to_import
from archive.editing.corrections import change_public_note, correct_text
from archive.editing.errors import EditError, StaleError, UnconfirmedError
from archive.editing.history.accounts import account_names
from archive.editing.keys import is_primary_key
from archive.models.permanence.hash_chain import sha256
from archive.text.comparison.paragraph_diff import diff_paragraphs

from .form import CorrectionForm
from .orphans import warn_of_orphans
from .preview import Preview, summary

UNCONFIRMED = "unconfirmed"


class CorrectionMixin:
    """Adds the pages for correcting a text and for its versions to the admin of documents."""

    def correction_urls(self):
        return [
            self.page_pattern("correct", self.correct_view),
            self.page_pattern("versions", self.versions_view),
        ]

    def correct_view(self, request, object_id):
        document = self.get_permitted(request, unquote(object_id), "change")
        text = text_to_import(request) or document.text
        initial = {"text": text, "text_version": document.text_version}
        form = CorrectionForm(document, request.POST or None, initial=initial)
        preview = None
        if request.method == "POST" and form.is_valid():
            text = form.cleaned_data["text"]
            if "save" in request.POST and form.cleaned_data["previewed"] == sha256(text):
                if document.is_published and not form.cleaned_data["public_note"]:
                    form.add_error("public_note", _("The text is public: tell readers why it is corrected."))
                elif self.correct(request, document, form):
                    return HttpResponseRedirect(
                        reverse("admin:archive_document_annotate", args=[document.pk])
                    )
            elif document.text_version != form.cleaned_data["text_version"]:
                form.add_stale_error(document.text_version)
            if (
                not form.errors
                or form.has_error(NON_FIELD_ERRORS, UNCONFIRMED)
                or form.has_error("public_note")
            ):
                form.set_values(previewed=sha256(text), text=text)
                preview = self.preview(document, form, text)
        elif request.method == "POST" and "text_version" in form.errors:
            form.set_values(text_version=document.text_version)
        context = self.page_context(
            request, _("Correct the text"), document, document=document, form=form, preview=preview
        )
        return TemplateResponse(request, "admin/archive/document/correction.html", context)

    def preview(self, document, form, text) -> Preview | None:
        """Returns the effect of a correction; None where the texts cannot be compared: the form then shows the
        reason."""
        try:
            return Preview(document, text, form.confirmed_keys)
        except EditError as error:
            form.add_error("text", str(error))
            return None

    def correct(self, request, document, form) -> bool:
        """False where the database or another editor's correction prevents it; the form then shows the reason."""
        values = {name: form.cleaned_data[name] for name in ("reason", "public_note", "text_version")}
        try:
            text = form.cleaned_data["text"]
            outcome = correct_text(request.user, document, text, confirmed=form.confirmed_keys, **values)
        except StaleError:
            document.refresh_from_db()
            form.add_stale_error(document.text_version)
            return False
        except UnconfirmedError as error:
            form.add_error(None, ValidationError(str(error), UNCONFIRMED))
            return False
        except EditError as error:
            form.add_error("text", str(error))
            return False
        message = _("The text was corrected. Statements: %(counts)s.")
        messages.success(request, message % {"counts": summary(outcome)})
        warn_of_orphans(request, document)
        return True

    def versions_view(self, request, object_id):
        document = self.get_permitted(request, unquote(object_id), "view")
        may_change = self.has_change_permission(request, document)
        if request.method == "POST" and may_change:
            self.change_note(request, document)
            return HttpResponseRedirect(request.path)
        number = request.GET.get("version", "")
        text = document.text_at_version(int(number)) if is_primary_key(number) and len(number) < 9 else None
        title = _("Version %s of the text") % number if text is not None else _("Versions of the text")
        context = self.page_context(request, title, document, text=text, may_change=may_change)
        context["versions"] = [] if text is not None else versions(document)
        return TemplateResponse(request, "admin/archive/document/versions.html", context)

    def change_note(self, request, document) -> None:
        pk = request.POST.get("correction", "")
        correction = document.corrections.filter(pk=pk).first() if is_primary_key(pk) else None
        if correction is None:
            messages.error(request, _("That correction does not belong to this document."))
            return
        change_public_note(request.user, correction, request.POST.get("public_note", ""))
        messages.success(request, _("The note for readers was saved."))


def versions(document) -> list[dict]:
    """Newest first: its number, the correction that made it (None for the first) and what that changed."""
    corrections = list(document.corrections.order_by("version").select_related("corrected_by"))
    users = account_names()
    texts = [*[correction.text for correction in corrections], document.text]
    rows = [{"number": 1, "correction": None, "differences": []}]
    for correction, (before, after) in zip(corrections, pairwise(texts), strict=True):
        author = users.get(correction.corrected_by_id, "")
        changes = {"correction": correction, "author": author, "differences": diff_paragraphs(before, after)}
        rows.append({"number": correction.version + 1, **changes})
    return rows[::-1]
