"""What editors find: statements and documents in any state, by the words and fields that readers use."""

from .finders import find_documents, find_statements

__all__ = ["find_documents", "find_statements"]
