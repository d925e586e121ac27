"""Who speaks: the noun phrase before or after a verb of speech."""

from archive.proposing.english.nouns import BODY_NOUNS, OFFICES, ROLE_NOUNS, UNNAMED_NOUNS
from archive.proposing.english.subjects.descriptions import described_subject, without_article
from archive.proposing.english.subjects.offices import (
    HONORIFICS,
    head_end,
    is_body,
    is_in_letters,
    is_office_in_capitals,
    is_title,
    named_after_office,
    named_at_end,
)
from archive.proposing.english.subjects.phrase_ends import (
    is_adverb_before_past,
    is_noun_like,
    is_past_after_noun,
    is_verb_after_name,
    is_verb_form,
)
from archive.proposing.english.tokens import Token
from archive.proposing.english.words import AUXILIARIES, DAYS, DETERMINERS, PREPOSITIONS, PRONOUNS
from archive.proposing.names import PARTICLES
from archive.proposing.people.printed_titles import is_portfolio
from archive.proposing.speech_reports import Reference, Subject
from archive.text.word_sets import word_set

_PEERAGE = ("Lord", "Lady", "Baroness", "Pope", "King", "Queen", "Prince", "Princess", "Sheikh")
_NO_NAMES = AUXILIARIES | word_set("""
    monday tuesday wednesday thursday friday saturday sunday week month year however still meanwhile also
""")
_DAYS = frozenset(DAYS.split())
_MAX_TITLE = 7  # words of a title before a name
_MAX_WORDS = 20  # of a phrase with all its “of …”


def phrase_before(tokens: list[Token], last: int) -> int | None:
    """Index of the first word of the noun phrase that ends with tokens[last], “of the …” included; None for none."""
    start = _chunk_start(tokens, last)
    if start is None:
        return None
    if start > 1 and tokens[start - 1].lower == "and" and tokens[last].lower in UNNAMED_NOUNS:
        start = _first_of_many(tokens, start)
    while last - start < _MAX_WORDS and start >= 2 and tokens[start - 1].lower in PREPOSITIONS:
        further = _chunk_start(tokens, start - 2)
        if further is None or tokens[start - 2].lower in (
            "meeting",
            "day",
            "time",
            "speaking",
            "behalf",
            "response",
        ):
            break
        if tokens[further].lower in PREPOSITIONS:
            break
        start = further
    start = _first_of_bodies(tokens, start)
    if start >= 4 and tokens[start - 1].text == "(":
        return None
    return start


def _first_of_many(tokens: list[Token], start: int) -> int:
    """Where “rebels and” begins before “officials said” at tokens[start]; `start` itself where no such noun stands."""
    noun = tokens[start - 2]
    further = _chunk_start(tokens, start - 2) if noun.text.islower() and noun.text.endswith("s") else None
    return start if further is None else further


def _first_of_bodies(tokens: list[Token], start: int) -> int:
    """Where “leaders of the Congress and” begins before “the League said” at tokens[start]; else `start` itself."""
    if start < 4 or tokens[start - 1].lower != "and":
        return start
    before = _chunk_start(tokens, start - 2)
    if before is None or before < 2 or tokens[before - 1].lower not in ("of", "from"):
        return start
    noun = tokens[before - 2].lower
    is_many = noun in UNNAMED_NOUNS or noun.removesuffix("s") in ROLE_NOUNS
    further = _chunk_start(tokens, before - 2) if noun.endswith("s") and is_many else None
    return start if further is None else further


