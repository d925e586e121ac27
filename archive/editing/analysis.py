"""What is looked for in a statement after it was saved: reports of the same utterance, and terms.

Nobody waits for it. What an editor saves is noted in the same transaction, and the server processes do it within a
second (archive/management/batches.py); a command, which has no server process, does it as soon as it has committed.
"""

import logging
from collections.abc import Collection
from functools import partial

from django.db import InterfaceError, OperationalError, connection, transaction

from archive.editing.report_pairs.suggestions import suggest_reports
from archive.editing.terms.occurrences import find_terms
from archive.models import PendingAnalysis
from archive.tracing.trace import current_trace

logger = logging.getLogger(__name__)
Kind = PendingAnalysis.Kind
COMMANDS = {Kind.REPORTS: "suggest_reports", Kind.TERMS: "find_terms"}


def analyse_later(statements: Collection[int], *kinds: PendingAnalysis.Kind) -> None:
    """As part of the transaction that saves them. One query; of thousands it takes some milliseconds."""
    if not (statements and kinds):
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO archive_pendinganalysis (kind, statement_id) "
            "SELECT kind, statement FROM unnest(%s::text[]) AS kind, unnest(%s::bigint[]) AS statement "
            "RETURNING id",
            [list(kinds), list(statements)],
        )
        pending = [pk for (pk,) in cursor.fetchall()]
    if current_trace() is None:
        transaction.on_commit(partial(_analyse_now, pending), robust=True)


def analyse_pending(rows: int) -> int | None:
    """Looks for the reports of the statement that waits longest, or for the terms of at most so many, in a transaction;
    returns of how many. None where none wait."""
    with transaction.atomic():
        pending = list(PendingAnalysis.objects.all()[:rows])
        if not pending:
            return None
        kind = Kind(pending[0].kind)
        # The write lock is held to the end of the transaction, from the first report on that is written.
        most = 1 if kind == Kind.REPORTS else rows
        chosen = [each for each in pending if each.kind == kind][:most]
        _analyse(kind, chosen)
        return len(chosen)


def _analyse_now(ids: Collection[int]) -> None:
    pending = list(PendingAnalysis.objects.filter(pk__any=ids))
    for kind in Kind:
        chosen = [each for each in pending if each.kind == kind]
        if chosen:
            _analyse(kind, chosen)


def _analyse(kind: PendingAnalysis.Kind, pending: Collection[PendingAnalysis]) -> None:
    """What fails is told in the log and not tried again, so that the others do not wait for it forever; where the
    database does not answer, all of them wait."""
    statements = list(dict.fromkeys(each.statement_id for each in pending))
    try:
        with transaction.atomic():
            if kind == Kind.TERMS:
                find_terms(statements)
            else:
                for statement in statements:
                    suggest_reports(statement)
    except (InterfaceError, OperationalError):
        raise
    except Exception:
        logger.exception(
            "%s of statements %s could not be looked for: run manage.py %s", kind, statements, COMMANDS[kind]
        )
    PendingAnalysis.objects.filter(pk__any=[each.pk for each in pending]).delete()
