"""The form through which files and pasted texts come in."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive.importing.errors import ImportDocumentError
from archive.importing.formats import available_formats
from archive.importing.limits import MAX_SIZE, MEGABYTE, check_size
from archive.models import PendingImport
from archive.models.pending_import import MAX_BYTES, MAX_FILES

from .fields import CommonForm
from .upload_handler import UnstoredFile


class SeveralFilesInput(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data, files, name):
        return files.getlist(name) if hasattr(files, "getlist") else []


def format_choices():
    return [
        ("", _("Detect")),
        *((file_format.name, gettext(file_format.label)) for file_format in available_formats()),
    ]


class UploadForm(CommonForm):
    """``refusals`` says which files were not taken, and why."""

    files = forms.Field(label=_("Files"), required=False, widget=SeveralFilesInput)
    text = forms.CharField(
        label=_("Or paste a text or a web page"),
        required=False,
        strip=False,
        widget=forms.Textarea({"class": "vLargeTextField", "rows": 10, "spellcheck": "false"}),
        help_text=_("It may start with a header between two lines of ---."),
    )
    format = forms.ChoiceField(label=_("Format"), required=False, choices=format_choices)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.refusals = []
        names = ", ".join(gettext(file_format.label) for file_format in available_formats())
        self.fields["files"].help_text = _("%(formats)s. Up to %(size)d MB each.") % {
            "formats": names,
            "size": MAX_SIZE // MEGABYTE,
        }

    def common_rows(self):
        return [{"field": self[name], "origin": "", "name": name} for name in CommonForm(None).fields]

    @property
    def has_common_values(self) -> bool:
        return any(self[row["name"]].value() for row in self.common_rows())

    def clean(self):
        values = super().clean()
        if not (values.get("text") or "").strip() and not values.get("files"):
            self.add_error("files", _("Choose files or paste a text."))
        return values

    def store(self, user) -> list[PendingImport]:
        """Stores a row for each file and for the pasted text; refuses those beyond the user's quota."""
        PendingImport.objects.expired().delete()
        inputs = []
        for file in self.cleaned_data["files"]:
            if isinstance(file, UnstoredFile):
                self.refusals.append(gettext("%s: the server’s disk is full.") % file.name)
            else:
                inputs.append((file.name, file.size, file.read, False))
        text = self.cleaned_data["text"]
        if text.strip():
            inputs.append(("", len(text), lambda: text.encode("utf-8", "ignore"), True))
        rows = (self.store_input(user, *file) for file in inputs)
        return [row for row in rows if row]

    def store_input(self, user, name, size, read, is_pasted):
        try:
            check_size(size, name or gettext("The text"))
            if not size:
                raise ImportDocumentError(gettext("%s is empty.") % name)
            if not PendingImport.objects.has_room_for(user, size):
                raise ImportDocumentError(quota_message(name or gettext("The text")))
        except ImportDocumentError as error:
            self.refusals.append(error.message)
            return None
        return PendingImport.objects.create(
            user=user,
            name=name,
            content=read(),
            size=size,
            is_pasted=is_pasted,
            format=self.cleaned_data["format"],
            choices={"all": self.common_values()},
        )

    def common_values(self) -> dict:
        """The values common to all documents, as they were typed."""
        names = [row["name"] for row in self.common_rows()]
        values = {name: self.cleaned_data.get(name) or "" for name in names}
        return {name: "on" if value is True else str(value) for name, value in values.items() if value}


def quota_message(name: str) -> str:
    return gettext(
        "%(name)s was not accepted: %(files)d files or %(size)d MB are already waiting. Import or "
        "remove some first."
    ) % {"name": name, "files": MAX_FILES, "size": MAX_BYTES // MEGABYTE}
