"""Labels in scripts with capitals: which words of one are titles, offices, names, and what that shows."""

import re
from typing import NamedTuple

from archive.importing.structure.speech.confidence import Confidence, ConversationRole
from archive.importing.structure.speech.words import (
    ABBREVIATIONS,
    ANSWER_LETTERS,
    ARTICLES,
    HONORIFICS,
    OFFICE_ENDINGS,
    OFFICES,
    OFFICES_AFTER_NAMES,
    PARTIES,
    QUESTION_LETTERS,
    SAYING_ENDS,
    SAYING_STARTS,
    UNCASED_OFFICES,
)
from archive.importing.structure.vocabulary import NAME_PARTICLES
from archive.text.folding import fold_case

MAX_NAME_WORDS = 8
MAX_NAMED_OFFICE_WORDS = 5  # of “Representative Ada Hale Cole.”
MAX_OFFICE_WORDS_BEFORE_NAME = 6  # small ones of “Minister of works and transport Ada Hale”
STOP_AND_DASH = ".–"
STOPS = (".", "–", STOP_AND_DASH)
MAX_OFFICE_WORDS = 16  # of “The Parliamentary Under-Secretary of State, Foreign Office”
BRACKETS = re.compile(r"[(（\[【](?:[^()（）\[\]【】]|[(（][^()（）]*[)）])*[)）\]】]")
_INITIAL = re.compile(r"[^\W\d_](?:\.-?[^\W\d_])*\.$")
NUMBERED = re.compile(r"[0-9]{1,3}\.?$")
_ROMAN_NUMBER = re.compile(r"[IVXLC]+(?: (?:bis|ter|quater))?")  # of paragraphs: “VIII. – …”
_INITIAL_AND_NAME = re.compile(r"(?:[^\W\d_]\.[ -]?){1,3}[^\W\d_]{2,}(?:-[^\W\d_]+)?$")  # В.Путин
# El señor PRESIDENTE, O Sr. Presidente: nobody is addressed so.
_ARTICLE_AND_HONORIFIC = re.compile(r"(?:el|la|els|les|o|a|il|der|die|den) \w+\.?\s", re.IGNORECASE)
_ELIDED = re.compile(r"^(?:l|d|dell|all|un|o|n)['’](?=\w)", re.IGNORECASE)
# M. le président, Mme la ministre déléguée chargée des ports
_FRENCH_OFFICE = re.compile(
    r"(?:M|Mme)\.? l(?:[ae] |['’])\w+(?:[ -](?:ministre|générale?|spéciale?|déléguée?|adjointe?|suppléante?))*"
    r"(?: (?:chargée? )?(?:de |du |des |d['’])[\w'’,-]+(?: (?!(?:a|est|sont|ont|avait|sera|doit) )[\w'’,-]+){0,11})?"
)
# Formanden (Ada Holm); not (CDU/CSU), (Lab) or (Quay North, Lib.)
_NAME_INBRACKETS = re.compile(r"[(（](?:[^\W\d_]+[.]? ){1,3}(?![^\W_]*[A-Z]{2})[^\W\d_][\w’'-]{2,}[)）]$")
_PARTY = re.compile(
    r"[(（\[](?:[^()（）]{0,40}[/-])?(?:CDU/CSU|CDU|CSU|SPD|FDP|AfD|DIE LINKE|Die Linke|BSW|B[ÜU]NDNIS.{0,20}"
    r"|fraktionslos|Lab|Con|LD|SNP|DUP|PC|Green|Ind|CB|Lab/Co-op|PP|PSOE|VOX|ERC|PNV|LR|LFI|RN|RE|EPP|PPE|S&D|ALDE|ECR|ID|GUE/NGL"
    r"|Verts/ALE|[DRI]-[A-Z]{2}|[A-Z][A-Za-z]*-[A-Z][A-Za-z]*|民进党|国民党|民主党|自民党)[)）\]]"
)


class _Words(NamedTuple):
    """Counts the words of a label by form; titles that are also capitalised count as titles only."""

    honorifics: int
    offices: int
    capitals: int
    uppercase: int
    numbers: int
    total: int


