"""`python -m tests.benchmarks.reports [NAME …]`, or with `--time STATEMENTS`."""

import argparse

from tests.benchmarks import databases

from . import archive, sets, timing

NAME = "bench_reports"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    known = {item.__name__: item for item in sets.SETS}
    parser.add_argument("names", nargs="*", choices=[*known, []], help="sets; all if none is given")
    parser.add_argument(
        "--time", type=int, metavar="STATEMENTS", help="how long it takes among so many, instead"
    )
    parser.add_argument("--scores", action="store_true", help="how many pairs are right, by their score")
    parser.add_argument("--missed", action="store_true", help="the ids of links that were not found")
    arguments = parser.parse_args()
    if arguments.time:
        print(timing.measure_time(arguments.time))
        return
    with databases.temporary_database(NAME):
        print(archive.HEAD)
        for name in arguments.names or known:
            for result in known[name]():
                print(result.row(), flush=True)
                if arguments.scores:
                    print("\n".join(result.score_rows()))
                if arguments.missed:
                    print("\n".join(f"  {here} – {there}" for here, there in result.missed))


if __name__ == "__main__":
    main()
