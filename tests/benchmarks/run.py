"""Ask the archive two hundred questions, and other engines the same.

    python -m tests.benchmarks.run --size 100000

Makes the databases it needs (tests/benchmarks/databases.py), builds the search index, serves the archive with gunicorn,
asks over HTTP one question after the other, and writes what it measured to tests/benchmarks/RESULTS.md. The comparators
answer in this process: no HTTP, no page to render, so their figures flatter them.
"""

import argparse
import importlib
import os
import sys
from statistics import median

from . import databases, measures, results
from .measures import Times, asked
from .mix import Mix
from .questions import Question
from .server import COMMAND, Served, served

COMPARATORS = ("sqlite_fts", "naive_django", "tantivy_index")
# Plain Django takes seconds where the corpus is small and its full minute where it is large, so it is asked the first
# few only: (most statements, questions).
FEW = ((20_000, 12), (10_000_000, 6))


def main() -> None:
    arguments = read_arguments()
    load = os.getloadavg()[0]
    raw = databases.raw(arguments.size)
    database = f"bench_{arguments.size}"
    parts = []
    if not arguments.keep:
        databases.copy_of(raw, database)
    with databases.using(database):
        built = None if arguments.keep else measures.build_index()
        measures.settle()
        mix = Mix()
        questions = mix.questions()
        ours, parts = measure_ours(database, questions, mix.toggles(), built)
        if not arguments.only_ours:
            few = next(number for most, number in FEW if arguments.size <= most)
            parts.append(measure_others(raw, questions, ours, few))
        facts = [
            *results.machine(load),
            f"load {os.getloadavg()[0]:.1f} when it ended",
            f"`{' '.join(command())}`",
        ]
    head = "\n".join(f"- {fact}" for fact in facts)
    section = "\n\n".join([f"## {arguments.size:,} statements", head, *parts])
    results.write(arguments.size, section)
    print(section)


def read_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", type=int, default=10_000, help="published statements")
    parser.add_argument("--only", choices=["ours"], help="leave the comparators out")
    parser.add_argument("--keep", action="store_true", help="use the index that an earlier run built")
    arguments = parser.parse_args()
    arguments.only_ours = arguments.only == "ours"
    return arguments


def command() -> list[str]:
    return ["python", "-m", "tests.benchmarks.run", *sys.argv[1:]]


def tell(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def measure_ours(database: str, questions: list[Question], toggles, built) -> tuple[Times, list[str]]:
    with served(database) as server:
        at_start = server.memory()
        tell("asking over HTTP")
        first = asked(server.ask, questions)
        again = asked(server.ask, questions)
        toggled = ask_toggled(server, toggles)
        load, rate = measures.loaded(server, questions)
        at_end = server.memory()
        edit, before, after = measures.edits(server, [question for question, _ in toggles])
    queries = measures.queries_per_page(questions[:20])
    rows = [
        ["first asked", *results.figures(first)],
        ["asked again", *results.figures(again)],
        ["a facet toggled, words known", *results.figures(toggled)],
        ["4 visitors at once", *results.figures(load)],
        ["an edit of a document", *results.figures(edit)],
        ["a question known, before the edit", *results.figures(before)],
        ["the same just after the edit", *results.figures(after)],
    ]
    sizes = measures.index_sizes()
    facts = [
        f"`{' '.join(COMMAND)}`, {len(questions)} questions, {sum(not n for n in first.found)} of which find nothing; "
        f"the median question finds {median(first.found):,.0f}",
        f"4 visitors at once: {rate:.0f} answers a second",
        f"queries a page: {median(queries):.0f} (most {max(queries)})",
        f"search tables with indexes: {sum(sizes.values()) / 1e6:,.0f} MB ({named(sizes)})",
        f"memory of the workers (PSS): {at_start} MB at the start, {at_end} MB at the end",
    ]
    if built:
        facts.insert(
            0, f"index built: {built[0]:,} rows in {built[1]:,.0f} s, {built[0] / built[1]:,.0f} a second"
        )
    timed = results.table(["milliseconds", "p50", "p95", "max"], rows)
    medians = results.by_sort(questions, {"first asked": first, "asked again": again})
    return first, ["\n".join(f"- {fact}" for fact in facts), timed, medians]


def ask_toggled(server: Served, toggles) -> Times:
    """The second of each pair is timed: the words were asked a moment ago."""
    times = Times()
    for question, narrowed in toggles:
        server.ask(question)
        times.add(server.ask, narrowed)
    return times


def named(sizes: dict[str, int]) -> str:
    return ", ".join(f"{name} {size / 1e6:,.0f} MB" for name, size in sorted(sizes.items()))


def measure_others(database: str, questions: list[Question], ours: Times, few: int) -> str:
    rows, left_out, same = [], [], {}
    for name in COMPARATORS:
        tell(f"comparing with {name}")
        try:
            module = importlib.import_module(f"tests.benchmarks.comparators.{name}")
        except ImportError as missing:
            left_out.append(f"{name} left out: {missing} (see tests/benchmarks/comparators/{name}.py)")
            continue
        some = questions[:few] if name == "naive_django" else questions
        engine = module.Engine(database)
        first = asked(engine.ask, some)
        beside = Times(ours.ms[: len(some)], ours.found[: len(some)])
        rows.append(
            [module.NAME, len(some), *results.figures(first), *ratios(first, beside), agreeing(first, beside)]
        )
        if len(some) == len(questions):
            same[module.NAME] = first
    head = [
        "first asked",
        "questions",
        "p50",
        "p95",
        "max",
        "p50 beside ours",
        "p95 beside ours",
        "same total as ours",
    ]
    table = results.table(head, rows)
    medians = results.by_sort(questions, {"ours": ours, **same})
    return "\n\n".join(part for part in (table, "\n".join(f"- {each}" for each in left_out), medians) if part)


def ratios(theirs: Times, ours: Times) -> list[str]:
    return [results.ratio(theirs, ours, 0.5), results.ratio(theirs, ours, 0.95)]


def agreeing(theirs: Times, ours: Times) -> str:
    """Of how many questions the totals agree; stemmers and word breaks differ, and some gave no answer in time."""
    pairs = list(zip(theirs.found, ours.found, strict=True))
    late = sum(found is None for found, _ in pairs)
    return f"{sum(a == b for a, b in pairs)} of {len(pairs)}" + (
        f", {late} took over a minute" if late else ""
    )


if __name__ == "__main__":
    main()
