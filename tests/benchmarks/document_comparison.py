"""How well two whole texts of one event are laid beside each other, against pairs of sentences made by hand.

python -m tests.benchmarks.document_comparison

The pairs are of the official readout and the machine-translated report of the shared data: `document_pairs.json` has
the offsets of their sentences and the digests of the texts, and nothing of these. Some pairs may be made or not, such
as headings that say the same. Then the same with each figure of the comparison a fifth lower and higher.
"""

import hashlib
import json
from pathlib import Path
from typing import NamedTuple

from archive.text.comparison import document_alignment
from archive.text.comparison.document_alignment import align_documents
from archive.text.paragraphs import Span

GOLD = json.loads((Path(__file__).parent / "document_pairs.json").read_text("utf-8"))
SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
FIGURES = ("MIN_SCORE", "NEIGHBOUR_SHARE", "NEAR_BEST", "SHORTER_SHARE", "COMMON")


class Quality(NamedTuple):
    """Shares, 0 to 1: of pairs that are right and that are found, of what stands on one side alone and is shown so."""

    precision: float
    recall: float
    only_left: float
    only_right: float

    def __str__(self) -> str:
        return f"P {self[0]:.2f}  R {self[1]:.2f}  only left {self[2]:.2f}  only right {self[3]:.2f}"


def read_side(name: str) -> str:
    """The text of one side from where it begins; raises ValueError where it is another than the pairs are of."""
    side = GOLD[name]
    text = (SEEDS / side["file"]).read_text("utf-8")
    if hashlib.sha256(text.encode()).hexdigest() != side["sha256"]:
        raise ValueError(f"{side['file']} is not the text of which the pairs were made")
    return text[side["start"] :].rstrip()


def gold_number(span: Span, name: str) -> int | None:
    """Of the sentence by hand that this one lies in for the most part."""
    start = GOLD[name]["start"]
    overlaps = [
        (min(span[1] + start, last) - max(span[0] + start, first), number)
        for number, (first, last) in enumerate(GOLD[name]["sentences"])
    ]
    overlap, number = max(overlaps)
    return number if overlap > 0 else None


def measure() -> Quality:
    found = align_documents(read_side("left"), read_side("right"))
    pairs = {
        (gold_number(found.left[pair.left], "left"), gold_number(found.right[pair.right], "right"))
        for pair in found.pairs
    }
    true, either = {tuple(pair) for pair in GOLD["pairs"]}, {tuple(pair) for pair in GOLD["either way"]}
    alone = []
    for side, name in enumerate(("left", "right")):
        single = set(range(len(GOLD[name]["sentences"]))) - {pair[side] for pair in true | either}
        alone.append(len(single - {pair[side] for pair in pairs}) / len(single))
    right = len(pairs & true)
    return Quality(right / (len(pairs - either) or 1), right / len(true), *alone)


def main() -> None:
    print(f"{len(GOLD['pairs'])} pairs by hand, {len(GOLD['either way'])} more that may be made or not")
    print(f"{'as it is':26}{measure()}")
    for figure in FIGURES:
        value = getattr(document_alignment, figure)
        for factor in (0.8, 1.2):
            setattr(document_alignment, figure, min(value * factor, 3.6 if figure == "COMMON" else 1.0))
            print(f"{figure} x {factor:<{23 - len(figure)}}{measure()}")
        setattr(document_alignment, figure, value)


if __name__ == "__main__":
    main()
