"""The form of a statement: its words are pasted and found in the document's text, the rest is chosen."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget, RelatedFieldWidgetWrapper
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive.admin.forms import ArchiveAutocompleteMultiple, ArchiveForm, LinesField
from archive.editing.errors import CONSTRAINT_MESSAGES, EditError
from archive.editing.keys import is_primary_key
from archive.editing.marking.anchors import anchor
from archive.editing.marking.duplicates import duplicate_of
from archive.models import Role, State, Statement, Theme
from archive.text.quotes import QuoteError, QuoteMatch, QuoteProblem, find_quote

MAX_OFFERED = 40
THEMES = Statement._meta.get_field("themes")
NO_WORDS = gettext_lazy("Paste the words of the statement.")


class ThemesField(forms.ModelMultipleChoiceField):
    """Themes under the name of their parent, one below the other."""

    def label_from_instance(self, theme):
        return f"{theme.parent} › {theme}" if theme.parent else str(theme)


def themes_in_tree():
    above = Coalesce("parent__sort_key", "sort_key")
    return Theme.objects.select_related("parent").order_by(
        above, F("parent").asc(nulls_first=True), "sort_key"
    )


class StatementForm(ArchiveForm):
    """``document`` is that of a new statement. With ``plain_lists`` themes are ticked in a list that needs no script.

    Themes go through rows of their own, which Django's form would not edit as one field.
    """

    document = None
    plain_lists = False
    words = LinesField(
        label=gettext_lazy("Words"),
        widget=AdminTextareaWidget({"rows": 4}),
        help_text=gettext_lazy(
            "Paste them from the document; their position in the text is found automatically."
        ),
        error_messages={"required": NO_WORDS},
    )
    place = forms.CharField(label=gettext_lazy("Which occurrence"), required=False, widget=forms.HiddenInput)
    on_themes = ThemesField(
        themes_in_tree(),
        required=False,
        label=gettext_lazy("Themes"),
        widget=RelatedFieldWidgetWrapper(
            ArchiveAutocompleteMultiple(THEMES, admin.site),
            THEMES.remote_field,
            admin.site,
            can_add_related=True,
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.document_id is None:
            self.instance.document = self.document
        self.occurrence = None
        if self.instance.pk:
            self.initial["on_themes"] = list(self.instance.themes.values_list("pk", flat=True))
        if "on_themes" in self.fields and self.plain_lists:
            self.fields["on_themes"].widget = forms.CheckboxSelectMultiple(
                choices=self.fields["on_themes"].choices
            )
        if "role" in self.fields:
            self.fields["role"].queryset = self.roles_to_choose()
        if "words" in self.fields:
            self._prepare_words()

    def _prepare_words(self):
        """An orphan shows no words: pasted words give it a new anchor; without any it stays in the queue."""
        if self.instance.state == State.ORPHANED:
            self.fields["words"].required = False
            self.fields["words"].help_text = _(
                "Paste the words of this statement as they are in the current text, or leave empty "
                "to decide later."
            )
        elif self.instance.pk:
            self.initial["words"] = self.instance.text

    def roles_to_choose(self):
        """Returns the roles of the saved speaker and of the one just chosen, so that a role of either is accepted as a
        choice; the use case checks which one fits."""
        speakers = [self.instance.speaker_id, self.data.get(self.add_prefix("speaker"))]
        return Role.objects.filter(speaker__in=[pk for pk in speakers if is_primary_key(pk)])

    def clean(self):
        cleaned = super().clean()
        role = cleaned.get("role")
        if role and "speaker" in cleaned and role.speaker != cleaned["speaker"]:
            self.add_error(*CONSTRAINT_MESSAGES["statement_role_belongs_to_speaker"])
        if cleaned.get("words") and "words" in self.changed_data:
            self._find_words(cleaned["words"], cleaned.get("place"))
        return cleaned

    @property
    def span(self) -> tuple[int, int] | None:
        """The span of the words in the document's text; None where it does not change."""
        return (self.occurrence.start, self.occurrence.end) if self.occurrence else None

    def _find_words(self, words: str, place: str) -> None:
        try:
            matches = find_quote(self.instance.document.text, words)
        except QuoteError as refused:
            self.add_error("words", quote_error_message(refused))
            return
        choices = [match for match in matches if occurrence_key(match) == place]
        if len(matches) > 1 and not choices:
            self._offer_occurrences(matches)
        else:
            self.occurrence = (choices or matches)[0]

    def _offer_occurrences(self, matches: list[QuoteMatch]) -> None:
        choices = [(occurrence_key(match), occurrence_in_context(match)) for match in matches[:MAX_OFFERED]]
        self.fields["place"].widget = forms.RadioSelect(choices=choices)
        self.add_error("words", ambiguity_message(len(matches)))

    def _post_clean(self):
        """The words are set before the rules of the model are checked."""
        if self.occurrence:
            try:
                anchor(self.instance, self.occurrence.start, self.occurrence.end)
            except EditError as error:
                self.add_error("words", str(error))
        super()._post_clean()
        if not self.errors and self.instance.state != State.ORPHANED and duplicate_of(self.instance):
            message = _("These words are already marked with the same voice, attribution and event.")
            self.add_error("words" if "words" in self.fields else None, message)


def occurrence_key(place: QuoteMatch) -> str:
    return f"{place.start}-{place.end}"


def occurrence_in_context(place: QuoteMatch) -> str:
    return format_html(
        "<b>¶{}</b> {}<mark>{}</mark>{}", place.paragraph, place.prefix, place.exact, place.suffix
    )


def ambiguity_message(count: int) -> str:
    message = ngettext(
        "These words occur %(n)d time in the text: choose the one you mean.",
        "These words occur %(n)d times in the text: choose the one you mean.",
        count,
    ) % {"n": count}
    if count <= MAX_OFFERED:
        return message
    note = _("The first %(n)d are listed; for a later one, paste more of the surrounding text.")
    return f"{message} {note % {'n': MAX_OFFERED}}"


def quote_error_message(error: QuoteError) -> str:
    if error.problem == QuoteProblem.EMPTY:
        return str(NO_WORDS)
    if error.problem == QuoteProblem.TOO_LONG:
        message = ngettext(
            "This is %(n)s character; a statement has at most %(most)s.",
            "These are %(n)s characters; a statement has at most %(most)s.",
            error.length,
        )
        return message % {"n": f"{error.length:,}", "most": f"{error.max_length:,}"}
    if error.nearest is None:
        return _("Neither these words nor anything like them were found in this text.")
    message = _(
        "These words were not found in this text. The closest match is “%(words)s” in paragraph %(number)d."
    )
    return message % {"words": error.nearest.exact, "number": error.nearest.paragraph}
