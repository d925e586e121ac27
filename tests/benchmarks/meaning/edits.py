"""The edits, of one language a file: `!` before one that changes the meaning, `=` before a harmless one.

`{before|after}` is what the edit replaces; `{word}` alone leaves, and nothing stands in its place.
"""

import re
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent
LANGUAGES = ("en", "zh", "fr", "de")
_PLACE = re.compile(r"\{([^{|}]*)\|?([^{|}]*)\}")


class Edit(NamedTuple):
    language: str
    changes_meaning: bool
    before: str
    after: str


def read_edits(language: str) -> list[Edit]:
    lines = (FOLDER / f"{language}.txt").read_text("utf-8").splitlines()
    return [
        Edit(language, line[0] == "!", _PLACE.sub(r"\1", line[2:]), _PLACE.sub(r"\2", line[2:]))
        for line in lines
    ]
