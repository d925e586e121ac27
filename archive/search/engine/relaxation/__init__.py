"""What comes nearest where nothing, or little, has all the words of a query."""

from .match import RelaxedMatch, minimum_should_match
from .words import relaxed_terms, split_clauses

__all__ = ["RelaxedMatch", "minimum_should_match", "relaxed_terms", "split_clauses"]
