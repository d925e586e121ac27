"""Offices in letters and in full: “the CEO” is the chief executive, “the PM” the prime minister."""

from collections.abc import Iterable

OFFICES_IN_LETTERS = {
    "ag": "attorney general",
    "ceo": "chief executive",
    "cfo": "chief financial officer",
    "cio": "chief information officer",
    "cj": "chief justice",
    "cm": "chief minister",
    "coo": "chief operating officer",
    "cs": "cabinet secretary",
    "cto": "chief technology officer",
    "dg": "director general",
    "dpm": "deputy prime minister",
    "fm": "foreign minister",
    "gm": "general manager",
    "ig": "inspector general",
    "igp": "inspector general",
    "md": "managing director",
    "pm": "prime minister",
    "ps": "principal secretary",
    "sg": "secretary general",
    "vp": "vice president",
}
_CHIEF_EXECUTIVE = ("chief", "executive", "officer")
_CHAIRS = ("chair", "chairman", "chairwoman", "chairperson")
_LAWYERS = ("lawyer", "attorney", "solicitor")
_SPOKEN = ("spokesman", "spokeswoman", "spokesperson")


def expand_abbreviations(words: Iterable[str]) -> list[str]:
    """The words of an office in small letters, with those written for its letters: ["cs"] is ["cabinet", "secretary"],
    and a chief executive officer is a chief executive."""
    expanded_words: list[str] = []
    for word in words:
        expanded_words += OFFICES_IN_LETTERS.get(word, word).split()
    if tuple(expanded_words[-3:]) == _CHIEF_EXECUTIVE:
        expanded_words.pop()
    return expanded_words


def synonyms_of_office(noun: str) -> tuple[str, ...]:
    """The nouns that mean the same office: a spokesman is a spokesperson."""
    return next((forms for forms in (_SPOKEN, _CHAIRS, _LAWYERS) if noun in forms), (noun,))
