"""Words and punctuation of one sentence, with the offsets of the text."""

import re
from typing import NamedTuple

from archive.proposing.sentences import MASK

_TOKEN = re.compile(
    rf"{MASK}+|(?:\b[A-Z]\.)+(?=[\s,\w]|$)|(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|St|Rev|Hon|Jr|Sr|MR|MRS|MS|DR|Coun|Cllr|Supt|Insp|Det|Maj|Brig|Cmdr|Amb|Atty|Asst|Dep|Pres)\."
    r"|\w+(?:[-’'&/.@]\w+)*[’']?|[^\w\s]"
)

_ARABIC = re.compile(r"(?:al|el)-[A-Z]")  # “al-Sabah said”


class Token(NamedTuple):
    start: int
    end: int
    text: str
    lower: str

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper() or _ARABIC.match(self.text) is not None

    @property
    def is_quotation(self) -> bool:
        return self.text[0] == MASK


def tokenize(masked: str, start: int, end: int) -> list[Token]:
    """Returns the words and marks of masked[start:end]; their offsets are those of ``masked``."""
    return [
        Token(match.start(), match.end(), match.group(), match.group().lower())
        for match in _TOKEN.finditer(masked, start, end)
    ]
