"""Asks the archive two hundred queries, and other engines the same.

    python -m tests.benchmarks.run --size 100000

Makes the databases it needs (tests/benchmarks/databases.py), builds the search index, serves the archive with gunicorn,
asks over HTTP one query after the other, and writes what it measured to tests/benchmarks/RESULTS.md. The comparators
answer in this process: no HTTP, no page to render, so their figures flatter them.
"""

import argparse
import importlib
import os
import sys
from dataclasses import replace
from statistics import median

from . import databases, measurements, results
from .measurements import Timings, time_queries
from .queries import BenchmarkQuery, Term
from .server import COMMAND, ServedArchive, serve_archive
from .workload import Workload

# What a page costs before there is anything to find: HTTP, Django, templates.
NOTHING = BenchmarkQuery("nothing", ((Term("zzzzzzzz"),),))
COMPARATORS = ("sqlite_fts", "naive_django", "tantivy_index")
# Plain Django takes seconds where the corpus is small and its full minute where it is large, so it is asked the first
# few only: (most statements, queries).
SLOW_QUERY_COUNTS = ((20_000, 12), (10_000_000, 6))


def main() -> None:
    arguments = read_arguments()
    load = os.getloadavg()[0]
    database = databases.indexed_name(arguments.size, arguments.long)
    raw = (
        ""
        if arguments.keep and arguments.only == "ours"
        else databases.raw_database(arguments.size, long=arguments.long)
    )
    few = next(number for most, number in SLOW_QUERY_COUNTS if arguments.size <= most)
    if arguments.only == "others":
        with databases.database_in_use(raw):
            print(measure_others(raw, Workload().queries(), None, few))
        return
    if not arguments.keep:
        databases.copy_database(raw, database)
    with databases.database_in_use(database):
        built = None if arguments.keep else measurements.build_index()
        measurements.vacuum()
        workload = Workload()
        queries = workload.queries()
        ours, parts = measure_ours(database, queries, workload.toggles(), built)
        if not arguments.only:
            parts.append(measure_others(raw, queries, ours, few))
        facts = [
            *results.machine(load),
            f"load {os.getloadavg()[0]:.1f} when it ended",
            f"`{' '.join(command())}`",
        ]
    head = "\n".join(f"- {fact}" for fact in facts)
    title = f"## {arguments.size:,} statements{' of long paragraphs' if arguments.long else ''}"
    section = "\n\n".join([title, head, *parts])
    results.write(arguments.size, section)
    print(section)


def read_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", type=int, default=10_000, help="published statements")
    parser.add_argument(
        "--only",
        choices=["ours", "others"],
        help="leave the comparators out, or the archive (nothing is written then)",
    )
    parser.add_argument("--long", action="store_true", help="statements of some 130 words instead of 30")
    parser.add_argument("--keep", action="store_true", help="use the index that an earlier run built")
    return parser.parse_args()


def command() -> list[str]:
    return ["python", "-m", "tests.benchmarks.run", *sys.argv[1:]]


