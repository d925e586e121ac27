"""What the form of a label shows: a title, an office, a name, or a sentence that only ends in a colon."""

import re
from functools import lru_cache
from typing import NamedTuple

from archive.importing.structure.speech.anonymous_labels import is_anonymous_label
from archive.importing.structure.speech.capitals import (
    BRACKETS,
    MAX_NAME_WORDS,
    NUMBERED,
    STOP_AND_DASH,
    confidence_of_capitals,
    is_office_after_name,
)
from archive.importing.structure.speech.confidence import Confidence, ConversationRole
from archive.importing.structure.speech.words import (
    ADDRESSED_OFFICES,
    ANSWERERS,
    ARTICLES,
    CJK_NOT_STARTING,
    CJK_OFFICES,
    CJK_SENTENCE_CHARACTERS,
    CJK_SURNAMES,
    GIVEN_NAMES,
    HONORIFICS,
    QUESTION_WORDS,
    REPORTERS,
    SALUTATIONS,
    SAYING_ENDS,
    SAYING_STARTS,
    UNCASED_OFFICES,
)
from archive.importing.structure.vocabulary import NOT_NAMES, SENTENCE_STARTS
from archive.text.folding import fold_case
from archive.text.words import is_cjk

MAX_UNCASED_WORDS = 6
MAX_CJK_LENGTH = 14
MAX_CJK_OFFICES_LENGTH = 45  # of several offices before a name
MAX_CJK_OFFICE_LENGTH = 30  # of 《…》记者
_CJK_OFFICE = "|".join(sorted(CJK_OFFICES, key=len, reverse=True))
_CJK_OFFICE_AFTER_SURNAME = re.compile(rf".{{1,2}}(?:{_CJK_OFFICE})")
_CJK_OFFICE_END = re.compile(rf"(?:{_CJK_OFFICE})$")
_CJK_SENTENCE_START = re.compile("|".join(CJK_NOT_STARTING))
_CJK_SAYING_END = re.compile(rf"(?:{'|'.join(filter(is_cjk, SAYING_ENDS))})$")
_CJK_QUESTIONER = re.compile(
    rf"(?:{'|'.join(filter(is_cjk, QUESTION_WORDS | REPORTERS))})\s?[a-z0-9一二三四]?"
)
_CJK_ANSWERER = re.compile(rf"(?:{'|'.join(filter(is_cjk, ANSWERERS))})\s?[a-z0-9一二三四]?")
_UNWANTED = re.compile(r"[?!;。，；？！“”=@/\\|<>{}%$€£¥+]|https?|\.\.|…")
# How the European Parliament goes on after a name, by language: for whom somebody speaks, or that it is written.
_ON_BEHALF = re.compile(
    r"(?:on behalf|in writing|au nom|par écrit|im namen|schriftlich|en nombre|por escrito|em nome|a nome"
    r"|per iscritto|namens|schriftelijk|w imieniu|na piśmie|za skupinu|jménem|v mene|în numele|în scris"
    r"|för|på|for|ryhmän|fraktsiooni|εξ ονόματος|u ime|v imenu|grupos|f'isem|от името)\b",
    re.IGNORECASE,
)
_PRESS_NOTICE = re.compile(
    r"(?:press|media) (?:contacts?|enquir\w+|inquir\w+|offices?|releases?|relations|kit|notes?|advisory|conference"
    r"|briefing|statement|service|team|cent(?:re|er)|accreditation|desk|line|hotline)\b"
)
_QUOTED_NAME = re.compile(r"^《[^》]{1,20}》|[「『][^」』]{1,20}[」』]")


class LabelForm(NamedTuple):
    """`base` is the label without its brackets; `is_form_of_address` as in “Mr. President”, which speeches use, too."""

    confidence: Confidence
    base: str
    role: ConversationRole
    is_form_of_address: bool


@lru_cache(maxsize=4096)
def read_label_form(text: str, separator: str) -> LabelForm | None:
    """The form of a label before a separator; None where it cannot be one."""
    base = remove_brackets(text)
    if is_anonymous_label(base):
        return LabelForm(Confidence.NAME, base, ConversationRole.OTHER, is_form_of_address=False)
    if form := _split_office(base, separator):
        return form
    if not base or _is_excluded(base) or ("," in base and separator != ":"):
        return None
    role, is_form_of_address = role_of(base), _is_form_of_address(base)
    confidence = _confidence(base, text, separator, role)
    if confidence is None:
        return None
    if is_form_of_address and separator != ".":
        confidence = min(confidence, Confidence.TITLED)
    return LabelForm(confidence, base, role, is_form_of_address)


