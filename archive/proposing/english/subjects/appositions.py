"""What an apposition says of a name: “Mira Holt, who owns a restaurant,”, “Lin Jian, a spokesman,”."""

from archive.proposing.english.nouns import BODY_NOUNS, ROLE_NOUNS, UNNAMED_NOUNS
from archive.proposing.english.subjects.descriptions import without_article
from archive.proposing.english.subjects.noun_phrases import (
    phrase_after,
    phrase_before,
    read_phrase,
)
from archive.proposing.english.subjects.offices import is_title
from archive.proposing.english.tokens import Token
from archive.proposing.english.words import DETERMINERS, STOP_WORDS, VERB_FORMS
from archive.proposing.people.printed_titles import is_portfolio
from archive.proposing.speech_reports import Reference, Subject

_HONORIFICS = ("Dr", "Dr.", "Mr", "Mr.", "Mrs", "Ms", "Prof", "Prof.", "Sir")
_MAX_RELATIVE = 12  # words of a clause with “who” without commas
_MAX_APPOSITION = 30  # words
_RELATIVE = frozenset(("who", "is", "was", "also", "currently", "has", "been"))
_INSERTING = frozenset(("while", "when", "after", "before", "although", "though", "in", "at", "during"))
_LINKS = frozenset(("and", "of", "for", "at", "the", "a", "an", "&", "in", "with"))


def with_apposition(tokens: list[Token], comma: int, masked: str) -> tuple[int, Subject] | None:
    """The subject before “, a member of …,” whose second comma is tokens[comma], and the index where it starts."""
    index = comma - 1
    while index > 0 and comma - index < _MAX_APPOSITION:
        if tokens[index].text in (";", ":") or tokens[index].is_quotation:
            return None
        if (
            tokens[index].text == ","
            and tokens[index + 1].lower not in ("and", "or", "but", "including")
            and index + 1 < comma
        ):
            before = skip_parenthesis(tokens, index - 1)
            start = phrase_before(tokens, before)
            if (
                start and tokens[start - 1].text == ")"
            ):  # “World Health Organization (WHO) Representative in Chad”
                office = read_phrase(tokens, start, before + 1, masked)
                if office and office.reference is Reference.DESCRIPTION:
                    person = _named_by_apposition(tokens[index + 1 : comma], office, masked)
                    if person.reference is Reference.NAME:  # “Alliance (AD) Secretary General, Ann Lee,”
                        return start, person
                start = phrase_before(tokens, skip_parenthesis(tokens, start - 1))
                index = min(start or 0, index) - 1
                continue
            subject = read_phrase(tokens, start, before + 1, masked) if start is not None else None
            if subject and subject.reference in (Reference.DESCRIPTION, Reference.UNNAMED):
                subject = _named_by_apposition(tokens[index + 1 : comma], subject, masked)
                if subject.reference is not Reference.NAME and tokens[(start or 1) - 1].text == ",":
                    index -= (
                        1  # “Ann Lee, Chief Engineer at Volt, which pays, said”: an apposition of one before
                    )
                    continue
            if subject and (name := _named_after_portfolio(tokens[index - 1 : comma], masked)):
                return start or 0, name
            if subject and (name := _named_after_office(tokens, index, comma, masked)):
                return 0, name
            if subject and subject.reference is not Reference.PRONOUN and _stands_first(tokens, start or 0):
                return start or 0, _with_role(subject, tokens[index + 1 : comma], masked)
        index -= 1
    return None


def _named_by_apposition(apposition: list[Token], subject: Subject, masked: str) -> Subject:
    """“Her campaign manager, Robby Mook,”: the name follows the office."""
    phrase = read_phrase(apposition, 0, len(apposition), masked)
    if phrase is None or phrase.reference is not Reference.NAME or len(apposition) < 2:
        return subject
    is_of_many = subject.name.endswith("s") or " and " in phrase.name
    if subject.reference is Reference.UNNAMED and (is_of_many or " " not in phrase.name):
        return subject
    return Subject(subject.start, phrase.end, Reference.NAME, phrase.name, without_article(subject.name))


