"""Whether a document's list of statements reads otherwise than a page has it, and what may have changed."""

import datetime as dt
import hashlib
import re
from dataclasses import dataclass

from django.db import connection

from archive.editing.marking.revisions import epoch_microseconds

# One query; 1 ms for 2,000 statements.
SNAPSHOT = """
SELECT count(*), max(updated_at), bit_xor(hash_record_extended((id, updated_at), 0))
FROM archive_statement WHERE document_id = %s AND state <> 'orphaned'
"""
VERSION = re.compile(r"\d+-(?P<state>[a-z]+)-(?P<latest>\d{1,18})-[0-9a-f]{20}")
# A writer that waited for the write lock bears an earlier time than the one it waited for.
LOOK_BACK = dt.timedelta(seconds=60)


@dataclass(frozen=True)
class Snapshot:
    """A document's statements at one moment: how many, the latest change, a digest of all in any order."""

    count: int
    latest: dt.datetime | None
    digest: int | None

    @classmethod
    def read(cls, document) -> "Snapshot":
        with connection.cursor() as cursor:
            cursor.execute(SNAPSHOT, [document.pk])
            return cls(*cursor.fetchone())

    def version(self, document, reader: str) -> str:
        """Another one whenever the list would read otherwise; ``reader`` is what it depends on beside the rows."""
        digest = hashlib.sha256(f"{self.count} {self.digest} {reader}".encode()).hexdigest()[:20]
        return f"{document.text_version}-{document.state}-{epoch_microseconds(self.latest)}-{digest}"


def changed_since(version: str, document) -> dt.datetime | None:
    """Returns the time since which statements may have changed after that version; None where any of them may have."""
    match = VERSION.fullmatch(version)
    if not match or match["state"] != document.state:
        return None
    try:
        latest = dt.datetime.fromtimestamp(int(match["latest"]) // 1_000_000, dt.UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return latest - LOOK_BACK
