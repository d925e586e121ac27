"""How well two whole texts of one event are laid beside each other, against pairs of sentences made by hand.

python -m tests.benchmarks.document_comparison

Three pairs of texts: the official readout and the machine-translated report of the shared data, and two of our own, in
English and Chinese (`aligned_documents`). Some pairs of sentences may be made or not, such as headings that say the
same. "Differences" is the share of the pairs by hand in which words of one side alone are marked. Then the first texts
once more, and the links of editors between documents of one language in the demonstration archive (which of these the
texts alone show, without the links), with each figure a fifth lower or higher.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, product
from pathlib import Path
from typing import NamedTuple

from . import databases  # sets Django up
from .aligned_documents import OWN, SEEDS, AlignedTexts, read_own, read_shared

from django.core.management import call_command  # isort: skip

from archive.models import Document, Report, Statement
from archive.text.comparison import document_alignment
from archive.text.comparison.document_alignment import align_documents
from archive.text.comparison.shared_words import WordRules, mark_shared_words
from archive.text.languages import base_language
from archive.text.paragraphs import Span
from archive.web.comparison.reports import read_word_rules

DATABASE = "bench_document_comparison"
DEMO = Path(__file__).resolve().parents[2] / "fixtures" / "demo.json"
FIGURES = (
    "MIN_SCORE",
    "MIN_SCORE_OUT_OF_ORDER",
    "NEIGHBOUR_SHARE",
    "MIN_SHARE_OF_BEST",
    "SHORTER_SHARE",
    "COMMON_DIVISOR",
)


class Quality(NamedTuple):
    """Shares, 0 to 1: of pairs that are right and that are found, of what stands on one side alone and is shown so, and
    of the pairs by hand that show their differences."""

    precision: float
    recall: float
    only_left: float
    only_right: float
    differences: float

    def __str__(self) -> str:
        return (
            f"P {self[0]:.2f}  R {self[1]:.2f}  only left {self[2]:.2f}  only right {self[3]:.2f}  "
            f"differences {self[4]:.2f}"
        )


def find_number(span: Span, sentences: Sequence[Span]) -> int | None:
    """Of the sentence by hand that this one lies in for the most part."""
    overlaps = [
        (min(span[1], last) - max(span[0], first), number) for number, (first, last) in enumerate(sentences)
    ]
    overlap, number = max(overlaps)
    return number if overlap > 0 else None


def measure(gold: AlignedTexts, rules: WordRules) -> Quality:
    found = align_documents(*gold.texts, rules)
    pairs = {
        (
            find_number(found.left[pair.left], gold.sentences[0]),
            find_number(found.right[pair.right], gold.sentences[1]),
        )
        for pair in found.pairs
    }
    alone = []
    for side, sentences in enumerate(gold.sentences):
        single = set(range(len(sentences))) - {pair[side] for pair in gold.pairs | gold.either}
        alone.append(len(single - {pair[side] for pair in pairs}) / len(single))
    right = len(pairs & gold.pairs)
    shown = sum(shows_differences(gold, pair, rules) for pair in gold.pairs)
    return Quality(
        right / (len(pairs - gold.either) or 1),
        right / len(gold.pairs),
        *alone,
        shown / len(gold.pairs),
    )


def shows_differences(gold: AlignedTexts, pair: tuple[int, int], rules: WordRules) -> bool:
    words = [gold.texts[side][slice(*gold.sentences[side][pair[side]])] for side in (0, 1)]
    return any(run.kind for runs in mark_shared_words(words, rules) for run in runs)


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
        found += sum(bool(item & cells) for item in linked)
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
    golds = [read_shared()] if SEEDS.is_dir() else []
    for gold in [*golds, *map(read_own, OWN)]:
        rules = read_word_rules(gold.texts, gold.language)
        counts = f"{len(gold.pairs)} pairs by hand, {len(gold.either)} either way"
        print(f"{gold.name:30}{measure(gold, rules)}  {counts}")
    texts = [side.text for pair in pairs for side in (pair.left, pair.right)]
    rules = read_word_rules([text for gold in golds for text in gold.texts] + texts, "en")
    print_row("as it is", golds, pairs, rules)
    for figure in FIGURES:
        value = getattr(document_alignment, figure)
        for factor in (0.8, 1.2):
            setattr(
                document_alignment, figure, min(value * factor, 3.6 if figure == "COMMON_DIVISOR" else 1.0)
            )
            print_row(f"{figure} x {factor}", golds, pairs, rules)
        setattr(document_alignment, figure, value)


def print_row(name: str, golds: list[AlignedTexts], pairs: list[LinkedDocuments], rules: WordRules) -> None:
    qualities = "  ".join(str(measure(gold, rules)) for gold in golds)
    print(f"{name:30}{qualities}  {count_links(pairs, rules)}", flush=True)


def main() -> None:
    with databases.temporary_database(DATABASE):
        call_command("loaddata", DEMO, verbosity=0)
        report()


if __name__ == "__main__":
    main()
