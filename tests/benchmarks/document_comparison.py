"""How well two whole texts of one event are laid beside each other, against pairs of sentences made by hand.

python -m tests.benchmarks.document_comparison

The pairs are of the official readout and the machine-translated report of the shared data: `document_pairs.json` has
the offsets of their sentences and the digests of the texts, and nothing of these. Some pairs may be made or not, such
as headings that say the same. Beside them the links of editors between documents of one language in the demonstration
archive: which of these the texts alone show, without the links. Then the same with each figure a fifth lower or higher.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, product
from pathlib import Path
from typing import NamedTuple

from . import databases  # sets Django up

from django.core.management import call_command  # isort: skip

from archive.matching.profile import base_language
from archive.models import Document, Report, Statement
from archive.text.comparison import document_alignment
from archive.text.comparison.document_alignment import align_documents
from archive.text.comparison.shared_words import WordRules
from archive.text.paragraphs import Span
from archive.web.comparison.reports import read_word_rules

DATABASE = "bench_document_comparison"
DEMO = Path(__file__).resolve().parents[2] / "fixtures" / "demo.json"
GOLD = json.loads((Path(__file__).parent / "document_pairs.json").read_text("utf-8"))
SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
FIGURES = (
    "MIN_SCORE",
    "MIN_SCORE_OUT_OF_ORDER",
    "NEIGHBOUR_SHARE",
    "MIN_SHARE_OF_BEST",
    "SHORTER_SHARE",
    "COMMON_DIVISOR",
)


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


def measure(rules: WordRules) -> Quality:
    found = align_documents(read_side("left"), read_side("right"), rules)
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


class LinkedDocuments(NamedTuple):
    left: Document
    right: Document
    links: list[tuple[Statement, Statement]]


def linked_documents() -> Iterator[LinkedDocuments]:
    """Published documents of one language of which editors have linked statements."""
    utterances: dict[int, list[Statement]] = defaultdict(list)
    for report in Report.objects.public().select_related("statement"):
        utterances[report.utterance_id].append(report.statement)
    for left, right in combinations(Document.objects.published().order_by("pk"), 2):
        if base_language(left.language) == base_language(right.language):
            links = [
                (here, there)
                for reports in utterances.values()
                for here, there in product(reports, reports)
                if (here.document_id, there.document_id) == (left.pk, right.pk)
            ]
            if links:
                yield LinkedDocuments(left, right, links)


def count_links(pairs: list[LinkedDocuments], rules: WordRules) -> str:
    """How many links stand in one row, and how many pairs of sentences there are beside them: true ones, too, since
    not every sentence is marked."""
    found = total = beside = 0
    for left, right, links in pairs:
        alignment = align_documents(left.text, right.text, rules)
        cells = {(pair.left, pair.right) for pair in alignment.pairs}
        linked = [
            set(product(find_overlaps(alignment.left, here), find_overlaps(alignment.right, there)))
            for here, there in links
        ]
        total += len(linked)
        found += sum(bool(each & cells) for each in linked)
        beside += len(cells - set().union(*linked))
    return f"links {found} of {total}, {beside} pairs beside them"


def find_overlaps(sentences: tuple[Span, ...], statement: Statement) -> list[int]:
    return [
        number
        for number, (start, end) in enumerate(sentences)
        if start < statement.end and end > statement.start
    ]


def report() -> None:
    pairs = list(linked_documents())
    texts = [side.text for pair in pairs for side in (pair.left, pair.right)]
    rules = read_word_rules([read_side("left"), read_side("right"), *texts], "en")
    print(f"{len(GOLD['pairs'])} pairs by hand, {len(GOLD['either way'])} more that may be made or not")
    print(f"{'as it is':30}{measure(rules)}  {count_links(pairs, rules)}")
    for figure in FIGURES:
        value = getattr(document_alignment, figure)
        for factor in (0.8, 1.2):
            setattr(
                document_alignment, figure, min(value * factor, 3.6 if figure == "COMMON_DIVISOR" else 1.0)
            )
            name = f"{figure} x {factor}"
            print(f"{name:30}{measure(rules)}  {count_links(pairs, rules)}", flush=True)
        setattr(document_alignment, figure, value)


def main() -> None:
    databases.drop(DATABASE)
    databases.execute_as_admin(f'CREATE DATABASE "{DATABASE}"')
    with databases.using(DATABASE):
        call_command("migrate", verbosity=0)
        call_command("loaddata", DEMO, verbosity=0)
        report()
    databases.drop(DATABASE)


if __name__ == "__main__":
    main()