def confidence_of_capitals(base: str, text: str, separator: str, role: ConversationRole) -> Confidence | None:
    """Returns how surely a label in a script with capitals names a speaker; None if it does not. ``base`` is ``text``
    without its brackets."""
    if role is not ConversationRole.OTHER:
        return Confidence.TITLED if len(base.split()) <= MAX_NAME_WORDS + 1 else None
    if separator in STOPS and _FRENCH_OFFICE.fullmatch(base):
        return Confidence.CERTAIN
    counts = _count_words(base)
    if counts is None:
        return Confidence.NAME if _is_office_phrase(base) or _is_office_and_name(base, separator) else None
    is_titled = bool(counts.honorifics or counts.offices)
    if counts.total > (MAX_OFFICE_WORDS if is_titled else MAX_NAME_WORDS):
        return None
    if counts.numbers and not counts.offices:
        return None
    confidence = _confidence_of_counts(counts, base, text)
    if separator in STOPS and confidence is not None:
        return _confidence_before_stop(counts, base, confidence, separator, has_bracket=text != base)
    return confidence


def _confidence_of_counts(counts: _Words, base: str, text: str) -> Confidence | None:
    has_contrast = not base.isupper() and any(map(is_uppercase, base.split()[1:]))
    named = counts.capitals + counts.uppercase
    offices = filter(is_office, _ELIDED.sub("", base).split()) if counts.offices and has_contrast else ()
    is_office_in_capitals = any(map(is_uppercase, offices))
    if (counts.honorifics and counts.uppercase and has_contrast) or is_office_in_capitals:
        return Confidence.CERTAIN
    if (_PARTY.search(text) and named) or (counts.offices and _names_person_in_brackets(text)):
        return Confidence.CERTAIN
    if counts.honorifics and counts.offices and named > 1:
        return Confidence.CERTAIN
    if (counts.honorifics or counts.offices) and (named or _NAME_INBRACKETS.search(text)):
        return Confidence.TITLED
    if counts.honorifics and counts.offices:
        return Confidence.CERTAIN if _ARTICLE_AND_HONORIFIC.match(base) else Confidence.TITLED
    if counts.offices:
        return Confidence.NAME
    if not named:
        return None
    return Confidence.NAME if named > 1 or _INITIAL_AND_NAME.match(base) else Confidence.POSSIBLE


def _confidence_before_stop(
    counts: _Words, base: str, confidence: Confidence, separator: str, has_bracket: bool
) -> Confidence | None:
    """A full stop ends sentences too: only titles, capitals and initials make a label before one.

    Before a stop and a dash, as the European Parliament prints them, so does a name with its group in brackets.
    """
    is_surname_with_initials = bool(re.fullmatch(r"[^\W\d_]{2,}(?:-[^\W\d_]+)? [^\W\d_]\. ?[^\W\d_]", base))
    last = base.split()[-1]
    if is_surname_with_initials:
        return Confidence.NAME
    if len(base) == 1 and separator != "." and base.casefold() in QUESTION_LETTERS | ANSWER_LETTERS:
        return Confidence.POSSIBLE
    if _ROMAN_NUMBER.fullmatch(base):
        return None
    if len(last) == 1 or fold_case(last) in HONORIFICS | ABBREVIATIONS or last.endswith("."):
        return None
    if confidence is Confidence.CERTAIN:
        return confidence
    if base.isupper() and counts.uppercase + counts.offices and len(base) > 3:
        return Confidence.NAME
    is_titled = (counts.honorifics and counts.total <= MAX_NAME_WORDS) or (
        counts.offices and counts.total <= (MAX_NAMED_OFFICE_WORDS if is_office(base.split()[0]) else 3)
    )
    if separator == STOP_AND_DASH and (is_titled or has_bracket):
        return confidence if confidence > Confidence.POSSIBLE else None
    return Confidence.NAME if is_titled and separator == "." else None


def is_office(word: str) -> bool:
    """An office, an article elided before it, or a word that ends in one: l'alcalde, Udenrigsministeren."""
    bare = fold_case(word).strip(".,")
    if bare in OFFICES or _ELIDED.sub("", bare) in OFFICES:
        return True
    return bare.endswith(OFFICE_ENDINGS) or ("-" in bare and any(part in OFFICES for part in bare.split("-")))


