"""Known-item search: a sentence remembered wrongly, and whether its statement is found.

    python -m tests.benchmarks.relevance --corpus un-general-debate

Takes runs of words of published statements at random, changes them as readers do (``kinds``), and asks the archive,
SQLite FTS5 and tantivy (BM25, the words joined by OR; FTS5 by AND, too) and PostgreSQL's ts_rank_cd for the same words.
The statement the words were taken from is the only right answer. Reports success at 1 and at 10 and the mean
reciprocal rank over the first ten, to RELEVANCE.md beside this file. While the search was made, un-general-debate and
archive-tw were looked at, and five sentences of us-state-of-the-union at the end. With ``--draft`` nothing is written.
"""

import argparse
import random
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection

from tests.benchmarks import databases  # isort: skip  (sets Django up)

from archive.models import Statement
from archive.text.words import tokens
from tests.benchmarks import results

from . import corpora
from .engines import DEPTH, Ask, engines
from .kinds import EVERY_SCRIPT, WITH_SPACES, Memory

FILE = Path(__file__).with_name("RELEVANCE.md")
HEAD = """# Relevance

Written by `python -m tests.benchmarks.relevance`: known-item search, described there. Each cell is
success@1 / success@10 / MRR.
"""
SEED = 20261127
EACH = 100  # sentences of each kind
MIN_WORDS, MAX_WORDS = 8, 30  # words of a sentence that is asked
POOL = 20_000  # words that others are changed with


@dataclass(frozen=True)
class Item:
    statement: int
    words: tuple[str, ...]


def items(rng: random.Random, language: str) -> tuple[list[Item], list[str]]:
    """Runs of words of different documents, and the words of others."""
    published = Statement.objects.published().filter(document__language__startswith=language)
    rows = list(published.order_by("pk").values_list("pk", "document_id", "text"))
    rng.shuffle(rows)
    found, pool, seen = [], [], set()
    for pk, document, text in rows:
        words = tuple(token.word for token in tokens(text))
        if document not in seen and len(words) >= MIN_WORDS:
            at = rng.randrange(max(len(words) - MAX_WORDS, 0) + 1)
            found.append(Item(pk, words[at : at + MAX_WORDS]))
            seen.add(document)
        elif len(pool) < POOL:
            pool += words
    return found, pool


def rank(found: list[int], wanted: int) -> int:
    """Returns the rank, counted from 1; 0 where the statement is not among them."""
    return found.index(wanted) + 1 if wanted in found else 0


def figures(ranks: list[int]) -> str:
    share = [sum(0 < rank <= depth for rank in ranks) / len(ranks) for depth in (1, DEPTH)]
    reciprocal = sum(1 / rank for rank in ranks if rank) / len(ranks)
    return f"{share[0]:.2f} / {share[1]:.2f} / {reciprocal:.3f}"


def measure(asked: dict[str, Ask], number: int) -> list[list[str]]:
    rng = random.Random(SEED)
    rows: list[list[str]] = []
    everything: dict[str, list[int]] = {name: [] for name in asked}
    for language, name in (("en", "English"), ("gl", "Galician"), ("zh", "Chinese")):
        found, pool = items(rng, language)
        memory = Memory(rng, pool, language == "zh")
        kinds = EVERY_SCRIPT if memory.unspaced else EVERY_SCRIPT | WITH_SPACES
        for kind, change in kinds.items() if found else ():
            chosen = rng.sample(found, min(number, len(found)))
            wanted = [(change(memory, list(entry.words)), entry.statement) for entry in chosen]
            row = [f"{name}, {kind}", str(len(wanted))]
            for engine, ask in asked.items():
                ranks = [rank(ask(words, memory.unspaced), statement) for words, statement in wanted]
                everything[engine] += ranks
                row.append(figures(ranks))
            rows.append(row)
            print(*row, sep=" | ", flush=True)
    total = ["all", str(len(everything["archive"])), *(figures(ranks) for ranks in everything.values())]
    return [*rows, total]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", action="append", help="may be given several times")
    parser.add_argument("--number", type=int, default=EACH, help="sentences of each kind")
    parser.add_argument("--draft", action="store_true", help="without ts_rank_cd, and nothing is written")
    arguments = parser.parse_args()
    settings.SEARCH_BUDGET = 60_000  # so that a busy machine changes no figure
    sections = []
    for corpus in arguments.corpus or ["un-general-debate", "archive-tw", "us-state-of-the-union"]:
        name = corpora.database(corpus)
        with databases.database_in_use(name):
            connection.ensure_connection()
            facts = "\n".join(f"- {fact}" for fact in results.machine(0))
            asked = engines(name, slow=not arguments.draft)
            rows = measure(asked, arguments.number)
            statements = Statement.objects.published().count()
        table = results.table(["sentence", "asked", *asked], rows)
        sections.append(f"## {corpus}, {statements} statements\n\n{facts}\n\n{table}\n")
    if not arguments.draft:
        FILE.write_text("\n".join([HEAD, *sections]))
    print(*sections, sep="\n")


if __name__ == "__main__":
    main()
