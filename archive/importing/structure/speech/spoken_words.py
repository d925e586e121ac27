"""Whether words behind a label are those of somebody who speaks: whole sentences, said as I or we."""

import re
from collections.abc import Sequence

from archive.importing.structure.speech.common_words import STAGE_DIRECTIONS
from archive.importing.structure.speech.labels import Label
from archive.importing.structure.speech.words import FIRST_PERSON

_QUOTED = re.compile('“[^“”]*”|"[^"]*"')
_SENTENCE_END = re.compile(rf"[.!?。！？…؟।॥։።:：—–-][\"'”’」』»)）\]】]*{STAGE_DIRECTIONS}$")
LONG_WORDS = 60  # characters: more than an entry of a list
MAX_NAMES_LENGTH = 80  # characters
MAX_NAME_WORDS = 6


def uses_first_person(paragraph: str) -> bool:
    """Whether it says I or we outside quotation marks."""
    return bool(FIRST_PERSON.search(_QUOTED.sub("", paragraph)))


def is_spoken(index: int, label: Label, paragraphs: Sequence[str]) -> bool:
    """Whether whole sentences follow the label, on its line or below."""
    words = label.words
    if label.is_on_own_line:
        words = paragraphs[index + 1] if index + 1 < len(paragraphs) else ""
        if _is_list_of_names(words):
            return False
    return len(words) >= LONG_WORDS or bool(_SENTENCE_END.search(words.rstrip()))


def _is_list_of_names(words: str) -> bool:
    """“Ada Hale.”, below the name of a party."""
    if words.endswith(("!", "?")):
        return False
    names = words[:MAX_NAMES_LENGTH].rstrip(".").split()
    capitals = [name for name in names if name[0].isupper() and len(name) > 2]
    return (
        len(capitals) > 1
        and len(names) <= MAX_NAME_WORDS
        and all(name[0].isupper() or len(name) < 3 for name in names)
    )
