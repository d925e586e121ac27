"""Where a text prints names in full, so that a later family name is known."""

import re

from archive.proposing.english.words import ROLE_NOUNS, TITLES
from archive.proposing.names import family_name, is_family, name_words
from archive.proposing.people.genders import is_given_name
from archive.proposing.vocabulary import words

_CAPITALISED = r"[A-ZÀ-ÞŁŠŽČ][\w’'-]+"
_FULL_NAME = re.compile(
    rf"(?<![\w’]){_CAPITALISED}(?: (?:[A-Z]\.|(?:(?:de|van|von|der|den|del|della|da|dos|di|la|le|al|bin) ){{0,2}}"
    rf"{_CAPITALISED})){{1,6}}"
)
_DOTTED = re.compile("[\u3400-\u9fff]{1,8}(?:·[\u3400-\u9fff]{1,8})+")
_HAN_OFFICE = re.compile(
    "总统|總統|总理|總理|部长|部長|大使|外长|外長|首相|主席|会长|會長|议长|議長|总裁|總裁|教授|代表|主任|秘书长|祕書長"
)


def dotted_names(text: str) -> dict[str, list[tuple[str, str]]]:
    """“托马斯·韦伯说…” by the first two characters after the last point: what stands before them, and what follows."""
    found: dict[str, list[tuple[str, str]]] = {}
    for match in _DOTTED.finditer(text):
        first, dot, last = match.group().rpartition("·")
        found.setdefault(last[:2], []).append((_without_title(first) + dot, last))
    return found


def _without_title(name: str) -> str:
    """Without the office that stands before a given name."""
    return _HAN_OFFICE.split(name)[-1] or name


_ABBREVIATED = {
    "gov.": "governor",
    "sen.": "senator",
    "rep.": "representative",
    "prof.": "professor",
    "gen.": "general",
}
Places = dict[str, list[tuple[int, str]]]


def full_names(text: str) -> tuple[Places, Places]:
    """Where longer names are printed, by the word that stands for each, and by the title before it."""
    names: Places = {}
    titles: Places = {}
    for match in _FULL_NAME.finditer(text):
        words = match.group().split(" ")
        title = ""
        offices = [number for number, word in enumerate(words[:-2]) if _is_office(word)]
        if offices:  # “Transport Minister Hanna Okafor”
            title, words = words[offices[-1]].lower(), words[offices[-1] + 1 :]
        while len(words) > 1 and _is_title(words[0]):
            title = words.pop(0).lower()
        if len(words) < 2 or _is_title(words[-1]):
            continue
        title = _ABBREVIATED.get(title, title)
        words = _before_possessive(words)
        if office := _office_before(text, match.start(), words):
            title, words = office, words[-2:]
        if len(words) < 2:
            continue
        words[-1] = words[-1].removesuffix("’s").removesuffix("'s")
        name = " ".join(words)
        folded = name_words(name)
        for key in {
            folded[-1],
            family_name(folded),
            *(folded[:1] if is_family(folded[0]) or is_given_name(folded[0]) else ()),
        }:
            names.setdefault(key, []).append((match.start(), name))
        if title in ROLE_NOUNS:
            titles.setdefault(title, []).append((match.start(), name))
    return names, titles


_NO_NAME = words("""
    laut selon según nach d’après
    the a an on in at and but as when after mr mrs ms dr president minister while for his her monday tuesday
    wednesday thursday friday saturday sunday january february march april may june july august september october
    november december
""")


def _is_office(word: str) -> bool:
    return any(part in ROLE_NOUNS for part in word.lower().split("-"))


def _is_title(word: str) -> bool:
    folded = word.lower().rstrip(".")
    return folded in TITLES or folded in ROLE_NOUNS or folded in _NO_NAME


def _before_possessive(words: list[str]) -> list[str]:
    """“Rourke’s Call” names Rourke."""
    owner = next((n for n, word in enumerate(words[:-1]) if word.endswith(("’s", "'s"))), None)
    return words if owner is None else words[: owner + 1]


def _office_before(text: str, place: int, words: list[str]) -> str:
    """Of “Prime Minister of Danland Jens Larsen” “minister”; the name are the last two words. Empty without one."""
    before = text[max(0, place - 60) : place].lower().split()
    if len(words) < 3 or len(before) < 2 or before[-1] not in ("of", "for", "and"):
        return ""
    return next((word for word in reversed(before[-6:-1]) if word in ROLE_NOUNS), "")
