"""Checks the hash chain over the earlier texts of each document, without the function in the database."""

import datetime as dt
import hashlib
from collections.abc import Iterator

from archive.models.correction import Correction

from .withholding import Withholding


def correction_hash(previous: str, document_id: int, version: int, ended_at: dt.datetime, digest: str) -> str:
    """Returns the hash that ``archive_correction_hash`` in archive/sql writes; ``digest`` is the SHA-256 of the
    text."""
    moment = ended_at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    lines = (previous, str(document_id), str(version), moment, digest)
    return sha256("\n".join(lines))


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def chain_errors() -> Iterator[tuple[int, int, str]]:
    """Triples of (document, version, what is wrong), in order. Reads every earlier text, one at a time.

    A text that an operator removed is empty but keeps its digest; the chain counts as intact where the document is
    withheld.
    """
    withheld = set(Withholding.objects.filter(model_name="document").values_list("object_id", flat=True))
    document, next_version, previous = 0, 1, ""
    for row in Correction.objects.order_by("document_id", "version").iterator(chunk_size=50):
        if row.document_id != document:
            document, next_version, previous = row.document_id, 1, ""
        if row.version != next_version:
            yield document, row.version, f"version {next_version} before it is missing"
        is_removed = row.text == "" and document in withheld
        if sha256(row.text) != row.text_digest and not is_removed:
            yield document, row.version, "its text is not the one that was recorded"
        if (
            correction_hash(previous, document, row.version, row.corrected_at, row.text_digest)
            != row.chain_hash
        ):
            yield document, row.version, "its hash does not follow from the version before"
        previous, next_version = row.chain_hash, row.version + 1
