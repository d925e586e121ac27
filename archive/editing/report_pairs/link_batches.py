"""Many links confirmed at once, in one transaction, and undone at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from archive.editing import report_links
from archive.editing.errors import EditError, GoneError, NotAllowedError, StaleError
from archive.editing.locks import edit_transaction
from archive.editing.states import Actor
from archive.models import ReportPair, Statement

from .link_offers import hash_pair
from .pairs import confirmed_utterances, find_pair

MAX_LINKS = 500  # of one batch


class ChosenLink(NamedTuple):
    """The ids of two statements, and the hash of their words as they were shown."""

    first: int
    second: int
    words_hash: str


@dataclass(frozen=True, slots=True)
class LinkBatch:
    """Records what was written, so that it can be undone, in plain values that a session can hold.

    ``pairs``: linked now, in their order; ``unchanged``: how many were linked before.
    """

    pairs: list[tuple[int, int]]
    unchanged: int = 0


def confirm_links(actor: Actor, links: Sequence[ChosenLink]) -> LinkBatch:
    """All of them or none. Raises NotAllowedError; GoneError, StaleError or EditError that names the pair which was
    deleted, corrected or rejected meanwhile, or whose statements report two utterances."""
    if len(links) > MAX_LINKS:
        raise EditError(_("Confirm at most %(most)d links at once.") % {"most": MAX_LINKS})
    with edit_transaction(actor):
        check_decider(actor)
        ids = {pk for link in links for pk in (link.first, link.second)}
        rows = Statement.objects.select_related("speaker", "event").filter(pk__in=ids).order_by("pk")
        statements = {row.pk: row for row in rows.select_for_update(of=("self",))}
        pairs = [link[:2] for link in links if confirm_one(actor, statements, link)]
        return LinkBatch(pairs, len(links) - len(pairs))


def confirm_one(actor: Actor, statements: dict[int, Statement], link: ChosenLink) -> bool:
    """Whether it is new."""
    first, second = statements.get(link.first), statements.get(link.second)
    if first is None or second is None:
        raise GoneError(_("Nothing was linked: a statement on the page has been deleted in the meantime."))
    words = {"words": Truncator(first.text).chars(60)}
    if hash_pair(first, second) != link.words_hash:
        raise StaleError(
            _("Nothing was linked: “%(words)s” or its partner has been corrected in the meantime.") % words
        )
    pair = find_pair(first, second)
    if pair and pair.status == ReportPair.Status.REJECTED:
        message = _(
            "Nothing was linked: “%(words)s” and its partner have been rejected as a pair in the meantime."
        )
        raise StaleError(message % words)
    places = confirmed_utterances([first.pk, second.pk])
    if len(places) == 2 and len(set(places.values())) == 1:
        return False
    report_links.confirm(actor, first, second)
    return True


def undo_links(actor: Actor, batch: LinkBatch) -> int:
    """Takes back what the batch wrote, the last link first; how many of its links are gone. What others have changed
    since stays: a pair that was decided again. Raises NotAllowedError."""
    with edit_transaction(actor):
        check_decider(actor)
        return sum(undo_one(actor, *pair) for pair in reversed(batch.pairs))


def undo_one(actor: Actor, first: int, second: int) -> bool:
    """Whether the pair is undecided again: only what this actor confirmed, and nobody has decided since."""
    statements = Statement.objects.in_bulk([first, second])
    pair = find_pair(*statements.values()) if len(statements) == 2 else None
    if (
        pair is None
        or pair.status != ReportPair.Status.CONFIRMED
        or pair.decided_by_id != (actor and actor.pk)
    ):
        return False
    return report_links.undo_decision(actor, statements[first], statements[second])


def check_decider(actor: Actor) -> None:
    if not report_links.may_decide(actor):
        raise NotAllowedError(_("You may not decide which statements report the same words."))
