"""Marks in several texts which words they share, and which only one of them has."""

from .compared_words import ANY_LANGUAGE, WordRules, always, comparison_keys, separate_tokens
from .exchanged_words import ARTICLES
from .marking import Run, mark_shared_words, shorten_runs

__all__ = [
    "ANY_LANGUAGE",
    "ARTICLES",
    "Run",
    "WordRules",
    "always",
    "comparison_keys",
    "mark_shared_words",
    "separate_tokens",
    "shorten_runs",
]
