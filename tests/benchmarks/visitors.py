"""Many visitors at once, on one of the benchmark's databases, served by the README's line.

python -m tests.benchmarks.visitors --size 100000

Sixteen ask what nobody asked before; then fifty, for eight seconds, what is kept already. They share the machine with
the server: the processor time of an answer says more than its duration where others work there, too.
"""

import argparse
import http.client
import time
from concurrent.futures import ThreadPoolExecutor

from . import databases, results
from .measurements import Timings, time_queries
from .queries import BenchmarkQuery
from .server import HOST, ServedArchive, seconds_of, serve_archive
from .workload import Workload

ASKING, READING = 16, 50  # visitors
SECONDS = 8
KNOWN_QUERIES = 25
LISTS = ["/", "/documents/", "/speakers/", "/themes/", "/events/"]
TIMES_WARMED = 4  # by connections of their own, so that both workers have each page


def ask(server: ServedArchive, queries: list[BenchmarkQuery]) -> list[str]:
    """A row of the table; processor time is that of workers and database."""
    shares = [queries[number::ASKING] for number in range(ASKING)]
    spent, started = server.cpu_seconds(), time.perf_counter()
    with ThreadPoolExecutor(ASKING) as pool:
        each = list(pool.map(lambda share: time_queries(server.another().ask, share), shares))
    seconds, spent = time.perf_counter() - started, server.cpu_seconds() - spent
    times = Timings([ms for timings in each for ms in timings.ms])
    return row(f"{ASKING}, queries nobody asked before", times, seconds, spent)


def read(server: ServedArchive, paths: list[str]) -> list[str]:
    """A row of the table of cached pages; processor time is that of the workers."""
    for path in paths * TIMES_WARMED:
        visitor = server.another()
        visitor.get(path)
        visitor.connection.close()
    spent, started = sum(map(seconds_of, server.workers())), time.perf_counter()
    with ThreadPoolExecutor(READING) as pool:
        each = list(
            pool.map(lambda first: visit(server.port, paths, first, started + SECONDS), range(READING))
        )
    seconds, spent = time.perf_counter() - started, sum(map(seconds_of, server.workers())) - spent
    times = Timings([ms for timings in each for ms in timings])
    return row(f"{READING}, {len(paths)} pages that are kept", times, seconds, spent)


def visit(port: int, paths: list[str], first: int, end: float) -> list[float]:
    """Returns the milliseconds of each answer."""
    connection = http.client.HTTPConnection(HOST, port, timeout=300)
    times = []
    while (started := time.perf_counter()) < end:
        connection.request(
            "GET", paths[(first + 7 * len(times)) % len(paths)], headers={"Accept-Encoding": "br, gzip"}
        )
        response = connection.getresponse()
        response.read()
        if response.status != 200:
            raise SystemExit(f"an answer of {response.status}")
        times.append((time.perf_counter() - started) * 1000)
    return times


def row(visitors: str, times: Timings, seconds: float, spent: float) -> list[str]:
    answers = len(times.ms)
    figures = times.at(0.5), times.at(0.95), answers / seconds, spent / answers * 1000
    return [visitors, *map(results.number, figures)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=10_000, help="published statements")
    name = databases.indexed_name(parser.parse_args().size)
    with databases.database_in_use(name):
        queries = Workload().queries()
        paths = [f"/search/?{query.querystring()}" for query in queries[:KNOWN_QUERIES]] + LISTS
        with serve_archive(name) as server:
            rows = [ask(server, queries), read(server, paths)]
    head = ["visitors", "p50 ms", "p95 ms", "answers a second", "processor time, ms each"]
    print(results.table(head, rows))


if __name__ == "__main__":
    main()
