"""Titles and offices within a name as it is printed: “Transport Minister Hanna Okafor”, “Tan Sri Lim Boon Heng”."""

import re
from collections.abc import Sequence
from functools import lru_cache

from archive.proposing.english.nouns import BODY_NOUNS, ROLE_NOUNS, SURNAMES_OF_RANK, TITLES
from archive.proposing.english.words import (
    AUXILIARIES,
    DETERMINERS,
    OPENERS,
    PREPOSITIONS,
    STOP_WORDS,
    VERB_FORMS,
)
from archive.proposing.people.office_names import OFFICES_IN_LETTERS
from archive.text.word_sets import word_set

_HONORIFICS = frozenset(
    (
        "Dr",
        "Mr",
        "Mrs",
        "Ms",
        "Prof",
        "Datuk",
        "Dato",
        "Dato’",
        "Dato'",
        "Datin",
        "Sri",
        "Seri",
        "Puan",
        "YB",
        "YBhg",
    )
)
_RANKS = frozenset(("gen", "maj", "col", "lt", "capt", "brig", "cmdr", "insp", "supt", "sgt"))
_PORTFOLIO = re.compile(r"(?:tion|ment|ture|ity|ics|ogy|ergy|ance|airs|ources|ports|ries)$")
_ABBREVIATED = {
    "gov.": "governor",
    "sen.": "senator",
    "rep.": "representative",
    "prof.": "professor",
    "gen.": "general",
    "col.": "colonel",
    "supt.": "superintendent",
    "cllr.": "councillor",
    "coun.": "councillor",
    "pres.": "president",
    "sec.": "secretary",
}


def expand_title(word: str) -> str:
    """Returns a shortened title in full (“sen.” as “senator”) and other words as they are."""
    return _ABBREVIATED.get(word, word)


def without_titles(phrase: Sequence[str]) -> tuple[str, list[str]]:
    """Parts titles from a name: “Transport Minister Hanna Okafor” has “minister” and the name."""
    title, words = "", list(phrase)
    while len(words) > 2 and words[-1].lower() in _NO_NAME:  # “Rex Tillerson Saturday”
        words.pop()
    honorific = next(
        (number for number in range(len(words) - 2, -1, -1) if words[number].rstrip(".") in _HONORIFICS), None
    )
    if honorific is not None:  # “Director of the Refugee Council Dr Lisa Doyle”
        title = next((word.lower() for word in reversed(words[:honorific]) if is_office(word)), "")
        words = words[honorific + 1 :]
    ranks = [n for n, word in enumerate(words[:-2]) if word.lower().rstrip(".") in _RANKS]
    words = words[ranks[-1] :] if ranks else words  # “Pol Maj Gen Ann Lee”
    offices = [
        n
        for n, word in enumerate(words[:-2])
        if word != "Sheikh" and (is_office(word) or word.lower() in BODY_NOUNS)
    ]
    if offices:
        office = next((words[n] for n in reversed(offices) if is_office(words[n])), title)
        title, words = office.lower(), words[offices[-1] + 1 :]
    while len(words) > 1 and is_title(words[0]) and words[0] != "Sheikh":
        title = words.pop(0).lower()
    if len(words) > 2 and words[-2].lower() in ROLE_NOUNS - SURNAMES_OF_RANK:
        title, words = words[-2].lower(), words[-1:]  # “Assistant Commissioner Tamani”
    return expand_title(title), words


_COUNTRIES_OF_TWO = frozenset((
    "united states", "united kingdom", "united nations", "new zealand", "saudi arabia", "sri lanka", "south korea",
    "north korea", "south africa", "south sudan", "costa rica", "el salvador", "sierra leone", "burkina faso",
    "ivory coast", "hong kong", "european union", "east timor", "cape verde", "north macedonia",
))  # fmt: skip


def words_of_country(words: Sequence[str]) -> int:
    """Returns how many words of “South Korea Anna Holt”, which follow “Ambassador to”, are the country; 0 where no name
    of two to four words is left."""
    count = 2 if " ".join(words[:2]).lower() in _COUNTRIES_OF_TWO else 1
    return count if 2 <= len(words) - count <= 4 else 0


def person_at_end(words: list[str]) -> list[str]:
    """Returns the name at the end of the words, such as that in “State Antony J. Blinken”."""
    if "Sheikh" in words[:-1]:
        return words[words.index("Sheikh") :]
    portfolio = 0
    while portfolio < len(words) - 2 and is_portfolio(words[portfolio]):  # “Irrigation Barsha Mani Rai”
        portfolio += 1
    if portfolio:
        return words[portfolio:]
    start = len(words) - 2
    while start > 0 and words[start].endswith("."):
        start -= 1
    return words[start:]


def follows_body(title: Sequence[str], name: Sequence[str]) -> bool:
    """Whether the name was cut after “Parliament” of “Member of Parliament Ann Mary Lee”."""
    before = title[: len(title) - len(name)]
    return bool(before) and before[-1].lower() in BODY_NOUNS


def is_portfolio(word: str) -> bool:
    """“Irrigation”, of which somebody is the minister, and no given name."""
    return _PORTFOLIO.search(word) is not None


_NO_NAME = (
    OPENERS
    | STOP_WORDS
    | PREPOSITIONS
    | (DETERMINERS - {"no"})
    | word_set("""
    outside inside across besides meanwhile however says
    laut selon según nach d’après
    the a an on in at and but as when after mr mrs ms dr president minister while for his her monday tuesday
    wednesday thursday friday saturday sunday january february march april may june july august september october
    november december
""")
)


@lru_cache(4096)
def is_office(word: str) -> bool:
    return any(part in ROLE_NOUNS for part in word.lower().split("-"))


def names_somebody(word: str) -> bool:
    """Whether a word in small letters before a name can say who that is: “striker Ann Lee”, not “told Ann Lee”."""
    is_verb = word in VERB_FORMS or word.endswith(("ed", "ing", "ly"))
    if is_office(word):
        return True
    return (
        len(word) > 3 and word.isalpha() and word not in _NO_NAME and word not in AUXILIARIES and not is_verb
    )


@lru_cache(4096)
def is_title(word: str) -> bool:
    folded = word.lower().rstrip(".")
    forms = {folded, folded.removesuffix("s")}
    is_in_letters = word.isupper() and folded in OFFICES_IN_LETTERS
    return bool(forms & TITLES or forms & ROLE_NOUNS) or folded in _NO_NAME or is_in_letters


def around_possessive(words: list[str]) -> tuple[list[str], list[str]]:
    """The owner and what is his: “Rourke’s Call” names Rourke."""
    owner = next((n for n, word in enumerate(words[:-1]) if word.endswith(("’s", "'s", "s’", "s'"))), None)
    return (words, []) if owner is None else (words[: owner + 1], words[owner + 1 :])


def office_before(before: Sequence[str], words: Sequence[str]) -> str:
    """Returns “minister” for “Prime Minister of Danland Jens Larsen”; the name is the last two words. Empty without an
    office. `before` are the words in small letters before those."""
    if len(words) < 3 or len(before) < 2 or before[-1] not in ("of", "for", "and", "to"):
        return ""
    return next((word for word in reversed(before[-6:-1]) if word in ROLE_NOUNS), "")
