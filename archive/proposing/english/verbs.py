"""Whether a word that may be a noun is a verb of speech: “the minister claims”, not “Member states”."""

import re

from archive.proposing.english.nouns import FINDINGS
from archive.proposing.english.tokens import Token
from archive.proposing.english.words import AMBIGUOUS
from archive.proposing.sentences import MASK
from archive.proposing.speech_reports import Reference, SpeechReport, Subject

_PRONOUN_AFTER = re.compile(r" (?:he|she|they|we) ")  # “the minister claims she heard of it”
_RELATIVE = re.compile(
    r" that (?:is|are|was|were|has|have|had|will|would|could|brought|came|led|made|took|went|\w{3,}ed)\b"
)
_CLAUSE_AFTER = re.compile(
    r"\s+(?:the|a|an|it|they|he|she|we|there|this|[A-Z]\w+)\b[^,.]{0,40}\b(?:will|would|is|are|was|were|has|have|had|can|could|should|may)\b"
)


def is_verb(
    masked: str, end: int, before: str, match: "re.Match[str]", form: str, lemma: str, subject: Subject
) -> bool:
    """Returns whether the word that matched is a verb, in a sentence that ends at `end`; `before` is the last word of
    its subject."""
    word = match.group().lower()
    if before.endswith(("’s", "'s")) and form == "ed":
        return False  # “the ministry’s proposed budget”
    if form not in ("base", "s") or (word not in AMBIGUOUS and lemma not in ("claim", "demand")):
        return form != "base" or _agrees(subject, before)
    if before.endswith(("’s", "'s")) or _RELATIVE.match(masked, match.end(), end):
        return False  # “the minister’s remarks that …”, “the reports that brought it to light”
    following_text = masked[match.end() : match.end() + 6]
    is_followed = (
        bool(re.match(rf"\s+that\b|\s*:?\s*{MASK}|:|,", following_text))
        or subject.reference is Reference.PRONOUN
    )
    is_followed |= form == "s" and _is_full_name(subject)
    is_followed |= form == "s" and bool(_PRONOUN_AFTER.match(masked, match.end(), end))
    is_followed |= bool(_CLAUSE_AFTER.match(masked, match.end(), min(end, match.end() + 80)))
    return is_followed and (form == "s" or _agrees(subject, before))


def _is_full_name(subject: Subject) -> bool:
    """Of two words or more: what follows it in -s is a verb, “Luis Prado estimates”, and no noun."""
    return subject.reference is Reference.NAME and len(subject.name.split()) > 1


def _agrees(subject: Subject, word: str) -> bool:
    """Whether a verb in its bare form can follow: “they say”, “officials say”, “MEPs call”."""
    if word in ("and", "or", ",", "but", "also"):
        word = subject.name
    if subject.reference is Reference.PRONOUN:
        return subject.name.lower() in ("they", "we", "i", "you", "who")
    return (
        word.endswith("s")
        or subject.name.partition(" of ")[0].endswith("s")
        or word.lower() in ("people", "police", "men", "women", "who", "many", "some")
        or "and" in subject.name
    )


_BY_SAYING = re.compile(r"[^,.:;]{0,40}? by (?:say|add|not|argu|insist|warn|claim|tell)\w*ing\b| by \w+ing\b")


def reports_here(masked: str, position: int, end: int, subject: Subject, lemma: str) -> bool:
    """Whether one who finds or shows is a poll or a court, and “moved” and “hoped” have “that”; of “replied by saying”
    the second verb reports. `position` is where the verb ends."""
    if _BY_SAYING.match(masked, position, end) or _is_deed(masked, position, end, lemma):
        return False
    if lemma in ("move", "hope", "object", "share"):
        return masked.startswith(" that ", position)
    return lemma not in ("find", "show") or _is_finding(subject)


def _is_deed(masked: str, position: int, end: int, lemma: str) -> bool:
    """“Denied bail”, “dismissed the charges”, “answered a question”, “a man accused of …”: nothing is reported."""
    pattern = _DEEDS.get(lemma)
    return pattern is not None and pattern.match(masked, position, end) is not None


_OF_COURTS = re.compile(
    r" (?:[\w’'.-]+ ){0,6}?"
    r"(?:motions?|petitions?|bail|appeals?|applications?|charges?|case|(?:law)?suits?|entry|visas?)\b"
)
_DEEDS = {
    "deny": _OF_COURTS,
    "dismiss": _OF_COURTS,
    "accuse": re.compile(" of "),
    "answer": re.compile(r" (?:[a-z]+ ){0,3}?questions?\b"),
}


def _is_finding(subject: Subject) -> bool:
    head = re.split(" (?:of|by|from|in|on) ", subject.name)[0].lower().split()
    return bool(head) and head[-1] in FINDINGS


def is_aside(tokens: list[Token], first: int, report: SpeechReport) -> bool:
    """“When he announced his resignation, …”, “what he said “if he had””: nothing is reported; the subject starts at
    tokens[first]."""
    before = tokens[first - 1].lower if first else ""
    if before == "what":
        return report.verb in ("say", "tell")
    is_first = first == 1 and before in ("when", "after", "before", "since", "until")
    return is_first and report.leads and not report.has_that
