"""The grammar for the language of a text."""

from archive.proposing.chinese.language import Chinese
from archive.proposing.english.language import English
from archive.proposing.european.language import European
from archive.proposing.european.words import BY_CODE
from archive.proposing.language import Language
from archive.proposing.names import NameIndex


def grammar(plain: str, code: str, index: NameIndex) -> Language:
    """`code` is that of the language, in two letters; English where there is none. Chinese texts are simplified."""
    if code == "zh":
        return Chinese(plain, index.han)
    return European(code) if code in BY_CODE else English()
