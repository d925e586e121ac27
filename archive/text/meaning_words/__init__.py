"""Words and figures on which the meaning of a sentence hangs, each list for all languages together."""

from .certainty import MODALS, NEGATIONS
from .counting import CURRENCIES, DATES, NUMBERS
from .figures import find_superscripts, find_units, plain_figure, plain_layout
from .signs import ABBREVIATIONS, ALL_SIGNS, find_signs, signs_of

__all__ = [
    "ABBREVIATIONS",
    "ALL_SIGNS",
    "CURRENCIES",
    "DATES",
    "MODALS",
    "NEGATIONS",
    "NUMBERS",
    "find_signs",
    "find_superscripts",
    "find_units",
    "plain_figure",
    "plain_layout",
    "signs_of",
]
