"""Proposals of others: packages with the entry point `verbatim.proposers`. What they give is checked first.

An entry point is a function `propose(text, language, kind, names)` that returns `Proposal`s.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from importlib.metadata import entry_points
from itertools import islice
from typing import Any

from archive.proposing.proposal import Proposal
from archive.text.spans import is_markable

GROUP = "verbatim.proposers"
SECONDS = 20.0  # for one text; what comes later is dropped
MAX_PROPOSALS = 5_000  # of one text
Proposer = Callable[[str, str, str, Any], Iterable[Proposal]]


@dataclass(slots=True)
class PluginResult:
    """`dropped` counts by reason what was not taken: failed, late, too many, no proposal, outside the text or cut."""

    proposals: list[Proposal] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)


def installed_proposers() -> dict[str, Proposer]:
    """Returns the proposers by their names, without those that cannot be loaded."""
    proposers_by_name: dict[str, Proposer] = {}
    for entry in entry_points(group=GROUP):
        try:
            proposers_by_name[entry.name] = entry.load()
        except Exception:  # a plug-in may fail in any way and must not stop the page
            continue
    return proposers_by_name


def run_proposers(
    proposers: Mapping[str, Proposer],
    text: str,
    language: str,
    kind: str,
    names: Any,
    seconds: float = SECONDS,
) -> dict[str, PluginResult]:
    """Returns each proposer's result. None can take longer than `seconds`, raise, or give a span that cannot be
    marked."""
    return {
        name: _run(proposer, name, (text, language, kind, names), seconds)
        for name, proposer in proposers.items()
    }


def _run(proposer: Proposer, name: str, arguments: tuple[str, str, str, Any], seconds: float) -> PluginResult:
    result = PluginResult()
    results: list[Any] = []
    is_done = threading.Event()

    def work() -> None:
        try:
            results.extend(islice(proposer(*arguments), MAX_PROPOSALS + 1))
        except Exception:  # see above
            result.dropped["failed"] += 1
        is_done.set()

    threading.Thread(target=work, daemon=True).start()
    if not is_done.wait(seconds):
        return PluginResult(dropped=Counter(late=1))
    if len(results) > MAX_PROPOSALS:
        result.dropped["too many"] += 1
    for proposal in results[:MAX_PROPOSALS]:
        if reason := _fault(arguments[0], proposal):
            result.dropped[reason] += 1
        else:
            result.proposals.append(
                replace(proposal, rule=proposal.rule or name, score=min(max(proposal.score, 0.0), 1.0))
            )
    return result


def _fault(text: str, proposal: Any) -> str:
    if not isinstance(proposal, Proposal) or not all(
        type(offset) is int for offset in (proposal.start, proposal.end)
    ):
        return "no proposal"
    if not isinstance(proposal.score, int | float) or not isinstance(proposal.rule, str):
        return "no proposal"
    return "" if is_markable(text, proposal.start, proposal.end) else "outside the text or cut"
