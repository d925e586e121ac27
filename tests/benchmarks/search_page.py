"""How long the public search page takes, beside the way it would be written without a search table.

    python -m tests.benchmarks.search_page --statements 20000

Makes (once; --fresh again) a database of its own, asks forty questions of the whole page through Django's test client,
and asks the same of plain Django: the same matches, with one ``values().annotate(Count)`` per facet over joins.
Prints milliseconds for information and the ratio between the two, which is what may be compared across machines.
"""

import argparse
import os
import statistics
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("DEBUG", "on")
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.postgres.search import SearchQuery, SearchVector  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import Count, F, Q  # noqa: E402
from django.db.models.functions import ExtractYear  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from archive.models import SearchRow, Statement  # noqa: E402

from . import corpus  # noqa: E402


def main() -> None:
    arguments = read_arguments()
    prepare(arguments.statements, arguments.fresh)
    questions = make_questions()
    client = Client(headers={"host": "localhost"})
    page = measure(lambda question: ask_page(client, question), questions, rounds=3)
    naive = measure(ask_naively, questions, rounds=1)
    with CaptureQueriesContext(connection) as queries:
        ask_page(client, questions[22])
    print(f"{SearchRow.objects.filter(unit=1).count()} statements, {len(questions)} questions")
    print("                 median     p95     max   (ms)")
    print(line("whole page", page))
    print(line("naive facets", naive))
    print(f"ratio naive / page: median {med(naive) / med(page):.1f}, p95 {p95(naive) / p95(page):.1f}")
    print(f"queries of the page with words and two facets: {len(queries)}")


def read_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--statements", type=int, default=20_000)
    parser.add_argument("--fresh", action="store_true", help="make the database again")
    return parser.parse_args()


def prepare(statements: int, fresh: bool) -> None:
    """Use the database bench_N, made and filled when it is not there yet."""
    name = f"bench_{statements}"
    settings.ALLOWED_HOSTS = ["localhost"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        exists = cursor.fetchone() is not None
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = connection.settings_dict["TEST"][
        "NAME"
    ] = name
    if fresh or not exists:
        started = time.perf_counter()
        connection.creation.create_test_db(autoclobber=True, verbosity=0)
        corpus.make(statements)
        print(f"made in {time.perf_counter() - started:.0f} s", file=sys.stderr)
    else:
        connection.close()
        connection.settings_dict["NAME"] = name
    settings.DEBUG = False


def make_questions() -> list[dict]:
    """Words of every frequency, phrases, exclusions, none; with no, one and two facets; first and fifth page."""
    texts = [s.text.split() for s in Statement.objects.order_by("id")[:400:40]]
    common = [max(set(text), key=text.count) for text in texts]
    words = [
        "",
        common[0],
        common[1],
        f"{common[2]} {common[3]}",
        texts[4][7],
        " ".join(texts[5][3:5]),
        f'"{texts[6][10]} {texts[6][11]}"',
        f"{common[0]} -{common[4]}",
        texts[7][20][:4] + "*",
        "speaker",
    ]
    facets = [
        {},
        {"theme": "theme-1"},
        {"speaker": "speaker-0", "kind": "speech"},
        {"theme": "theme-2", "language": ["en", "fr"], "page": "5"},
    ]
    return [{"q": q, **facet} if q else dict(facet) for facet in facets for q in words]


def ask_page(client, question) -> None:
    response = client.get("/search/", question)
    if response.status_code != 200:
        raise SystemExit(f"/search/ answered {response.status_code} for {question}")


def ask_naively(question) -> None:
    """The twenty newest and each facet counted by its own query, its own choice left out."""
    chosen = {
        "speaker": Q(speaker__slug=question.get("speaker")) if "speaker" in question else Q(),
        "theme": Q(themes__slug=question["theme"]) | Q(themes__parent__slug=question["theme"])
        if "theme" in question
        else Q(),
        "kind": Q(document__kind=question["kind"]) if "kind" in question else Q(),
        "language": Q(document__language__in=question["language"]) if "language" in question else Q(),
    }
    counted = {
        "speaker": "speaker__slug",
        "theme": "themes__slug",
        "event": "event__slug",
        "attribution": "attribution",
        "kind": "document__kind",
        "source": "document__source__slug",
        "language": "document__language",
        "year": "year",
    }
    for facet, column in counted.items():
        rows = matching(question, [q for name, q in chosen.items() if name != facet])
        list(rows.values(column).annotate(n=Count("pk", distinct=True)).order_by("-n"))
    rows = matching(question, chosen.values()).distinct()
    rows.count()
    list(rows.select_related("speaker", "event", "document__source").order_by("-document__date", "-id")[:20])


def matching(question, filters):
    rows = Statement.objects.published().annotate(year=ExtractYear("document__date"))
    if "q" in question:
        vector = SearchVector("text", "speaker__name", "event__name", "document__title", config="archive")
        words = SearchQuery(question["q"].replace("*", ""), config="archive", search_type="websearch")
        rows = rows.annotate(vector=vector).filter(vector=words)
    for each in filters:
        rows = rows.filter(each)
    return rows.annotate(words=F("text")).order_by()


def measure(ask, questions, rounds: int) -> list[float]:
    """Milliseconds of each question, the best of its rounds, after one unmeasured warm-up."""
    ask(questions[0])
    return [min(timed(ask, question) for _ in range(rounds)) for question in questions]


def timed(ask, question) -> float:
    started = time.perf_counter()
    ask(question)
    return (time.perf_counter() - started) * 1000


def med(times: list[float]) -> float:
    return statistics.median(times)


def p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def line(name: str, times: list[float]) -> str:
    return f"{name:14} {med(times):8.1f}{p95(times):8.1f}{max(times):8.1f}"


if __name__ == "__main__":
    main()
