"""The search engine: PostgreSQL's index finds words, columns in this process count.

``engine`` is all that is used from outside; ``interface`` says what it does.
"""

from archive.search.engine.store.changes import OlderDatabaseError, Position
from archive.search.engine.store.entities import Entity, matches_prefix
from archive.search.engine.store.names import Names

from .budget import SearchTimeoutError
from .interface import Counts, Coverage, EditorMatches, Engine, FacetCounts, IndexReader, Key, Matches
from .postgres import PostgresEngine

__all__ = [
    "Counts",
    "Coverage",
    "EditorMatches",
    "Engine",
    "Entity",
    "FacetCounts",
    "IndexReader",
    "Key",
    "Matches",
    "Names",
    "OlderDatabaseError",
    "Position",
    "SearchTimeoutError",
    "engine",
    "matches_prefix",
]

engine: Engine = PostgresEngine()
