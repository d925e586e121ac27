"""Proposals and turns as the workbench's JSON."""

from typing import Any

from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive.editing.proposal_decisions import OfferedProposal
from archive.models import Document, Statement
from archive.proposing import Proposal
from archive.proposing.people.mentions import Mention
from archive.proposing.people.speaker_match import SpeakerMatch
from archive.proposing.people.turn_speakers import Turn
from archive.proposing.proposal import RULES_VERSION
from archive.text.words import has_han

from .json_endpoint import ApiError
from .proposal_reader import ProposalReader, TextProposals, speaker_ids

_signer = Signer(salt="archive.proposal")
SCORE_LABELS = (
    (0.9, gettext_lazy("almost certain")),
    (0.75, gettext_lazy("likely")),
    (0.5, gettext_lazy("possible")),
    (0.0, gettext_lazy("doubtful")),
)
# By the rules of archive/proposing; a rule of a plug-in is shown by its own name.
REASONS = {
    "quotation with a verb of speech": gettext_lazy("quoted, with “%(cue)s”"),
    "quotation that goes on": gettext_lazy("continues the previous quotation"),
    "quotation after a colon": gettext_lazy("quoted after a colon"),
    "quotation inside reported words": gettext_lazy("quoted within the words reported by “%(cue)s”"),
    "words after a verb of speech": gettext_lazy("after “%(cue)s”"),
    "words before a verb of speech": gettext_lazy("before “%(cue)s”"),
    "words around a verb of speech": gettext_lazy("around “%(cue)s”"),
    "according to": gettext_lazy("with “%(cue)s”"),
    "point of a list": gettext_lazy("an item of the list that the preceding words introduce"),
    "sentence that goes on reporting": gettext_lazy("continues what the previous sentence reports"),
    "sentence of a speech": gettext_lazy("a sentence of a speech"),
    "sentence beside the turns": gettext_lazy("in an interview: the person who answers says it"),
    "sentence of a turn": gettext_lazy("said in the turn introduced by this name: %(mention)s"),
    "turn": gettext_lazy("the turn introduced by this name: %(mention)s"),
    "question in a turn": gettext_lazy("a question in a turn"),
}


def sign_proposal(document: Document, proposal: Proposal) -> str:
    """The proposal in a form that only this server makes: what a decision records is what was proposed."""
    return _signer.sign_object([
        document.pk, document.text_version, proposal.start, proposal.end, proposal.speaker or "", proposal.voice,
        proposal.attribution, proposal.rule, RULES_VERSION, proposal.cue, proposal.score,
    ])  # fmt: skip


def unsign_proposal(token: str, document_id: int) -> OfferedProposal:
    """Raises ApiError where the server did not make it, or made it for another document."""
    try:
        offer = OfferedProposal(*_signer.unsign_object(token))
    except (BadSignature, ValueError, TypeError):
        raise ApiError(400, _("This proposal was not made by this server.")) from None
    if offer.document != document_id:
        raise ApiError(400, _("This proposal belongs to another document."))
    return offer


class ProposalSerializer:
    def __init__(self, reader: ProposalReader, reading: TextProposals):
        self.reader, self.document = reader, reader.document
        ids = speaker_ids(reading)
        self.speakers = {
            name.id: {"id": name.id, "label": name.name} for name in reader.names if name.id in ids
        }

    def serialize(self, proposal: Proposal) -> dict[str, Any]:
        text = self.document.text
        return {
            "key": sign_proposal(self.document, proposal),
            "start": proposal.start,
            "end": proposal.end,
            "words": text[proposal.start : proposal.end],
            **self._speaker(proposal, proposal.speaker or ""),
            "cue": _cue(proposal),
            "voice": proposal.voice,
            "voice_label": proposal.mention if proposal.voice == Statement.Voice.UNNAMED else "",
            "attribution": proposal.attribution,
            "attribution_label": str(Statement.Attribution(proposal.attribution).label),
            "role_as_printed": proposal.role_as_printed,
            "relays": self._relays(proposal),
            "rule": proposal.rule,
            "reason": reason(proposal),
            "score": proposal.score,
            "score_label": score_label(proposal.score),
            "record": acceptance_record(*self.reader.rates.counts(proposal)),
        }

    def serialize_turn(self, turn: Turn) -> dict[str, Any]:
        speaker = self._speaker(turn.speaker, turn.speaker.name or "")
        return {"start": turn.start, "end": turn.end, **speaker, "voice": turn.speaker.voice}

    def serialize_mention(self, mention: Mention) -> dict[str, Any]:
        return {"start": mention.start, "end": mention.end, "speaker": self.speakers[mention.name.id]}

    def _speaker(self, named_speaker: Proposal | SpeakerMatch, name: str) -> dict[str, Any]:
        """`new_speaker` is the full name as printed of somebody whom the archive does not have."""
        speaker = self.speakers.get(named_speaker.speaker_id)
        candidates = [self.speakers[pk] for pk in named_speaker.candidates if pk in self.speakers]
        is_new = not speaker and not candidates and named_speaker.voice == Statement.Voice.SPEAKER
        return {
            "speaker": speaker,
            "new_speaker": name if is_new and is_full_name(name) else "",
            "candidates": candidates,
            "mention": named_speaker.mention,
        }

    def _relays(self, proposal: Proposal) -> list[dict]:
        speakers = self.reader.index.find(proposal.relay) if proposal.relay else []
        return [{"id": speakers[0].id, "label": speakers[0].name}] if len(speakers) == 1 else []


def is_full_name(name: str) -> bool:
    """Two capitalised words or more, or a name in Chinese characters: “Lin Jian” and not “Shanghai” or “the newspaper”,
    whom an editor should look at before a speaker is created."""
    if has_han(name):
        return len(name) > 1
    words = name.split()
    return len(words) > 1 and words[0][:1].isupper() and words[-1][:1].isupper()


def _cue(proposal: Proposal) -> dict | None:
    if proposal.cue_start is None or not proposal.cue:
        return None
    return {"start": proposal.cue_start, "end": proposal.cue_start + len(proposal.cue), "words": proposal.cue}


def reason(proposal: Proposal) -> str:
    """Why the statement is proposed, as a sentence."""
    message = REASONS.get(proposal.rule)
    return str(message) % {"cue": proposal.cue, "mention": proposal.mention} if message else proposal.rule


def score_label(score: float) -> str:
    return next(str(label) for min_score, label in SCORE_LABELS if score >= min_score)


def acceptance_record(accepted_count: int, decided_count: int) -> str:
    """“accepted 41 of 44 times”; empty where nothing was decided."""
    if not decided_count:
        return ""
    message = ngettext("accepted %(n)d of %(all)d time", "accepted %(n)d of %(all)d times", decided_count)
    return message % {"n": accepted_count, "all": decided_count}
