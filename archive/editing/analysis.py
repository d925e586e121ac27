"""Analyses that run after a statement was saved: the search for reports of the same utterance, and for terms.

Nobody waits for them. An edit notes them in its own transaction, and the server processes run them within a second
(archive/management/batches.py). A command, which has no server process, runs them as soon as it has committed.
"""

import logging
from collections.abc import Collection
from functools import partial

from django.db import InterfaceError, OperationalError, connection, transaction

from archive.editing.report_pairs.suggestions import suggest_reports
from archive.editing.terms.occurrences import find_terms
from archive.models import PendingAnalysis, Statement
from archive.tracing.trace import current_trace

logger = logging.getLogger(__name__)
Kind = PendingAnalysis.Kind
# Fields of a document by which its statements are compared, or terms are found in them.
DOCUMENT_FIELDS = {
    Kind.REPORTS: {"language", "translation_of", "event", "date"},
    Kind.TERMS: {"language"},
}
COMMANDS = {Kind.REPORTS: "suggest_reports", Kind.TERMS: "find_terms"}


def analyse_later(statements: Collection[int], *kinds: PendingAnalysis.Kind) -> None:
    """Notes these kinds of analysis for the statements, in the transaction that saves them. One query, some
    milliseconds for thousands of statements."""
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


def analyse_documents(documents: Collection[int], changed_fields: Collection[str]) -> None:
    """Notes what depends on these fields of documents for all their statements, as ``analyse_later`` does."""
    kinds = [kind for kind, names in DOCUMENT_FIELDS.items() if names & set(changed_fields)]
    if kinds:
        statements = Statement.objects.filter(document__in=list(documents)).order_by("pk")
        analyse_later(list(statements.values_list("pk", flat=True)), *kinds)


def analyse_pending(rows: int) -> int | None:
    """Runs the analyses noted last, in one transaction: the reports of one statement, or the terms of at most ``rows``
    statements. So a save does not wait for all that a merge moved before it. Returns the number of statements analysed;
    None where none wait."""
    with transaction.atomic():
        pending = list(PendingAnalysis.objects.order_by("-since", "pk")[:rows])
        if not pending:
            return None
        kind = Kind(pending[0].kind)
        # The write lock is held to the end of the transaction, from the first report on that is written.
        most = 1 if kind == Kind.REPORTS else rows
        batch = [row for row in pending if row.kind == kind][:most]
        _analyse(kind, batch)
        return len(batch)


def _analyse_now(ids: Collection[int]) -> None:
    pending = list(PendingAnalysis.objects.filter(pk__any=ids))
    for kind in Kind:
        batch = [row for row in pending if row.kind == kind]
        if batch:
            _analyse(kind, batch)


def _analyse(kind: PendingAnalysis.Kind, pending: Collection[PendingAnalysis]) -> None:
    """A failed analysis is logged and not repeated, so that the others do not wait for it forever. Where the database
    does not answer, all of them stay pending."""
    statements = list(dict.fromkeys(row.statement_id for row in pending))
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
    PendingAnalysis.objects.filter(pk__any=[row.pk for row in pending]).delete()
