"""Words and figures on which the meaning of a sentence hangs, each list for all languages together."""

from .certainty import MODALS, NEGATIONS
from .counting import CURRENCIES, DATES, NUMBERS
from .figures import find_superscripts, find_units, plain_figure, plain_layout
from .signs import ALL_SIGNS, signs_of

__all__ = [
    "ALL_SIGNS",
    "CURRENCIES",
    "DATES",
    "MODALS",
    "NEGATIONS",
    "NUMBERS",
    "find_superscripts",
    "find_units",
    "plain_figure",
    "plain_layout",
    "signs_of",
]
