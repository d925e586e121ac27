"""Importing the documents of a waiting file, and the report on them that stays with it."""

import time

import pghistory
from django.utils.translation import gettext as _

from archive.importing.importer import CREATED, DUPLICATE, REFUSED, TEXT_DIFFERS, ImportResult

IMPORT_SECONDS = 20  # of one request; the rest waits for the next


def import_documents(request, reading, numbers=None) -> list[ImportResult]:
    """Imports the documents with these numbers, else all that have not been imported yet, and also records the results
    in the file's report."""
    pending = reading.pending
    imported = {entry["number"] for entry in pending.report if entry["status"] in (CREATED, DUPLICATE)}
    chosen = numbers or range(1, len(reading.documents) + 1)
    end = time.monotonic() + IMPORT_SECONDS
    outcomes = []
    report = {entry["number"]: entry for entry in pending.report}
    for number in chosen:
        if number in imported:
            continue
        if time.monotonic() > end:
            break
        outcome = import_draft(request, pending, reading.draft(number))
        outcomes.append(outcome)
        report[number] = report_entry(number, outcome)
    pending.report = [report[number] for number in sorted(report)]
    return outcomes


def import_draft(request, pending, draft) -> ImportResult:
    """Refused without a try where its form is not complete."""
    if not draft.is_complete:
        return ImportResult(REFUSED, draft.parsed.name or draft.text_of("title"), reason=draft.reason)
    with pghistory.context(command="import page", file=pending.name):
        return draft.run(request.user)


def report_entry(number: int, outcome: ImportResult) -> dict:
    document = outcome.document
    return {
        "number": number,
        "status": outcome.status,
        "name": outcome.name,
        "title": document.title if document else "",
        "document": document.pk if document else None,
        "reason": outcome.reason,
        "parts": sum(part.status == CREATED for part in outcome.parts),
    }


def report_imported(reading, outcomes) -> None:
    """A file whose one document was created has nothing more to say, one whose document was not says why in the list;
    every other one keeps its report."""
    pending = reading.pending
    if len(outcomes) != 1 or len(pending.report) != 1 or not reading.is_single:
        pending.save_if_waiting("report")
    elif outcomes[0].status == CREATED:
        pending.delete()
    else:
        pending.report, pending.summary = [], reading.summary()
        pending.save_if_waiting("report", "summary")


def report_counts(report: list[dict]) -> list[tuple[str, int]]:
    labels = {
        CREATED: _("imported"),
        DUPLICATE: _("already in the archive"),
        TEXT_DIFFERS: _("with another text at its web address"),
        REFUSED: _("refused"),
    }
    counts = {status: sum(entry["status"] == status for entry in report) for status in labels}
    return [(labels[status], number) for status, number in counts.items()]