def is_office_after_name(words: str) -> bool:
    """“ministre de l'économie”, “Parl. Staatssekretär”, behind “M. Ada Hale, ”."""
    bare = [fold_case(word) for word in words.split()]
    is_led = bare[0] in ARTICLES or bare[0].endswith(".")
    first = bare[1] if is_led and len(bare) > 1 else bare[0]
    return first in OFFICES_AFTER_NAMES or is_office(first)


def _is_office_and_name(base: str, separator: str) -> bool:
    """“Minister of Works Ada Hale”, “Předseda vlády Ada Hale”: small words between the office and the name."""
    words = base.split()
    small = next((number for number, word in enumerate(words[1:]) if word[:1].isupper()), len(words))
    return (
        separator == ":"
        and is_office(words[0])
        and words[0][0].isupper()
        and 1 <= small <= MAX_OFFICE_WORDS_BEFORE_NAME
        and 2 <= len(words[1:]) - small <= 4
        and all(word[:1].isupper() for word in words[1 + small :])
        and not any(fold_case(word) in SAYING_ENDS | SAYING_STARTS for word in words)
    )


def _names_person_in_brackets(text: str) -> bool:
    """The Prime Minister (Mr. Gordon Brown)."""
    return any(
        fold_case(match.group()[1:-1]).split()[0].rstrip(".") in HONORIFICS
        for match in BRACKETS.finditer(text)
        if match.group()[1:-1].strip()
    )


def _count_words(base: str) -> _Words | None:
    """Returns the counts; None where a word cannot be part of a name."""
    counts = dict.fromkeys(_Words._fields, 0)
    words = base.replace(",", " ").split()
    previous, has_article = "small", fold_case(words[0]) in ARTICLES
    for index, word in enumerate(words):
        form = _form(word, index, index == len(words) - 1)
        if form == "honorifics" and previous in ("capitals", "uppercase"):
            form = "capitals"  # “Four Major Advantages”
        if not form or (form == "offices" and word.islower() and previous == "capitals"):
            return None
        if form == "offices" and previous == "capitals" and not has_article and not is_uppercase(word):
            form = "capitals"  # “Criminal Justice”
        previous = previous if form == "small" else form
        if form != "small":
            counts[form] += 1
        counts["total"] += 1
    return _Words(**counts)


def _form(word: str, index: int, is_last: bool) -> str:
    """The field of _Words that counts the word, “small” for articles and particles, empty for any other word."""
    bare = fold_case(word).strip(".()'\"«»")
    if bare in HONORIFICS and (word[0].isupper() or index < 2) and not is_last:
        return "honorifics"
    if bare in ARTICLES and index == 0:
        return "small"
    if bare in NAME_PARTICLES and not is_last and index > 0:
        return "small"
    unelided = _ELIDED.sub("", word)
    if is_office(word.strip("()'\"«»")):
        return "offices"
    if is_last and index > 1 and bare in PARTIES:
        return "small"
    if NUMBERED.match(word):
        return "numbers" if is_last else ""
    if is_uppercase(unelided):
        return "uppercase"
    return "capitals" if unelided[:1].isupper() or _INITIAL.match(word) else ""


def is_uppercase(word: str) -> bool:
    """BOND, McCAIN, O'BRIEN, NÚÑEZ-FEIJÓO; not NATO's initials alone, which are counted the same."""
    letters = [char for char in word if char.isalpha()]
    capitals = sum(char.isupper() for char in letters)
    small = len(letters) - capitals
    return capitals >= 2 and (small == 0 or (small <= 3 and capitals >= small + 2 and letters[-1].isupper()))


def _is_office_phrase(base: str) -> bool:
    """A label in small letters that begins with an office: “Phóng viên”, “Người phát ngôn Bộ Ngoại giao”."""
    lower = fold_case(base)
    return len(lower.split()) <= MAX_NAME_WORDS and any(
        lower == office or lower.startswith(f"{office} ")
        for office in UNCASED_OFFICES
        if not office.isascii()
    )
