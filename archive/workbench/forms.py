"""What the workbench sends of a statement, checked by the rules of the plain page."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.editing.statement_rules import StatementRules, relays_of, set_relays
from archive.models import Event, Role, Speaker, Statement, StatementTheme, Theme
from archive.text.spans import Flaw, SpanRefused, Stretch, settled

from .choices import lookup, possible
from .json_endpoint import Refused, fields_of, is_flag, is_id, is_ids, is_number, is_words, wrong

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
    """`before` is what is saved (see `content`), None of a new statement; `twin_found` says the same of the same words.

    Django's way with themes would ask the database three times for what is known here.
    """

    words = Found()
    speaker = Found()
    event = Found()
    themes = Found()
    role = Found()
    relays = Found()
    twin_found = None

    class Meta(StatementRules.Meta):
        fields = [*(name for name in StatementRules.Meta.fields if name != "themes"), "role"]

    def __init__(self, *args, before=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.before = before or {"themes": set(), "relays": []}

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
        asked = self.data["start"], self.data["end"]
        if self.instance.pk and asked == (self.instance.start, self.instance.end):
            return
        try:
            place(self.instance, stretch_around(self.document, *asked), *asked)
        except SpanRefused as refused:
            self.add_error("words", why_not(refused))

    def twin(self, cleaned):
        self.twin_found = super().twin(cleaned)
        return self.twin_found

    def _get_validation_exclusions(self):
        """The rows were looked up a moment ago, in this transaction."""
        return super()._get_validation_exclusions() | {"speaker", "event", "role"}

    def _save_m2m(self):
        chosen, saved = self.content(), self.before["themes"]
        StatementTheme.objects.filter(statement=self.instance, theme__in=saved - chosen["themes"]).delete()
        StatementTheme.objects.bulk_create(
            StatementTheme(statement=self.instance, theme=theme)
            for theme in self.cleaned_data["themes"]
            if theme.pk not in saved
        )
        set_relays(self.instance, self.cleaned_data["relays"], self.before["relays"])

    def changed(self) -> list[str]:
        """The names of what differs from what is saved."""
        after = self.content()
        return [name for name in after if self.before[name] != after[name]]

    def save_changed(self) -> None:
        """Only these columns: where the words are written, the database reads the text, 3 ms of a long one."""
        names = set(self.changed()) & {*PLAIN, *KEYS}
        names |= {"start", "end", "text"} if names & {"start", "end"} else set()
        self.instance.save(update_fields=[*names, "updated_at"])
        self._save_m2m()

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
        "relays": relays_of(statement),
    }


def form_of(sent: dict, statement, may_publish: bool) -> WorkbenchForm:
    """What was not sent stays as it is, or, of a new statement, as usual."""
    sent = fields_of(sent, KINDS)
    check_place(sent, statement)
    before = content(statement) if statement.pk else None
    data = {name: sent.get(name, getattr(statement, name)) for name in PLAIN}
    data |= rows_of(sent, statement, before)
    data["role"] = role(sent, statement, data["speaker"])
    return WorkbenchForm(data, instance=statement, before=before, may_publish=may_publish)


def rows_of(sent: dict, statement, before: dict | None) -> dict:
    """The rows that the ids stand for; three queries."""
    keys = {name: sent.get(name, getattr(statement, f"{name}_id")) for name in ("speaker", "event")}
    themes, relays = (sent.get(name, before[name] if before else ()) for name in ("themes", "relays"))
    people = Speaker.objects.in_bulk(possible([*relays, keys["speaker"]]))
    return {
        "speaker": one(Speaker, "speaker", keys["speaker"], people),
        "event": one(Event, "event", keys["event"]),
        "themes": lookup(Theme, "themes", themes),
        "relays": lookup(Speaker, "relays", relays, people),
    }


def one(model, field: str, pk: int | None, there=None):
    return lookup(model, field, [pk], there)[0] if pk is not None else None


def stretch_around(document, start: int, end: int) -> Stretch:
    return Stretch(*document.text_around(start, end))


def place(statement, stretch: Stretch, start: int, end: int) -> None:
    """The words come from the text. Raises SpanRefused."""
    statement.start, statement.end = settled(stretch, start, end)
    statement.text = stretch.words(statement.start, statement.end)


def check_place(sent: dict, statement) -> None:
    if statement.pk is None or "start" in sent or "end" in sent:
        missing = [name for name in PLACE if name not in sent]
        if missing:
            raise Refused(400, _("“%s” is missing.") % missing[0])
    version = statement.document.text_version
    if sent.get("text_version", version) != version:
        said = _("The text was corrected meanwhile; nothing was saved. Load it anew.")
        raise Refused(409, said, text_version=version)


def role(sent: dict, statement, speaker) -> Role | None:
    """A role of the speaker's; the one that was chosen for another speaker goes with that speaker."""
    pk = sent.get("role", statement.role_id)
    if pk is None or speaker is None:
        return None
    chosen = Role.objects.filter(pk=pk, speaker=speaker).first()
    if chosen is None and pk != statement.role_id:
        raise wrong({"role": [_("That is not a role of %s.") % speaker]})
    return chosen


def labels(names: list[str]) -> list[str]:
    """What the log calls them."""
    said = [_("words") if name in PLACE else field_label(name.removesuffix("_id")) for name in names]
    return list(dict.fromkeys(said))


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
