"""How many pairs of true reports are marked as having their words in another order, and which pairs of sentences
that differ in a small word or a sign (`small_differences.txt`) show no difference.

python -m tests.benchmarks.word_order

The pairs of reports in one language that editors linked in the demonstration archive, and the pairs of sentences made
by hand (`aligned_documents`). Then the same with other distances within which words change places.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from . import databases  # sets Django up
from .aligned_documents import OWN, SEEDS, read_own, read_shared

from django.core.management import call_command  # isort: skip

from archive.models import Report
from archive.text.comparison.shared_words import WordRules, exchanged_words, mark_shared_words
from archive.text.languages import base_language
from archive.web.comparison.reports import read_word_rules

from .document_comparison import DEMO

DATABASE = "bench_word_order"
_CHOICE = re.compile(r"\{([^{|}]*)\|([^{|}]*)\}")
DISTANCES = (6, 8, 10, 15, 30)  # words


class TruePair(NamedTuple):
    set_name: str
    language: str
    texts: tuple[str, str]


def linked_reports() -> Iterator[TruePair]:
    utterances = defaultdict(list)
    for report in Report.objects.public().select_related("statement__document"):
        utterances[report.utterance_id].append(report.statement)
    for statements in utterances.values():
        for one, other in combinations(statements, 2):
            language = base_language(one.document.language)
            if language == base_language(other.document.language):
                yield TruePair("demo", language, (one.text, other.text))


def aligned_sentences() -> Iterator[TruePair]:
    for gold in [*([read_shared()] if SEEDS.is_dir() else []), *map(read_own, OWN)]:
        for left, right in sorted(gold.pairs):
            spans = gold.sentences[0][left], gold.sentences[1][right]
            one, other = (text[slice(*span)] for text, span in zip(gold.texts, spans, strict=True))
            yield TruePair(gold.name, gold.language, (one, other))


def count_marked(pairs: list[TruePair], rules: dict[str, WordRules]) -> str:
    counts: dict[str, list[bool]] = defaultdict(list)
    for pair in pairs:
        marked = mark_shared_words(pair.texts, rules[pair.language])
        counts[pair.set_name].append(any(run.kind == "moved" for runs in marked for run in runs))
    return "  ".join(f"{name} {sum(marked)} of {len(marked)}" for name, marked in counts.items())


def silent_pairs() -> list[str]:
    """The lines of the file of which the two sentences show no difference: `en {Before|After} the war …`."""
    silent = []
    for line in (Path(__file__).parent / "small_differences.txt").read_text("utf-8").splitlines():
        language, _space, sentence = line.partition(" ")
        texts = [_CHOICE.sub(side, sentence) for side in (r"\1", r"\2")]
        marked = mark_shared_words(texts, read_word_rules(texts, language))
        if not any(run.kind in ("only", "moved") for runs in marked for run in runs):
            silent.append(line)
    return silent


def main() -> None:
    with databases.temporary_database(DATABASE):
        call_command("loaddata", DEMO, verbosity=0)
        pairs = [*linked_reports(), *aligned_sentences()]
        rules = {
            language: read_word_rules(
                [text for pair in pairs if pair.language == language for text in pair.texts], language
            )
            for language in {pair.language for pair in pairs}
        }
        print("small differences that are not shown:", *silent_pairs(), sep="\n  ")
        print(f"{'as it is':12}{count_marked(pairs, rules)}", flush=True)
        for distance in DISTANCES:
            exchanged_words.MAX_DISTANCE = distance
            print(f"{distance:<12}{count_marked(pairs, rules)}", flush=True)


if __name__ == "__main__":
    main()