def _split_office(base: str, separator: str) -> LabelForm | None:
    """“M. Ada Hale, ministre de l'économie, des finances. …”, “Ada Hale, on behalf of the Quay Group. – …”."""
    name, comma, office = base.partition(", ")
    if not comma or not office or _is_excluded(name):
        return None
    if not is_office_after_name(office) and not _ON_BEHALF.match(office):
        return None
    before = ":" if separator == STOP_AND_DASH else separator
    confidence = confidence_of_capitals(name.rstrip("."), name, before, ConversationRole.OTHER)
    if confidence is None or confidence < Confidence.NAME:
        return None
    # “Mr. Hale, chairman of the council. He …” may be prose, too.
    certainty = Confidence.NAME if separator == "." else max(confidence, Confidence.TITLED)
    return LabelForm(certainty, base, ConversationRole.OTHER, is_form_of_address=False)


def is_cjk_office_label(text: str) -> bool:
    """Whether a label in Chinese, Japanese or Korean names who asks or answers, or ends in an office."""
    base = text.strip()
    if not base or not is_cjk(base[-1]) or _is_excluded(base):
        return False
    return role_of(base) is not ConversationRole.OTHER or bool(_CJK_OFFICE_END.search(base))


def remove_brackets(text: str) -> str:
    """The label without its brackets."""
    return " ".join(BRACKETS.sub(" ", text).split()).strip(" ,，-–—")


def name_in_label(text: str) -> str:
    """The label without brackets, titles and articles before the name: Ada Hale of “Ms Ada Hale (PD)”."""
    words = remove_brackets(text).split()
    while len(words) > 1 and fold_case(words[0]).rstrip(".") in HONORIFICS | ARTICLES:
        words = words[1:]
    return " ".join(words)


def role_of(base: str) -> ConversationRole:
    """Whether the label names who asks or who answers: Reporter of Coast Radio, 记者, Q, A2."""
    lower = fold_case(base)
    if is_cjk(lower[0]) or is_cjk(lower[-1]):
        if _CJK_QUESTIONER.fullmatch(lower) or re.search(
            r"(记者|記者|기자)(问|問|提问|提問)?\s?[a-z0-9]?$", lower
        ):
            return ConversationRole.QUESTIONER
        is_answerer = _CJK_ANSWERER.fullmatch(lower) or re.search(r"(发言人|發言人|대변인)$", lower)
        return ConversationRole.ANSWERER if is_answerer else ConversationRole.OTHER
    if _starts_with_phrase(lower, REPORTERS, MAX_NAME_WORDS) or _starts_with_phrase(lower, QUESTION_WORDS):
        return ConversationRole.QUESTIONER
    return ConversationRole.ANSWERER if _starts_with_phrase(lower, ANSWERERS) else ConversationRole.OTHER


def _starts_with_phrase(lower: str, phrases: frozenset[str], more_words: int = 0) -> bool:
    """The phrase alone or numbered, or with up to so many words behind it."""
    words = lower.split()
    for count in range(min(3, len(words)), 0, -1):
        phrase = " ".join(words[:count]).rstrip(".0123456789")
        if phrase in phrases or phrase.removesuffix("s") in phrases:
            remaining_words = words[count:]
            is_numbered = bool(remaining_words) and NUMBERED.match(remaining_words[0]) is not None
            return is_numbered or len(remaining_words) <= more_words
    return False


def _is_excluded(base: str) -> bool:
    """Sentences, list items and notes that only look like a label."""
    lower = fold_case(base)
    first = lower.split()[0].rstrip(".,")
    if _PRESS_NOTICE.match(lower):
        return True
    if first in GIVEN_NAMES and base.istitle() and len(lower.split()) > 1:
        lower, first = lower.removeprefix(first).strip(), ""
    if (
        _UNWANTED.search(_QUOTED_NAME.sub("", base))
        or (first in NOT_NAMES and first not in ARTICLES and not (first in HONORIFICS and " " in lower))
        or lower in NOT_NAMES
    ):
        return not role_of(base)
    if (
        base.count(",") > 1
        or lower.startswith("members of")
        or re.search(r"[,，] ?(?:mr|mrs|ms|madam|sir|members|[a-zà-ÿ]+ )", base)
    ):
        return True
    words = re.split(r"[\s,]+", lower)
    if first in SENTENCE_STARTS:
        return True
    if len(words) > 1 and any(word.strip(".") in SALUTATIONS for word in words):
        return True
    return lower in SALUTATIONS or first in SAYING_STARTS or _ends_in_saying(lower)


