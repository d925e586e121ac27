"""Finds in a sentence the verbs of speech, who is their subject, and which words they report."""

import re
from itertools import islice

from archive.proposing.english.according import read_according
from archive.proposing.english.as_clauses import AFTER_AS, find_as, report_beside_as
from archive.proposing.english.content import ContentFinder
from archive.proposing.english.coordination import cut_contents
from archive.proposing.english.cues import find_cues, read_phrase_cue
from archive.proposing.english.nouns import ROLE_NOUNS, UNNAMED_NOUNS
from archive.proposing.english.relays import name_cited_source
from archive.proposing.english.subjects.appositions import (
    before_inserted_clause,
    before_relative,
    before_relative_clause,
    before_restrictive,
    named_before_open_apposition,
    skip_parenthesis,
    with_apposition,
    with_apposition_after,
)
from archive.proposing.english.subjects.clause_subjects import before_unmarked_clause, subject_of_participle
from archive.proposing.english.subjects.noun_phrases import phrase_after, phrase_before, read_phrase
from archive.proposing.english.subjects.participles import (
    later_subject,
    quoted_subject,
    subject_after_with,
)
from archive.proposing.english.subjects.partitives import read_partitive
from archive.proposing.english.subjects.phrase_ends import before_statement
from archive.proposing.english.subjects.sentence_subject import clause_boundary, first_subject
from archive.proposing.english.tokens import tokenize
from archive.proposing.english.verbs import is_aside, is_verb, reports_here
from archive.proposing.english.words import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    MODALS,
    PRONOUNS,
    STOP_WORDS,
    VERB_FORMS,
    VERB_KINDS,
    WHEN,
    Kind,
)
from archive.proposing.sentences import MASK, trim
from archive.proposing.speech_reports import Construction, Reference, SpeechReport, Subject
from archive.text.word_sets import word_set

_WHEN_BEFORE = re.compile(rf"(?:^|[\s,])({WHEN}),?\s*$")
_GOES_ON = re.compile(
    r",\s+(?:would|will|has|have|had|is|are|was|were|could|should|may|might|must|can|\w+ed)\b(?! by )"
)
_MAX_CUES = 12  # of one sentence; prose has four
_INVERTED = word_set("say add tell report note explain argue write warn ask announce")
_SAYING = word_set("saying adding stating claiming insisting alleging")
_PAPERS = word_set("statement letter report tweet post note resolution memo")
_AFTER_SUBJECT = word_set("in at on to during who as after when from with")
_INVERTIBLE = {Kind.SAY, Kind.THAT, Kind.QUOTE}


def find_speech_reports(masked: str, start: int, end: int) -> list[SpeechReport]:
    """The reports of the sentence masked[start:end], in the order of their cues."""
    cues = list(islice(find_cues(masked, start, end), _MAX_CUES))
    if not cues:
        return []
    return _Sentence(masked, start, end).find_reports(cues)