def named_before_open_apposition(tokens: list[Token], start: int, masked: str) -> tuple[int, Subject] | None:
    """Returns the index where the name starts, and the name, in “Alex Poe, Area Manager and an Atlanta native said”,
    where tokens[start] is “an” and the comma that ends the apposition is missing; None for anything else."""
    index = start - 1
    while index > 1 and start - index < _MAX_APPOSITION and _is_of_apposition(tokens[index]):
        index -= 1
    is_bare = index == start - 1 and tokens[start].lower in DETERMINERS  # “Paris, a spokesman said”
    if tokens[index].text != "," or is_bare or index < 1:
        return None
    first = phrase_before(tokens, index - 1)
    subject = read_phrase(tokens, first, index, masked) if first is not None else None
    if subject is None or subject.reference is not Reference.NAME:
        return None
    if " " not in subject.name and not tokens[first or 0].text.endswith(
        "."
    ):  # “Mr. Kafando, former president …”
        return None
    if not _stands_first(tokens, first or 0):
        return None
    return first or 0, _with_role(subject, tokens[index + 1 : start - 1], masked)


def _is_of_apposition(token: Token) -> bool:
    return token.is_capital or token.lower in _LINKS or is_title(token) or token.lower in _RELATIVE


def before_inserted_clause(tokens: list[Token], comma: int, masked: str) -> Subject | None:
    """Returns the subject before a clause that ends with tokens[comma]: Ann Lee in “Ann Lee, while confirming that “he
    left”, said”, the company in “The company, in its report on May, said”."""
    for index in range(comma - 2, max(comma - _MAX_APPOSITION, 0), -1):
        if tokens[index].text in (";", ":"):
            return None
        if tokens[index].text == "," and tokens[index + 1].lower in _INSERTING:
            has_quotation = any(token.is_quotation for token in tokens[index + 1 : comma])
            start = phrase_before(tokens, index - 1)
            if start is None or not (has_quotation or (start < 2 and tokens[index - 1].lower in BODY_NOUNS)):
                return None
            return read_phrase(tokens, start, index, masked)
    return None


def before_relative(tokens: list[Token], pronoun_index: int, masked: str) -> Subject | None:
    """Returns the subject before tokens[who], such as the name in “echoed by Mick Whelan, who said”."""
    if pronoun_index < 2 or tokens[pronoun_index - 1].text != ",":
        return None
    start = pronoun_index - 1
    while start > 0 and tokens[start - 1].is_capital:
        start -= 1
    subject = read_phrase(tokens, start, pronoun_index - 1, masked)
    return subject if subject and subject.reference is Reference.NAME and " " in subject.name else None


def before_relative_clause(tokens: list[Token], last: int) -> int | None:
    """Returns the index of the noun before the clause, as of “official” in “an official who asked not to be named
    said”."""
    for index in range(last, max(last - _MAX_RELATIVE, 0), -1):
        if tokens[index].is_quotation or tokens[index].text in (",", ";", ":", "—", "–"):
            return None
        if tokens[index].lower in ("who", "whom") and tokens[index - 1].is_word:
            return index - 1 if last - index > 1 else None
    return None


def before_restrictive(
    tokens: list[Token], pronoun_index: int, masked: str, is_reported: bool
) -> Subject | None:
    """Returns the diplomat in “a diplomat who said …”; None where the clause is part of what somebody has already
    said."""
    start = phrase_before(tokens, pronoun_index - 1)
    if is_reported or start is None:
        return None
    subject = read_phrase(tokens, start, pronoun_index, masked)
    return subject if subject and subject.reference is Reference.UNNAMED else None


