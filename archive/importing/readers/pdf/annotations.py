"""What is written upon a page of a PDF file: the values of form fields, notes in the margin."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

MAX_ANNOTATIONS = 1_000  # of a page


def annotation_texts(page: Any) -> list[str]:
    """The words of each; none where the list of them is damaged, since the page can be read without it."""
    try:
        return list(_texts(page))
    except Exception:  # pypdf raises any of Python's exceptions
        return []


def _texts(page: Any) -> Iterator[str]:
    for entry in islice(page.annotations or (), MAX_ANNOTATIONS):
        annotation = entry.get_object()
        parent = annotation.get("/Parent") if annotation.get("/Subtype") == "/Widget" else None
        field = parent.get_object() if parent is not None else annotation
        words = annotation.get("/V") or field.get("/V") or annotation.get("/Contents")
        words = words.get_object() if words is not None else None
        if (
            isinstance(words, str) and not words.startswith("/") and words.strip()
        ):  # a name is no text: “/Off”
            yield " ".join(words.split())
