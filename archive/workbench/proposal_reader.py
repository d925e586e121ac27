"""Proposals for a document's text, computed when a page asks; nothing is written, and only the results are kept in
memory for a while."""

import hashlib
from dataclasses import dataclass, replace
from typing import Any

from archive.models import Document, ProposalDecision
from archive.proposing import Name, Passage, Proposal, propose
from archive.proposing.decisions import REJECTED, AcceptanceRates, Decision, without_rejected
from archive.proposing.names import NameIndex
from archive.proposing.people.mentions import Mention, find_mentions
from archive.proposing.people.turn_speakers import Turn, find_turn_speakers
from archive.proposing.proposal import RULES_VERSION
from archive.search.cache import BoundedCache

from .suggestions import known_speakers, passages_of

MAX_WHOLE_TEXT = 1_000_000  # characters; of a longer text only the surroundings of what is looked at are read
_MARGIN = 20_000  # characters read before and after the part that was asked for
_MAX_KEPT = 40_000  # proposals and turns in memory, of all documents
_MAX_DECISIONS = 20_000  # the newest, from which acceptance rates are counted


@dataclass(frozen=True, slots=True)
class TextProposals:
    """What the program proposes and recognises in a text; offsets are those of the document's text."""

    proposals: tuple[Proposal, ...]
    turns: tuple[Turn, ...]
    mentions: tuple[Mention, ...]

    @property
    def size(self) -> int:
        return 1 + len(self.proposals) + len(self.turns) + len(self.mentions)

    def part(self, start: int, end: int) -> "TextProposals":
        """The proposals that begin in start to end, the turns there, the names there."""
        return TextProposals(
            tuple(proposal for proposal in self.proposals if start <= proposal.start < end),
            tuple(turn for turn in self.turns if turn.start < end and start < turn.end),
            tuple(mention for mention in self.mentions if start <= mention.start < end),
        )


proposal_cache: BoundedCache[tuple, TextProposals] = BoundedCache(_MAX_KEPT, lambda reading: reading.size)


class ProposalReader:
    """Reads the proposals for one document. Five queries: the speakers with names and roles, the passages, the
    decisions."""

    def __init__(self, document: Document):
        self.document = document
        self.names = known_speakers()
        self.index = NameIndex(self.names)
        self.rates = AcceptanceRates(_counted_decisions())

    def read(self, start: int, end: int) -> tuple[TextProposals, int | None]:
        """Returns what begins between start and end, without rejected proposals and with scores that past decisions
        have adjusted; and the start of the next proposal after ``end``, None where the text has not been read that far
        or has none."""
        reading = self._read_text(start, end)
        part = reading.part(start, end)
        proposals = without_rejected(self.document.text, part.proposals, self._rejections())
        following = next((proposal.start for proposal in reading.proposals if proposal.start >= end), None)
        return replace(part, proposals=tuple(map(self.rates.rescore, proposals))), following

    def _read_text(self, start: int, end: int) -> TextProposals:
        document = self.document
        first, last = 0, len(document.text)
        if last > MAX_WHOLE_TEXT:
            first, last = self._surroundings(start, end)
        facts = (document.language, document.kind, bool(document.translator))
        key = (document.pk, document.text_hash, *facts, RULES_VERSION, _digest(self.names), first, last)
        return proposal_cache.get_or_make(key, lambda: self._make_reading(first, last))

    def _surroundings(self, start: int, end: int) -> tuple[int, int]:
        """Whole paragraphs, and the same ones for neighbouring requests."""
        first = max(0, start // _MARGIN - 1) * _MARGIN
        last = min(len(self.document.text), (end // _MARGIN + 2) * _MARGIN)
        text = self.document.text
        before = text.rfind("\n\n", 0, first)
        return (before + 2 if before >= 0 else 0), max(last, text.find("\n\n", last))

    def _make_reading(self, first: int, last: int) -> TextProposals:
        document = self.document
        rows = document.passages.filter(start__gte=first, end__lte=last).order_by("number")
        passages = [
            Passage(passage.start - first, passage.end - first, passage.kind, passage.speaker_label)
            for passage in passages_of(rows)
        ]
        text = document.text[first:last]
        proposals = propose(
            text,
            language=document.language,
            kind=document.kind,
            names=self.names,
            passages=passages,
            is_translation=bool(document.translator),
        )
        turns = find_turn_speakers(text, passages, self.names, document.kind)
        mentions = find_mentions(text, self.names)
        return TextProposals(
            tuple(_shift(proposal, first) for proposal in proposals),
            tuple(replace(turn, start=turn.start + first, end=turn.end + first) for turn in turns),
            tuple(replace(name, start=name.start + first, end=name.end + first) for name in mentions),
        )

    def _rejections(self) -> list[Decision]:
        rows = self.document.decisions.rejected().values_list("rule", "cue", "words", "before", "after")
        return [Decision(rule, cue, REJECTED, *place) for rule, cue, *place in rows]


def _counted_decisions() -> list[Decision]:
    counts = ProposalDecision.objects.verdict_counts(_MAX_DECISIONS)
    return [Decision(rule, cue, verdict, count=count) for rule, cue, verdict, count in counts]


def _digest(names: list[Name]) -> str:
    return hashlib.sha256(repr(names).encode()).hexdigest()


def _shift(proposal: Proposal, offset: int) -> Proposal:
    cue_start = None if proposal.cue_start is None else proposal.cue_start + offset
    return replace(proposal, start=proposal.start + offset, end=proposal.end + offset, cue_start=cue_start)


def speaker_ids(reading: TextProposals) -> set[Any]:
    """Returns the ids of all speakers that the proposals, turns and mentions name."""
    ids: set[Any] = {mention.name.id for mention in reading.mentions}
    for proposal in (*reading.proposals, *(turn.speaker for turn in reading.turns)):
        ids |= {proposal.speaker_id, *proposal.candidates}
    return ids - {None}
