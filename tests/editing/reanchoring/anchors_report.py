"""How spans fare, per kind of edit and language.

python -m tests.editing.reanchoring.anchors_report [scripts] [first seed]
"""

import sys
import time
from collections import Counter, defaultdict

from archive.editing.reanchoring.anchors import reanchor
from archive.editing.reanchoring.results import AnchorStatus

from .edited import ALL_KINDS, make_scripts
from .truth import Truth


def measure(number: int, first_seed: int = 0, everything: bool = False):
    """(counts per kind and language, faults with script and span), of statuses and of spans whose words stayed."""
    table, faults = defaultdict(Counter), []
    for script in make_scripts(number, first_seed, everything):
        truth, counts = Truth(script), table[script.kind, script.language]
        counts["scripts"] += 1
        followed = reanchor(script.old, script.new, script.spans)
        for span, one in zip(script.spans, followed, strict=True):
            counts[one.status] += 1
            if truth.keeps_its_words(*span):
                followed_it = one.status in (AnchorStatus.UNCHANGED, AnchorStatus.MOVED)
                recognisable = truth.is_recognisable(*span)
                counts.update(
                    {
                        "same words": 1,
                        "followed": followed_it,
                        "recognisable": recognisable,
                        "recognisable followed": recognisable and followed_it,
                    }
                )
            if fault := truth.fault(span, one):
                faults.append((fault, script, span, one))
    return table, faults


def shares(table) -> tuple[float, float]:
    """Of the spans whose own words stayed: the share followed, and that among those that are recognisable."""
    whole = sum(table.values(), Counter())
    return whole["followed"] / whole["same words"], whole["recognisable followed"] / whole["recognisable"]


def lines(table):
    yield f"{'kind':31}lang scripts  spans   same  moved changed review | same words followed | recognisable followed"
    for kind in ALL_KINDS:
        for language in ("en", "zh"):
            yield _line(f"{kind:31}{language}  ", table[kind, language])
    yield _line(f"{'all':31}    ", sum(table.values(), Counter()))


def _line(name: str, counts: Counter) -> str:
    spans = sum(counts[status] for status in AnchorStatus)
    statuses = " ".join(f"{counts[status] / max(spans, 1):6.1%}" for status in AnchorStatus)
    followed = f"{counts['same words']:10} {counts['followed'] / max(counts['same words'], 1):8.2%}"
    recognisable = (
        f"{counts['recognisable']:11} {counts['recognisable followed'] / max(counts['recognisable'], 1):8.2%}"
    )
    return f"{name}{counts['scripts']:7} {spans:6} {statuses} | {followed} | {recognisable}"


def main(number: int = 2000, first_seed: int = 0) -> None:
    begun = time.perf_counter()
    table, faults = measure(number, first_seed, everything=True)
    print(*lines(table), sep="\n")
    print(f"{time.perf_counter() - begun:.0f} s; faults: {len(faults)} {dict(Counter(f[0] for f in faults))}")
    for fault, script, span, one in faults[:20]:
        print(
            f"\n{fault}: {script.kind} {script.language} {one.status} {one.reason}",
            _shown(script.old, span),
            sep="\n",
        )
        print(_shown(script.new, one.span) if one.span else one.candidates)


def _shown(text: str, span: tuple[int, int]) -> str:
    start, end = span
    return f"  {text[max(start - 60, 0) : start]!r} [{text[start:end]!r}] {text[end : end + 60]!r}"


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
