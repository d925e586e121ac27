"""Chinese for the reader: cues, their subjects, what they report."""

import re
from collections.abc import Sequence
from itertools import islice

from archive.proposing.chinese.subjects import Subjects, introduced_names, without_adverbs
from archive.proposing.chinese.words import (
    BARE_CLAUSE_VERBS,
    CUE,
    EVENT_VERBS,
    MODAL,
    NO_REPORT,
    NOUNS_OR_VERBS,
    NUMBER_POINT,
    OWN_VOICE,
    PRONOUN,
    QUESTION_VERBS,
    REPORTED_SUBJECT,
    REPORTED_VERBS,
    SPEECH_VERBS,
)
from archive.proposing.sentences import MASK, trim
from archive.proposing.speech_reports import Construction, Reference, SpeechReport, Subject

_MAX_CUES = 12  # of one sentence; prose has four
_MAX_CLAUSES = 3  # before a verb of speech without a subject, in which that is looked for
_MAX_SUBJECT = 60  # characters before a cue in which its subject stands
_CLAUSE_END = re.compile(rf"[，,；;：:。！？!?\n{MASK}]")
_TRAILING_AHEAD = re.compile(
    rf"[^，,。！？：“「{MASK}]{{0,24}}?(?:说|說|表示|指出|强调|強調|称|稱|道|问|問|答|认为|認為|补充|解释|坦言|直言)(?:道)?(?:[，,。]|$)"
)
_AUDIENCE = re.compile(
    r"(?:记者|記者|媒体|媒體|本报|新华社记者|中新社记者|大家|我们|我|他们|他|她|[^，,：:“「]{1,14}(?:报|社|网|台)(?:记者)?)"
)
_ASKED = re.compile(rf"[\u3400-\u9fff·]{{1,8}}(?=[，,：:]\s*{MASK})")
_LABEL = re.compile(r"\s*(?P<name>[\u3400-\u9fff·]{2,8})[：:]\s*")  # “古特雷斯：“…””
_QUOTING = re.compile("[^，,]{2,20}?(?:援引|引述|引用)(?P<who>[^，,]{2,20}?)(?:的(?:话|消息|说法|报道))?$")
_IN_VIEW = re.compile(
    r"(?:记者)?(?:从|自)(?P<who>[^，,。；]{2,24}?)(?P<cue>获悉|了解到|得知)[，,：:]?|在(?P<view>[^，,。；]{1,20}?)(?:看来|眼中)[，,]"
)
_ACCORDING = re.compile(
    r"(?:根据|根據|据|據|按照)(?P<who>[^，,。；（）()]{2,30}?)(?:[（(][^（）()]{1,30}[）)])?(?P<cue>的?(?:所述|说法|說法|介绍|介紹|报道|報導|消息|透露|称|稱|表示|统计|估计|報道|分析|通报|公告))?[，,]"
)


# “…！”而他则表示，…: what follows is reported
_LEADS = re.compile(r"\s*(?:而|但|不过|然而|对此|随后|另外|此外)")


_HOLDING = ("相信", "认为", "希望", "期待", "担心")


_NO_VERB = re.compile("(?:(?!强调|重申)..了|..的)")
_TO_WHOM = re.compile("[向对][^，,。]{1,8}")  # “韩正开门见山，向媒体坦言：…”
_STATEMENTS = (
    "声明称",
    "声明说",
    "声明指出",
    "声明表示",
    "声明强调",
)  # of which the noun is a verb elsewhere


