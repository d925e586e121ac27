"""Every public page and every list of the admin, with the heaviest noun of each kind, answered in this process.

python -m tests.benchmarks.pages --size 1000000

On the database that ``tests.benchmarks.run`` made of that size. A public page is asked with another query string each
time, so that no answer is one that was kept.
"""

import argparse
import time
from collections.abc import Iterator
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

from . import results

TIMES = 7
LAST = 10**9  # a page number beyond any
# The slugs of the nouns that most public statements have, the document with most of them, and a word of the corpus.
HEAVIEST = {
    "theme": "SELECT slug FROM archive_theme WHERE id = (SELECT theme FROM archive_search, unnest(theme_ids) theme"
    " WHERE unit = 1 AND public GROUP BY theme ORDER BY count(*) DESC LIMIT 1)",
    "speaker": "SELECT slug FROM archive_speaker WHERE id = (SELECT speaker_id FROM archive_search WHERE unit = 1"
    " AND public AND speaker_id IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 1)",
    "event": "SELECT slug FROM archive_event WHERE id = (SELECT event_id FROM archive_search WHERE unit = 1 AND public"
    " AND event_id IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 1)",
    "document": "SELECT slug FROM archive_document WHERE id = (SELECT document_id FROM archive_search WHERE unit = 1"
    " AND public GROUP BY 1 ORDER BY count(*) DESC LIMIT 1)",
}
WORD = "disarmament"


def public_addresses() -> Iterator[tuple[str, str]]:
    """(what it is, address)"""
    yield "front page", reverse("home")
    for name in ("document", "speaker", "event", "theme"):
        yield f"list of {name}s", reverse(f"{name}_list")
        if name != "theme":
            yield f"list of {name}s, last page", f"{reverse(f'{name}_list')}?page={LAST}"
        address = reverse(name, args=[read_one(HEAVIEST[name])])
        yield f"heaviest {name}", address
        if name != "document":
            yield f"heaviest {name}, last page", f"{address}?page={LAST}"
    statement = read_one("SELECT max(object_id) FROM archive_search WHERE unit = 1 AND public")
    yield "newest statement", reverse("statement", args=[statement])
    yield "search without words", reverse("search")


def admin_addresses() -> Iterator[tuple[str, str]]:
    yield "admin, front page", reverse("admin:index")
    for model, model_admin in admin.site._registry.items():
        if model._meta.app_label != "archive":
            continue
        name = f"admin:archive_{model._meta.model_name}"
        yield f"admin, {model._meta.verbose_name_plural}", reverse(f"{name}_changelist")
        if model_admin.search_fields:
            yield (
                f"admin, {model._meta.verbose_name_plural} with “{WORD}”",
                f"{reverse(f'{name}_changelist')}?q={WORD}",
            )


def read_one(sql: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return str(cursor.fetchone()[0])


def unlike_others(address: str, number: int) -> str:
    return f"{address}{'&' if '?' in address else '?'}visit={number}"


def measure(client: Client, address: str) -> list[str]:
    """p50, the longest, kilobytes, database queries."""
    times = []
    for number in range(TIMES + 1):  # the first finds cold caches
        path = address if "admin" in address else unlike_others(address, number)
        started = time.perf_counter()
        answer = client.get(path)
        times.append((time.perf_counter() - started) * 1000)
        if answer.status_code != 200:
            raise SystemExit(f"{path} answered {answer.status_code}")
    with CaptureQueriesContext(connection) as queries:
        size = len(client.get(address).content)
    return [
        results.number(median(times[1:])),
        results.number(max(times[1:])),
        f"{size / 1000:.0f}",
        str(len(queries)),
    ]


def page_table() -> str:
    """Of the database in use."""
    editor, _created = User.objects.get_or_create(username="benchmark", is_staff=True, is_superuser=True)
    reader, staff = Client(), Client()
    staff.force_login(editor)
    rows = [[label, *measure(reader, address)] for label, address in public_addresses()]
    rows += [[label, *measure(staff, address)] for label, address in admin_addresses()]
    return results.table(["page", "p50 ms", "longest ms", "KB", "queries"], rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=10_000)
    settings.ALLOWED_HOSTS = ["*"]
    with databases.using(f"bench_{parser.parse_args().size}"):
        call_command("migrate", verbosity=0)
        print(page_table())


if __name__ == "__main__":
    main()
