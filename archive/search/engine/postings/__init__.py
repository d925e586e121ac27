"""Posting lists: the rows of the commonest words and beginnings of words, stored in the database. One read replaces a
visit to all these rows.

They are as of a change in the feed. Rows that changed since are looked up in the index instead, so an old list is as
correct as a new one, only slower. After many changes a server process starts ``manage.py reindex --postings``, which
builds them again (``build_outdated``). An archive with no word in MIN_ROWS rows has none, and needs none.
"""

from .building import build, build_outdated, differences, is_being_built
from .lists import PostingLists, pack, prefix_key, unpack

__all__ = [
    "PostingLists",
    "build",
    "build_outdated",
    "differences",
    "is_being_built",
    "pack",
    "prefix_key",
    "unpack",
]
