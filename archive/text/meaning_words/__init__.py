"""Words and figures on which the meaning of a sentence hangs, each list for all languages together."""

from .certainty import MODALS, NEGATIONS
from .counting import CURRENCIES, DATES, NUMBERS
from .figures import find_superscripts, find_units, plain_figure, plain_layout
from .symbols import ABBREVIATIONS, CAPITALISED_NAMES, UNICODE_PATTERNS, find_symbols, symbol_patterns

__all__ = [
    "ABBREVIATIONS",
    "CAPITALISED_NAMES",
    "CURRENCIES",
    "DATES",
    "MODALS",
    "NEGATIONS",
    "NUMBERS",
    "UNICODE_PATTERNS",
    "find_superscripts",
    "find_symbols",
    "find_units",
    "plain_figure",
    "plain_layout",
    "symbol_patterns",
]
