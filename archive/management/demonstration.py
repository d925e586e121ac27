"""What happened to the demonstration archive after it was published: corrections of texts, and a statement taken back.

Earlier words and tombstones are made by the archive itself, so they cannot be loaded with the rows.
"""

import json
from pathlib import Path
from typing import Any

from archive.editing.corrections import correct_text
from archive.editing.publication.state_changes import set_state
from archive.models import Document, State, Statement


def read_history(path: Path) -> dict[str, Any]:
    """The parsed file; an empty dictionary where there is none."""
    history: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return history


def suggested_pages(path: Path) -> dict[str, str]:
    """Address: what is there; empty in an archive that the demonstration was not loaded into."""
    history = read_history(path)
    slugs = [correction["document"] for correction in history.get("corrections", ())]
    is_here = Document.objects.filter(slug__in=slugs).exists()
    return history.get("suggested_pages", {}) if is_here else {}


def write_history(path: Path) -> None:
    """``path`` is of JSON: ``corrections`` (document, words, corrected, note), ``taken_back`` (document, words of a
    statement), ``suggested_pages`` (address: what is there). Each is an edit of its own, as of an editor. Raises
    DoesNotExist, or ValueError for words that the document does not have, where the file does not fit the archive."""
    history = read_history(path)
    for correction in history.get("corrections", ()):
        document = Document.objects.get(slug=correction["document"])
        place = document.text.index(correction["words"])
        text = (
            document.text[:place]
            + correction["corrected"]
            + document.text[place + len(correction["words"]) :]
        )
        statements = list(document.statements.values_list("pk", flat=True))
        correct_text(None, document, text, public_note=correction["note"], confirmed=statements)
    for withdrawn in history.get("taken_back", ()):
        statement = Statement.objects.get(document__slug=withdrawn["document"], text=withdrawn["words"])
        set_state(None, Statement.objects.filter(pk=statement.pk), State.DRAFT)
