"""Two hundred queries drawn from the words of the corpus itself, so that each finds something; always the same.

No two queries have the same words (the few commonest words of all apart), so that nothing remembered of one answers
another.
"""

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db import connection

from archive.text.words import HAN

from .queries import BenchmarkQuery, Term

SAMPLE = 20_000
COMMON = 0.2
# How many queries of each sort, 200 in all; (least, most) are shares of the statements that have the word.
BANDS = {
    "one word, over 20 %": (8, 0.2, 1),
    "one word, 5–20 %": (10, 0.05, 0.2),
    "one word, 1–5 %": (14, 0.01, 0.05),
    "one word, 0.1–1 %": (16, 0.001, 0.01),
    "one word, under 0.1 %": (12, 0, 0.001),
}
QUERY_KINDS = {
    "two or three words": 30,
    "phrase": 24,
    "exclusion": 12,
    "prefix": 12,
    "either of two": 12,
    "Chinese": 14,
    "speaker's name": 12,
    "field": 16,
    "no words": 8,
}
FIELDS = ("speaker", "theme", "event", "source", "kind", "before", "after", "speaker", "theme", "event")
TARGETS = """
SELECT s.text, p.slug, p.name, (SELECT min(n.name) FROM archive_speakername n WHERE n.speaker_id = p.id),
    e.slug, e.name, d.kind, o.slug, o.name, d.language, s.attribution,
    EXTRACT(year FROM COALESCE(s.date, e.start, d.date))::int, t.slug, t.label
FROM archive_statement s
JOIN archive_document d ON d.id = s.document_id JOIN archive_source o ON o.id = d.source_id
JOIN archive_speaker p ON p.id = s.speaker_id JOIN archive_event e ON e.id = s.event_id
JOIN archive_theme t ON t.id = (SELECT min(theme_id) FROM archive_statementtheme WHERE statement_id = s.id)
WHERE s.state = 'published' AND d.state = 'published' AND s.id %% %s = 0 ORDER BY s.id
"""


@dataclass(frozen=True, slots=True)
class Target:
    """A statement that a query shall find, with what it can be narrowed by."""

    text: str
    speaker: str
    speaker_name: str
    native_name: str | None
    event: str
    event_name: str
    kind: str
    source: str
    source_name: str
    language: str
    attribution: str
    year: int
    theme: str
    theme_name: str

    @property
    def words(self) -> list[str]:
        """Returns the words in their order, without accents; a word that the query's syntax would read otherwise is
        left out."""
        apart = unicodedata.normalize("NFD", self.text.lower())
        return re.findall(r"[a-z]{2,}", re.sub("[\u0300-\u036f]", "", apart))

    @property
    def chinese(self) -> list[str]:
        return re.findall(f"[{HAN}]{{4,}}", self.text)


