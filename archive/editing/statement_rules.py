"""What a statement must agree with, whichever page it comes from; and the chain of relays, saved with it."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.models import Relay, State, Statement

SAID = ("voice", "speaker", "voice_label", "attribution", "event")


def twin(statement, **fields) -> Statement | None:
    """Another statement that says the same of the same words; `fields` count instead of what the statement holds."""
    same = {name: getattr(statement, name) for name in ("document", "start", "end", "text", *SAID)} | fields
    return Statement.objects.filter(**same).exclude(pk=statement.pk).first()


class StatementRules(forms.ModelForm):
    """`instance.document` is locked by the caller while the form is checked and saved; who inherits fills the
    instance's `start`, `end` and `text`, and says in `chosen_relays` who passes the words on."""

    class Meta:
        model = Statement
        fields = [
            "speaker",
            "event",
            "attribution",
            "voice",
            "voice_label",
            "role_as_printed",
            "themes",
            "note",
            "certain",
            "state",
        ]
        error_messages = {
            "attribution": {"required": gettext_lazy("Say how the words are given.")},
            "voice": {"required": gettext_lazy("Say whose voice it is.")},
        }

    def __init__(self, *args, may_publish=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.document = self.instance.document
        self._states(may_publish)

    def _states(self, may_publish):
        state = self.fields["state"]
        state.choices = State.editable_choices()
        if self.instance.state == State.ORPHANED:
            self.initial["state"] = self.instance.orphan.state_before
            state.disabled = not may_publish
        elif self.instance.pk and self.instance.is_published and not may_publish:
            state.disabled = True
            state.help_text = _("Only a publisher takes it back.")
        elif not may_publish:
            state.choices = [choice for choice in state.choices if choice[0] != State.PUBLISHED]

    def _check_voice(self, cleaned):
        voice, speaker = cleaned.get("voice"), cleaned.get("speaker")
        if voice == Statement.Voice.SPEAKER and not speaker and "speaker" not in self.errors:
            self.add_error("speaker", _("Name the speaker, or choose another voice."))
        elif voice and voice != Statement.Voice.SPEAKER and speaker:
            said = _(
                "The voice is “%(voice)s”, which has no speaker: empty this, or choose the voice “A speaker”."
            )
            self.add_error("speaker", said % {"voice": Statement.Voice(voice).label})

    def _refuse_twice(self, cleaned):
        if self.twin(cleaned):
            said = _("These words are marked already, with the same voice, attribution and event.")
            self.add_error("words", said)

    def twin(self, cleaned) -> Statement | None:
        return twin(self.instance, **{name: cleaned.get(name) for name in SAID})

    def chosen_relays(self) -> list:
        """The speakers, nearest to the words first."""
        raise NotImplementedError

    def _save_m2m(self):
        super()._save_m2m()
        set_relays(self.instance, self.chosen_relays(), relays_of(self.instance))


def relays_of(statement) -> list[int]:
    """The speakers' ids, nearest to the words first; one query."""
    return list(statement.relays.values_list("speaker", flat=True))


def set_relays(statement, chosen: list, saved: list[int]) -> None:
    if saved == [speaker.pk for speaker in chosen]:
        return
    if saved:
        statement.relays.all().delete()
    Relay.objects.bulk_create(
        Relay(statement=statement, position=number, speaker=speaker)
        for number, speaker in enumerate(chosen, 1)
    )
