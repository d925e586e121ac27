"""How many rows of the search table have a word, as PostgreSQL's own statistics tell: they know the common words, and
what they do not know is rare. Names of speakers, events and themes, in every language.

Both are read again after ten minutes: neither needs to be of this moment.
"""

from collections.abc import Mapping
from threading import Lock

from cachetools import TTLCache, cached
from django.db import connection

from archive.matching.names import Name, NameFinder
from archive.matching.rarity import Rarity
from archive.models import Event, EventName, Speaker, SpeakerName, Theme, ThemeLabel

SECONDS = 600
# Rows that are assumed where there are fewer, or no statistics yet: among ten texts no word would be rare, and two
# equal ones hardly alike.
MIN_TOTAL = 200
EXACT = "ø"  # before a word as it stands, in the search table (archive_search_exact.sql)
MAX_NAMES = 50_000


@cached(TTLCache(1, SECONDS), lock=Lock())
def word_rarity() -> Rarity:
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = 'archive_search'::regclass")
        rows = int(max(cursor.fetchone()[0], 0))
        cursor.execute(
            "SELECT most_common_elems::text::text[], most_common_elem_freqs FROM pg_stats "
            "WHERE schemaname = current_schema() AND tablename = 'archive_search' AND attname = 'vector'"
        )
        words, shares = cursor.fetchone() or ((), ())
    return make_rarity(rows, dict(zip(words or (), shares or (), strict=False)))


def make_rarity(rows: int, shares: Mapping[str, float]) -> Rarity:
    """``shares``: word as the index has it -> the share of the rows that have it."""
    counts = {word.removeprefix(EXACT): int(share * rows) for word, share in shares.items()}
    return Rarity(counts, max(rows, MIN_TOTAL))


@cached(TTLCache(1, SECONDS), lock=Lock())
def known_names() -> NameFinder:
    """Six queries."""
    names = []
    for kind, main_names, other_names in (
        (
            "speaker",
            Speaker.objects.values_list("name", "pk"),
            SpeakerName.objects.values_list("name", "speaker"),
        ),
        ("event", Event.objects.values_list("name", "pk"), EventName.objects.values_list("name", "event")),
        ("theme", Theme.objects.values_list("label", "pk"), ThemeLabel.objects.values_list("text", "theme")),
    ):
        rows = [*main_names.order_by()[:MAX_NAMES], *other_names.order_by()[:MAX_NAMES]]
        names += [Name(name, f"{kind}:{pk}") for name, pk in rows]
    return NameFinder(names)