class Workload:
    def __init__(self, seed: int = 7):
        self.rng = random.Random(seed)
        self.seeds = read_targets()
        self.rng.shuffle(self.seeds)
        self.having = Counter(word for seed in self.seeds for word in set(seed.words))
        self.used: set[str] = set()
        self.carriers = iter(self.seeds)

    def queries(self) -> list[BenchmarkQuery]:
        """Returns two hundred queries, in a fixed order that mixes the sorts."""
        made = [self.with_facets(*pair) for pair in self.all_pairs()]
        self.rng.shuffle(made)
        return made

    def toggles(self, count: int = 40) -> list[tuple[BenchmarkQuery, BenchmarkQuery]]:
        """Further queries without facets, each with the same query narrowed by one."""
        pairs = [self.one_word("toggle", *band[1:]) for band in BANDS.values() for _ in range(count // 10)]
        pairs += [self.several("toggle") for _ in range(count - len(pairs))]
        names = ("speaker", "theme", "kind", "source", "language", "attribution", "event")
        return [
            (query, query.with_value(name, getattr(seed, name)))
            for (query, seed), name in zip(pairs, names * count, strict=False)
        ]

    def all_pairs(self) -> Iterator[tuple[BenchmarkQuery, Target]]:
        """Draws rare words first: they are the fewest."""
        for kind_of_query, (count, least, most) in reversed(BANDS.items()):
            for _ in range(count):
                yield self.one_word(kind_of_query, least, most)
        for kind_of_query, count in QUERY_KINDS.items():
            for number in range(count):
                yield self.pair(kind_of_query, number)

    def pair(self, kind_of_query: str, number: int) -> tuple[BenchmarkQuery, Target]:
        match kind_of_query:
            case "two or three words":
                return self.several(kind_of_query)
            case "phrase":
                return self.phrase(kind_of_query)
            case "exclusion":
                (word,), seed = self.take_words(1)
                (other,), _ = self.take_words(1)
                return ask(kind_of_query, [[Term(word)], [Term(other, negated=True)]]), seed
            case "prefix":
                (word,), seed = self.take_words(1, longer_than=6)
                return ask(kind_of_query, [[Term(word[: self.rng.randint(4, 6)], prefix=True)]]), seed
            case "either of two":
                (word,), seed = self.take_words(1)
                (other,), _ = self.take_words(1)
                return ask(kind_of_query, [[Term(word), Term(other)]]), seed
            case "Chinese":
                return self.chinese(kind_of_query)
            case "speaker's name":
                return self.name(kind_of_query, native=number % 3 == 0)
            case "field":
                return self.field(kind_of_query, FIELDS[number % len(FIELDS)])
        return ask(kind_of_query, []), self.next_target()

    def next_target(self) -> Target:
        """The next statement; from the first again when there are no more."""
        seed = next(self.carriers, None)
        if seed is None:
            self.carriers = iter(self.seeds)
            seed = next(self.carriers)
        return seed

    def find_target(self, fits) -> Target:
        """The next statement that fits; none does in a corpus too small."""
        return next((seed for seed in (self.next_target() for _ in self.seeds) if fits(seed)), self.seeds[0])

    def share(self, word: str) -> float:
        return self.having[word] / len(self.seeds)

    def unused_words(self, words: list[str], least: float = 0, most: float = COMMON) -> list[str]:
        fits = [w for w in dict.fromkeys(words) if w not in self.used and least < self.share(w) <= most]
        return self.rng.sample(fits, len(fits))

    def one_word(self, kind_of_query: str, least: float, most: float) -> tuple[BenchmarkQuery, Target]:
        seed = self.find_target(lambda seed: self.unused_words(seed.words, least, most))
        word = (self.unused_words(seed.words, least, most) or seed.words or ["word"])[0]
        self.used.add(word)
        return ask(kind_of_query, [[Term(word)]]), seed

    def take_words(self, count: int, longer_than: int = 2) -> tuple[list[str], Target]:
        """Words of one statement that no query had and that are not among the commonest."""

        def of(seed):
            return self.unused_words([word for word in seed.words if len(word) > longer_than])

        seed = self.find_target(lambda seed: len(of(seed)) >= count)
        words = (of(seed) or seed.words)[:count]
        self.used.update(words)
        return words, seed

    def several(self, kind_of_query: str) -> tuple[BenchmarkQuery, Target]:
        words, seed = self.take_words(self.rng.choice((2, 2, 3)))
        return ask(kind_of_query, [[Term(word)] for word in words]), seed

    def phrase(self, kind_of_query: str) -> tuple[BenchmarkQuery, Target]:
        """Two to four words in a row about one that no query had."""
        (word,), seed = self.take_words(1)
        plain = re.split(r"[^a-z ]", seed.text.lower())
        runs = [part.split() for part in plain if word in part.split()]
        run = runs[0] if runs else seed.words
        length = self.rng.randint(2, 4)
        at = run.index(word) if word in run else 0
        first = max(0, min(at - self.rng.randrange(length), len(run) - length))
        return ask(kind_of_query, [[Term(" ".join(run[first : first + length]))]]), seed

    def chinese(self, kind_of_query: str) -> tuple[BenchmarkQuery, Target]:
        seed = self.find_target(lambda seed: seed.chinese)
        characters = self.rng.choice(seed.chinese or ["人工智能"])
        length = self.rng.randint(2, 4)
        first = self.rng.randrange(len(characters) - length + 1)
        return ask(kind_of_query, [[Term(characters[first : first + length])]]), seed

    def name(self, kind_of_query: str, native: bool) -> tuple[BenchmarkQuery, Target]:
        def name(seed):
            return (seed.native_name if native else None) or re.sub(r"^[A-Z][a-z]+\. ", "", seed.speaker_name)

        seed = self.find_target(lambda seed: name(seed) not in self.used and bool(seed.native_name) == native)
        self.used.add(name(seed))
        return ask(kind_of_query, [[Term(word)] for word in re.findall(r"\w+", name(seed))]), seed

    def field(self, kind_of_query: str, field: str) -> tuple[BenchmarkQuery, Target]:
        (word,), seed = self.take_words(1)
        text = {
            "kind": seed.kind,
            "before": str(seed.year + 1),
            "after": str(seed.year - 1),
        }.get(field) or getattr(seed, f"{field}_name")
        return ask(kind_of_query, [[Term(text, field=field)], [Term(word)]]), seed

    def with_facets(self, query: BenchmarkQuery, seed: Target) -> BenchmarkQuery:
        """Makes a query with none to three facets of the statement, a sort, and for some the fifth page."""
        rng = self.rng
        names = rng.sample(
            ("speaker", "theme", "event", "kind", "source", "language", "attribution", "year"),
            rng.choices((0, 1, 2, 3), (45, 25, 18, 12))[0],
        )
        facets = tuple((name, self.values(name, seed)) for name in names if name != "year")
        years = {"since": seed.year - 4, "until": seed.year + 4} if "year" in names else {}
        sorts = ("", "newest", "oldest", "relevance") if query.clauses else ("", "newest", "oldest")
        sort = rng.choices(sorts, (50, 20, 20, 10)[: len(sorts)])[0]
        return replace(query, facets=facets, **years, sort=sort, page=rng.choice((1, 1, 1, 5)))

    def values(self, name: str, seed: Target) -> tuple[str, ...]:
        """The statement's own value, and now and then another besides."""
        values = [getattr(seed, name)]
        if self.rng.random() < 0.3:
            values.append(getattr(self.rng.choice(self.seeds), name))
        return tuple(dict.fromkeys(values))


def ask(kind_of_query: str, clauses: list[list[Term]]) -> BenchmarkQuery:
    return BenchmarkQuery(kind_of_query, tuple(tuple(clause) for clause in clauses))


def read_targets() -> list[Target]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM archive_statement")
        step = max(1, (cursor.fetchone()[0] or 0) // SAMPLE)
        cursor.execute(TARGETS, [step])
        return [Target(*row) for row in cursor.fetchall()]