def _named_after_office(tokens: list[Token], first: int, last: int, masked: str) -> Subject | None:
    """Returns the name between the last two commas of “Commissioner for Startups, Research and Innovation, Ann Lee,
    said”."""
    name = [token for token in tokens[first + 1 : last] if token.text not in _HONORIFICS]
    is_name = 1 < len(name) < 5 and all(token.is_capital and not is_title(token) for token in name)
    if not is_name or any(token.lower in BODY_NOUNS for token in name):
        return None
    office = [number for number, token in enumerate(tokens[:5]) if token.lower in ROLE_NOUNS]
    if not office or any(token.is_quotation or token.lower in VERB_FORMS for token in tokens[:first]):
        return None
    if tokens[office[0] + 1].lower not in ("of", "for", "on", "to", "at", "in"):
        return None
    role = masked[tokens[0].start : tokens[first - 1].end]
    return Subject(
        name[0].start,
        name[-1].end,
        Reference.NAME,
        masked[name[0].start : name[-1].end],
        without_article(role),
    )


def _named_after_portfolio(tokens: list[Token], masked: str) -> Subject | None:
    """Returns the name after “Development,” in “Minister of Health and Rural Development, Mr Ben Lind,”."""
    if len(tokens) < 4 or tokens[2].text not in _HONORIFICS or not is_portfolio(tokens[0].text):
        return None
    phrase = read_phrase(tokens, 2, len(tokens), masked)
    return phrase if phrase and phrase.reference is Reference.NAME else None


def _stands_first(tokens: list[Token], start: int) -> bool:
    return (
        start == 0
        or not tokens[start - 1].is_word
        or tokens[start - 1].lower in STOP_WORDS | {"and", "while"}
    )


def skip_parenthesis(tokens: list[Token], index: int) -> int:
    if index > 0 and tokens[index].text == ")":
        while index > 0 and tokens[index].text != "(":
            index -= 1
        return index - 1
    return index


def _with_role(subject: Subject, apposition: list[Token], masked: str) -> Subject:
    if not apposition or apposition[0].lower in ("who", "whose", "which") or apposition[0].text.isdigit():
        return subject
    words = masked[apposition[0].start : apposition[-1].end]
    first = apposition[0].lower
    is_role = first in DETERMINERS or any(
        is_title(token) or token.lower in UNNAMED_NOUNS for token in apposition[:6]
    )
    if not is_role or subject.reference is not Reference.NAME:
        return subject
    return Subject(
        subject.start, subject.end, subject.reference, subject.name, subject.role or without_article(words)
    )


def _after_place(tokens: list[Token], stop: int) -> int:
    """Index after “in Côte d’Ivoire (UNOCI)” of an office; `stop` itself where no comma follows."""
    index = stop
    while index < min(len(tokens), stop + 10) and (
        tokens[index].is_capital or tokens[index].text in ("(", ")") or tokens[index].lower in _LINKS
    ):
        index += 1
    return index if index < len(tokens) and tokens[index].text == "," else stop


def with_apposition_after(tokens: list[Token], masked: str, subject: Subject, stop: int) -> Subject:
    """The subject with the role of “said Mira Holt, a lawyer for …”; tokens[stop] follows the name."""
    if subject.reference is Reference.DESCRIPTION:
        stop = _after_place(tokens, stop)
    if stop + 1 >= len(tokens) or tokens[stop].text != ",":
        return subject
    if subject.reference is Reference.DESCRIPTION and tokens[stop + 1].is_capital:
        return _named_by_apposition(tokens[stop + 1 : phrase_after(tokens, stop + 1)], subject, masked)
    if subject.reference is not Reference.NAME or subject.role:
        return subject
    if tokens[stop + 1].lower not in ("a", "an", "the", "who", "head", "director", "president", "chief"):
        return subject
    end = next(
        (
            n
            for n in range(stop + 1, min(stop + 16, len(tokens)))
            if tokens[n].text in (",", ".", ";") or tokens[n].is_quotation
        ),
        None,
    )
    if end is None or tokens[stop + 1].lower == "who":
        return subject
    role = masked[tokens[stop + 1].start : tokens[end - 1].end]
    for article in ("a ", "an ", "the "):
        role = role.removeprefix(article)
    return Subject(subject.start, subject.end, subject.reference, subject.name, role)
