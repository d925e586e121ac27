"""The limits of one import. The search table and a reader's browser are built for texts within these limits."""

from collections.abc import Sequence

from archive.importing.errors import ImportDocumentError

MEGABYTE = 1024 * 1024
MAX_SIZE = 5 * MEGABYTE  # bytes of a file, characters of a pasted text
MAX_PARAGRAPHS = 10_000
MAX_PARAGRAPH_LENGTH = 50_000  # characters
MAX_TITLE_LENGTH = 400  # characters, as Document.title


def check_size(size: int, name: str) -> None:
    """`size` in bytes for a file or an upload, in characters for a pasted text."""
    if size > MAX_SIZE:
        raise ImportDocumentError(
            f"{name} is {size / MEGABYTE:.1f} MB; the limit is {MAX_SIZE // MEGABYTE} MB."
        )


def check_paragraphs(paragraphs: Sequence[str], name: str) -> None:
    """Refuses tables of lines and paragraphs without end."""
    if len(paragraphs) > MAX_PARAGRAPHS:
        raise ImportDocumentError(
            f"{name} has {len(paragraphs):,} paragraphs; the limit is {MAX_PARAGRAPHS:,}."
        )
    for number, paragraph in enumerate(paragraphs, 1):
        if len(paragraph) > MAX_PARAGRAPH_LENGTH:
            raise ImportDocumentError(
                f"Paragraph {number} of {name} has {len(paragraph):,} characters; the limit is "
                f"{MAX_PARAGRAPH_LENGTH:,}. Split it with blank lines."
            )
