"""What import_documents says: a line for each text as it comes, and in the end an account of every one seen."""

from collections import Counter
from collections.abc import Callable, Iterator

from django.core.management.color import Style

from archive.importing.importer import CREATED, DUPLICATE, REFUSED, TEXT_DIFFERS, UPDATED, ImportResult

SHOWN_STATEMENTS, SHOWN_LENGTH = 3, 60


class Report:
    """Every text is one of created, already here, refused, not read; the parts of a text count as texts."""

    def __init__(self, write: Callable[[str], None], style: Style, is_dry_run: bool) -> None:
        self.write, self.style, self.is_dry_run = write, style, is_dry_run
        self.counts: Counter[str] = Counter()
        self.refused: list[tuple[str, str]] = []
        self.not_read: list[tuple[str, str]] = []
        self.has_failed = False

    def add(self, result: ImportResult) -> None:
        for part in result.with_parts:
            if part.status in (REFUSED, TEXT_DIFFERS):
                self.add_refusal(part.name, part.reason)
            else:
                self.counts[part.status] += 1
                self.write("\n".join([self._line(part), *_details(part)]))

    def add_refusal(self, name: str, reason: str) -> None:
        self.has_failed = True
        self.refused.append((name, reason))
        self.write(self.style.ERROR(f"{name}: refused. {reason}"))

    def add_repeated(self, name: str, reason: str) -> None:
        self.counts[DUPLICATE] += 1
        self.write(f"{name}: already here. {reason}")

    def add_not_read(self, name: str, reason: str, is_failure: bool = True) -> None:
        """`is_failure` makes the command fail: a file that was named, not one that stood in a folder."""
        self.has_failed |= is_failure
        self.not_read.append((name, reason))

    def finish(self) -> None:
        for heading, entries in (("Refused", self.refused), ("Not read", self.not_read)):
            if entries:
                self.write("\n".join([f"{heading}:", *(f"    {name}: {reason}" for name, reason in entries)]))
        already_here = self.counts[DUPLICATE] + self.counts[UPDATED]
        note = f" ({self.counts[UPDATED]} updated)" if self.counts[UPDATED] else ""
        created = self.counts[CREATED]
        refused_count, unread_count = len(self.refused), len(self.not_read)
        total = created + already_here + refused_count + unread_count
        start = "Nothing was written. An import would give: " if self.is_dry_run else ""
        self.write(
            f"{start}{total} seen: {created} created, {already_here} already here{note}, {refused_count} refused, "
            f"{unread_count} not read."
        )

    def _line(self, result: ImportResult) -> str:
        if result.status == CREATED and result.document:
            verb = "would be created as" if self.is_dry_run else "created"
            return self.style.SUCCESS(f"{result.name}: {verb} “{result.document.title}”.")
        status = "already here" if result.status == DUPLICATE else "updated"
        return f"{result.name}: {status}. {result.reason}{_statements_of(result)}"


def _details(result: ImportResult) -> Iterator[str]:
    for note in result.notes:
        yield f"    {note}"
    for suggestion in result.suggestions:
        yield f"    {suggestion.field}: {suggestion.value} (taken from: {suggestion.reason})"
    for difference in result.differences:
        outcome = "taken" if difference.is_accepted else "left; --update takes it"
        value = f"“{difference.archived}”" if difference.archived else "nothing"
        yield f"    {difference.field}: {value} in the archive, “{difference.offered}” in the header ({outcome})"


def _statements_of(result: ImportResult) -> str:
    """The statements of a text that is already in the archive, so that nobody annotates it again."""
    if not result.statements:
        return " It has no statements yet."
    first = "; ".join(
        f"“{statement.text[:SHOWN_LENGTH]}”" for statement in result.statements[:SHOWN_STATEMENTS]
    )
    return f" Its statements: {len(result.statements)} ({first})."
