"""English for the reader."""

import re

from archive.proposing.english.clauses import find_speech_reports
from archive.proposing.english.cues import find_cues
from archive.proposing.english.subjects.noun_phrases import phrase_after, read_phrase
from archive.proposing.english.subjects.participles import quoted_subject
from archive.proposing.english.subjects.sentence_subject import first_subject
from archive.proposing.english.tokens import tokenize
from archive.proposing.english.words import MODAL_CLAUSE, OWN_VOICE, SAYING
from archive.proposing.speech_reports import Reference, SpeechReport, Subject
from archive.text.word_sets import word_set

_CUE_AHEAD = re.compile(
    r"\s*(?:(?:[A-Z][\w.’'-]*|[tT]he|a|an|his|her|their|my|our|[hH]e|[sS]he|I|[tT]hey|[wW]e|de|van|of|\w+ly)\s+){1,5}(?:had\s+|has\s+|then\s+)?(?P<verb>[a-z]+)\b"
    r"|\s*(?P<first>[a-z]+)\b"
)
_POINT = re.compile(r"(?:\(\d{1,2}\)|\(?[a-z]\)|\d{1,2}[.)]|[•‣●○▪■*–—-])\s*(?=\S)")
_ECHOED_BY = re.compile(
    r"\b(?:echoed|backed|shared|supported|rejected|dismissed|endorsed|criticised|criticized|praised|challenged|"
    r"contradicted|repeated|joined|seconded) by "
)
_QUOTED = re.compile(
    r"\b(?:quoted|quotes|quoting|cited|citing|reported) [^.;,:]{3,100} (?P<as>as) (?:saying|telling|having said)\b"
)
_PRESENT = word_set("is are has have will can must should may stands looks hopes supports remains brings")
_PAST = word_set(
    "was were held met took gave said spoke had did came went made left led told sat began saw rose heard fell ran"
)
# “The Mission had opened two bases”: the tense of reported words.
_BACKSHIFTED = re.compile(
    r"(?:(?:the|an?|its?|his|her|their|all|many|some|few|most) )?(?:[\w’'-]+ ){1,4}(?:had|would|could)(?: not)? \w+",
    re.I,
)
_MAX_SUBJECT = 20  # words and signs within which a sentence has its verb
_FIRST_WORDS = 300  # characters within which a sentence names its subject


class EnglishGrammar:
    def find_speech_reports(self, masked: str, start: int, end: int) -> list[SpeechReport]:
        return find_speech_reports(masked, start, end)

    def first_subject(self, masked: str, start: int, end: int) -> Subject | None:
        return first_subject(tokenize(masked, start, min(end, start + _FIRST_WORDS)), masked)

    def agent(self, masked: str, start: int, end: int) -> Subject | None:
        """Whom a passive verb of speech names, “The warning was echoed by Ahmed El-Sayed”, or whom the press quotes:
        “The agency quoted Ahmed El-Sayed as saying …”."""
        if (match := _QUOTED.search(masked, start, end)) is not None:
            tokens = tokenize(masked, start, end)
            last = next(n for n, token in enumerate(tokens) if token.start >= match.start("as"))
            subject = quoted_subject(tokens, last, masked)
            return subject[0] if subject else None
        match = _ECHOED_BY.search(masked, start, end)
        return self.subject_after(masked, match.end(), end) if match else None

    def subject_after(self, masked: str, start: int, end: int) -> Subject | None:
        tokens = tokenize(masked, start, min(end, start + _FIRST_WORDS))
        first = 0 if not tokens or not tokens[0].lower.endswith("ed") else 1
        stop = phrase_after(tokens, first)
        return read_phrase(tokens, first, stop, masked) if stop > first else None

    def is_cue_ahead(self, masked: str, position: int, end: int) -> bool:
        match = _CUE_AHEAD.match(masked, position, min(end, position + 80))
        return match is not None and (match["verb"] or match["first"]) in SAYING

    def continues_report(self, sentence: str, is_readout: bool) -> bool:
        if OWN_VOICE.search(sentence) or sentence[-1:] not in ".!)":
            return False
        if MODAL_CLAUSE.search(sentence):
            return True
        return is_readout and (_BACKSHIFTED.match(sentence) is not None or not self._narrates(sentence))

    def may_be_reported(self, masked: str, report: SpeechReport) -> bool:
        """The verbs of speech of a readout are in the past."""
        subject = report.subject
        is_named = subject is not None and subject.reference in (Reference.NAME, Reference.BODY)
        return is_named and masked[slice(*report.cue)].split()[0].endswith("s")

    def _narrates(self, sentence: str) -> bool:
        """Whether the first verb that can be told is in the past: “The two leaders exchanged views”."""
        subject = True
        for token in tokenize(sentence, 0, len(sentence))[:_MAX_SUBJECT]:
            if token.lower in _PRESENT:
                return False
            if not subject and token.text.islower() and (token.lower.endswith("ed") or token.lower in _PAST):
                return True
            subject = False
        return False

    def list_marker_length(self, paragraph: str) -> int:
        match = _POINT.match(paragraph)
        return match.end() if match else 0

    def is_question(self, verb: str) -> bool:
        return verb in ("ask", "inquire", "enquire", "wonder")


def has_cue(masked: str, start: int, end: int) -> bool:
    return next(find_cues(masked, start, end), None) is not None
