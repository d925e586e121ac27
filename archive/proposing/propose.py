"""The public entrance: proposals for the statements of a text."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from archive.proposing.english.grammar import has_cue
from archive.proposing.english.words import GREETING
from archive.proposing.grammars import choose_grammar
from archive.proposing.names import NameIndex, name_words, read_names
from archive.proposing.people.label_speakers import find_answerer, match_label
from archive.proposing.people.speaker_match import UNKNOWN_SPEAKER, SpeakerMatch
from archive.proposing.proposal import QUESTION, SPEAKER, TRANSLATED, UNNAMED, VERBATIM, Proposal
from archive.proposing.quotations import Quotation, find_quotations
from archive.proposing.sentences import find_paragraphs, mask
from archive.proposing.speakers import SpeakerFinder
from archive.proposing.speech_reports import Subject
from archive.proposing.statement_extractor import StatementExtractor
from archive.proposing.turns import (
    Passage,
    is_answerer,
    is_in_third_person,
    is_questioner,
    joined_paragraphs,
    read_passages,
    speech_subject,
    words_start,
)
from archive.text.folding import fold
from archive.text.han_variants import simplify
from archive.text.paragraphs import Span
from archive.text.spans import is_markable
from archive.text.words import has_han

_SPEECHES = ("speech",)
_READOUTS = ("readout", "report")
_NEWS = ("news_report", "news")
_ONE_WORD = re.compile(r"[\w’'-]{1,12}[.!?…]?|[\u3400-\u9fff]{1,2}[。！？…]?")
_NO_WORDS = re.compile(r"(?i)press conference|briefing|reporters|transcript|记者会|記者會|发布会|發布會|主持")
_MIN_SENTENCE = 20  # characters; shorter ones of a speech say nothing to mark


def propose(
    text: str,
    *,
    language: str = "",
    kind: str = "",
    names: Any = (),
    passages: Sequence[Passage] = (),
    is_translation: bool = False,
) -> list[Proposal]:
    """Spans of the text that seem to be statements, in reading order; the same answer for the same arguments.

    `language` is a code such as en or zh-Hans (read from the text where it is empty), `kind` a kind of document as the
    archive has it. `names` are the speakers that are known: see `read_names`. `passages` are the paragraphs as the
    importer decided; without them the turns are looked for. Nothing is raised for any text.
    """
    paragraphs = find_paragraphs(text)
    if not paragraphs:
        return []
    proposals = _Text(text, paragraphs, language, kind, NameIndex(read_names(names)), passages).proposals()
    if is_translation:
        proposals = [
            replace(proposal, attribution=TRANSLATED) if proposal.attribution == VERBATIM else proposal
            for proposal in proposals
        ]
    return _without_duplicates(
        proposal for proposal in proposals if is_markable(text, proposal.start, proposal.end)
    )


class _Text:
    def __init__(
        self,
        text: str,
        paragraphs: list[Span],
        language: str,
        kind: str,
        index: NameIndex,
        passages: Sequence[Passage],
    ):
        self.text, self.paragraphs, self.kind = text, paragraphs, kind
        is_chinese = language.lower().startswith(("zh", "yue", "cmn")) or (
            not language and _is_mostly_han(text[:2000])
        )
        plain = simplify(text) if is_chinese else text
        self.grammar = choose_grammar(plain, "zh" if is_chinese else language.lower()[:2], index)
        self.quotations = self._without_parts(find_quotations(text, paragraphs))
        self.masked = mask(plain, self.quotations)
        self.speakers = SpeakerFinder(text, index)
        self.extractor = StatementExtractor(text, self.masked, self.quotations, self.speakers, self.grammar)
        self.passages = passages or read_passages(text, paragraphs, self.speakers.index)
        self.answerer: SpeakerMatch | None = None

    def proposals(self) -> list[Proposal]:
        if any(passage.speaker_label for passage in self.passages):
            return self._of_turns()
        is_about = self.kind in _SPEECHES and is_in_third_person(self.text)
        if (self.kind in _SPEECHES and not is_about) or self._is_headed_as_speech():
            return self._of_speech()
        return self.extractor.extract(self.paragraphs, is_about or self.kind in _READOUTS, self.kind in _NEWS)

    def _without_parts(self, quotations: list[Quotation]) -> list[Quotation]:
        """Without those that hold a whole document: such a one opens a paragraph and nobody introduces it."""
        starts = {start for start, _end in self.paragraphs}
        return [quote for quote in quotations if quote.start not in starts or not self._is_part(quote)]

    def _is_part(self, quotation: Quotation) -> bool:
        before = self.text[max(0, quotation.start - 200) : quotation.start].rstrip()
        if before[-1:] in (":", "："):
            return False
        if not quotation.is_closed:
            return True
        line = before.rpartition("\n")[2]
        is_alone = (
            self.text[quotation.end : quotation.end + 2].strip(" .") == ""
            or self.text[quotation.end :][:1] == "\n"
        )
        is_headed = 0 < len(line) < 90 and line[-1:] not in '.!?,;”"。！？'
        inside = (quotation.first, min(quotation.last, quotation.first + 20_000))
        return (
            is_alone and is_headed and quotation.last - quotation.first > 200 and has_cue(self.text, *inside)
        )

    def _is_headed_as_speech(self) -> bool:
        if self.kind not in ("", "unknown", "transcript"):
            return False
        return speech_subject(self.text, self.paragraphs) is not None and self._first_person() > 0.006

    def _first_person(self) -> float:
        words = self.text[:20_000].split()
        return sum(word in ("I", "we", "We", "our", "us", "my") for word in words) / max(len(words), 1)

    def _of_speech(self) -> list[Proposal]:
        subject = speech_subject(self.text, self.paragraphs)
        first = self._speech_start()
        head = self.text[: self.paragraphs[first][0]]
        speaker = self._resolve(subject) if subject else self._named_in(head) or self._only_known()
        proposals = []
        for start, end in joined_paragraphs(self.text, self.paragraphs[first:]):
            proposals += self._sentences(start, end, speaker, "sentence of a speech", 0.7)
        quotations = self._quoted_inside(self.paragraphs, speaker)
        return [
            proposal for proposal in proposals if not any(_holds(quote, proposal) for quote in quotations)
        ] + quotations

    def _speech_start(self) -> int:
        """The first paragraph that is a sentence: before it stand title, place and date."""
        for number, (start, end) in enumerate(self.paragraphs[:12]):
            if self.text[end - 1] in ".!?。！？" and end - start > 60:
                return number
        return 0

    def _named_in(self, head: str) -> SpeakerMatch | None:
        """The one known person whose full name stands above the speech."""
        folded = fold(head)
        names = [
            name
            for name in (self.speakers.index.names if folded else ())
            if not name.is_body
            and any(fold(form) in folded for form in (name.name, *name.names) if " " in form or has_han(form))
        ]
        return SpeakerMatch(names[0].name, names[0].id, "", "", SPEAKER) if len(names) == 1 else None

    def _only_known(self) -> SpeakerMatch:
        names = self.speakers.index.names
        if len(names) == 1:
            return SpeakerMatch(names[0].name, names[0].id, "", "", SPEAKER)
        return UNKNOWN_SPEAKER

    def _resolve(self, subject: Subject) -> SpeakerMatch:
        return self.speakers.resolve(subject, lambda: None)

    def _of_turns(self) -> list[Proposal]:
        proposals: list[Proposal] = []
        speaker, is_question, is_open = UNKNOWN_SPEAKER, False, False
        remainder: list[Span] = []
        for passage in self.passages:
            start = passage.start
            if passage.speaker_label:
                speaker, start, is_open = self._turn(passage), words_start(self.text, passage), True
                is_question = passage.kind == "question"
            elif passage.kind in ("paragraph", "heading") and not (
                is_open and self.kind in ("transcript", "speech")
            ):
                is_open = False
                if self.kind == "press_conference" and self._is_of_host(passage):
                    host = self._host()
                    proposals += self._sentences(
                        passage.start, passage.end, host, "sentence beside the turns", 0.6
                    )
                else:
                    remainder.append((passage.start, passage.end))
                continue
            if start >= passage.end or not is_open:
                continue
            if self.kind == "transcript" and _ONE_WORD.fullmatch(self.text, start, passage.end):
                continue  # “Yes.”
            if is_question:
                proposals.append(self._whole(start, passage.end, speaker, "question in a turn", QUESTION))
            elif self.kind in ("transcript",):
                proposals.append(self._whole(start, passage.end, speaker, "turn", VERBATIM))
            else:
                proposals += self._sentences(start, passage.end, speaker, "sentence of a turn", 0.8)
        if remainder:
            proposals += self.extractor.extract(remainder, self.kind in _READOUTS, self.kind in _NEWS)
        return proposals

    def _host(self) -> SpeakerMatch:
        """The one who gives all the answers of a press conference; nobody where they are several."""
        answers = [passage for passage in self.passages if passage.speaker_label and passage.kind == "answer"]
        if not answers or len({passage.speaker_label for passage in answers}) > 1:
            return UNKNOWN_SPEAKER
        return self._turn(answers[0])

    def _is_of_host(self, passage: Passage) -> bool:
        """Whether a paragraph before the first label or after the last turn is what the host says: whole sentences that
        do not speak of the host or of the press conference."""
        words = self.text[passage.start : passage.end]
        host = self._host()
        if host is UNKNOWN_SPEAKER or words[-1:] not in tuple('.!?。！？”"') or words[:1] in "([（【":
            return False
        names = [host.name or host.mention, name_words(host.name or host.mention)[-1]]
        return not any(name in words.lower() or name in words for name in names) and not _NO_WORDS.search(
            words
        )

    def _turn(self, passage: Passage) -> SpeakerMatch:
        if is_questioner(passage.speaker_label, passage.kind) and not self.speakers.index.find(
            passage.speaker_label
        ):
            return SpeakerMatch(None, None, passage.speaker_label, "", UNNAMED)
        if is_answerer(passage.speaker_label):
            self.answerer = self.answerer or find_answerer(self.text, self.passages, self.speakers)
            return self.answerer
        return match_label(self.text, passage, self.speakers)

    def _whole(self, start: int, end: int, speaker: SpeakerMatch, rule: str, attribution: str) -> Proposal:
        return _proposal(start, end, speaker, rule, 0.9, attribution, "turn")

    def _sentences(
        self, start: int, end: int, speaker: SpeakerMatch, rule: str, score: float
    ) -> list[Proposal]:
        return [
            _proposal(first, last, speaker, rule, score, VERBATIM, "speech" if "speech" in rule else "turn")
            for first, last in self.extractor.sentences.sentences(start, end)
            if last - first >= (_MIN_SENTENCE if not has_han(self.text[first:last]) else 6)
            and not GREETING.match(self.text[first : min(last, first + 400)])
            and any(map(str.isalpha, self.text[first:last]))
        ]

    def _quoted_inside(self, paragraphs: Sequence[Span], speaker: SpeakerMatch) -> list[Proposal]:
        """Quotations of others inside a speech; who speaks passes them on."""
        proposals = self.extractor.extract(paragraphs, False, True)
        direct = [
            proposal
            for proposal in proposals
            if proposal.form == "direct"
            and (proposal.cue or proposal.rule == "quotation that goes on")
            and proposal.mention.lower() not in ("i", "we")
        ]
        return [replace(proposal, relay=speaker.name or speaker.mention) for proposal in direct]


def _holds(quotation: Proposal, sentence: Proposal) -> bool:
    """Whether a sentence is nothing but what a quotation says."""
    return quotation.start - 2 <= sentence.start and sentence.end <= quotation.end + 2


def _is_mostly_han(text: str) -> bool:
    """A Chinese text, and not an English one that prints a name in Chinese, too."""
    letters = sum(map(str.isalpha, text))
    return 3 * sum(map(has_han, text)) > letters


def _proposal(
    start: int, end: int, speaker: SpeakerMatch, rule: str, score: float, attribution: str, form: str
) -> Proposal:
    return Proposal(
        start, end, speaker.name, speaker.speaker_id, speaker.mention, "", speaker.voice, attribution, speaker.role, "",
        rule, round(score * speaker.certainty, 3), form, None, speaker.candidates,
    )  # fmt: skip


def _without_duplicates(proposals: Iterable[Proposal]) -> list[Proposal]:
    """One proposal for a span, and for two that share most of their words: the likelier."""
    choices: list[Proposal] = []
    for candidate in sorted(proposals, key=lambda proposal: (proposal.start, -proposal.end, -proposal.score)):
        rival = next((choice for choice in reversed(choices[-4:]) if _overlap(candidate, choice) > 0.6), None)
        if rival is None:
            choices.append(candidate)
        elif candidate.score > rival.score:
            choices[choices.index(rival, max(0, len(choices) - 5))] = candidate
    return sorted(choices, key=lambda proposal: (proposal.start, -proposal.end))


def _overlap(left: Proposal, right: Proposal) -> float:
    shared = min(left.end, right.end) - max(left.start, right.start)
    return shared / (max(left.end, right.end) - min(left.start, right.start)) if shared > 0 else 0.0
