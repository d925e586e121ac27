"""Words on which the meaning of a sentence hangs, each list for all languages together."""

from .certainty import MODALS, NEGATIONS
from .counting import CURRENCIES, DATES, NUMBERS

__all__ = ["CURRENCIES", "DATES", "MODALS", "NEGATIONS", "NUMBERS"]