def _chunk_start(tokens: list[Token], last: int) -> int | None:
    index = last
    if (
        index < 0
        or not is_noun_like(tokens[index])
        or tokens[index].lower in DETERMINERS - UNNAMED_NOUNS - {"both", "all"}
    ):
        return None
    if tokens[index].lower in PRONOUNS:
        return index
    while index > 0 and last - index < _MAX_WORDS:
        before = tokens[index - 1]
        if tokens[index].lower in DETERMINERS:
            break
        if (
            before.lower in ("and", "&")
            and index > 1
            and tokens[index].is_capital
            and tokens[index - 2].is_capital
        ):
            index -= 2
            continue
        if (
            not is_noun_like(before)
            or is_verb_form(before)
            or (before.lower in PRONOUNS and before.lower != "us")
        ):
            break
        if before.lower == "such" and index > 1 and tokens[index - 2].lower == "as":
            break  # “As such Commissioner Lee says”
        if before.lower in _NO_NAMES or (not before.is_capital and before.lower.endswith("ly")):
            break
        index -= 1
    return index


def phrase_after(tokens: list[Token], first: int) -> int:
    """Index after the last word of the noun phrase that begins with tokens[first]."""
    index = first
    while index < len(tokens) and index - first < _MAX_WORDS:
        token = tokens[index]
        if (
            token.lower in ("of", "for")
            and index > first
            and index + 1 < len(tokens)
            and tokens[index + 1].is_word
        ):
            index += 1
            continue
        if (
            token.lower == "and"
            and index > first
            and index + 1 < len(tokens)
            and tokens[index + 1].is_capital
        ):
            index += 1
            continue
        if not is_noun_like(token) or (is_verb_form(token) and index > first):
            break
        if (
            index > first
            and token.lower in DETERMINERS - {"two", "three", "four", "five"}
            and tokens[index - 1].lower not in ("of", "for")
        ):
            break
        if index > first and (token.lower in PRONOUNS or is_verb_after_name(tokens, first, index)):
            break
        if index > first and is_past_after_noun(token, tokens[index - 1]):
            break
        if index > first and is_adverb_before_past(tokens, index):
            break
        index += 1
    return index


def read_phrase(tokens: list[Token], start: int, end: int, masked: str) -> Subject | None:
    """The subject that tokens[start:end] name; None where they name nobody who can speak."""
    while end - start > 1 and tokens[end - 1].text in _DAYS:
        end -= 1  # “Senator Ann Lee Monday”
    phrase = tokens[start:end]
    if not phrase:
        return None
    if len(phrase) == 1 and phrase[0].lower in PRONOUNS:
        return Subject(phrase[0].start, phrase[0].end, Reference.PRONOUN, phrase[0].text)
    if len(phrase) == 1 and phrase[0].lower in ("who", "others", "many", "some", "another"):
        return Subject(phrase[0].start, phrase[0].end, Reference.UNNAMED, phrase[0].text)
    if name := named_at_end(phrase, masked):
        return name
    last = head_end(phrase)
    words = masked[phrase[0].start : phrase[-1].end]
    head = phrase[last - 1]
    if author := _author(phrase, last, masked):
        return author
    if last == 1 and (head.lower in UNNAMED_NOUNS or _is_plural_office(head.lower)):  # “Sources close to …”
        return described_subject(phrase, head, words)
    if office := named_after_office(phrase, masked):
        return office
    if (
        head.is_capital
        and head.lower.removesuffix("’s").removesuffix("'s") not in PRONOUNS
        and not head.text.isdigit()
    ):
        return _named_subject(phrase, last, masked)
    is_aged = head.lower.endswith("-year-old") or _ends_in_years(phrase[:last])
    if is_aged and phrase[0].lower == "the":
        return Subject(phrase[0].start, phrase[-1].end, Reference.DESCRIPTION, words)
    if not head.text[0].isalpha() or head.lower in DETERMINERS - UNNAMED_NOUNS:
        return None
    return described_subject(phrase, head, words)


def _ends_in_years(phrase: list[Token]) -> bool:
    """“The 61-year old”, which some papers write so."""
    return len(phrase) > 1 and phrase[-1].lower == "old" and phrase[-2].lower.endswith("-year")


def _is_plural_office(noun: str) -> bool:
    return noun.endswith("s") and noun.removesuffix("s") in ROLE_NOUNS