class ChineseGrammar:
    def __init__(self, text: str, names: Sequence[str] = ()):
        self.subjects = Subjects([*names, *introduced_names(text)])

    def find_speech_reports(self, masked: str, start: int, end: int) -> list[SpeechReport]:
        reports: list[SpeechReport] = []
        for match in islice(CUE.finditer(masked, start, end), _MAX_CUES):
            report = self._read_cue(masked, start, end, match, reports)
            if report:
                reports.append(report)
        if len(reports) > 1 and reports[0].verb in ("报道", "报导") and reports[0].content:
            reports[1].relay, reports[0].content = reports[0].subject, None  # “法新社报道，他告诉记者：…”
        if not reports and (report := self._find_attribution(masked, start, end)):
            reports.append(report)
        return reports

    def _read_cue(
        self, masked: str, start: int, end: int, match: "re.Match[str]", reports: list[SpeechReport]
    ) -> SpeechReport | None:
        cue = match.group()
        if reports and reports[-1].cue[1] >= match.start():
            return None
        if NO_REPORT.match(masked, match.start(), end):
            return None
        clause = self._clause_start(masked, start, match.start())
        subject, is_shared = self._subject(masked, start, clause, match.start(), cue, reports)
        if subject is None:
            return None
        report = SpeechReport(match.span(), subject, None, Construction.LEAD, cue, clause)
        return self._with_content(report, masked, start, end, reports, is_shared)

    def _clause_start(self, masked: str, start: int, cue: int) -> int:
        position = start
        for mark in _CLAUSE_END.finditer(masked, max(start, cue - _MAX_SUBJECT), cue):
            position = mark.end()
        return max(position, start)

    def _subject(
        self, masked: str, sentence: int, clause: int, cue: int, verb: str, reports: list[SpeechReport]
    ) -> tuple[Subject | None, bool]:
        first, last = without_adverbs(masked, clause, cue)
        if reports and reports[-1].leads and reports[-1].clause_start == clause:
            return None, False  # “要求各部门提出方案”: a part of what is reported
        if reports and verb in _HOLDING and re.search(rf"(?:^|但|而且|并且){PRONOUN}$", masked[clause:cue]):
            return None, False  # “…，但她相信…”: a part of what is reported
        if reports and clause == cue and verb in NOUNS_OR_VERBS:
            return None, False  # “法国重视…，希望…”: a part of what is reported
        if first >= last or _TO_WHOM.fullmatch(masked, first, last):
            if verb in _STATEMENTS and not reports:
                return Subject(cue, cue + 2, Reference.BODY, masked[cue : cue + 2]), False
            return self._subject_of_clause_before(masked, sentence, clause, reports)
        words = masked[first:last]
        if (
            quotation := _QUOTING.match(words)
        ) and verb in SPEECH_VERBS:  # “路透社援引官员的话说”: the official's words
            first, last = first + quotation.start("who"), first + quotation.end("who")
            words = quotation["who"]
        subject = self.subjects.parse(words, first, last, verb)
        if subject and subject.reference is Reference.BODY and self._is_reported(reports, verb):
            return None, False  # “黄说，去年，民政部要求…”: a part of what is reported
        if subject:
            return subject, False
        if reports and re.match(r"(?:并|並|还|還|也|又|同时|同時)", masked[clause:cue]):
            return reports[-1].subject, True
        return None, False

    def _is_reported(self, reports: list[SpeechReport], verb: str) -> bool:
        last = reports[-1] if reports else None
        return (
            verb in NOUNS_OR_VERBS
            and last is not None
            and last.leads
            and last.verb in SPEECH_VERBS
            and last.has_that
        )

    def _subject_of_clause_before(
        self, masked: str, sentence: int, clause: int, reports: list[SpeechReport]
    ) -> tuple[Subject | None, bool]:
        """Returns in “…，并强调” the subject of the verb before, in “王毅在会见时，强调” that of the clause before."""
        if reports:
            return reports[-1].subject, True
        before = clause - 1
        if before <= 0 or masked[before] not in "，,":
            return None, False
        for _clause in range(_MAX_CLAUSES):  # “王毅感到意外，看了一眼，急忙说”
            start = self._clause_start(masked, max(sentence, before - _MAX_SUBJECT), before)
            if subject := self.first_subject(masked, start, before):
                return subject, False
            if start <= sentence or masked[start - 1] not in "，,":
                break
            before = start - 1
        return None, False

    def _with_content(
        self,
        report: SpeechReport,
        masked: str,
        start: int,
        end: int,
        reports: list[SpeechReport],
        is_shared: bool,
    ) -> SpeechReport | None:
        position = report.cue[1]
        if report.verb in ("告诉", "告訴"):
            audience = _AUDIENCE.match(masked, position, min(end, position + 24))
            if not audience:
                return None
            position = audience.end()
        if report.verb in QUESTION_VERBS and (question := _ASKED.match(masked, position, end)):
            position = question.end()  # “维加问特朗普，“…””
        following = masked[position:end].lstrip()
        before = trim(masked, start, report.clause_start, " ，,")
        has_before = before[0] < before[1]
        if not following.strip(" 。！？.!?") or (
            following[:1] in "，,"
            and has_before
            and masked[before[1] - 1] == MASK
            and not _LEADS.match(masked, before[1])
        ):
            if not has_before:
                return None
            report.construction = (
                Construction.TRAIL if not following.strip(" 。！？.!?") else Construction.INSIDE
            )
            content_start = reports[-1].cue[1] if reports and not is_shared else before[0]
            report.content = (
                (before[0], end)
                if report.construction is Construction.INSIDE
                else trim(masked, content_start, before[1], " ，,")
            )
            return report if MASK in masked[slice(*before)] or _takes_bare_clause(report.verb) else None
        is_marked = following[0] in "，,：:" + MASK
        if not is_marked and (not _takes_bare_clause(report.verb) or _NO_VERB.match(report.verb + following)):
            return None  # “他强调的重点”, “箭头指出了方向”
        content = trim(masked, position, end, " ，,：:" if is_marked else " 了")
        if content[0] >= content[1]:
            return report if following[:1] in "：:" else None
        report.has_that, report.content = is_marked, content
        report.is_weak = not is_marked and report.verb in NOUNS_OR_VERBS
        if (
            reports
            and reports[-1].content
            and reports[-1].leads
            and reports[-1].content[0] < report.clause_start
        ):
            self._shorten_earlier(reports[-1], report, masked, is_shared)
        if not any(masked[n] not in " 。！？.!?" for n in range(content[0], min(content[1], content[0] + 4))):
            return None
        return report

    def _shorten_earlier(
        self, earlier: SpeechReport, report: SpeechReport, masked: str, is_shared: bool
    ) -> None:
        assert earlier.content
        if masked[report.clause_start - 1] in "，,；;" and (is_shared or report.subject):
            earlier.content = trim(masked, earlier.content[0], report.clause_start, " ，,；;")

    def _find_attribution(self, masked: str, start: int, end: int) -> SpeechReport | None:
        if match := _IN_VIEW.match(masked, start, min(end, start + 60)):
            group = "who" if match["who"] else "view"
        else:
            match, group = _ACCORDING.match(masked, start, min(end, start + 60)), "who"
            if not match or not match["cue"]:
                return None
        name, span = match[group], match.span(group)
        subject = self.subjects.parse(name, *span, "说") or Subject(*span, Reference.BODY, name)
        content = trim(masked, match.end(), end)
        return SpeechReport(
            (match.start(), match.end() - 1), subject, content, Construction.ACCORDING, "据", start
        )

    def first_subject(self, masked: str, start: int, end: int) -> Subject | None:
        position = start
        if label := _LABEL.fullmatch(masked, start, end):
            return Subject(*label.span("name"), Reference.DESCRIPTION, label["name"])
        for mark in _CLAUSE_END.finditer(masked, start, min(end, start + 120)):
            if subject := self.subjects.leading_person(masked, position, mark.start()):
                return subject
            position = mark.end()
        return self.subjects.leading_person(masked, position, min(end, position + 60))

    def agent(self, masked: str, start: int, end: int) -> Subject | None:
        return None

    def subject_after(self, masked: str, start: int, end: int) -> Subject | None:
        return self.subjects.leading_person(masked, start, min(end, start + _MAX_SUBJECT))

    def is_cue_ahead(self, masked: str, position: int, end: int) -> bool:
        if _LEADS.match(masked, position, end):
            return False
        return _TRAILING_AHEAD.match(masked, position, min(end, position + 40)) is not None

    def continues_report(self, sentence: str, is_readout: bool) -> bool:
        if OWN_VOICE.search(sentence) or sentence[-1:] not in "。！":
            return False
        return bool(MODAL.search(sentence)) or (is_readout and not EVENT_VERBS.search(sentence))

    def may_be_reported(self, masked: str, report: SpeechReport) -> bool:
        """“中方希望…”, “我们期待…”: a country or the speaker's own side."""
        subject = report.subject
        return (
            subject is not None
            and REPORTED_SUBJECT.fullmatch(subject.name) is not None
            and report.verb in REPORTED_VERBS
        )

    def list_marker_length(self, paragraph: str) -> int:
        match = NUMBER_POINT.match(paragraph)
        return match.end() if match else 0

    def is_question(self, verb: str) -> bool:
        return verb in QUESTION_VERBS


def _takes_bare_clause(verb: str) -> bool:
    """“警告说”, “回应称” report like “说” itself."""
    return verb in BARE_CLAUSE_VERBS or (len(verb) > 2 and verb[-1] in "说称道")