def _ends_in_saying(lower: str) -> bool:
    if role_of(lower):
        return False
    if is_cjk(lower[-1]):
        return bool(_CJK_SAYING_END.search(lower))
    return any(lower == verb or lower.endswith(f" {verb}") for verb in SAYING_ENDS) or (
        not lower.isascii() and lower.endswith("ว่า")
    )


def _confidence(base: str, text: str, separator: str, role: ConversationRole) -> Confidence | None:
    latin = sum(char.isascii() and char.isalpha() for char in base)
    if any(map(is_cjk, base)) and sum(map(is_cjk, base)) >= latin / 3:
        return _confidence_in_cjk(base, role) if separator in (":", "") or "\u3000" not in base else None
    if not any(char.isupper() or char.islower() for char in base):
        return _confidence_without_capitals(base, role, text != base)
    return confidence_of_capitals(base, text, separator, role)


def _confidence_in_cjk(base: str, role: ConversationRole) -> Confidence | None:
    plain = _QUOTED_NAME.sub("", base)
    if not plain or _CJK_SENTENCE_START.match(plain) or (not base[0].isalnum() and base[0] not in "《「『"):
        return None
    if role is not ConversationRole.OTHER:
        if base[0] == "《":
            return Confidence.CERTAIN
        return Confidence.TITLED if len(base) <= MAX_CJK_OFFICE_LENGTH else None
    if _is_cjk_office_and_name(base):
        return Confidence.TITLED
    if set(plain) & CJK_SENTENCE_CHARACTERS and not re.search("[·・]", plain):
        return None
    office = _CJK_OFFICE_END.search(plain.rstrip("ABCDEFG1234567890 "))
    if office and len(base) <= MAX_CJK_OFFICE_LENGTH:
        is_plain = plain == office.group() or len(plain) > MAX_CJK_LENGTH
        return Confidence.NAME if is_plain else Confidence.TITLED
    if plain[0] in CJK_SURNAMES and len(plain) <= 8 and _CJK_OFFICE_AFTER_SURNAME.match(plain):
        return Confidence.TITLED
    if len(base) > MAX_CJK_LENGTH and " " not in base:
        return None
    if re.search("[、，]", base) or len(base.split()) > 4:
        return None
    return Confidence.NAME if _is_cjk_name(plain) else Confidence.POSSIBLE


def _is_cjk_name(text: str) -> bool:
    return (text[0] in CJK_SURNAMES and 2 <= len(text) <= 4) or re.search("[·・]", text) is not None


def _is_cjk_office_and_name(base: str) -> bool:
    """“交通部部长 刘伟”, “新闻局副局长、新闻发言人 邢慧娜”: the space parts offices from a name."""
    offices, space, name = base.rpartition(" ")
    if not space or len(offices) > MAX_CJK_OFFICES_LENGTH or not _CJK_OFFICE_END.search(offices):
        return False
    return _is_cjk_name(name) and not set(name) & CJK_SENTENCE_CHARACTERS and not _ends_in_saying(name)


def _confidence_without_capitals(base: str, role: ConversationRole, has_bracket: bool) -> Confidence | None:
    """Arabic, Hebrew, Devanagari, Thai and others."""
    words = base.split()
    if not base[0].isalpha() or re.search(r"[0-9،؛]", base.rstrip("0123456789 ")):
        return None
    if role is not ConversationRole.OTHER and len(words) <= MAX_UNCASED_WORDS:
        return Confidence.TITLED
    limit = MAX_UNCASED_WORDS if len(words) > 1 else 1
    if len(words) > limit or len(base) > 60:
        return None
    is_thai = "\u0e00" <= base[0] <= "\u0e7f"
    is_titled = any(
        base == office or base.startswith(office if is_thai else f"{office} ") for office in UNCASED_OFFICES
    )
    if is_titled and len(words) > 1:
        return Confidence.TITLED
    is_name = is_titled or (has_bracket and len(words) > 1)
    return Confidence.NAME if is_name else Confidence.POSSIBLE


def _is_form_of_address(base: str) -> bool:
    """“Mr. President”, which opens a paragraph of a speech as often as a turn."""
    words = [word.strip(".,").casefold() for word in base.split()]
    offices = [word for word in words[1:] if word not in ARTICLES]
    return words[0] in HONORIFICS - ARTICLES and bool(offices) and offices[0] in ADDRESSED_OFFICES
