"""What needs no suggestion: links that are there, and what follows from decisions about other reports."""

from collections.abc import Collection, Iterable

from django.db.models import Count, Q

from archive.models import Report, ReportPair, Statement


def find_decided_statements(statement_id: int, other_ids: Collection[int]) -> set[int]:
    """Those of ``other_ids`` that report the same utterance already; that report another one, as this statement does;
    that stand in a document which reports this utterance, or report one that this document reports, since a document is
    one report; or whose utterance has a report that was rejected beside this one or a report of the same utterance.

    What was rejected itself is not among them: its words may have changed. Up to seven queries.
    """
    utterances = _utterances({statement_id, *other_ids})
    together = _members(utterances.get(statement_id)) | {statement_id}
    pairs = ReportPair.objects.rejected().filter(Q(first__in=together) | Q(second__in=together))
    pairs = pairs.values_list("first", "second")
    direct = {pk for pair in pairs if statement_id in pair for pk in pair}
    refused_ids = {pk for pair in pairs for pk in pair} - together
    decided_ids = set(_utterances(refused_ids).values())
    decided_ids |= _find_reported_utterances(statement_id, set(utterances.values()))
    linked_ids = (
        utterances.keys() | _find_in_same_documents(together, other_ids)
        if statement_id in utterances
        else set()
    )
    return {
        pk
        for pk in other_ids
        if pk in linked_ids or (pk in refused_ids and pk not in direct) or utterances.get(pk) in decided_ids
    }


def _utterances(ids: Iterable[int]) -> dict[int, int]:
    """Returns the utterances of statements that are confirmed reports beside another one; a lone report may join any
    utterance."""
    reports = Report.objects.confirmed()
    several = (
        reports.order_by().values("utterance").annotate(n=Count("pk")).filter(n__gte=2).values("utterance")
    )
    reports = reports.filter(statement__in=list(ids), utterance__in=several)
    return dict(reports.values_list("statement", "utterance"))


def _find_reported_utterances(statement_id: int, utterances: Collection[int]) -> set[int]:
    """Returns the utterances that another statement of the same document reports."""
    document = Statement.objects.filter(pk=statement_id).values("document")
    rows = Report.objects.confirmed().filter(utterance__in=utterances, statement__document__in=document)
    return set(rows.values_list("utterance", flat=True))


def _find_in_same_documents(together: Collection[int], other_ids: Collection[int]) -> set[int]:
    """Those of ``other_ids`` that stand in the documents of statements ``together``."""
    documents = Statement.objects.filter(pk__in=together).values("document")
    statements = Statement.objects.filter(pk__in=other_ids, document__in=documents)
    return set(statements.values_list("pk", flat=True))


def _members(utterance: int | None) -> set[int]:
    if utterance is None:
        return set()
    return set(Report.objects.confirmed().filter(utterance=utterance).values_list("statement", flat=True))
