"""The tables of archive_fold, for SQL.

python -m tests.text.folding_table
"""

import sys
import unicodedata

from archive.text.folding import LETTERS

from .word_characters import escape


def digit_zeros() -> list[str]:
    """The zeros of the scripts that have digits of their own, each followed by its one to nine."""
    return [
        character
        for character in map(chr, range(0x80, sys.maxunicode + 1))
        if unicodedata.decimal(character, None) == 0 and unicodedata.normalize("NFKC", character) == character
    ]


def digit_ranges() -> str:
    return "".join(f"{escape(ord(zero))}-{escape(ord(zero) + 9)}" for zero in digit_zeros())


def single_letters() -> tuple[str, str]:
    """(letters, what they become), those that become nothing last: the two arguments of translate()."""
    single = {letter: plain for letter, plain in LETTERS.items() if len(plain) == 1}
    dropped_letters = [letter for letter, plain in LETTERS.items() if not plain]
    return "".join([*single, *dropped_letters]), "".join(single.values())


if __name__ == "__main__":
    print(single_letters(), digit_ranges(), sep="\n")
