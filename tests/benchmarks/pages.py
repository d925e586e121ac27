"""Every public route, and every list, search and type-ahead of the admin, with the heaviest noun of each kind.

python -m tests.benchmarks.pages --size 1000000

On the database that ``tests.benchmarks.run`` made of that size, answered in this process; the table goes to
RESULTS.md. A public page is asked with another query string each time, so that no answer is one that was kept.
CPU is what this process and its connection to the database spent together: on a machine that others use, too, it says
more than the time that went by. "Before" is the CPU in the table that this one replaces. "Known" is the same public
address asked again while nothing changed, "304" by a visitor who has it; "sent" the kilobytes sent of it.
"""

import argparse
import os
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from . import databases  # it sets Django up for what follows

# isort: split
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from archive.editing.terms.occurrences import find_everywhere
from archive.models import State, Term
from tests.web.serving.conftest import FILES, PATHS

from . import results

TIMES = 5
LAST = 10**9  # a page number beyond any
# The slugs of the nouns that most public statements have, and the document with most of them; from 0 on the next.
HEAVIEST = {
    "theme": "SELECT slug FROM archive_theme WHERE id = (SELECT theme FROM archive_search, unnest(theme_ids) theme"
    " WHERE unit = 1 AND public GROUP BY theme ORDER BY count(*) DESC LIMIT 1 OFFSET {rank})",
    "speaker": "SELECT slug FROM archive_speaker WHERE id = (SELECT speaker_id FROM archive_search WHERE unit = 1"
    " AND public AND speaker_id IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 1 OFFSET {rank})",
    "event": "SELECT slug FROM archive_event WHERE id = (SELECT event_id FROM archive_search WHERE unit = 1 AND public"
    " AND event_id IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 1 OFFSET {rank})",
    "document": "SELECT slug FROM archive_document WHERE id = (SELECT document_id FROM archive_search WHERE unit = 1"
    " AND public GROUP BY 1 ORDER BY count(*) DESC LIMIT 1 OFFSET {rank})",
}
MOST_REPORTED = (
    "SELECT utterance_id FROM archive_report WHERE status = 'confirmed' GROUP BY 1"
    " ORDER BY count(*) DESC LIMIT 1"
)
# Two long documents about one event in one language.
COMPARABLE = (
    "SELECT a.slug || ' ' || b.slug FROM archive_document a JOIN archive_document b"
    " ON b.event_id = a.event_id AND b.language = a.language AND b.id <> a.id AND b.state = 'published'"
    " WHERE a.state = 'published' AND a.part_of_id IS NULL AND b.part_of_id IS NULL"
    " ORDER BY least(length(a.text), length(b.text)) DESC LIMIT 1"
)
# What the tests call their nouns, in the addresses of all public routes.
TERM = "benchmark-term"  # made where there is none
MOST_OCCURRENCES = 20_000
FIRST_YEAR = 1995  # of lists that are filtered; later ones at later ranks
NOUNS_OF_TESTS = {
    "document": "harbour-library-remarks",
    "speaker": "amara-adeyemi",
    "event": "harbour-library",
    "theme": "libraries",
    "term": "cheapest-ships",
}
WORD, COMMON_WORD = "disarmament", "the"
# As long as what is found: of one page there is no such.
WHOLE_FILES = (".csv", ".jsonl", ".bib", ".ris", ".csl.json", "occurrences.json")


