"""Reads a text sentence by sentence: who reports what, which quotation is whose, and what goes on without a verb."""

import re
from collections.abc import Sequence
from dataclasses import replace

from archive.proposing.datelines import after_dateline
from archive.proposing.grammars import Grammar
from archive.proposing.people.pronouns import Pronouns
from archive.proposing.people.speaker_match import UNKNOWN_SPEAKER, LastSpeaker, SpeakerMatch
from archive.proposing.proposal import PARAPHRASE, QUESTION, SPEAKER, VERBATIM, Proposal
from archive.proposing.quotations import Quotation, between
from archive.proposing.sentences import (
    MASK,
    SentenceFinder,
    is_heading,
    is_opening_quotation,
    is_quoted_title,
    letters_outside,
    trim,
    without_stray_mark,
)
from archive.proposing.speakers import SpeakerFinder
from archive.proposing.speech_reports import Construction, Reference, SpeechReport, Subject
from archive.text.paragraphs import Span

_MIN_CLAUSE, _MOSTLY_QUOTED = 3, 0.85  # words before a colon, fewer say to whom; share of a content in marks
_JOINED = re.compile(r"[,;—–] ?(?:but|and|yet|though)$")  # “…, she admitted, but “…””


class StatementExtractor:
    """Extracts proposals from one text: `masked` is the text without its quotations, as `sentences.mask` makes it."""

    def __init__(
        self,
        text: str,
        masked: str,
        quotations: Sequence[Quotation],
        speakers: SpeakerFinder,
        grammar: Grammar,
    ):
        self.text, self.masked, self.quotations, self.speakers = text, masked, quotations, speakers
        self.grammar = grammar
        self.sentences = SentenceFinder(
            text, masked, quotations, lambda position, end: grammar.is_cue_ahead(masked, position, end)
        )
        self.starts = [quotation.start for quotation in quotations]
        self.state = LastSpeaker()
        self.pronouns = Pronouns(masked, speakers, grammar)
        self.sentence_speaker: SpeakerMatch | None = None
        # A quotation over paragraphs that no verb has claimed, and the number of its first paragraph.
        self.open: tuple[Quotation, int] | None = None
        self.proposals: list[Proposal] = []

    def extract(self, paragraphs: Sequence[Span], is_readout: bool, is_news: bool) -> list[Proposal]:
        """Returns the proposals in the order of the text. A readout goes on reporting without verbs of speech, news do
        not."""
        for number, (start, end) in enumerate(paragraphs):
            if self._read_point(number, start, end) or is_heading(self.text, self.masked, start, end):
                continue
            for sentence in self.sentences.sentences(start, end):
                if not self._read_sentence(number, *sentence, is_readout) and not is_news:
                    self._continue_report(number, *sentence, is_readout)
                self.pronouns.earlier_sentences.append((*sentence, self.sentence_speaker))
        return self.proposals

    def _read_point(self, number: int, start: int, end: int) -> bool:
        """A point “(1) …” of a list that a sentence ending in a colon announces."""
        state = self.state
        length = self.grammar.list_marker_length(self.masked[start : min(end, start + 12)])
        if not length or state.lead_in is None or number - state.lead_in_paragraph != 1:
            return False
        state.lead_in_paragraph = number
        first, last = trim(self.text, start + length, end)
        if first < last:
            self._add(first, last, state.lead_in, state.cue, None, "point of a list", 0.75, "indirect")
        return True

    def _read_sentence(self, number: int, start: int, end: int, is_readout: bool) -> bool:
        """Whether anything in the sentence is somebody's words."""
        start = after_dateline(self.masked, start, end)
        quotations = between(self.quotations, self.starts, start, end)
        open_quotation = self.open if self.open and start < self.open[0].end <= end else None
        if open_quotation:
            quotations, self.open = [open_quotation[0], *quotations], None
        self.sentence_speaker = None
        reports = self.grammar.find_speech_reports(self.masked, start, end)
        if is_readout and self.state.speaker and self.state.paragraph == number:
            reports = [report for report in reports if not self.pronouns.is_spoken_content(report)]
        used_starts: set[int] = set()
        for report in reports:
            self._read_report(number, report, start, quotations, used_starts)
        self._claim_others(quotations, used_starts, start)
        if not quotations and not reports and self.state.is_before(number):
            self.state.follow(number, self.grammar.first_subject(self.masked, start, end), self.speakers)
        for quotation in quotations:
            if quotation.start not in used_starts and quotation.end > end:
                self.open = quotation, number  # “…, ¶ “…,” said X: named where it ends
            elif quotation.start not in used_starts:
                paragraph = open_quotation[1] if open_quotation and quotation is open_quotation[0] else number
                self._read_quotation(paragraph, quotation, start, end)
        if self.masked[end - 1] in ":：":
            self._announce(number, start, end, bool(reports))
        return bool(reports) or any(quotation.start in used_starts for quotation in quotations)

    def _announce(self, number: int, start: int, end: int, has_reports: bool) -> None:
        """A sentence that ends in a colon announces whose words or points follow."""
        state = self.state
        if has_reports and state.paragraph == number:
            state.lead_in, state.lead_in_paragraph = state.speaker, number
            return
        subject = self.grammar.first_subject(self.masked, start, end)
        if subject and (self.speakers.is_person(subject) or subject.reference is Reference.PRONOUN):
            state.lead_in, state.lead_in_paragraph = self._resolve(subject, start), number
            state.cue = ""

    def _claim_others(self, quotations: list[Quotation], used: set[int], start: int) -> None:
        """“…,” said X severely, “…”: the second is of the one who said the first."""
        speaker = self.sentence_speaker
        last = self.proposals[-1] if self.proposals else None
        if not speaker or last is None or last.start < start:
            return
        for quotation in quotations:
            before = self.text[max(start, quotation.start - 9) : quotation.start].rstrip()
            goes_on = bool(used) and last.form == "direct" and before[-1:] in tuple(",.;:—–-，")
            goes_on |= last.rule == "words before a verb of speech" and _JOINED.search(before) is not None
            if quotation.start not in used and goes_on:
                used.add(quotation.start)
                self._add_direct(quotation, speaker, None)

    def _read_report(
        self,
        number: int,
        report: SpeechReport,
        start: int,
        quotations: list[Quotation],
        used_starts: set[int],
    ) -> None:
        content = report.content
        inside = [
            quotation
            for quotation in quotations
            if content and quotation.start < content[1] and content[0] < quotation.end
        ]
        if report.is_quote_only and all(quotation.start in used_starts for quotation in inside):
            return  # nothing is quoted, or within what somebody said: “it held what she called “gimmicks””
        speaker = self._resolve(report.subject, start, report.leads)
        self.state.speaker, self.state.paragraph = speaker, number
        self.state.cue = self.text[slice(*report.cue)]
        if content is None:
            return
        if not inside:
            self._add_indirect(report, speaker)
            return
        outside = letters_outside(self.masked, report, inside[-1].start)
        quoted_length = sum(quotation.end - quotation.start for quotation in inside)
        if (
            outside == 0
            or quoted_length / (quoted_length + outside) > _MOSTLY_QUOTED
            or is_opening_quotation(self.text, report, inside[0].start)
        ):
            self._add_before_colon(report, speaker, inside[0])
            for quotation in inside:
                if quotation.start not in used_starts and not is_quoted_title(self.text, quotation):
                    used_starts.add(quotation.start)
                    self._add_direct(quotation, speaker, report)
            return
        used_starts.update(quotation.start for quotation in inside)
        if report.is_quote_only:  # “described a “wall of water” that …”: what follows is the writer's
            content = (content[0], inside[-1].end)
        score = 0.8 if report.has_that else 0.72
        self._add_report(content, speaker, report, "quotation inside reported words", score, "mixed")

    def _resolve(self, subject: Subject | None, start: int, leads: bool = False) -> SpeakerMatch:
        """A pronoun means the one whom the same sentence named as a speaker, else somebody of the sentences before."""
        person = self.sentence_speaker
        pronoun = subject.name if subject and subject.reference is Reference.PRONOUN else ""
        is_here = person and self.pronouns.can_mean(pronoun, person)
        if subject and pronoun and person and is_here:
            return replace(person, mention=self.text[subject.start : subject.end])
        self.sentence_speaker = self.speakers.resolve(
            subject, lambda: self.pronouns.look_back(pronoun, subject if leads else None, start)
        )
        return self.sentence_speaker

    def _add_before_colon(self, report: SpeechReport, speaker: SpeakerMatch, first: Quotation) -> None:
        """Of “said it came late: “Better late than never.”” the words between verb and colon."""
        if not report.leads or report.content is None or report.content[0] >= first.start:
            return
        start, end = trim(self.text, report.content[0], first.start, " \t\n:：,，")
        is_clause = len(self.text[start:end].split()) > _MIN_CLAUSE
        if is_clause and self.text[end : first.start].strip() in (":", "："):
            self._add_report((start, end), speaker, report, "words after a verb of speech", 0.7, "indirect")

    def _add_direct(self, quotation: Quotation, speaker: SpeakerMatch, report: SpeechReport | None) -> None:
        first, last = trim(self.text, quotation.first, quotation.last, " \t\n,，")
        is_question = report is not None and self.grammar.is_question(report.verb)
        rule = "quotation with a verb of speech" if report else "quotation that goes on"
        cue = report.cue if report else None
        attribution = QUESTION if is_question and self.text[last - 1 : last] in ("?", "？") else VERBATIM
        self._add(first, last, speaker, "", cue, rule, 0.95 if report else 0.8, "direct", attribution)

    def _add_indirect(self, report: SpeechReport, speaker: SpeakerMatch) -> None:
        rule, score = {
            Construction.LEAD: ("words after a verb of speech", 0.82 if report.has_that else 0.7),
            Construction.TRAIL: ("words before a verb of speech", 0.85),
            Construction.INSIDE: ("words around a verb of speech", 0.8),
            Construction.ACCORDING: ("according to", 0.75),
        }[report.construction]
        assert report.content
        self._add_report(report.content, speaker, report, rule, score - 0.15 * report.is_weak, "indirect")

    def _add_report(
        self, content: Span, speaker: SpeakerMatch, report: SpeechReport, rule: str, score: float, form: str
    ) -> None:
        asks = self.grammar.is_question(report.verb) and form == "indirect"
        attribution = QUESTION if asks else PARAPHRASE
        self._add(*content, speaker, "", report.cue, rule, score, form, attribution)
        if report.relay:
            relay = self.speakers.resolve(report.relay, lambda: None)
            self.proposals[-1] = replace(self.proposals[-1], relay=relay.name or relay.mention)

    def _add(
        self,
        start: int,
        end: int,
        speaker: SpeakerMatch,
        cue: str,
        cue_span: Span | None,
        rule: str,
        score: float,
        form: str,
        attribution: str = PARAPHRASE,
    ) -> None:
        end = without_stray_mark(self.text, self.masked, start, end)
        self.speakers.reported.append((start, end))
        self.proposals.append(
            Proposal(
                start, end, speaker.name, speaker.speaker_id, speaker.mention,
                self.text[slice(*cue_span)] if cue_span else cue,
                speaker.voice, attribution, speaker.role, "", rule, round(score * speaker.certainty, 3), form,
                cue_span[0] if cue_span else None, speaker.candidates,
            )
        )  # fmt: skip

    def _read_quotation(self, number: int, quotation: Quotation, start: int, end: int) -> None:
        """One that no verb claims: whole sentences go on with the last speaker's words, a mere phrase is nobody's."""
        around = self.masked[start : quotation.start] + self.masked[quotation.end : end]
        is_whole = not any(map(str.isalnum, around.replace(MASK, "")))
        state = self.state
        if not is_whole:
            if not self._read_with_clause(number, quotation, start, end):
                self._read_after_colon(number, quotation, start)
            return
        if state.lead_in is not None and number - state.lead_in_paragraph <= 1:
            speaker, state.lead_in_paragraph = state.lead_in, number
        elif state.speaker and number - state.last_paragraph <= (state.speaker.voice == SPEAKER):
            certainty = state.speaker.certainty * (1 if number == state.paragraph else 0.9)
            speaker, state.paragraph = replace(state.speaker, certainty=certainty), number
        else:
            speaker = UNKNOWN_SPEAKER
        words = self.text[quotation.first : quotation.last]
        if (
            len(words) > 200
            or words.rstrip()[-1:] in tuple(".!?,…。！？，")
            or speaker is not UNKNOWN_SPEAKER
        ):
            self._add_direct(quotation, speaker, None)

    def _read_with_clause(self, number: int, quotation: Quotation, start: int, end: int) -> bool:
        """“…,” Smith offered: a comma inside the marks says that the clause names who spoke, whatever its verb."""
        last_character = self.text[quotation.last - 2 : quotation.last].rstrip()[-1:]
        if quotation.start > start or last_character not in (",", "，"):
            return False
        subject = self.grammar.subject_after(self.masked, quotation.end, end)
        speaker = self._resolve(subject, start) if subject else UNKNOWN_SPEAKER
        self.state.speaker, self.state.paragraph = speaker, number
        self._add_direct(quotation, speaker, None)
        return True

    def _read_after_colon(self, number: int, quotation: Quotation, start: int) -> None:
        before = self.masked[start : quotation.start].rstrip()
        is_sentence = self.text[quotation.last - 1 : quotation.last] in tuple(".!?…。！？")
        if not is_sentence or before[-1:] not in (":", "："):
            return
        subject = self.grammar.first_subject(self.masked, start, quotation.start)
        if subject is None:
            return
        speaker = self.speakers.resolve(subject, self.pronouns.look_back)
        self.state.speaker, self.state.paragraph = speaker, number
        first, last = quotation.first, quotation.last
        self._add(first, last, speaker, "", None, "quotation after a colon", 0.8, "direct", VERBATIM)

    def _continue_report(self, number: int, start: int, end: int, is_readout: bool) -> None:
        """A sentence that goes on reporting without a verb: “It is necessary to …” after “Xi stressed …”."""
        state = self.state
        if state.speaker is None or state.paragraph != number or state.speaker.voice != SPEAKER:
            return
        if self.grammar.continues_report(self.masked[start:end], is_readout):
            self._add(start, end, state.speaker, "", None, "sentence that goes on reporting", 0.6, "indirect")
