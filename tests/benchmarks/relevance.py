"""Known-item search: a sentence remembered wrongly, and whether its document is found.

    python -m tests.benchmarks.relevance --size 100000

Takes sentences of published documents at random, drops or changes some of their words, and asks the archive and SQLite
FTS5 (all words joined by OR, ranked by its BM25: joined by AND it would find nothing once a word is changed) for the
same words. The document the sentence was taken from is the only right answer. Reports success at 1 and at 10 and the
mean reciprocal rank over the first ten, to RELEVANCE.md beside this file. Other sentences (another SEED) were looked at
while the search was made.
"""

import argparse
import random
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from django.db import connection

from . import databases  # isort: skip  (sets Django up)

from archive.models import Statement
from archive.search.execution import search
from archive.search.request.params import SearchParams
from archive.text.words import tokens

from . import results
from .comparators import sqlite_fts

FILE = Path(__file__).with_name("RELEVANCE.md")
HEAD = """# Relevance

Written by `python -m tests.benchmarks.relevance --size {size}`: known-item search, described there.

{facts}

"""
SEED = 20261126
EACH = 150  # sentences of each kind
MIN_WORDS, MAX_WORDS = 8, 30  # words of a sentence that is asked
DEPTH = 10


@dataclass(frozen=True)
class Item:
    document: int
    words: tuple[str, ...]


def dropped(rng, words, pool, share=0.3):
    return [word for word in words if rng.random() > share] or words[:1]


def changed(rng, words, pool, share=0.2):
    return [rng.choice(pool) if rng.random() < share else word for word in words]


KINDS: dict[str, Callable] = {
    "as it stands": lambda rng, words, pool: words,
    "3 of 10 words dropped": dropped,
    "2 of 10 words changed": changed,
    "dropped and changed": lambda rng, words, pool: changed(rng, dropped(rng, words, pool), pool),
    "a third of the words, shuffled": lambda rng, words, pool: rng.sample(words, max(3, len(words) // 3)),
}


def items(rng: random.Random, language: str, number: int) -> tuple[list[Item], list[str]]:
    """Sentences of different documents, and the words other sentences are changed with."""
    published = Statement.objects.published().filter(document__language__startswith=language)
    rows = list(published.order_by("pk").values_list("pk", "document_id"))
    rng.shuffle(rows)
    found, pool, seen = [], [], set()
    for pk, document in rows:
        if document in seen:
            continue
        words = tuple(
            token.word for token in tokens(Statement.objects.values_list("text", flat=True).get(pk=pk))
        )
        pool += words
        if len(words) >= MIN_WORDS:
            at = rng.randrange(max(len(words) - MAX_WORDS, 0) + 1)
            found.append(Item(document, words[at : at + MAX_WORDS]))
            seen.add(document)
        if len(found) == number:
            break
    return found, pool


def ours(words: list[str], chinese: bool) -> list[int]:
    asked = ("" if chinese else " ").join(words)
    return documents(search(SearchParams(q=asked, unit="statements")).ids[:DEPTH])


def fts5(sqlite, words: list[str], chinese: bool) -> list[int]:
    """Its index has Chinese as pairs of characters, as ours has."""
    asked = [a + b for a, b in pairwise(words)] if chinese else words
    return documents(sqlite.best(asked, DEPTH))


def documents(statements: list[int]) -> list[int]:
    document = dict(Statement.objects.filter(pk__in=statements).values_list("pk", "document_id"))
    return [document[pk] for pk in statements]


def rank(documents: list[int], wanted: int) -> int:
    """From 1; 0 where it is not among them."""
    return documents.index(wanted) + 1 if wanted in documents else 0


def figures(ranks: list[int]) -> list[str]:
    share = [sum(0 < each <= depth for each in ranks) / len(ranks) for depth in (1, DEPTH)]
    reciprocal = sum(1 / each for each in ranks if each) / len(ranks)
    return [f"{share[0]:.3f}", f"{share[1]:.3f}", f"{reciprocal:.3f}"]


def measure(database: str) -> list[list[str]]:
    rng = random.Random(SEED)
    sqlite = sqlite_fts.Engine(database)
    rows = []
    for language, name in (("en", "English"), ("zh", "Chinese")):
        for kind, change in KINDS.items():
            found, pool = items(rng, language, EACH)
            asked = [(item.document, change(rng, list(item.words), pool)) for item in found]
            mine = [rank(ours(words, language == "zh"), document) for document, words in asked]
            theirs = [rank(fts5(sqlite, words, language == "zh"), document) for document, words in asked]
            rows.append([f"{name}, {kind}", str(len(asked)), *figures(mine), *figures(theirs)])
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", type=int, default=100_000)
    size = parser.parse_args().size
    with databases.using(f"bench_{size}"):
        connection.ensure_connection()
        rows = measure(f"bench_{size}_raw")
    head = ["sentence", "asked", "success@1", "success@10", "MRR", "FTS5 @1", "FTS5 @10", "FTS5 MRR"]
    table = results.table(head, rows)
    FILE.write_text(
        HEAD.format(size=size, facts="\n".join(f"- {fact}" for fact in results.machine(0))) + table + "\n"
    )
    print(table)


if __name__ == "__main__":
    main()
