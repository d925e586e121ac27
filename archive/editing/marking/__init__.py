"""Marks statements in the text of a document, changes, splits and deletes them, and brings deleted ones back.

Every use case is one transaction with the document locked. It returns what it saved, or raises EditError and has
written nothing. ``expected_revisions`` are the revisions of the statement that the actor knows (see ``revision_of``):
the edit is refused when the statement is none of them. With None it is never refused.
"""

from archive.editing.marking.deletion import delete, restore
from archive.editing.marking.mark import SaveResult, change, mark
from archive.editing.marking.revisions import revision_of
from archive.editing.marking.split import split

__all__ = ["SaveResult", "change", "delete", "mark", "restore", "revision_of", "split"]
