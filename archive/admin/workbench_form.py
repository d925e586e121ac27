"""What the workbench sends of a statement, checked by the rules of the plain page."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.annotating.spans import Flaw, SpanRefused, settled
from archive.models import Event, Role, Speaker, Statement, Theme

from .annotate_rules import StatementRules
from .workbench_choices import lookup
from .workbench_door import Refused, fields_of, is_flag, is_id, is_ids, is_number, is_words, wrong

KINDS = {
    "start": is_number,
    "end": is_number,
    "text_version": is_number,
    "speaker": is_id,
    "event": is_id,
    "themes": is_ids,
    "voice": is_words,
    "voice_label": is_words,
    "attribution": is_words,
    "role_as_printed": is_words,
    "role": is_id,
    "relays": is_ids,
    "note": is_words,
    "certain": is_flag,
    "state": is_words,
}
PLACE = ("start", "end", "text_version")
PLAIN = ("start", "end", "voice", "voice_label", "attribution", "role_as_printed", "note", "certain", "state")
KEYS = ("speaker_id", "event_id", "role_id")


class Found(forms.Field):
    """A row, rows or a number that the caller found good already."""

    def __init__(self):
        super().__init__(required=False)


class WorkbenchForm(StatementRules):
    """`twin_found`: the statement that stands there already and says the same."""

    words = Found()
    speaker = Found()
    event = Found()
    themes = Found()
    role = Found()
    relays = Found()
    twin_found = None

    class Meta(StatementRules.Meta):
        fields = [*StatementRules.Meta.fields, "role"]

    def clean(self):
        cleaned = super().clean()
        self._check_voice(cleaned)
        self._check_state()
        self._settle()
        if not self.errors:
            self._refuse_twice(cleaned)
        return cleaned

    def _check_state(self):
        state = self.fields["state"]
        if state.disabled and self.data["state"] != self.instance.state:
            self.add_error("state", state.help_text)

    def _settle(self):
        try:
            start, end = settled(self.document.text, self.data["start"], self.data["end"])
        except SpanRefused as refused:
            self.add_error("words", why_not(refused))
        else:
            self.instance.start, self.instance.end = start, end
            self.instance.text = self.document.text[start:end]

    def twin(self, cleaned):
        self.twin_found = super().twin(cleaned)
        return self.twin_found

    def chosen_relays(self):
        return self.cleaned_data["relays"]

    def _get_validation_exclusions(self):
        """The rows were looked up a moment ago, in this transaction."""
        return super()._get_validation_exclusions() | {"speaker", "event", "role"}

    def content(self) -> dict:
        return {
            **{name: getattr(self.instance, name) for name in (*PLAIN, *KEYS)},
            "themes": {theme.pk for theme in self.cleaned_data["themes"]},
            "relays": [speaker.pk for speaker in self.cleaned_data["relays"]],
        }


def content(statement) -> dict:
    """All that the workbench can change; two queries."""
    return {
        **{name: getattr(statement, name) for name in (*PLAIN, *KEYS)},
        "themes": set(statement.themes.order_by().values_list("pk", flat=True)),
        "relays": list(statement.relays.values_list("speaker", flat=True)),
    }


def form_of(sent: dict, statement, may_publish: bool) -> WorkbenchForm:
    """What was not sent stays as it is, or, of a new statement, as usual. `statement.document` comes with its text."""
    sent = fields_of(sent, KINDS)
    check_place(sent, statement)
    data = {name: sent.get(name, getattr(statement, name)) for name in PLAIN}
    data |= {
        "speaker": one(Speaker, "speaker", sent, statement),
        "event": one(Event, "event", sent, statement),
        "themes": lookup(Theme, "themes", sent["themes"]) if "themes" in sent else kept_themes(statement),
        "relays": lookup(Speaker, "relays", sent["relays"]) if "relays" in sent else kept_relays(statement),
    }
    data["role"] = role(sent, statement, data["speaker"])
    return WorkbenchForm(data, instance=statement, may_publish=may_publish)


def check_place(sent: dict, statement) -> None:
    if statement.pk is None or "start" in sent or "end" in sent:
        missing = [name for name in PLACE if name not in sent]
        if missing:
            raise Refused(400, _("“%s” is missing.") % missing[0])
    version = statement.document.text_version
    if sent.get("text_version", version) != version:
        said = _("The text was corrected meanwhile; nothing was saved. Load it anew.")
        raise Refused(409, said, text_version=version)


def one(model, name: str, sent: dict, statement):
    if name not in sent:
        return getattr(statement, name)
    return lookup(model, name, [sent[name]])[0] if sent[name] is not None else None


def kept_themes(statement) -> list:
    return list(statement.themes.all()) if statement.pk else []


def kept_relays(statement) -> list:
    return [relay.speaker for relay in statement.relays.select_related("speaker")] if statement.pk else []


def role(sent: dict, statement, speaker) -> Role | None:
    """A role of the speaker's; the one that was chosen for another speaker goes with that speaker."""
    pk = sent.get("role", statement.role_id)
    if pk is None or speaker is None:
        return None
    chosen = Role.objects.filter(pk=pk, speaker=speaker).first()
    if chosen is None and pk != statement.role_id:
        raise wrong({"role": [_("That is not a role of %s.") % speaker]})
    return chosen


def changed_fields(before: dict, after: dict) -> list[str]:
    """The labels of what differs."""
    names = [name for name in before if before[name] != after[name]]
    labels = [_("words") if name in PLACE else field_label(name.removesuffix("_id")) for name in names]
    return list(dict.fromkeys(labels))


def field_label(name: str) -> str:
    if name == "relays":
        return _("relays")
    return str(Statement._meta.get_field(name).verbose_name)


def why_not(refused: SpanRefused) -> str:
    place = {"start": refused.start, "end": refused.end}
    if refused.flaw == Flaw.TOO_LONG:
        said = ngettext(
            "This is %(n)s character; a statement has at most %(most)s.",
            "These are %(n)s characters; a statement has at most %(most)s.",
            refused.length,
        )
        return said % {"n": f"{refused.length:,}", "most": f"{refused.longest:,}"}
    return SAID_OF[refused.flaw]() % place


SAID_OF = {
    Flaw.BACKWARDS: lambda: _(
        "The place %(start)d to %(end)d has no words: it ends where it starts, or before."
    ),
    Flaw.OUTSIDE: lambda: _("The place %(start)d to %(end)d lies outside the text."),
    Flaw.BLANK: lambda: _("There are only blanks from %(start)d to %(end)d; select words."),
    Flaw.CUTS_START: lambda: _("The selection begins inside a sign, at %(start)d; select the whole sign."),
    Flaw.CUTS_END: lambda: _("The selection ends inside a sign, at %(end)d; select the whole sign."),
}
