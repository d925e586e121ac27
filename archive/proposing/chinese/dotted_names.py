"""Foreign names in Chinese texts: 托马斯·韦伯."""

import re

from archive.proposing.chinese.words import TITLE
from archive.text.han_variants import simplify

_DOTTED = re.compile("[\u3400-\u9fff]{1,8}(?:·[\u3400-\u9fff]{1,8})+")


def dotted_names(text: str) -> dict[str, list[tuple[str, str]]]:
    """“托马斯·韦伯说…” by the first two characters after the last point: what stands before them, and what follows."""
    names: dict[str, list[tuple[str, str]]] = {}
    for match in _DOTTED.finditer(text):
        first, dot, last = match.group().rpartition("·")
        names.setdefault(last[:2], []).append((_without_title(first) + dot, last))
    return names


def _without_title(name: str) -> str:
    """Returns the words without the office that stands before a given name."""
    offices = list(re.finditer(TITLE, simplify(name)))
    return (name[offices[-1].end() :] if offices else "") or name
