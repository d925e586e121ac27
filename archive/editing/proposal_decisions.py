"""Records editors' decisions on proposals: accepted ones become statements, rejected ones are remembered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models.functions import Substr
from django.utils.translation import gettext as _

from archive.editing.errors import EditError
from archive.editing.history.accounts import account_name
from archive.editing.locks import edit_transaction
from archive.editing.marking import SaveResult, mark
from archive.editing.marking.duplicates import DuplicateError
from archive.editing.marking.preconditions import check_rights, check_text_version, lock_document
from archive.editing.states import Actor, Right
from archive.models import Document, ProposalDecision, Statement
from archive.models.decision import MAX_CONTEXT, ProposalDecisionQuerySet

Verdict = ProposalDecision.Verdict


class AlreadyDecidedError(EditError):
    """Somebody has already decided on the proposal."""


@dataclass(frozen=True, slots=True)
class OfferedProposal:
    """A proposal as the editor saw it: ``document.text[start:end]`` at ``text_version``. ``speaker`` is a name, empty
    for nobody; ``score`` lies between 0 and 1."""

    document: int
    text_version: int
    start: int
    end: int
    speaker: str
    voice: str
    attribution: str
    rule: str
    rules_version: int
    cue: str
    score: float


def accept(
    actor: Actor, offer: OfferedProposal, span: tuple[int, int], values: Mapping[str, Any]
) -> SaveResult:
    """Marks the words and records the decision.

    Where the same actor sends it again, the existing statement is returned. Raises what `mark` raises, and
    AlreadyDecidedError.
    """
    with edit_transaction(actor):
        document = _lock(actor, offer)
        _check_undecided(actor, document, offer)
        try:
            result = mark(actor, document.pk, span, values, text_version=offer.text_version)
        except DuplicateError as error:
            raise AlreadyDecidedError(_("Someone else has already marked these words.")) from error
        if result.is_new:
            _record(actor, document, offer, _verdict_on(result.statement, offer), result.statement)
        return result


def reject(actor: Actor, offer: OfferedProposal) -> bool:
    """Records a rejection and returns whether it is new: the same actor may send it again.

    Raises AlreadyDecidedError, StaleTextError, NotFoundError or NotAllowedError.
    """
    with edit_transaction(actor):
        document = _lock(actor, offer)
        if _rejections(document, offer).filter(decided_by=actor and actor.pk).exists():
            return False
        _check_undecided(actor, document, offer)
        _record(actor, document, offer, Verdict.REJECTED, None)
        return True


def withdraw_rejection(actor: Actor, offer: OfferedProposal) -> bool:
    """Deletes the rejection, whoever made it; returns False where there is none. Raises what `reject` raises."""
    with edit_transaction(actor):
        return bool(_rejections(_lock(actor, offer), offer).delete()[0])


def _lock(actor: Actor, offer: OfferedProposal) -> Document:
    document = lock_document(offer.document)
    check_rights(actor, Right.ADD)
    check_text_version(document, offer.text_version)
    return document


def _check_undecided(actor: Actor, document: Document, offer: OfferedProposal) -> None:
    """An acceptance by the same actor is left to `mark`, which recognises a repeated request."""
    rejection = _rejections(document, offer).select_related("decided_by").first()
    if rejection:
        raise AlreadyDecidedError(
            _("%(name)s has rejected this proposal in the meantime.") % {"name": _decider_name(rejection)}
        )
    decisions = document.decisions.in_force().filter(
        statement__isnull=False, start=offer.start, end=offer.end, text_version=offer.text_version
    )
    acceptance = decisions.exclude(decided_by=actor and actor.pk).select_related("decided_by").first()
    if acceptance:
        raise AlreadyDecidedError(
            _("%(name)s has accepted this proposal in the meantime.") % {"name": _decider_name(acceptance)}
        )


def _decider_name(decision: ProposalDecision) -> str:
    return account_name(decision.decided_by) if decision.decided_by else str(_("Someone else"))


def _rejections(document: Document, offer: OfferedProposal) -> ProposalDecisionQuerySet:
    before, words, after = _words_with_context(document, offer)
    return document.decisions.at_place(document, words, before, after)


def _words_with_context(document: Document, offer: OfferedProposal) -> tuple[str, str, str]:
    """The text before, in and after the span. One query, which reads only that part of the text."""
    first = max(0, offer.start - MAX_CONTEXT)
    length = offer.end + MAX_CONTEXT - first
    rows = Document.objects.filter(pk=document.pk).values_list(Substr("text", first + 1, length), flat=True)
    part = rows.get()
    start, end = offer.start - first, offer.end - first
    return part[:start], part[start:end], part[end:]


def _verdict_on(statement: Statement, offer: OfferedProposal) -> str:
    speaker = statement.speaker.name if statement.speaker else ""
    marked_values = (statement.start, statement.end, speaker, statement.voice, statement.attribution)
    offered_values = (offer.start, offer.end, offer.speaker, offer.voice, offer.attribution)
    return Verdict.ACCEPTED if marked_values == offered_values else Verdict.EDITED


def _record(
    actor: Actor, document: Document, offer: OfferedProposal, verdict: str, statement: Statement | None
) -> None:
    before, words, after = _words_with_context(document, offer)
    ProposalDecision.objects.create(
        document=document,
        text_version=offer.text_version,
        start=offer.start,
        end=offer.end,
        words=words,
        before=before,
        after=after,
        speaker=offer.speaker[:250],
        rule=offer.rule[:100],
        rules_version=offer.rules_version,
        cue=offer.cue.lower()[:200],
        score=offer.score,
        verdict=verdict,
        statement=statement,
        decided_by_id=actor.pk if actor else None,
    )
