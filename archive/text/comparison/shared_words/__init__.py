"""Marks in several texts which words they share, and which only one of them has."""

from .compared_words import ANY_LANGUAGE, WordRules, always, comparison_keys, separate_tokens
from .exchanged_words import ARTICLES
from .joined_numbers import GROUP_SEPARATORS
from .marking import Run, mark_shared_words, shorten_runs

__all__ = [
    "ANY_LANGUAGE",
    "ARTICLES",
    "GROUP_SEPARATORS",
    "Run",
    "WordRules",
    "always",
    "comparison_keys",
    "mark_shared_words",
    "separate_tokens",
    "shorten_runs",
]
