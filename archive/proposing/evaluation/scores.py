"""How good proposals are: precision, recall and F1 against spans that are known."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from archive.proposing.evaluation.gold import GoldSpan, GoldText
from archive.proposing.names import name_words
from archive.proposing.proposal import UNNAMED, Proposal

MIN_OVERLAP = 0.5  # intersection over union at which a proposal is a gold span


@dataclass(slots=True)
class Score:
    matched_proposals: int = 0
    proposals: int = 0
    matched_gold: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        return self.matched_proposals / self.proposals if self.proposals else 0.0

    @property
    def recall(self) -> float:
        return self.matched_gold / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(slots=True)
class Evaluation:
    """`forms` by the form of a span and “all”; of those matched `speakers` and `attributions` are counted."""

    forms: dict[str, Score] = field(default_factory=dict)
    speakers: Counter[str] = field(default_factory=Counter)
    attributions: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[GoldText, GoldSpan]] = field(default_factory=list)
    wrong: list[tuple[GoldText, Proposal]] = field(default_factory=list)
    misattributed: list[tuple[GoldText, GoldSpan, Proposal]] = field(default_factory=list)

    def share(self, counts: Counter[str]) -> float:
        return counts["right"] / counts["judged"] if counts["judged"] else 0.0

    @property
    def all(self) -> Score:
        return self.forms.setdefault("all", Score())


def evaluate(texts: Iterable[GoldText], proposals_of: Callable[[GoldText], Sequence[Proposal]]) -> Evaluation:
    """A proposal's form is that which it says, a gold span's that which it has; each is matched once at most."""
    result = Evaluation()
    for text in texts:
        _evaluate_text(result, text, list(proposals_of(text)))
    return result


def _evaluate_text(result: Evaluation, text: GoldText, proposals: list[Proposal]) -> None:
    pairs = match_spans(text.spans, proposals)
    matched_gold = {gold for gold, _proposal in pairs}
    matched_proposals = {proposal for _gold, proposal in pairs}
    for number, span in enumerate(text.spans):
        for key in (span.form, "all"):
            score = result.forms.setdefault(key, Score())
            score.gold += 1
            score.matched_gold += number in matched_gold
        if number not in matched_gold:
            result.missed.append((text, span))
    for number, proposal in enumerate(proposals):
        for key in (proposal.form, "all"):
            score = result.forms.setdefault(key, Score())
            score.proposals += 1
            score.matched_proposals += number in matched_proposals
        if number not in matched_proposals:
            result.wrong.append((text, proposal))
    for span_number, proposal_number in pairs:
        _judge(result, text, text.spans[span_number], proposals[proposal_number])


def _judge(result: Evaluation, text: GoldText, span: GoldSpan, proposal: Proposal) -> None:
    if span.speaker:
        result.speakers["judged"] += 1
        is_right = is_same_speaker(span.speaker, proposal)
        result.speakers["right"] += is_right
        if not is_right:
            result.misattributed.append((text, span, proposal))
    if span.attribution:
        result.attributions["judged"] += 1
        result.attributions["right"] += span.attribution == proposal.attribution


def is_same_speaker(speaker: str, proposal: Proposal) -> bool:
    if speaker == "?":
        return proposal.voice == UNNAMED
    return proposal.speaker is not None and name_words(proposal.speaker) == name_words(speaker)


def match_spans(gold: Sequence[GoldSpan], proposals: Sequence[Proposal]) -> list[tuple[int, int]]:
    """Pairs of indexes that overlap enough, best overlap first, each used once."""
    order = sorted(range(len(proposals)), key=lambda index: proposals[index].start)
    candidates = []
    for number, span in enumerate(gold):
        for index in order:
            proposal = proposals[index]
            if proposal.start >= span.end:
                break
            shared = min(span.end, proposal.end) - max(span.start, proposal.start)
            if shared > 0:
                union = max(span.end, proposal.end) - min(span.start, proposal.start)
                if shared / union >= MIN_OVERLAP:
                    candidates.append((-shared / union, number, index))
    pairs: list[tuple[int, int]] = []
    used_gold: set[int] = set()
    used_numbers: set[int] = set()
    for _overlap, number, index in sorted(candidates):
        if number not in used_gold and index not in used_numbers:
            used_gold.add(number)
            used_numbers.add(index)
            pairs.append((number, index))
    return pairs
