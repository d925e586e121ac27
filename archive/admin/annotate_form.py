"""The form beside the text: which words, whose, and what about."""

import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive.editing.statement_rules import StatementRules
from archive.models import Event, Role, Speaker, Statement, Theme
from archive.text.quotes import Place, Reason, WordsRefused, locate, places, stands_at

from .annotate_choices import chooser

RELAYS = 3
MOST_OFFERED = 40
PLACE = re.compile(r"(-?\d{1,9})-(-?\d{1,9})")


class StatementForm(StatementRules):
    """The words come from the browser, the statement's text from the document. `offers` lists the places to choose
    from when the words stand in several; `theirs` what another editor saved while this one was typing.
    """

    words = forms.CharField(
        label=gettext_lazy("Words"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Select words in the text, or paste them here.")},
    )
    start = forms.CharField(required=False, widget=forms.HiddenInput)
    end = forms.CharField(required=False, widget=forms.HiddenInput)
    place = forms.CharField(required=False, widget=forms.HiddenInput)
    text_version = forms.CharField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    keep = forms.BooleanField(label=gettext_lazy("Keep speaker, event and themes"), required=False)

    class Meta(StatementRules.Meta):
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offers, self.theirs = [], []
        self._choosers()
        self.initial |= {"text_version": self.document.text_version, "seen": self._stamp()}
        if self.instance.pk:
            self.initial |= {"words": self.instance.text}

    def _choosers(self):
        fields = self.fields
        fields["speaker"] = chooser(Speaker, label=_("Speaker"))
        fields["event"] = chooser(Event, label=_("Event"))
        fields["themes"] = chooser(Theme, many=True, label=_("Themes"))
        chain = list(self.instance.relays.all()) if self.instance.pk else []
        self.relays = [f"relay_{number}" for number in range(1, max(RELAYS, len(chain) + 1) + 1)]
        for number, name in enumerate(self.relays, 1):
            label = _("Relayed by (nearest to the words)") if number == 1 else _("who is relayed by")
            fields[name] = chooser(Speaker, label=label)
        self.initial |= {name: relay.speaker_id for name, relay in zip(self.relays, chain, strict=False)}

    def _stamp(self):
        return self.instance.updated_at.isoformat() if self.instance.pk else ""

    @property
    def chain(self):
        return [self[name] for name in self.relays]

    @property
    def has_more(self):
        """Whether there is something in the fields that are folded away."""
        folded = [*self.chain, self["role_as_printed"], self["note"]]
        return any(field.value() or field.errors for field in folded)

    def clean(self):
        cleaned = super().clean()
        self._check_voice(cleaned)
        self._let_role_go(cleaned)
        self._find_words(cleaned)
        if not self.errors:
            self._refuse_twice(cleaned)
            self._refuse_stale(cleaned)
        return cleaned

    def _let_role_go(self, cleaned):
        """The page does not show the role; another speaker's goes with the speaker."""
        speaker, role = cleaned.get("speaker"), self.instance.role
        if speaker and role and role.speaker_id != speaker.pk:
            self.instance.role = None

    def _find_words(self, cleaned):
        if "words" not in cleaned:
            return
        try:
            place = self._place(cleaned["words"])
        except WordsRefused as refused:
            self.add_error("words", why_not(refused))
        except forms.ValidationError as error:
            self._forget_place()
            self.add_error("words", error)
        else:
            self.instance.start, self.instance.end, self.instance.text = place.start, place.end, place.words

    def _place(self, words) -> Place:
        text, sent = self.document.text, self._sent()
        if sent and stands_at(text, words, *sent):
            return places(text, [sent])[0]
        if not sent and self.instance.pk and stands_at(text, words, self.instance.start, self.instance.end):
            return places(text, [(self.instance.start, self.instance.end)])[0]
        found = locate(text, words)
        chosen = [place for place in found if (place.start, place.end) == sent]
        if sent and not chosen and self.data.get("text_version") == str(self.document.text_version):
            raise forms.ValidationError(wrong_place(sent, len(text)))
        if len(found) > 1 and not chosen:
            self.offers = found[:MOST_OFFERED]
            raise forms.ValidationError(which(len(found)))
        return (chosen or found)[0]

    def _sent(self) -> tuple[int, int] | None:
        """The place chosen among several, else the one that came with a selection."""
        joined = f"{self.data.get('start', '')}-{self.data.get('end', '')}"
        match = PLACE.fullmatch(self.data.get("place", "")) or PLACE.fullmatch(joined)
        return (int(match[1]), int(match[2])) if match else None

    def _forget_place(self):
        self._resend(start="", end="", place="", text_version=self.document.text_version)

    def _resend(self, **values):
        """What the form holds when it is shown again."""
        self.data = self.data.copy()
        for name, value in values.items():
            self.data[name] = value

    def _refuse_stale(self, cleaned):
        if not self.instance.pk or self.data.get("seen", self._stamp()) == self._stamp():
            return
        now = Statement.objects.get(pk=self.instance.pk)
        self.theirs = [
            (self[name].label, shown(now, name)) for name in self.Meta.fields if differs(now, name, cleaned)
        ]
        if now.text != self.instance.text:
            self.theirs.insert(0, (self["words"].label, now.text))
        self._resend(seen=self._stamp())
        said = _(
            "Somebody else changed this statement while you worked on it. Save again to put yours in its place."
        )
        self.add_error(None, said)

    def chosen_relays(self):
        return [self.cleaned_data[name] for name in self.relays if self.cleaned_data[name]]


class RoleForm(forms.Form):
    """Which of several roles held that day is meant; empty leaves it open."""

    role = forms.ModelChoiceField(Role.objects.none(), required=False)

    def __init__(self, statement, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].queryset = Role.objects.filter(speaker=statement.speaker_id)


def differs(saved, name, cleaned) -> bool:
    if name == "themes":
        return set(saved.themes.all()) != set(cleaned["themes"])
    return getattr(saved, name) != cleaned.get(name)


def shown(statement, name) -> str:
    if name == "themes":
        return ", ".join(map(str, statement.themes.all())) or "–"
    display = getattr(statement, f"get_{name}_display", None)
    value = display() if display else getattr(statement, name)
    return {True: _("yes"), False: _("no"), None: "–", "": "–"}.get(value, str(value))


def which(count: int) -> str:
    said = ngettext(
        "These words stand in the text %(n)d time: say which is meant.",
        "These words stand in the text %(n)d times: say which is meant.",
        count,
    ) % {"n": count}
    if count <= MOST_OFFERED:
        return said
    more = _("The first %(n)d are listed; for another, paste more of the words around it.")
    return f"{said} {more % {'n': MOST_OFFERED}}"


def wrong_place(sent, length: int) -> str:
    start, end = sent
    if start >= end:
        said = _("The place that came with the words runs backwards, from %(start)d to %(end)d.")
    elif start < 0 or end > length:
        said = _("The place that came with the words, %(start)d to %(end)d, lies outside the text.")
    else:
        said = _("Other words stand at the place that came with these, %(start)d to %(end)d.")
    return f"{said % {'start': start, 'end': end}} {_('Save again and the words will be looked for in the text.')}"


def why_not(refused: WordsRefused) -> str:
    if refused.reason == Reason.EMPTY:
        return _("Select words in the text, or paste them here.")
    if refused.reason == Reason.TOO_LONG:
        said = _("These are %(n)s characters; a statement has at most %(most)s.")
        return said % {"n": f"{refused.length:,}", "most": f"{refused.longest:,}"}
    if refused.nearest is None:
        return _("These words are not in this text, nor anything like them.")
    said = _("These words are not in this text. The nearest are “%(words)s” in paragraph %(number)d.")
    return said % {"words": refused.nearest.words, "number": refused.nearest.paragraph}
