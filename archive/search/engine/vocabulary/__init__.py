"""Which words occur in the published texts and names, how they are printed, and which of them a misspelt one may be."""

from .spelling import Corrections, correct_word, find_corrections
from .texts import texts_with
from .variants import Variants

__all__ = ["Corrections", "Variants", "correct_word", "find_corrections", "texts_with"]