def public_addresses(rank: int = 0) -> Iterator[tuple[str, str]]:
    """Returns (what it is, address) for every route that the tests of cached pages know, which a test keeps complete;
    of the nouns that come at that rank."""
    slugs = {name: read_one(sql.format(rank=rank)) for name, sql in HEAVIEST.items()} | {"term": make_term()}
    for path in dict.fromkeys((*PATHS, *FILES)):
        if path.startswith(("/search", "/terms")) and path.split("?")[0].endswith(WHOLE_FILES):
            continue
        address = path.replace("harbour", WORD) if path.startswith("/search") else path
        for name, slug in NOUNS_OF_TESTS.items():
            address = address.replace(f"/{name}s/{slug}", f"/{name}s/{slugs[name]}")
        yield path, address.split("?q=harbour")[0]
    for name in ("document", "speaker", "event"):
        yield f"/{name}s/, last page", f"{reverse(f'{name}_list')}?page={LAST}"
    for name in ("speaker", "event", "theme"):
        yield f"/{name}s/…/, last page", f"{reverse(name, args=[slugs[name]])}?page={LAST}"
    newest = "SELECT object_id FROM archive_search WHERE unit = 1 AND public ORDER BY object_id DESC"
    statement = read_one(f"{newest} LIMIT 1 OFFSET {rank}")
    yield "/statements/…/", reverse("statement", args=[statement])
    yield "/statements/….ris", f"/statements/{statement}.ris"
    yield "/search/?document=…", f"/search/?q={COMMON_WORD}&document={slugs['document']}"
    yield "/documents/?kind=…&language=…", f"/documents/?kind=speech&language=en&q={WORD}&page={rank + 1}"
    yield "/events/?year=…", f"/events/?year={FIRST_YEAR + rank}&sort=statements"
    yield "/speakers/?year=…", f"/speakers/?year={FIRST_YEAR + rank}&sort=statements"
    if rank:  # what follows takes minutes to choose, and is the heaviest of all
        return
    if utterance := read_one(MOST_REPORTED):
        yield "/utterances/…/", reverse("utterance", args=[utterance])
    if pair := read_one(COMPARABLE):
        yield "/documents/…/compare/…/", reverse("document_comparison", args=pair.split())
    yield "/alerts/new/?speaker=…", f"/alerts/new/?speaker={slugs['speaker']}"  # 404 without EMAIL_URL


def make_term() -> str:
    """The slug of a published term with MOST_OCCURRENCES confirmed occurrences, if there are so many."""
    if Term.objects.filter(slug=TERM).exists():
        return TERM
    term = Term.objects.create(slug=TERM, original="peace", language="en", state=State.PUBLISHED)
    term.wordings.create(text="development", language="en", kind="variant")
    term.wordings.create(text="paix", language="fr")
    found = 0
    for _counts in find_everywhere():
        if (found := term.occurrences.count()) >= MOST_OCCURRENCES:
            break
    term.occurrences.update(status="confirmed", decided_at=timezone.now())
    print(f"term: {found:,} occurrences")
    return TERM


def admin_addresses() -> Iterator[tuple[str, str]]:
    yield "admin, front page", reverse("admin:index")
    for model, model_admin in admin.site._registry.items():
        if model._meta.app_label != "archive":
            continue
        listing, name = (
            reverse(f"admin:archive_{model._meta.model_name}_changelist"),
            model._meta.verbose_name_plural,
        )
        yield f"admin, {name}", listing
        if model_admin.search_fields:
            for word in (WORD, COMMON_WORD):
                yield f"admin, {name} with “{word}”", f"{listing}?q={word}"
        for field in model_admin.autocomplete_fields:
            query = f"app_label=archive&model_name={model._meta.model_name}&field_name={field}"
            for term in ("re", WORD[:6]):
                yield (
                    f"admin, {model._meta.model_name}: {field} “{term}”",
                    f"{reverse('admin:autocomplete')}?{query}&term={term}",
                )
    statements = reverse("admin:archive_statement_changelist")
    for name in ("speaker", "event"):
        key = read_one(HEAVIEST[name].format(rank=0).replace("SELECT slug", "SELECT id", 1))
        yield f"admin, statements of the heaviest {name}", f"{statements}?{name}__id__exact={key}"


