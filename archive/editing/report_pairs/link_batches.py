"""Many links confirmed at once, in one transaction, and undone at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from archive.editing import report_links
from archive.editing.errors import EditError, GoneError, NotAllowedError, StaleError
from archive.editing.history.log import log_changes
from archive.editing.locks import edit_transaction
from archive.editing.states import Actor
from archive.models import Event, Merge, Report, ReportPair, Speaker, Statement, Utterance

from .link_offers import hash_pair
from .pairs import confirmed_utterances, find_pair, pair_key, record_pair_decision

MAX_LINKS = 500  # of one batch


class ChosenLink(NamedTuple):
    """The ids of two statements, and the hash of their words as they were shown."""

    first: int
    second: int
    words_hash: str


@dataclass(frozen=True, slots=True)
class LinkBatch:
    """Records what was written, so that it can be undone, in plain values that a session can hold.

    ``pairs``: newly linked; ``unchanged``: how many were linked before. ``moves``: (statement, utterance before or
    None, utterance now); ``replaced``: (id, summary, speaker, event) of utterances that ended when their only report
    moved.
    """

    pairs: list[tuple[int, int]]
    moves: list[tuple[int, int | None, int]]
    replaced: list[tuple[int, str, int | None, int | None]]
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
        before, known = confirmed_utterances(ids), read_utterances(ids)
        pairs = [link[:2] for link in links if confirm_one(actor, statements, link)]
        after = confirmed_utterances(ids)
        moves = [
            (pk, before.get(pk), utterance) for pk, utterance in after.items() if before.get(pk) != utterance
        ]
        left = set(Utterance.objects.filter(pk__in=[row[0] for row in known]).values_list("pk", flat=True))
        replaced = [row for row in known if row[0] not in left]
        return LinkBatch(pairs, moves, replaced, len(links) - len(pairs))


def confirm_one(actor: Actor, statements: dict[int, Statement], link: ChosenLink) -> bool:
    """Whether it is new."""
    one, other = statements.get(link.first), statements.get(link.second)
    if one is None or other is None:
        raise GoneError(_("Nothing was linked: a statement on the page has been deleted in the meantime."))
    words = {"words": Truncator(one.text).chars(60)}
    if hash_pair(one, other) != link.words_hash:
        raise StaleError(
            _("Nothing was linked: “%(words)s” or its partner has been corrected in the meantime.") % words
        )
    pair = find_pair(one, other)
    if pair and pair.status == ReportPair.Status.REJECTED:
        message = _(
            "Nothing was linked: “%(words)s” and its partner have been rejected as a pair in the meantime."
        )
        raise StaleError(message % words)
    places = confirmed_utterances([one.pk, other.pk])
    if len(places) == 2 and len(set(places.values())) == 1:
        return False
    report_links.confirm(actor, one, other)
    return True


def undo_links(actor: Actor, batch: LinkBatch) -> int:
    """Takes back what the batch wrote; how many of its links are gone. What others have changed since stays: a
    statement that left its utterance, a pair that was decided again. Raises NotAllowedError."""
    with edit_transaction(actor):
        check_decider(actor)
        ids = [pk for pk, _before, _now in batch.moves]
        rows = Statement.objects.filter(pk__in=ids).order_by("pk")
        statements = {row.pk: row for row in rows.select_for_update(of=("self",))}
        places = confirmed_utterances(statements)
        log_changes(actor, list(statements.values()), (), _("Undo links"))
        restore_utterances(batch)
        for pk, before, now in batch.moves:
            if places.get(pk) == now and not has_other_link(pk, now, batch):
                Report.objects.filter(statement=pk, utterance=now).delete()
                rejoin(actor, pk, before)
        emptied = Utterance.objects.filter(pk__in={now for _pk, _before, now in batch.moves}, reports=None)
        emptied.delete()
        return sum(reopen(actor, first, second) for first, second in batch.pairs)


def has_other_link(statement: int, utterance: int, batch: LinkBatch) -> bool:
    """Whether an editor has linked it with another report of the utterance beside the batch."""
    reports = Report.objects.filter(utterance=utterance).values("statement")
    pairs = ReportPair.objects.confirmed().of_statement(statement)
    pairs = pairs.filter(first__in=reports, second__in=reports).values_list("first", "second")
    return bool(set(pairs) - {pair_key(*pair) for pair in batch.pairs})


def rejoin(actor: Actor, statement: int, utterance: int | None) -> None:
    """Makes the statement a confirmed report of its former utterance, if that still exists."""
    if utterance is not None and Utterance.objects.filter(pk=utterance).exists():
        report = Report(utterance_id=utterance, statement_id=statement, rule=report_links.EDITOR_RULE)
        report.status = Report.Status.CONFIRMED
        report_links.record_decision(actor, report, report.status)
        report.save()


def restore_utterances(batch: LinkBatch) -> None:
    """Restores ended utterances under their own ids, so that their addresses answer again. A speaker or event merged
    since is replaced by the survivor; a deleted one is left out."""
    for pk, summary, speaker, event in batch.replaced:
        known = {"speaker_id": find_survivor(Speaker, speaker), "event_id": find_survivor(Event, event)}
        Utterance.objects.get_or_create(pk=pk, defaults={"summary": summary, **known})


def find_survivor(model: type[Speaker] | type[Event], pk: int | None) -> int | None:
    """The row, or what it was merged into, however often; None where that is gone."""
    merges = Merge.objects.not_undone().filter(model_name=str(model._meta.model_name)).order_by("id")
    while pk is not None and not model._default_manager.filter(pk=pk).exists():
        merge = merges.filter(duplicate=pk).last()
        pk = merge.survivor if merge else None
        merges = merges.filter(id__gt=merge.pk) if merge else merges
    return pk


def reopen(actor: Actor, first: int, second: int) -> bool:
    """Whether the pair is undecided again: only what this actor confirmed, and nobody has decided since."""
    statements = Statement.objects.in_bulk([first, second])
    if len(statements) < 2:
        return False
    pair = find_pair(statements[first], statements[second])
    if (
        pair is None
        or pair.status != ReportPair.Status.CONFIRMED
        or pair.decided_by_id != (actor and actor.pk)
    ):
        return False
    record_pair_decision(actor, statements[first], statements[second], ReportPair.Status.UNDECIDED)
    return True


def check_decider(actor: Actor) -> None:
    if not report_links.may_decide(actor):
        raise NotAllowedError(_("You may not decide which statements report the same words."))


def read_utterances(ids: Iterable[int]) -> list[tuple[int, str, int | None, int | None]]:
    rows = Utterance.objects.filter(reports__statement__in=list(ids)).distinct().order_by("pk")
    return list(rows.values_list("pk", "summary", "speaker", "event"))
