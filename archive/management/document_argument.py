"""The documents that a command may be limited to."""

from argparse import ArgumentParser, ArgumentTypeError

from archive.models import Document


def add_documents_argument(parser: ArgumentParser) -> None:
    """``options["documents"]``: the documents named on the command line; empty if none is."""
    parser.add_argument(
        "documents",
        nargs="*",
        type=slug_or_id,
        metavar="DOCUMENT",
        help="slug or number; all if none is given",
    )


def slug_or_id(value: str) -> Document:
    """Raises ArgumentTypeError, which the parser prints, if there is no such document."""
    rows = Document.objects.filter(pk=value) if value.isdecimal() else Document.objects.filter(slug=value)
    document = rows.defer("text").first() if len(value) < 19 or not value.isdecimal() else None
    if document is None:
        raise ArgumentTypeError(f"there is no document {value!r}")
    return document