_PAPERS = (
    "statement",
    "letter",
    "post",
    "tweet",
    "message",
    "comments",
    "remarks",
    "claims",
    "email",
    "e-mail",
)


def _author(phrase: list[Token], last: int, masked: str) -> Subject | None:
    """Of “a statement by the ministry”, “the ministry statement” the ministry; None for other phrases."""
    if phrase[last - 1].lower not in _PAPERS:
        return None
    if len(phrase) > last + 1 and phrase[last].lower in ("by", "from", "of"):
        return read_phrase(phrase, last + 1, len(phrase), masked)
    before = phrase[last - 2] if last > 1 else None
    is_named = before is not None and last == len(phrase) and before.is_capital
    is_named = is_named and before is not None and before.lower not in DETERMINERS
    if is_named and before is not None and before.text.endswith(("’s", "'s")):
        return read_phrase(phrase, 0, last - 1, masked)  # “Ann Lee’s e-mail”
    if is_named and phrase[0].lower not in ("a", "an") and phrase[last - 1].lower in _PAPERS[:4]:
        return read_phrase(phrase, 0, last - 1, masked)
    return None


def _named_subject(phrase: list[Token], last: int, masked: str) -> Subject:
    start = last - 1
    while start > 0 and _belongs_to_name(phrase, start - 1):
        start -= 1
    if 0 < start < last - 2 and phrase[start - 1].lower == "and" and is_portfolio(phrase[start].text):
        start += 1  # “Minister for Water and Irrigation Mani Rai”
    name_start = start
    titles = [index for index in range(start, last - 1) if is_title(phrase[index])]
    if titles and titles[-1] == last - 2 and phrase[last - 2].text in _PEERAGE:
        titles.pop()  # “Lord Averill”, “Pope Francis”: a part of the name
    if titles and titles[-1] - start < _MAX_TITLE:
        name_start = titles[-1] + 1  # “House Speaker Paul Ryan”, “EU Commission President …”
    name_words = masked[phrase[name_start].start : phrase[last - 1].end]
    name_words = name_words.removesuffix("’s").removesuffix("'s").rstrip("’'")
    role_start = 1 if phrase[0].lower in DETERMINERS else 0
    span = (phrase[0].start, phrase[-1].end)
    has_article = phrase[start - 1].lower == "the" if start else phrase[0].lower == "the"
    if is_title(phrase[last - 1]) and phrase[0].lower in ("a", "an") and last == len(phrase):
        return Subject(*span, Reference.UNNAMED, masked[span[0] : span[1]])  # “an SNP MP”
    if has_article or is_body(name_words, phrase, last):
        if is_title(phrase[last - 1]) and has_article:  # “the minister”, “the CEO”
            return Subject(*span, Reference.DESCRIPTION, masked[span[0] : span[1]])
        whole = masked[phrase[start].start : phrase[-1].end]
        return Subject(*span, Reference.BODY, without_article(whole).removesuffix("’s").removesuffix("'s"))
    if is_title(phrase[last - 1]) and (
        name_start == last - 1
        or phrase[last - 1].lower in OFFICES
        or is_in_letters(phrase[last - 1])
        or is_office_in_capitals(phrase[:last])
    ):
        return Subject(*span, Reference.DESCRIPTION, masked[span[0] : span[1]])
    roles = [token for token in phrase[role_start:name_start] if token.lower not in HONORIFICS]
    role = masked[roles[0].start : roles[-1].end] if roles else ""
    return Subject(*span, Reference.NAME, name_words, role)


def _belongs_to_name(phrase: list[Token], index: int) -> bool:
    token = phrase[index]
    if token.is_capital and token.text.endswith(("s’", "s'")):
        return phrase[0].lower == "the" and phrase[-1].lower in BODY_NOUNS  # “the Teachers’ Union”
    if token.is_capital:
        return not token.text.endswith(("’s", "'s"))
    return token.lower in PARTICLES and index > 0 and phrase[index - 1].is_capital