def read_one(sql: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        row = cursor.fetchone()
        return str(row[0]) if row else ""


def with_visit_number(address: str, number: int) -> str:
    return f"{address}{'&' if '?' in address else '?'}visit={number}"


class Cpu:
    """Seconds that this process and its connection's server process have spent. Server processes that help with a
    query are not counted."""

    def __init__(self) -> None:
        backend = read_one("SELECT pg_backend_pid()")
        self.stat = Path("/proc") / backend / "stat"
        self.tick = os.sysconf("SC_CLK_TCK")

    def seconds(self) -> float:
        user, system = self.stat.read_text().rpartition(")")[2].split()[11:13]
        return time.process_time() + (int(user) + int(system)) / self.tick


def measure(client: Client, addresses: list[str], visits: int) -> list[str]:
    """The status, the first visit, p50, p95, the longest of the others, CPU of one in milliseconds, kilobytes, database
    queries; the addresses in turn."""
    first, _answer, _body = visit(client, addresses[0], 0)  # with cold caches
    cpu = Cpu()
    times, before = [], cpu.seconds()
    for number in range(visits):
        took, answer, body = visit(client, addresses[number % len(addresses)], number + 1)
        times.append(took)
    spent = (cpu.seconds() - before) / visits * 1000
    with CaptureQueriesContext(connection) as queries:
        visit(client, addresses[0], visits + 1)
    times.sort()
    return [
        str(answer.status_code),  # a redirection or “not found” where the heaviest noun has no such page
        *map(results.number, (first, median(times), times[-(-len(times) * 95 // 100) - 1], times[-1], spent)),
        f"{len(body) / 1000:.0f}",
        str(len(queries)),
    ]


def visit(client: Client, address: str, number: int):
    """Returns (milliseconds, answer, body) of one request."""
    path = address if "admin" in address else with_visit_number(address, number)
    started = time.perf_counter()
    answer = client.get(path)
    body = read_body(answer)
    took = (time.perf_counter() - started) * 1000
    if answer.status_code not in (200, 302, 404, 429, 503):  # the last two: it took too long, or others did
        raise SystemExit(f"{path} answered {answer.status_code}")
    return took, answer, body


def read_body(answer) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def measure_known(client: Client, address: str) -> list[str]:
    """CPU of this process for the page asked again, and by who has it, in milliseconds; kilobytes sent."""
    first = client.get(address, headers={"accept-encoding": "br, gzip"})
    size, tag = len(read_body(first)), first.headers.get("ETag", "")
    again = cpu_of(client, address, {"accept-encoding": "br, gzip"})
    same = cpu_of(client, address, {"if-none-match": tag}) if tag else "-"
    return [again, same, f"{size / 1000:.1f}"]


def cpu_of(client: Client, address: str, headers: dict[str, str]) -> str:
    started = time.process_time()
    for _ in range(TIMES):
        read_body(client.get(address, headers=headers))
    return results.number((time.process_time() - started) / TIMES * 1000)


COLUMNS = ["status", "first ms", "p50 ms", "p95 ms", "longest ms", "CPU ms", "KB", "queries"]
KNOWN = ["known, CPU ms", "304, CPU ms", "KB sent"]


def page_table(before: dict[str, str], visits: int = TIMES, only: str = "", nouns: int = 1) -> str:
    """Measures the pages of the database in use. ``before``: page -> CPU in an earlier table. ``only``: words of
    labels. ``nouns``: so many of each kind are visited in turn."""
    words = [word for word in only.split(",") if word]
    editor, _created = User.objects.get_or_create(username="benchmark", is_staff=True, is_superuser=True)
    reader, staff = Client(), Client()
    staff.force_login(editor)
    public: dict[str, list[str]] = {}
    for rank in range(nouns):
        for label, address in public_addresses(rank):
            public.setdefault(label, []).append(address)
    rows = []
    for label, addresses in public.items():
        if words and not any(word in label for word in words):
            continue
        figures = measure(reader, addresses, visits)
        rows.append([label, *figures, before.get(label, ""), *measure_known(reader, addresses[0])])
        print(" | ".join(rows[-1]), flush=True)
    for label, address in () if words else admin_addresses():
        rows.append([label, *measure(staff, [address], visits), before.get(label, ""), *["" for _ in KNOWN]])
    return results.table(["page", *COLUMNS, "before", *KNOWN], rows)


def cpu_by_page(section: str) -> dict[str, str]:
    """Reads the table in a section of RESULTS.md."""
    lines = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("|")]
    place = lines[0].index("CPU ms") if lines and "CPU ms" in lines[0] else 0
    return {cells[0]: cells[place] for cells in lines[2:]} if place else {}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=10_000)
    parser.add_argument(
        "--visits", type=int, default=TIMES, help="of each page; the longest is the p95 of 20"
    )
    parser.add_argument(
        "--only", default="", help="public pages with these words in their address; nothing is kept"
    )
    parser.add_argument(
        "--nouns", type=int, default=1, help="so many of each kind in turn, the heaviest first"
    )
    arguments = parser.parse_args()
    size = arguments.size
    settings.ALLOWED_HOSTS = ["*"]
    settings.DEBUG = False  # else no page is kept
    load = os.getloadavg()[0]
    with databases.database_in_use(f"bench_{size}"):
        call_command("migrate", verbosity=0)
        title = f"## {size:,} statements: pages"
        before = cpu_by_page(results.read().get((size, title), ""))
        table = page_table(before, arguments.visits, arguments.only, arguments.nouns)
        print(table)
        if arguments.only:
            return
        facts = [*results.machine(load), f"load {os.getloadavg()[0]:.1f} when it ended"]
        facts.append(f"`python -m tests.benchmarks.pages --size {size}`, heaviest noun of each kind")
        section = "\n".join(f"- {fact}" for fact in facts)
        results.write(size, f"{title}\n\n{section}\n\n{table}")


if __name__ == "__main__":
    main()
