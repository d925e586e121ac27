"""What was decided about a pair of statements: its row, and the utterances that they report."""

from collections.abc import Iterable
from hashlib import md5

from django.db.models import Exists, OuterRef, Q

from archive.editing.saving import set_decider
from archive.editing.states import Actor
from archive.matching.profile import MAX_LENGTH
from archive.models import Report, ReportPair, Statement, history_model


def pair_key(statement: int, other: int) -> tuple[int, int]:
    return (statement, other) if statement < other else (other, statement)


def hash_words(first: str, second: str) -> str:
    """Returns a hash of the words of both, those of the lower id first: a decision holds as long as they are the
    same."""
    words = f"{first[:MAX_LENGTH]}\0{second[:MAX_LENGTH]}"
    return md5(words.encode(), usedforsecurity=False).hexdigest()


def confirmed_utterances(ids: Iterable[int]) -> dict[int, int]:
    """The utterance of each statement that is a confirmed report; one query."""
    rows = Report.objects.confirmed().filter(statement__in=list(ids)).order_by("-pk")
    return dict(rows.values_list("statement", "utterance"))


def find_pair(statement: Statement, other: Statement) -> ReportPair | None:
    first, second = pair_key(statement.pk, other.pk)
    return ReportPair.objects.filter(first=first, second=second).first()


def record_pair_decision(actor: Actor, statement: Statement, other: Statement, status: str) -> ReportPair:
    """Records the decision, in its transaction. Undoing the decision on a pair that nobody suggested deletes the
    row."""
    first, second = (statement, other) if statement.pk < other.pk else (other, statement)
    pair = find_pair(statement, other) or ReportPair(first=first, second=second)
    is_decided = status != ReportPair.Status.UNDECIDED
    if not is_decided and pair.score is None:
        pair.delete()
        return pair
    pair.status, pair.words_hash = status, hash_words(first.text, second.text)
    set_decider(pair, actor, is_decided)
    pair.save()
    return pair


def restore_decided_pairs(statement: int) -> None:
    """What was decided about a statement that is back in the archive, unless its pair has a row again. Pairs went with
    whichever of their statements was deleted first; confirmed ones come back where their link has. Two queries."""
    deletions = history_model(Statement).objects.filter(
        Q(pgh_obj_id=OuterRef("first")) | Q(pgh_obj_id=OuterRef("second")),
        pgh_label="delete",
        pgh_created_at=OuterRef("pgh_created_at"),
    )
    deleted_rows = history_model(ReportPair).objects.filter(
        Exists(deletions), pgh_label="delete", decided_at__isnull=False
    )
    deleted_rows = deleted_rows.filter(Q(first=statement) | Q(second=statement)).order_by("pgh_id")
    last = {(event.first_id, event.second_id): event for event in deleted_rows}
    present = set(ReportPair.objects.of_statement(statement).values_list("first", "second"))
    ids = {pk for key in last for pk in key}
    existing_ids = set(Statement.objects.filter(pk__in=ids).values_list("pk", flat=True))
    utterances = confirmed_utterances(ids)
    names = [field.attname for field in ReportPair._meta.concrete_fields if not field.primary_key]
    for key, event in last.items():
        is_linked = None is not utterances.get(key[0]) == utterances.get(key[1])
        if key not in present and set(key) <= existing_ids and (event.status == "rejected" or is_linked):
            ReportPair.objects.create(**{name: getattr(event, name) for name in names})
