"""Whether a word that may be a noun is a verb of speech: “the minister claims”, not “Member states”."""

import re

from archive.proposing.english.words import AMBIGUOUS, FINDINGS
from archive.proposing.reports import Reference, Subject
from archive.proposing.sentences import MASK

_PRONOUN_AFTER = re.compile(r" (?:he|she|they|we) ")  # “the minister claims she heard of it”
_CLAUSE_AFTER = re.compile(
    r"\s+(?:the|a|an|it|they|he|she|we|there|this|[A-Z]\w+)\b[^,.]{0,40}\b(?:will|would|is|are|was|were|has|have|had|can|could|should|may)\b"
)


def is_verb(
    masked: str, end: int, before: str, match: "re.Match[str]", form: str, lemma: str, subject: Subject
) -> bool:
    """Of the word that matched in a sentence that ends at `end`; `before` is the last word of its subject."""
    word = match.group().lower()
    if before.endswith(("’s", "'s")) and form == "ed":
        return False  # “the ministry’s proposed budget”
    if form not in ("base", "s") or (word not in AMBIGUOUS and lemma not in ("claim", "demand")):
        return form != "base" or _agrees(subject, before)
    if before.endswith(("’s", "'s")):
        return False  # “the minister’s remarks that …”
    rest = masked[match.end() : match.end() + 6]
    is_followed = (
        bool(re.match(rf"\s+that\b|\s*:?\s*{MASK}|:|,", rest)) or subject.reference is Reference.PRONOUN
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


def reports_here(masked: str, place: int, end: int, subject: Subject, lemma: str) -> bool:
    """Whether one who finds or shows is a poll or a court, and “moved” and “hoped” have “that”; of “replied by saying”
    the second verb reports. `place` is where the verb ends."""
    if _BY_SAYING.match(masked, place, end):
        return False
    if lemma in ("move", "hope", "object"):
        return masked.startswith(" that ", place)
    return lemma not in ("find", "show") or _is_finding(subject)


def _is_finding(subject: Subject) -> bool:
    head = re.split(" (?:of|by|from|in|on) ", subject.name)[0].lower().split()
    return bool(head) and head[-1] in FINDINGS
