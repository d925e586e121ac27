"""How marked spans fare, per kind of correction: followed, queued, silently wrong; the targets; or the time.

python -m tests.benchmarks.anchors [cases] [first seed] [--kinds WORD] [--faults] [--time]

40 spans a case. The texts of ../shared/data are used where they are present.
"""

import argparse
from collections import Counter
from collections.abc import Sequence

from archive.editing.reanchoring import AnchorResult, reanchor
from archive.editing.reanchoring.meaning import MeaningComparison

from . import timing
from .correction_cases import CorrectionCase, make_cases
from .kinds import KINDS, Kind
from .oracle import Oracle
from .table import Table, rows, targets

SENTENCE_FAULTS = {"a foreign sentence", "a missing sentence", "a sentence that left", "a sentence that came"}
Fault = tuple[str, CorrectionCase, tuple[int, int], AnchorResult]


def measure(number: int, first_seed: int = 0, kinds: Sequence[Kind] = KINDS) -> tuple[Table, list[Fault]]:
    """Counts per kind, and every answer that is wrong."""
    table: Table = {kind.name: Counter() for kind in kinds}
    faults: list[Fault] = []
    for case in make_cases(number, first_seed, kinds):
        oracle, counts = Oracle(case), table[case.kind.name]
        meaning = MeaningComparison(case.old, case.new, language=case.language)
        for span, answer in zip(case.spans, reanchor(case.old, case.new, case.spans), strict=True):
            confirmed = needs_confirmation(meaning, span, answer)
            _count(counts, oracle, span, answer, confirmed=confirmed)
            if fault := oracle.fault(span, answer, confirmed=confirmed):
                counts["wrong"] += 1
                counts["sentence"] += fault in SENTENCE_FAULTS
                faults.append((fault, case, span, answer))
            elif (
                answer.span
                and answer.status == "changed"
                and not confirmed
                and not oracle.keeps_words(span, answer.span)
            ):
                counts["not asked"] += 1
                if case.kind.changes_meaning:
                    faults.append(("not asked", case, span, answer))
    return table, faults


def needs_confirmation(meaning: MeaningComparison, span: tuple[int, int], answer: AnchorResult) -> bool:
    """Whether an editor confirms the new words of a published statement before they are shown."""
    if answer.status != "changed" or answer.span is None:
        return False
    return bool(meaning.changed_meanings(span, answer.span))


def _count(
    counts: Counter[str], oracle: Oracle, span: tuple[int, int], answer: AnchorResult, *, confirmed: bool
) -> None:
    truth, followed = oracle.truth(span), answer.status != "review"
    counts["spans"] += 1
    counts[answer.status.value] += 1
    counts["asked"] += confirmed
    counts["touched"] += truth.is_touched
    counts["touched followed"] += truth.is_touched and followed
    counts["layout"] += truth.is_touched and truth.keeps_words
    counts["layout followed"] += truth.is_touched and truth.keeps_words and followed
    counts["unchanged"] += truth.keeps_characters
    counts["unchanged queued"] += truth.keeps_characters and not followed


def _excerpt(text: str, span: tuple[int, int]) -> str:
    start, end = span
    return f"  {text[max(start - 50, 0) : start]!r} [{text[start:end]!r}] {text[end : end + 50]!r}"


def _print_faults(faults: list[Fault], number: int) -> None:
    counts = Counter((case.kind.name, fault) for fault, case, *_rest in faults)
    print(*(f"{count:6} {name}: {fault}" for (name, fault), count in counts.most_common()), sep="\n")
    for fault, case, span, answer in faults[:number]:
        print(f"\n{fault}: {case.kind.name}, {case.language}, {answer.status}")
        print(_excerpt(case.old, span), _excerpt(case.new, answer.span or (0, 0)), sep="\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=int, nargs="?", default=520)
    parser.add_argument("seed", type=int, nargs="?", default=0)
    parser.add_argument("--kinds", default="", help="only those whose name has this word")
    parser.add_argument("--faults", type=int, default=0, help="print so many of the wrong answers")
    parser.add_argument("--time", action="store_true", help="measure the time only")
    options = parser.parse_args()
    if options.time:
        timing.main()
        return
    kinds = [kind for kind in KINDS if options.kinds in kind.name]
    table, faults = measure(options.cases, options.seed, kinds)
    print(*rows(table), sep="\n")
    print(*targets(table), sep="\n")
    _print_faults(faults, options.faults)


if __name__ == "__main__":
    main()
