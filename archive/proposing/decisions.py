"""What editors decided about proposals, and what follows for the next ones."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from archive.proposing.proposal import Proposal

ACCEPTED, EDITED, REJECTED = "accepted", "edited", "rejected"
CONTEXT = 40  # characters on each side by which a rejected place is known again
_PRIOR = 6  # decisions that a rule's own score weighs
_CUE_PRIOR = 4  # decisions that the rate of its rule weighs for a cue


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision on one proposal: its rule and cue, the verdict, its words, and what stood before and after them.
    `count` decisions of the same rule, cue and verdict may be given as one."""

    rule: str
    cue: str
    verdict: str
    words: str = ""
    before: str = ""
    after: str = ""
    count: int = 1


def decision_on(text: str, proposal: Proposal, verdict: str) -> Decision:
    """The proposal’s words with CONTEXT characters on each side, which know them again after a correction."""
    before = text[max(0, proposal.start - CONTEXT) : proposal.start]
    after = text[proposal.end : proposal.end + CONTEXT]
    return Decision(
        proposal.rule, proposal.cue.lower(), verdict, text[proposal.start : proposal.end], before, after
    )


class AcceptanceRates:
    """Counts how often proposals of a rule, and of a rule with a cue, were accepted or edited."""

    def __init__(self, decisions: Iterable[Decision]):
        self._accepted: Counter[tuple[str, str]] = Counter()
        self._offered: Counter[tuple[str, str]] = Counter()
        for decision in decisions:
            for key in {(decision.rule, ""), (decision.rule, decision.cue)}:
                self._offered[key] += decision.count
                self._accepted[key] += decision.count * (decision.verdict != REJECTED)

    def rescore(self, proposal: Proposal) -> Proposal:
        """Returns the proposal with a score between the rule's own and the share of its proposals that were
        accepted."""
        rate = self._smoothed_rate((proposal.rule, ""), proposal.score, _PRIOR)
        if proposal.cue:
            rate = self._smoothed_rate((proposal.rule, proposal.cue.lower()), rate, _CUE_PRIOR)
        return replace(proposal, score=round(rate, 3))

    def _smoothed_rate(self, key: tuple[str, str], expected_rate: float, weight: int) -> float:
        return (self._accepted[key] + expected_rate * weight) / (self._offered[key] + weight)

    def counts(self, proposal: Proposal) -> tuple[int, int]:
        """Returns how many proposals of its rule and cue, else of its rule, were accepted, and how many were
        decided."""
        key = (proposal.rule, proposal.cue.lower())
        key = key if self._offered[key] else (proposal.rule, "")
        return self._accepted[key], self._offered[key]


def without_rejected(
    text: str, proposals: Sequence[Proposal], decisions: Iterable[Decision]
) -> list[Proposal]:
    """Returns the proposals without those whose words were rejected in the same context; in another place they are
    proposed again."""
    rejections = {
        (decision.words, decision.before, decision.after)
        for decision in decisions
        if decision.verdict == REJECTED
    }

    def context_of(proposal: Proposal) -> tuple[str, str, str]:
        decision = decision_on(text, proposal, REJECTED)
        return decision.words, decision.before, decision.after

    return [proposal for proposal in proposals if context_of(proposal) not in rejections]