def report_progress(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def measure_ours(database: str, queries: list[BenchmarkQuery], toggles, built) -> tuple[Timings, list[str]]:
    with serve_archive(database) as server:
        at_start = server.memory()
        report_progress("asking over HTTP")
        spent = [server.cpu_seconds()]
        first = time_queries(server.ask, queries)
        spent.append(server.cpu_seconds())
        again = time_queries(server.ask, queries)
        spent.append(server.cpu_seconds())
        together = time_queries(server.ask, [replace(query, unit="utterances") for query in queries])
        toggled = time_toggles(server, toggles)
        load, rate = measurements.measure_load(server, queries)
        at_end = server.memory()
        nothing = time_queries(server.ask, [NOTHING] * 20)
        edit, before, after = measurements.measure_edits(server, [query for query, _ in toggles])
    statements_sent = measurements.queries_per_page(queries[:20])
    rows = [
        ["first asked", *results.figures(first)],
        ["asked again", *results.figures(again)],
        ["again, reports of an utterance together", *results.figures(together)],
        ["a facet toggled, words known", *results.figures(toggled)],
        ["4 visitors at once", *results.figures(load)],
        ["a page that finds nothing", *results.figures(nothing)],
        ["an edit of a document", *results.figures(edit)],
        ["a query known, before the edit", *results.figures(before)],
        ["the same just after the edit", *results.figures(after)],
    ]
    sizes = measurements.index_sizes()
    facts = [
        f"`{' '.join(COMMAND)}`, {len(queries)} queries, {sum(not n for n in first.found)} of which find nothing; "
        f"the median query finds {median(first.found):,.0f}",
        f"processor time of an answer, of workers and database together: {cpu_of_one(spent[0], spent[1], queries)} ms "
        f"first asked, {cpu_of_one(spent[1], spent[2], queries)} ms asked again (mean; whatever else the machine does)",
        f"4 visitors at once: {rate:.0f} answers a second",
        f"database queries a page: {median(statements_sent):.0f} (most {max(statements_sent)})",
        f"search tables with indexes: {sum(sizes.values()) / 1e6:,.0f} MB ({size_labels(sizes)})",
        f"memory of the workers (PSS): {at_start} MB at the start, {at_end} MB at the end",
    ]
    if built:
        facts.insert(
            0, f"index built: {built[0]:,} rows in {built[1]:,.0f} s, {built[0] / built[1]:,.0f} a second"
        )
    timed = results.table(["milliseconds", "p50", "p95", "max"], rows)
    medians = results.by_kind(queries, {"first asked": first, "asked again": again})
    return first, ["\n".join(f"- {fact}" for fact in facts), timed, medians]


def cpu_of_one(before: float, after: float, queries: list[BenchmarkQuery]) -> str:
    return results.number((after - before) / len(queries) * 1000)


def time_toggles(server: ServedArchive, toggles) -> Timings:
    """The second of each pair is timed: the words were asked a moment ago."""
    times = Timings()
    for query, narrowed in toggles:
        server.ask(query)
        times.add(server.ask, narrowed)
    return times


def size_labels(sizes: dict[str, int]) -> str:
    return ", ".join(f"{name} {size / 1e6:,.0f} MB" for name, size in sorted(sizes.items()))


def measure_others(database: str, queries: list[BenchmarkQuery], ours: Timings | None, few: int) -> str:
    rows, left_out, same = [], [], {"ours": ours} if ours else {}
    for name in COMPARATORS:
        report_progress(f"comparing with {name}")
        try:
            module = importlib.import_module(f"tests.benchmarks.comparators.{name}")
        except ImportError as missing:
            left_out.append(f"- {name} left out: {missing} (see tests/benchmarks/comparators/{name}.py)")
            continue
        some = queries[:few] if name == "naive_django" else queries
        engine = module.Engine(database)
        times = time_queries(engine.ask, some)
        rows.append([module.NAME, len(some), *results.figures(times), *compare_with_ours(times, ours)])
        if len(some) == len(queries):
            same[module.NAME] = times
    head = ["first asked", "queries", "p50", "p95", "max", *(BESIDE if ours else ())]
    table = results.table(head, rows)
    return "\n\n".join(part for part in (table, "\n".join(left_out), results.by_kind(queries, same)) if part)


BESIDE = ("p50 beside ours", "p95 beside ours", "same total as ours")


def compare_with_ours(theirs: Timings, ours: Timings | None) -> list[str]:
    """Their times as multiples of ours for the same queries, and how many totals agree.

    Stemmers and word breaks differ, so not all totals do.
    """
    if ours is None:
        return []
    same = Timings(ours.ms[: len(theirs.ms)], ours.found[: len(theirs.ms)])
    late = theirs.found.count(None)
    agree = sum(a == b for a, b in zip(theirs.found, same.found, strict=True))
    totals = f"{agree} of {len(theirs.ms)}" + (f", {late} took over a minute" if late else "")
    return [results.ratio(theirs, same, 0.5), results.ratio(theirs, same, 0.95), totals]


if __name__ == "__main__":
    main()
