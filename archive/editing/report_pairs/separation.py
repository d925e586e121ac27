"""Takes a link between two reports of an utterance apart: who leaves it, and where to.

The utterance holds together by the confirmed pairs of its reports. What one decision wrote has one time, that of its
pair, and a report that left an utterance of its own for this one has that utterance in its history.
"""

from collections.abc import Sequence, Set

from django.db.models import F

from archive.editing.states import Actor
from archive.models import Event, Merge, Report, ReportPair, Speaker, Statement, Utterance, history_model

from .pairs import find_pair, pair_key, record_pair_decision

Key = tuple[int, int]


def separate_reports(actor: Actor, statement: Statement, other: Statement, utterance: Utterance) -> None:
    """Both are confirmed reports of the utterance. Each keeps the reports that other decisions link with it; where
    these link the two as well, ``other`` leaves alone, and its links are undecided again. The pair of the two is the
    caller's."""
    decision = find_pair(statement, other)
    rows = utterance.reports.confirmed().select_related("statement")
    reports = {row.statement_id: row for row in rows.order_by(F("decided_at").asc(nulls_first=True), "pk")}
    confirmed_pairs = ReportPair.objects.confirmed().among(reports).select_related("first", "second")
    pairs = {(pair.first_id, pair.second_id): pair for pair in confirmed_pairs}
    groups = find_groups(list(reports), set(pairs), statement.pk, other.pk)
    for key, pair in pairs.items():
        if key != pair_key(statement.pk, other.pk) and not any(group >= set(key) for group in groups):
            record_pair_decision(actor, pair.first, pair.second, ReportPair.Status.UNDECIDED)
    for group in groups[1:]:
        move_reports([report for pk, report in reports.items() if pk in group])
    remaining_reports = [report for pk, report in reports.items() if pk in groups[0]]
    if decision and [report.decided_at for report in remaining_reports] == [decision.decided_at]:
        move_reports(remaining_reports)  # it came by the same decision
    if not utterance.reports.exists():
        utterance.delete()


def find_groups(reports: Sequence[int], pairs: Set[Key], statement: int, other: int) -> list[set[int]]:
    """What the statements of an utterance fall into; the group that keeps it is the first: the largest, of equal ones
    that of the statement which came first. ``reports`` are in the order in which they came; who came without a pair
    stays with that statement."""
    decided_pair = pair_key(statement, other)
    first = min(decided_pair, key=reports.index) if decided_pair in pairs else statement
    links = pairs - {decided_pair}
    if statement in linked_with(other, links):
        links = {pair for pair in links if other not in pair}
    unpaired_reports = set(reports).difference(*pairs) - {statement, other}
    groups = [unpaired_reports | linked_with(first, links)]
    for report in reports:
        if not any(report in group for group in groups):
            groups.append(linked_with(report, links))
    return sorted(groups, key=len, reverse=True)


def linked_with(statement: int, pairs: Set[Key]) -> set[int]:
    """The statement, and those that the pairs link with it, however many lie between."""
    group, remaining_pairs = {statement}, set(pairs)
    while near_pairs := {pair for pair in remaining_pairs if group & set(pair)}:
        group.update(*near_pairs)
        remaining_pairs -= near_pairs
    return group


def move_reports(reports: Sequence[Report]) -> None:
    """Several go to an utterance of their own; a single one back to that which it left, if any."""
    if len(reports) == 1:
        old_utterance = former_utterance(reports[0])
        if old_utterance:
            reports[0].utterance = old_utterance
            reports[0].save()
            return
    for report in reports:
        report.delete()
    if len(reports) > 1:
        utterance = create_utterance(reports[0].statement)
        for report in reports:
            report.pk, report.utterance = None, utterance
            report._state.adding = True
            report.save()


def create_utterance(statement: Statement) -> Utterance:
    summary = statement.text if len(statement.text) <= 300 else f"{statement.text[:299]}…"
    return Utterance.objects.create(summary=summary, speaker=statement.speaker, event=statement.event)


def former_utterance(report: Report) -> Utterance | None:
    """That which it reported alone before this one, under its own id, so that its address answers again; None where it
    had none, or others report that one now."""
    history = history_model(Report).objects.filter(pgh_obj_id=report.pk)
    before = history.exclude(utterance=report.utterance_id).order_by("-pgh_id").first()
    if before is None or Report.objects.confirmed().filter(utterance=before.utterance_id).exists():
        return None
    old_utterance = Utterance.objects.filter(pk=before.utterance_id).first()
    return old_utterance or restore_utterance(before.utterance_id)


def restore_utterance(pk: int) -> Utterance:
    """A speaker or event that was merged since is the one it was merged into; one that was deleted is left out."""
    deletion = history_model(Utterance).objects.filter(pgh_obj_id=pk, pgh_label="delete").latest("pgh_id")
    return Utterance.objects.create(
        pk=pk,
        summary=deletion.summary,
        speaker_id=Merge.objects.find_survivor(Speaker, deletion.speaker_id),
        event_id=Merge.objects.find_survivor(Event, deletion.event_id),
    )
