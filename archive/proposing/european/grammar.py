"""French, Spanish and German for the reader: a quotation or a clause, a verb of speech beside it, and its subject."""

import re

from archive.proposing.european.lexicon import LEXICONS, Lexicon
from archive.proposing.sentences import MASK, trim
from archive.proposing.speech_reports import Construction, Reference, SpeechReport, Subject

_WORD = re.compile(r"[\w’'.-]*[\w’']")
_STOP = re.compile(rf"[,.;:!?()–—{MASK}]")
_PARTICLES = frozenset(
    ("de", "du", "des", "von", "van", "der", "del", "la", "le", "el", "di", "da", "y", "zu")
)
_MAX_PHRASE = 12  # words of a subject
_MAX_CUES = 6  # of one sentence
_POINT = re.compile(r"(?:\(?[a-z\d]{1,2}[.)]|[•‣●■*–—-])\s*(?=\S)")


class EuropeanGrammar:
    """`code` is fr, es or de."""

    def __init__(self, code: str):
        self.lexicon: Lexicon = LEXICONS[code]

    def find_speech_reports(self, masked: str, start: int, end: int) -> list[SpeechReport]:
        reports: list[SpeechReport] = []
        for match in list(self.lexicon.verb.finditer(masked, start, end))[:_MAX_CUES]:
            if reports and match.start() < reports[-1].cue[1]:
                continue
            report = self._trail(masked, match, start, end) or self._lead(masked, match, start, end)
            if report and not (reports and reports[-1].leads and report.leads):
                reports.append(report)
        return reports or [report for report in (self._find_attribution(masked, start, end),) if report]

    def _trail(self, masked: str, match: "re.Match[str]", start: int, end: int) -> SpeechReport | None:
        """“…, a déclaré X”: the verb stands after a comma or a quotation, its subject behind it."""
        before = trim(masked, start, match.start(), " \xa0\u202f")
        if before[0] >= before[1] or masked[before[1] - 1] not in f",–—{MASK}":
            return None
        stop = _STOP.search(masked, match.end(), end)
        last = stop.start() if stop else end
        pronoun = next((group for group in match.groupdict().values() if group), "")
        position = match.start() + match.group().lower().rfind(pronoun) if pronoun else 0
        if pronoun:
            subject: Subject | None = Subject(position, position + len(pronoun), Reference.PRONOUN, pronoun)
        else:
            subject = self._phrase(masked, match.end(), last)
        content = trim(masked, start, match.start(), " \xa0\u202f,–—")
        if subject is None or (
            MASK not in masked[slice(*content)] and len(masked[slice(*content)].split()) < 4
        ):
            return None
        remainder = masked[last:end]
        if MASK in remainder and MASK in masked[slice(*content)]:
            content = (content[0], end)
            return SpeechReport(
                match.span(), subject, content, Construction.INSIDE, match.group(), match.start()
            )
        return SpeechReport(match.span(), subject, content, Construction.TRAIL, match.group(), match.start())

    def _lead(self, masked: str, match: "re.Match[str]", start: int, end: int) -> SpeechReport | None:
        """“X a déclaré que …”, “X sagte: „…“”."""
        subject = self._subject_before(masked, start, match.start())
        after = masked[match.end() : end]
        clause = self.lexicon.that_clause.match(masked, match.end(), end)
        colon = re.match(rf"[^,.;{MASK}]{{0,60}}?\s*(?::\s*|(?={MASK}))", after)
        if subject is None or not (clause or colon):
            return None
        position = clause.end() if clause else match.end() + (colon.end() if colon else 0)
        content = trim(masked, position, end, " \xa0\u202f,")
        report = SpeechReport(
            match.span(),
            subject,
            None,
            Construction.LEAD,
            match.group(),
            subject.start,
            has_that=bool(clause),
        )
        if content[0] < content[1]:
            report.content = content
        elif not colon:
            return None
        return report

    def _subject_before(self, masked: str, start: int, verb: int) -> Subject | None:
        """The phrase before the verb, or before “, ministre de …,” between them."""
        parts = [start, *(stop.end() for stop in _STOP.finditer(masked, start, verb))]
        if masked[parts[-1] : verb].strip():
            return self._phrase(masked, parts[-1], verb)
        if len(parts) < 3:
            return None
        first = self._phrase(masked, parts[-3], parts[-2] - 1)
        second = self._phrase(masked, parts[-2], parts[-1] - 1)
        if first and second and second.reference is Reference.NAME and " " in second.name:
            if (
                masked[first.start : first.start + 1].isupper()
                and first.reference is Reference.NAME
                and not first.role
            ):
                return first
            role = masked[parts[-3] : parts[-2] - 1].strip().partition(" ")[2]
            return Subject(
                second.start, second.end, Reference.NAME, second.name, role
            )  # “La ministre de la Santé, X,”
        return first

    def _phrase(self, masked: str, start: int, end: int) -> Subject | None:
        phrase = self._until_verb(list(_WORD.finditer(masked, start, end))[:_MAX_PHRASE])
        if not phrase:
            return None
        texts = [word_match.group() for word_match in phrase]
        first = texts[0].lower()
        span = (phrase[0].start(), phrase[-1].end())
        if first in self.lexicon.pronouns and len(phrase) == 1:
            return Subject(*span, Reference.PRONOUN, texts[0])
        words = masked[slice(*span)]
        has_article = first in self.lexicon.definite or first.startswith(("l’", "l'"))
        if first in self.lexicon.indefinite:
            return Subject(*span, Reference.UNNAMED, words)
        if not has_article and not texts[0][:1].isupper():
            return None
        head = texts[1].lower() if has_article and len(texts) > 1 else re.sub("^l[’']", "", first)
        if head in self.lexicon.bodies:
            return Subject(*span, Reference.BODY, words.partition(" ")[2] or words)
        name = self._name(texts)
        if name:
            position = masked.find(name, span[0])
            role = " ".join(texts[has_article : texts.index(name.split()[0])])
            return Subject(position, position + len(name), Reference.NAME, name, role)
        if first in self.lexicon.plural:
            return Subject(*span, Reference.UNNAMED, words)
        return Subject(*span, Reference.DESCRIPTION, words) if has_article else None

    def _until_verb(self, words: list["re.Match[str]"]) -> list["re.Match[str]"]:
        """Up to the first word in small letters after a capitalised one: “Emmanuel Macron mardi à Paris”."""
        is_named = False
        for number, word_match in enumerate(words):
            word = word_match.group()
            if is_named and word.islower() and word not in _PARTICLES:
                return words[:number]
            is_named |= (
                word[0].isupper() and word.lower() not in self.lexicon.definite | self.lexicon.indefinite
            )
        return words

    def _name(self, texts: list[str]) -> str:
        """The capitalised words with which the phrase ends: of German ones without offices, the last two at most."""
        start = len(texts)
        while start and (
            texts[start - 1][:1].isupper()
            or (texts[start - 1] in _PARTICLES and start < len(texts) and start > 1)
        ):
            start -= 1
        while start < len(texts) and (
            texts[start] in _PARTICLES or texts[start].lower() in self.lexicon.offices
        ):
            start += 1
        run = texts[start:]
        if self.lexicon.has_capital_nouns and len(run) > 2 and not set(run) & _PARTICLES:
            run = run[-2:]
        if len(run) == 1 and texts[0].lower() in self.lexicon.definite:
            return "" if self.lexicon.has_capital_nouns else run[0] if len(texts) > 2 else ""
        return " ".join(run)

    def _find_attribution(self, masked: str, start: int, end: int) -> SpeechReport | None:
        match = self.lexicon.according_to.search(masked, start, end)
        if not match:
            return None
        stop = re.compile(rf"[,.;:{MASK}]").search(masked, match.end(), end)
        last = stop.start() if stop else end
        subject = self._phrase(masked, match.end(), last)
        before = trim(masked, start, match.start(), " ,")
        if subject is not None and not before[1] > before[0]:
            last = min(last, subject.end)
        content = before if before[0] < before[1] else trim(masked, last, end, " \xa0,")
        if subject is None or content[0] >= content[1]:
            return None
        return SpeechReport(
            match.span(), subject, content, Construction.ACCORDING, match.group(), match.start()
        )

    def first_subject(self, masked: str, start: int, end: int) -> Subject | None:
        verb = self.lexicon.verb.search(masked, start, end)
        subject = (
            self._subject_before(masked, start, verb.start()) if verb else self._phrase(masked, start, end)
        )
        return subject if subject and subject.reference in (Reference.NAME, Reference.PRONOUN) else None

    def agent(self, masked: str, start: int, end: int) -> Subject | None:
        return None

    def subject_after(self, masked: str, start: int, end: int) -> Subject | None:
        return None

    def is_cue_ahead(self, masked: str, position: int, end: int) -> bool:
        return (
            re.match(r"[\s,\xa0–—]*$", masked[position : self._verb_start(masked, position, end)]) is not None
        )

    def _verb_start(self, masked: str, position: int, end: int) -> int:
        match = self.lexicon.verb.search(masked, position, min(end, position + 40))
        return match.start() if match else min(end, position + 40)

    def continues_report(self, sentence: str, is_readout: bool) -> bool:
        return False

    def may_be_reported(self, masked: str, report: SpeechReport) -> bool:
        return False

    def list_marker_length(self, paragraph: str) -> int:
        match = _POINT.match(paragraph)
        return match.end() if match else 0

    def is_question(self, verb: str) -> bool:
        return verb in ("fragte", "demande", "preguntó")
