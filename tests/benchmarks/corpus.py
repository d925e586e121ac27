"""A corpus for benchmarks: words invented from syllables with the skew of real speech (Zipf), always the same."""

import datetime as dt
import itertools
import random

from django.db import connection

from archive.models import Document, Event, Source, Speaker, Statement, StatementTheme, Theme

SYLLABLES = [
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "ha",
    "je",
    "ki",
    "lo",
    "mu",
    "na",
    "pe",
    "ri",
    "so",
    "tu",
    "va",
    "we",
    "xi",
    "yo",
    "zu",
]
WORDS = ["".join(parts) for parts in itertools.product(SYLLABLES, SYLLABLES, SYLLABLES)]
PER_DOCUMENT = 10
LENGTH = 40


def make(statements: int, seed: int = 1) -> None:
    """Fill an empty database with that many published statements of forty words, ten to a document."""
    rng = random.Random(seed)
    words = rng.sample(WORDS, len(WORDS))
    weights = list(itertools.accumulate(1 / rank for rank in range(1, len(words) + 1)))
    nouns = make_nouns(rng, words)
    for first in range(0, statements // PER_DOCUMENT, 500):
        numbers = range(first, min(first + 500, statements // PER_DOCUMENT))
        texts = [make_text(rng, words, weights) for _ in numbers]
        documents = Document.objects.bulk_create(
            make_document(rng, n, t, nouns) for n, t in zip(numbers, texts, strict=True)
        )
        made = Statement.objects.bulk_create(
            s for document in documents for s in make_statements(rng, document, nouns)
        )
        StatementTheme.objects.bulk_create(
            StatementTheme(statement=s, theme=t)
            for s in made
            for t in rng.sample(nouns["themes"], rng.choice([1, 1, 2, 3]))
        )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def make_nouns(rng, words) -> dict[str, list]:
    def name():
        return f"{rng.choice(words)} {rng.choice(words)}".title()

    speakers = [Speaker(slug=f"speaker-{n}", name=name()) for n in range(300)]
    events = [Event(slug=f"event-{n}", name=name(), kind="session", start=day(rng)) for n in range(400)]
    sources = [Source(slug=f"source-{n}", name=name(), kind="newspaper") for n in range(60)]
    roots = Theme.objects.bulk_create(Theme(slug=f"theme-{n}", label=name()) for n in range(12))
    leaves = [Theme(slug=f"theme-{n}", label=name(), parent=rng.choice(roots)) for n in range(12, 100)]
    return {
        "speakers": Speaker.objects.bulk_create(speakers),
        "events": Event.objects.bulk_create(events),
        "sources": Source.objects.bulk_create(sources),
        "themes": [*roots, *Theme.objects.bulk_create(leaves)],
    }


def day(rng) -> dt.date:
    return dt.date(2017, 1, 1) + dt.timedelta(days=rng.randrange(3_280))


def make_text(rng, words, weights) -> str:
    paragraphs = (" ".join(rng.choices(words, cum_weights=weights, k=LENGTH)) for _ in range(PER_DOCUMENT))
    return "\n\n".join(paragraphs)


def make_document(rng, number, text, nouns) -> Document:
    return Document(
        slug=f"document-{number}",
        title=text[:60].rsplit(" ", 1)[0].capitalize(),
        text=text,
        source=skewed(rng, nouns["sources"]),
        kind=rng.choice(Document.Kind.values),
        language=rng.choice(["en", "en", "en", "zh-Hans", "fr"]),
        date=day(rng),
        event=skewed(rng, nouns["events"]),
        state="published",
    )


def make_statements(rng, document, nouns):
    at = 0
    for paragraph in document.text.split("\n\n"):
        yield Statement(
            document=document,
            start=at,
            end=at + len(paragraph),
            text=paragraph,
            voice="speaker",
            speaker=skewed(rng, nouns["speakers"]),
            event=document.event,
            attribution=rng.choice(Statement.Attribution.values),
            state="published",
        )
        at += len(paragraph) + 2


def skewed(rng, rows):
    """The first rows far oftener than the last, as with speakers in life."""
    return rows[int(len(rows) * rng.random() ** 2.5)]
