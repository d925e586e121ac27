"""How marked spans fare, per kind of correction: followed, queued, silently wrong; then the time of every kind.

python -m tests.benchmarks.anchors [scripts] [first seed] [--faults] [--time]
"""

import argparse
from collections import Counter

from archive.editing.reanchoring import reanchor

from . import timing
from .kinds import COPIES, KINDS
from .oracle import Oracle
from .scripts import Script, make_scripts

SENTENCE_FAULTS = {"a foreign sentence", "a missing sentence", "a sentence that left", "a sentence that came"}
Fault = tuple[str, Script, tuple[int, int], object]


def measure(number: int, first_seed: int = 0) -> tuple[dict[str, Counter[str]], list[Fault]]:
    """Counts per kind, and every answer that is wrong."""
    table: dict[str, Counter[str]] = {kind.name: Counter() for kind in KINDS}
    faults: list[Fault] = []
    for script in make_scripts(number, first_seed):
        oracle, counts = Oracle(script), table[script.kind.name]
        for span, answer in zip(script.spans, reanchor(script.old, script.new, script.spans), strict=True):
            truth, followed = oracle.truth(span), answer.status != "review"
            counts["spans"] += 1
            counts["touched"] += truth.is_touched
            counts["touched followed"] += truth.is_touched and followed
            counts["layout"] += truth.is_touched and truth.keeps_words
            counts["layout followed"] += truth.is_touched and truth.keeps_words and followed
            counts["unchanged"] += truth.keeps_characters
            counts["unchanged queued"] += truth.keeps_characters and not followed
            if fault := oracle.fault(span, answer):
                counts["wrong"] += 1
                counts["sentence"] += fault in SENTENCE_FAULTS
                faults.append((fault, script, span, answer))
    return table, faults


def share(part: int, whole: int) -> str:
    return f"{part / whole:8.1%}" if whole else "       –"


def lines(table: dict[str, Counter[str]]):
    """The table as text. "Layout": spans of which every letter is there, in order, with nothing but layout between."""
    yield (
        f"{'kind':26}{'spans':>8}{'touched':>9}{'followed':>9}{'layout':>8}{'followed':>9}"
        f"{'unchanged':>10}{'queued':>8}{'wrong':>6}{'of these a sentence':>20}"
    )
    copies = {kind.name for kind in KINDS if kind.group == COPIES}
    without = sum((counts for name, counts in table.items() if name not in copies), Counter())
    rows = [*table.items(), ("all but copies", without), ("all", sum(table.values(), Counter()))]
    for name, c in rows:
        yield (
            f"{name:26}{c['spans']:8}{c['touched']:9} {share(c['touched followed'], c['touched'])}{c['layout']:8} "
            f"{share(c['layout followed'], c['layout'])}{c['unchanged']:10}"
            f"{share(c['unchanged queued'], c['unchanged'])}{c['wrong']:6}{c['sentence']:20}"
        )


def _excerpt(text: str, span: tuple[int, int]) -> str:
    start, end = span
    return f"  {text[max(start - 50, 0) : start]!r} [{text[start:end]!r}] {text[end : end + 50]!r}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scripts", type=int, nargs="?", default=520)
    parser.add_argument("seed", type=int, nargs="?", default=0)
    parser.add_argument("--faults", action="store_true", help="print the wrong answers")
    parser.add_argument("--time", action="store_true", help="measure the time only")
    options = parser.parse_args()
    if not options.time:
        table, faults = measure(options.scripts, options.seed)
        print(*lines(table), sep="\n")
        print(dict(Counter(fault for fault, *_rest in faults)))
        for fault, script, span, answer in faults[: 40 if options.faults else 0]:
            print(f"\n{fault}: {script.kind.name}, {script.language}, {answer.status}")
            print(_excerpt(script.old, span), _excerpt(script.new, answer.span), sep="\n")
    if options.time:
        timing.main()


if __name__ == "__main__":
    main()
