"""One database for each corpus, its statements as they were spoken: none is made of others, and none stands twice."""

import hashlib
import random
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from tests.benchmarks import bulk_load, corpus, databases, speeches

MAX_DOCUMENTS = 6_000  # of ten statements
CHUNK = 50


class Maker(corpus.Maker):
    """Holds documents of one origin, in its own words only."""

    def __init__(self, origin: str, rng: random.Random) -> None:
        super().__init__(rng, MAX_DOCUMENTS)
        self.utterances.SHARE = 0
        self.runs = whole_runs(origin, rng)


def whole_runs(name: str, rng: random.Random) -> Iterator[speeches.Run]:
    """Each record once; what stands in an earlier one already is left out with the ten pieces around it."""
    origin = speeches.Origin(name, rng)
    seen: set[str] = set()
    for record in origin.records():
        pieces = speeches.cut_into_pieces(record, speeches.MEASURES[record["language"]], rng)
        for run in speeches.runs_of_ten(origin.speech(record), pieces):
            if len(set(run.texts) - seen) == speeches.PER_DOCUMENT:
                seen.update(run.texts)
                yield run


def make(origin: str, draft: str) -> None:
    databases.execute_as_admin(f'CREATE DATABASE "{draft}"')
    with databases.database_in_use(draft):
        call_command("migrate", verbosity=0)
        maker = Maker(origin, random.Random(1))
        with bulk_load.without_triggers():
            with suppress(StopIteration):  # of the last documents too few are left
                for first in range(1, MAX_DOCUMENTS, CHUNK):
                    maker.write_documents(list(range(first, first + CHUNK)))
            for nouns in (maker.themes, maker.sources, maker.speakers, maker.events):
                nouns.write()
            bulk_load.derive_passages()
        bulk_load.reset_sequences()
        call_command("reindex", verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def database(origin: str) -> str:
    """The name of the database of that corpus, made where there is none of today's migrations."""
    name = "relevance_" + origin.replace("-", "_")
    label = f"{databases.wanted_label()} {hashlib.sha256(origin.encode()).hexdigest()[:8]}"
    if databases.label(name) != label:
        databases.drop(name)
        for stale in (settings.VAR_DIR / "benchmarks").glob(f"{name}_*"):  # what other engines made of it
            shutil.rmtree(stale) if stale.is_dir() else stale.unlink()
        draft = f"{name}_draft"
        databases.drop(draft)
        started = time.perf_counter()
        make(origin, draft)
        databases.execute_as_admin(f'ALTER DATABASE "{draft}" RENAME TO "{name}"')
        databases.execute_as_admin(f"COMMENT ON DATABASE \"{name}\" IS '{label}'")
        print(f"{name}: made in {time.perf_counter() - started:.0f} s")
    return name
