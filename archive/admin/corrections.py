"""Correcting a document's text: first what every statement will do, then the writing; and the versions of a text."""

import hashlib
from itertools import pairwise

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from archive.editing.corrections import Stale, correct_text, plan
from archive.editing.errors import edit_error_from
from archive.editing.history import account_names
from archive.editing.reanchoring.anchors import Fate
from archive.models import Orphan
from archive.text.canonical import blocks, clean_characters, join_paragraphs
from archive.text.collation import collate
from archive.text.revisions import differences

from .correcting import warn_of_orphans
from .forms import Lines, is_key

FATES = {
    Fate.KEPT: ngettext_lazy("stays where it is", "stay where they are"),
    Fate.MOVED: ngettext_lazy("moves with its words", "move with their words"),
    Fate.CHANGED: ngettext_lazy("gets the corrected words", "get the corrected words"),
    Fate.REVIEW: ngettext_lazy("needs you to find its place", "need you to find their place"),
}


class CanonicalText(Lines):
    """The text as the archive writes it: clean characters, paragraphs parted by one blank line."""

    def to_python(self, value):
        paragraphs = ["\n".join(lines) for lines in blocks(clean_characters(super().to_python(value)))]
        return join_paragraphs(paragraphs)


class CorrectionForm(forms.Form):
    """``seen_version`` is the text's when the form was made, ``previewed`` the digest of the text last previewed."""

    text = CanonicalText(
        label=gettext_lazy("Text"),
        widget=AdminTextareaWidget({"rows": 24, "class": "vLargeTextField", "spellcheck": "true"}),
        help_text=gettext_lazy("Paragraphs separated by an empty line."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=300,
        required=False,
        widget=forms.TextInput({"class": "vTextField"}),
        help_text=gettext_lazy("For editors: a typing error, the source's own correction …"),
    )
    public_note = forms.CharField(
        label=gettext_lazy("Note for readers"),
        required=False,
        widget=forms.Textarea({"rows": 2, "class": "vLargeTextField"}),
        help_text=gettext_lazy("Shown with the document and its date; empty where readers need not be told."),
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    previewed = forms.CharField(required=False, widget=forms.HiddenInput)

    def resend(self, **values):
        self.data = self.data.copy()
        for name, value in values.items():
            self.data[name] = value


class CorrectionMixin:
    """For the admin of documents."""

    def correction_urls(self):
        return [self.page("correct", self.correct_view), self.page("versions", self.versions_view)]

    def correct_view(self, request, object_id):
        document = self.allowed_or_404(request, unquote(object_id), "change")
        initial = {"text": document.text, "seen_version": document.text_version}
        form = CorrectionForm(request.POST or None, initial=initial)
        preview = None
        if request.method == "POST" and form.is_valid():
            text = form.cleaned_data["text"]
            if "save" in request.POST and form.cleaned_data["previewed"] == digest(text):
                if self.corrected(request, document, form):
                    return HttpResponseRedirect(
                        reverse("admin:archive_document_annotate", args=[document.pk])
                    )
            elif document.text_version != form.cleaned_data["seen_version"]:
                tell_stale(form, document)
            if not form.errors:
                form.resend(previewed=digest(text), text=text)
                preview = Preview(document, text)
        elif request.method == "POST" and "seen_version" in form.errors:
            form.resend(seen_version=document.text_version)
        context = self.page_context(
            request, _("Correct the text"), document, document=document, form=form, preview=preview
        )
        return TemplateResponse(request, "admin/archive/document/correct.html", context)

    def corrected(self, request, document, form) -> bool:
        """False where the database or another editor's correction stands against it; the form then says so."""
        values = form.cleaned_data
        try:
            with transaction.atomic():
                done = correct_text(
                    document,
                    values["text"],
                    by=request.user,
                    reason=values["reason"],
                    public_note=values["public_note"],
                    seen_version=values["seen_version"],
                )
                message = _("Corrected the text (version %(n)d). %(why)s")
                message %= {"n": document.text_version, "why": values["reason"]}
                self.log_change(request, document, message.strip())
        except Stale:
            document.refresh_from_db()
            tell_stale(form, document)
            return False
        except IntegrityError as error:
            form.add_error("text", str(edit_error_from(error)))
            return False
        said = _("The text is corrected. Of its statements %(counts)s.")
        messages.success(request, said % {"counts": counted(done)})
        warn_of_orphans(request, document)
        return True

    def versions_view(self, request, object_id):
        document = self.allowed_or_404(request, unquote(object_id), "view")
        may_change = self.has_change_permission(request, document)
        if request.method == "POST" and may_change:
            self.note_changed(request, document)
            return HttpResponseRedirect(request.path)
        asked = request.GET.get("version", "")
        text = document.text_at_version(int(asked)) if is_key(asked) and len(asked) < 9 else None
        title = _("Version %s of the text") % asked if text is not None else _("Versions of the text")
        context = self.page_context(request, title, document, text=text, may_change=may_change)
        context["versions"] = [] if text is not None else versions(document)
        return TemplateResponse(request, "admin/archive/document/versions.html", context)

    def note_changed(self, request, document) -> None:
        chosen = request.POST.get("correction", "")
        correction = document.corrections.filter(pk=chosen).first() if is_key(chosen) else None
        if correction is None:
            messages.error(request, _("That correction is not one of this document's."))
            return
        correction.public_note = request.POST.get("public_note", "").replace("\0", "").strip()
        correction.save(update_fields=["public_note"])
        self.log_change(request, document, _("Changed what readers are told of a correction."))
        messages.success(request, _("Readers are told what the note says now."))


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def tell_stale(form, document) -> None:
    said = _(
        "Somebody else corrected this text meanwhile (it is version %(n)d now). Yours is below and was not written:"
        " look at theirs under “Versions”, put both together here, and preview again."
    )
    form.add_error(None, said % {"n": document.text_version})
    form.resend(seen_version=document.text_version, previewed="")


def counted(planned) -> str:
    """“3 stay where they are, 1 moves with its words”: the fates that occur."""
    parts = [f"{number} {FATES[fate] % number}" for fate, number in planned.counts.items() if number]
    return ", ".join(parts) or _("there are none")


class Preview:
    """What a correction would do: to the text, and to every statement that does not simply stay."""

    def __init__(self, document, text: str):
        self.same = document.text == text
        self.differences = [] if self.same else differences(document.text, text)
        self.plan = plan(document, text)
        self.counts = [(fate, number, FATES[fate] % number) for fate, number in self.plan.counts.items()]
        self.review = self.plan.of(Fate.REVIEW)
        self.changed = [
            (each, collate(each.statement.text, each.words(text))) for each in self.plan.of(Fate.CHANGED)
        ]
        self.back = [each for each in self.plan.fated if each.back]
        known = document.statements.filter(orphan__isnull=False).count()
        self.still = known - len(self.back)

    @property
    def why(self) -> list[tuple]:
        return [(each, Orphan.Reason(each.followed.why.value).label) for each in self.review]


def versions(document) -> list[dict]:
    """Newest first: its number, the correction that made it (None for the first) and what that changed."""
    ended = list(document.corrections.order_by("version").select_related("corrected_by"))
    users = account_names()
    texts = [*[each.text for each in ended], document.text]
    made = [{"number": 1, "correction": None, "differences": []}]
    for correction, (before, after) in zip(ended, pairwise(texts), strict=True):
        who = users.get(correction.corrected_by_id, "")
        changes = {"correction": correction, "who": who, "differences": differences(before, after)}
        made.append({"number": correction.version + 1, **changes})
    return made[::-1]
