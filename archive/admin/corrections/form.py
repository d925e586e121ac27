"""The form in which a text is corrected."""

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from archive.admin.forms import LinesField
from archive.editing.correction_plan import check_paragraph_count
from archive.editing.errors import EditError
from archive.editing.keys import is_primary_key
from archive.models import Document
from archive.text.canonical import clean_characters
from archive.text.paragraphs import count_blocks, join_paragraphs, split_blocks

MAX_CHARACTERS = 10_000_000


class CanonicalText(LinesField):
    """The text as the archive writes it: clean characters, paragraphs parted by one blank line.

    What is too long, or has too many paragraphs for the form's document (None: a new one), is refused before it is
    cleaned, which takes seconds for a million paragraphs.
    """

    document: Document | None = None

    def to_python(self, value):
        MaxLengthValidator(MAX_CHARACTERS)(value or "")
        text = super().to_python(value)
        try:
            check_paragraph_count(self.document, count_blocks(text))
        except EditError as error:
            raise forms.ValidationError(str(error)) from error
        return join_paragraphs("\n".join(lines) for lines in split_blocks(clean_characters(text)))


class CorrectionForm(forms.Form):
    """``text_version`` is the text's when the form was made, ``previewed`` the digest of the text last previewed."""

    text = CanonicalText(
        label=_("Text"),
        widget=AdminTextareaWidget({"rows": 24, "class": "vLargeTextField", "spellcheck": "true"}),
        help_text=_("Separate paragraphs with a blank line."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        required=False,
        widget=forms.TextInput({"class": "vTextField"}),
        help_text=_("For editors, for example: typing error, or correction by the source."),
    )
    public_note = forms.CharField(
        label=_("Note for readers"),
        required=False,
        widget=forms.Textarea({"rows": 2, "class": "vLargeTextField"}),
        help_text=_(
            "Why the text is corrected; readers of a public text see it with the date and with what changed."
        ),
    )
    text_version = forms.IntegerField(widget=forms.HiddenInput)
    previewed = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, document: Document, *arguments, **options):
        super().__init__(*arguments, **options)
        self.fields["text"].document = document

    @property
    def confirmed_keys(self) -> set[int]:
        """The keys of the statements whose new meaning is ticked in the preview."""
        return (
            {int(key) for key in self.data.getlist("confirmed") if is_primary_key(key)}
            if self.is_bound
            else set()
        )

    def set_values(self, **values):
        """Replaces values of the bound form before it is shown again."""
        self.data = self.data.copy()
        for name, value in values.items():
            self.data[name] = value

    def add_stale_error(self, version: int) -> None:
        message = _(
            "Someone else has corrected this text in the meantime (it is now version %(n)d). "
            "Your text is below and has not been saved: see theirs under “Versions”, combine the "
            "two here, and preview again."
        )
        self.add_error(None, message % {"n": version})
        self.set_values(text_version=version, previewed="")