class _Sentence:
    def __init__(self, masked: str, start: int, end: int):
        self.masked, self.start, self.end = masked, start, end
        self.tokens = tokenize(masked, start, end)
        self.index = {token.start: number for number, token in enumerate(self.tokens)}
        self.words = ContentFinder(masked, start, end, self.tokens)
        self.reports: list[SpeechReport] = []

    def find_reports(self, cues: list["re.Match[str]"]) -> list[SpeechReport]:
        for match in cues:
            first = self.index.get(match.start())
            if first is not None and (report := self._read_cue(match, first)):
                self.reports.append(report)
        for report in self.reports:
            name_cited_source(report, self.tokens, self.index, self.masked)
        cut_contents(self.masked, self.reports)
        return self.reports

    def _read_cue(self, match: "re.Match[str]", first: int) -> SpeechReport | None:
        words = match.group().lower()
        if words in ("according to", "in the words of"):
            return read_according(match, self.tokens, first, self.masked, (self.start, self.end))
        if phrase := read_phrase_cue(words):
            return self._verb(match, first, *phrase)
        if words not in VERB_FORMS or (match.group()[0].isupper() and first and VERB_FORMS[words][1] != "ed"):
            return None
        lemma, form = VERB_FORMS[words]
        return self._verb(match, first, lemma, form, VERB_KINDS[lemma])

    def _verb(
        self, match: "re.Match[str]", first: int, lemma: str, form: str, kinds: set[str]
    ) -> SpeechReport | None:
        before = self._before_auxiliaries(first)
        if before is None:
            return None
        if report := self._inverted_report(match, first, lemma, form, kinds):
            return report
        subject, clause = self._subject(before, form, first)
        if subject is None or not is_verb(
            self.masked,
            self.end,
            self.tokens[before].text if before >= 0 else "",
            match,
            form,
            lemma,
            subject,
        ):
            return None
        if not reports_here(self.masked, match.end(), self.end, subject, lemma):
            return None
        report = SpeechReport(match.span(), subject, None, Construction.LEAD, lemma, clause)
        report.is_quote_only = kinds == {Kind.QUOTE}
        if kinds & AFTER_AS and (joint := find_as(self.tokens, self.index.get(clause, 0))) is not None:
            return report_beside_as(report, joint, self.tokens, self.masked, (self.start, self.end))
        report_with_content = self.words.with_content(report, kinds)
        if report_with_content and is_aside(
            self.tokens, self.index.get(subject.start, 0), report_with_content
        ):
            return None
        is_opening = form == "ing" and subject.start > match.start()
        if report_with_content and is_opening and not report_with_content.has_that and Kind.POINT in kinds:
            return None  # “Recalling the visit, Xi said …”
        return report_with_content

    def _before_auxiliaries(self, first: int) -> int | None:
        """Index of the last word of the subject; None where the verb reports nothing: “was told”, “would say”."""
        index = first - 1
        form = VERB_FORMS.get(self.tokens[first].lower, ("", ""))[1]
        while index >= 0:
            token = self.tokens[index]
            if token.lower in MODALS and not (form == "base" and token.lower in ("will",)):
                return None
            if token.lower in BE:
                if form != "ing":
                    return None
            elif not (token.lower in AUXILIARIES or (token.lower.endswith("ly") and not token.is_capital)):
                break
            index -= 1
        if index >= 0 and (
            match := _WHEN_BEFORE.search(
                self.masked, max(self.start, self.tokens[index].end - 40), self.tokens[index].end
            )
        ):
            earlier = [
                n for n in range(index, max(index - 8, -1), -1) if self.tokens[n].end <= match.start(1)
            ]
            is_parenthesis = (
                self.tokens[index].text != "," or self.masked[: match.start(1)].rstrip()[-1:] == ","
            )
            if earlier and is_parenthesis and self.tokens[earlier[0]].text == ",":
                index = earlier[0]  # “the spokesperson, Ann Lee, on Monday said”
            elif (
                earlier
                and is_parenthesis  # “, on Friday, said”, not “who joined in 2020, said”
                and (self.tokens[earlier[0]].is_word or self.tokens[earlier[0]].text == ")")
                and self.tokens[earlier[0]].lower not in STOP_WORDS
            ):
                index = earlier[0]
        return before_statement(self.tokens, index)

    def _subject(self, last: int, form: str, cue: int) -> tuple[Subject | None, int]:
        """The subject of the verb, and the offset where its clause starts."""
        tokens = self.tokens
        if last < 0:
            return (later_subject(self.tokens, cue, self.masked) if form == "ing" else None), self.start
        token = tokens[last]
        if form == "ing":
            return self._participle_subject(last)
        if token.text == "," and (subject := before_inserted_clause(tokens, last, self.masked)):
            return subject, token.start
        if token.text == "," and (partial_subject := with_apposition(tokens, last, self.masked)):
            return partial_subject[1], tokens[partial_subject[0]].start
        if token.is_quotation and last and tokens[last - 1].lower in UNNAMED_NOUNS:
            last -= 1  # “sources “with knowledge of the talks” said”
        if token.lower in ("and", "or", "but", ",", "then", "who", "which", "that") or token.text in (
            ",",
            "—",
            "–",
        ):
            if token.lower in ("which", "that"):
                return None, token.start
            if token.lower == "who" and (owner := before_relative(tokens, last, self.masked)):
                return owner, token.start
            if token.lower == "who" and last and tokens[last - 1].is_word:  # “people who fear that …”
                return before_restrictive(tokens, last, self.masked, bool(self.reports)), token.start
            return self._shared_subject(last), token.start
        last = skip_parenthesis(tokens, last)
        if partial_subject := read_partitive(tokens, last, self.masked):
            return partial_subject[1], tokens[partial_subject[0]].start
        if (head := before_relative_clause(tokens, last)) is not None:
            last = head
        start = phrase_before(tokens, last)
        if start is None:
            return None, token.start
        if partial_subject := before_unmarked_clause(tokens, start, self.masked):
            return partial_subject[1], tokens[partial_subject[0]].start
        subject = read_phrase(tokens, start, last + 1, self.masked)
        if subject and subject.reference in (Reference.UNNAMED, Reference.DESCRIPTION):
            partial_subject = named_before_open_apposition(tokens, start, self.masked)
            follows = [token.text for token in tokens[cue + 1 : cue + 3]]
            is_parenthesis = follows[:1] == [","] and not follows[-1].startswith(MASK)
            if partial_subject and not is_parenthesis:
                return partial_subject[1], tokens[partial_subject[0]].start
        return subject, tokens[start].start

    def _participle_subject(self, last: int) -> tuple[Subject | None, int]:
        tokens = self.tokens
        token = tokens[last]
        if token.lower in BE:
            return self._subject(last - 1, "ed", last)
        if (
            token.text in (",", "—", "–")
            or token.lower in ("and", "before", "after", "by", "while", "but", "when")
            or token.is_quotation
        ):
            return self._shared_subject(last), token.start
        if (subject := subject_after_with(tokens, last, self.masked)) is not None:
            return subject, token.start
        if token.lower == "as" and (partial_subject := quoted_subject(tokens, last, self.masked)):
            return partial_subject
        if tokens[last + 1].lower in _SAYING and token.lower not in DETERMINERS:  # “hit back saying”
            return self._shared_subject(last), token.start
        if token.lower in _PAPERS and not any(report.leads and report.content for report in self.reports):
            return self._shared_subject(last), token.start
        return None, token.start

    def _shared_subject(self, last: int) -> Subject | None:
        """The subject that two verbs share: that of the verb before, else of the sentence."""
        earlier = [
            report for report in self.reports if report.subject and report.cue[0] < self.tokens[last].start
        ]
        boundary = clause_boundary(self.tokens, last)
        if earlier and (not boundary or earlier[-1].cue[0] >= self.tokens[boundary].start):
            return earlier[-1].subject
        if boundary and (subject := first_subject(self.tokens[boundary:], self.masked)):
            return subject
        return earlier[-1].subject if earlier else subject_of_participle(self.tokens, last, self.masked)

    def _inverted_report(
        self, match: "re.Match[str]", first: int, lemma: str, form: str, kinds: set[str]
    ) -> SpeechReport | None:
        """“…, said Macron”: the subject follows."""
        tokens = self.tokens
        if form not in ("ed", "s") or not kinds & _INVERTIBLE or first == 0 or first + 1 >= len(tokens):
            return None
        before, after = tokens[first - 1], tokens[first + 1]
        if (
            not before.is_quotation
            and not (first > 1 and tokens[first - 2].is_quotation)
            and lemma not in _INVERTED
        ):
            return None
        if before.text not in (",", "—", "–", "?", "!") and not before.is_quotation:
            return None
        stop = phrase_after(tokens, first + 1)
        heads = {token.lower for token in tokens[first + 1 : stop]}
        if not (
            after.is_capital
            or after.lower in DETERMINERS | PRONOUNS
            or heads & ROLE_NOUNS  # “said foreign ministry spokesman Ann Lee”
            or after.lower in UNNAMED_NOUNS
        ):
            return None
        following = tokens[stop].lower if stop < len(tokens) else "."
        is_closed = following in ".,;:(—–" or following in _AFTER_SUBJECT
        if not is_closed and stop < len(tokens) and not tokens[stop].is_quotation:
            return None
        if (
            not before.is_quotation
            and before.text == ","
            and with_apposition(tokens, first - 1, self.masked)
            and following not in ".,"
        ):
            return None
        subject = read_phrase(tokens, first + 1, stop, self.masked)
        if subject is None:
            return None
        subject = with_apposition_after(self.tokens, self.masked, subject, stop)
        report = SpeechReport(match.span(), subject, None, Construction.TRAIL, lemma, match.start())
        report.is_quote_only = kinds == {Kind.QUOTE}
        report.content = trim(self.masked, self.start, match.start(), " ,—–-")
        remainder = self.masked[subject.end : self.end]
        if (
            _GOES_ON.match(remainder) and MASK not in self.masked[slice(*report.content)]
        ):  # “The findings, said Obi, confirmed it”
            report.construction, report.content = Construction.INSIDE, (report.content[0], self.end)
            return report
        if MASK in remainder and MASK not in self.masked[self.start : match.start()]:
            report.content = None
        return report
