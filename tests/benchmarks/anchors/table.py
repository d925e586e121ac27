"""The table of a measurement, and its figures beside the targets of the archive."""

from collections import Counter
from collections.abc import Iterator

from .kinds import COPIES, KINDS

Table = dict[str, Counter[str]]  # by the name of the kind
ALL_SPANS = 143_000  # of the count of wrong ones that is allowed
MAX_WRONG = 5
MAX_QUEUED = 0.04
REQUIRED_SHARES = {
    "para_join": 0.95,
    "para_split": 0.95,
    "headers out": 0.90,
    "headers in": 0.90,
    "to traditional": 0.90,
    "to simplified": 0.90,
    "typos": 0.87,
    "quotes": 0.98,
    "hyphens": 0.93,
}


def rows(table: Table) -> Iterator[str]:
    """The table as text, of spans: "followed" of the touched ones, in which a character changed; "layout": those of
    which every letter is there, in order, with nothing but layout between; "asked": changed ones that an editor
    confirms; "not asked": other words shown unasked, which spelling is meant to be; "queued" of the unchanged ones."""
    yield (
        f"{'kind':26}{'spans':>8}{'kept':>8}{'moved':>8}{'changed':>8}{'asked':>7}{'review':>8}{'touched':>9}"
        f"{'followed':>9}{'layout':>8}{'followed':>9}{'unchanged':>10}{'queued':>8}"
        f"{'not asked':>10}{'wrong':>6}{'a sentence':>11}"
    )
    for name, c in [
        *table.items(),
        ("all but copies", without_copies(table)),
        ("all", sum(table.values(), Counter())),
    ]:
        yield (
            f"{name:26}{c['spans']:8}{c['kept']:8}{c['moved']:8}{c['changed']:8}{c['asked']:7}{c['review']:8}"
            f"{c['touched']:9} {_share(c['touched followed'], c['touched'])}{c['layout']:8} "
            f"{_share(c['layout followed'], c['layout'])}{c['unchanged']:10}"
            f"{_share(c['unchanged queued'], c['unchanged'])}{c['not asked']:10}{c['wrong']:6}{c['sentence']:11}"
        )


def without_copies(table: Table) -> Counter[str]:
    copies = {kind.name for kind in KINDS if kind.group == COPIES}
    return sum((counts for name, counts in table.items() if name not in copies), Counter())


def targets(table: Table) -> Iterator[str]:
    """Each target with its figure and whether it is met; kinds without touched spans are left out."""
    for name, least in REQUIRED_SHARES.items():
        counts = table.get(name, Counter())
        if counts["touched"]:
            share = counts["touched followed"] / counts["touched"]
            yield _line(f"{name} followed", f"at least {least:.0%}", f"{share:.1%}", met=share >= least)
    every, others = sum(table.values(), Counter()), without_copies(table)
    allowed = MAX_WRONG * every["spans"] / ALL_SPANS
    yield _line(
        "silently wrong", f"at most {allowed:.1f}", str(every["wrong"]), met=every["wrong"] <= allowed
    )
    yield _line("foreign or missing sentence", "0", str(every["sentence"]), met=not every["sentence"])
    if others["unchanged"]:
        share = others["unchanged queued"] / others["unchanged"]
        yield _line("unchanged queued", f"at most {MAX_QUEUED:.0%}", f"{share:.1%}", met=share <= MAX_QUEUED)
    unasked = sum(
        table[kind.name]["not asked"] for kind in KINDS if kind.changes_meaning and kind.name in table
    )
    yield _line("other meaning, not asked", "0", str(unasked), met=not unasked)


def _line(name: str, target: str, figure: str, *, met: bool) -> str:
    return f"{name:30}{target:>14}{figure:>10}  {'met' if met else 'NOT MET'}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:8.1%}" if whole else "       –"
