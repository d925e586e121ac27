"""What tests need to know of what a process remembers of earlier searches."""

from archive.search.engine import tsquery as sql
from archive.search.page import highlight


def forget_stems():
    """So that a question costs what it costs when nobody asked for its words before."""
    sql.known.clear()
    highlight.known.clear()
