"""A random archive and random searches in it, counted row by row from the definitions alone.

Nothing here asks the engine what a row is or has: rows are what was written, as plain values beside it.
"""

import datetime as dt
import random
from dataclasses import dataclass

from archive.models import Report, State, Utterance
from archive.search.request.params import SearchParams
from tests.factories import make_document, make_event, make_source, make_speaker, make_statement, make_theme

WORDS = ("bazomu", "kelita", "wuvofi", "dorupa", "zimeko", "fagulo", "yenipa", "tohuvi")
KINDS = ("speech", "readout", "report")
LANGUAGES = ("en", "fr", "de", "ru", "zh-Hans")
ATTRIBUTIONS = ("verbatim", "translated", "paraphrase", "summary", "question")
FACETS = ("speaker", "theme", "event", "attribution", "kind", "source", "language")


@dataclass(frozen=True)
class Row:
    """A published statement or passage. ``id`` is its own, ``utterance`` 0 where it is no confirmed report of one."""

    unit: str
    id: int
    words: frozenset[str]
    values: dict[str, frozenset[str]]
    date: dt.date | None
    machine: bool = False
    utterance: int = 0


class Archive:
    """Some hundred statements with everything at random, a good part of it not public."""

    def __init__(self, seed: int):
        self.random = random.Random(seed)
        self.rows: list[Row] = []
        self.speakers = [make_speaker(f"Speaker Sp{n}", slug=f"s{n}") for n in range(6)]
        self.events = [
            make_event(f"Event Ev{n}", slug=f"e{n}", start=f"{2016 + n}-06-0{n + 1}" if n < 4 else None)
            for n in range(5)
        ]
        self.sources = [make_source(f"Source So{n}", slug=f"so{n}") for n in range(4)]
        self.themes = {}
        for number in range(9):
            parent = self.themes.get(f"t{(number - 1) // 2}") if number else None
            self.themes[f"t{number}"] = make_theme(f"Theme Th{number}", slug=f"t{number}", parent=parent)
        self.utterances = [Utterance.objects.create(summary=f"Utterance {n}") for n in range(24)]
        # Of drafts only, so that they could leak.
        self.secret = make_speaker("Speaker Secret", slug="secret")
        for _ in range(52):
            self.add_document()

    def values(self, document, statement_values: dict) -> dict:
        values = {name: frozenset() for name in FACETS}
        values |= {
            "kind": frozenset([document.kind]),
            "source": frozenset([document.source.slug]),
            "language": frozenset([document.language]),
        }
        return values | statement_values

    def add_document(self) -> None:
        rng = self.random
        paragraphs = [rng.choices(WORDS, k=rng.choice([3, 12, 14])) for _ in range(rng.choice([1, 2, 3]))]
        event = rng.choice([*self.events, None])
        document = make_document(
            text="\n\n".join(" ".join(words) for words in paragraphs),
            title=f"Untitled {rng.random()}",
            source=rng.choice(self.sources),
            kind=rng.choice(KINDS),
            language=rng.choice(LANGUAGES),
            translator=rng.choice(["", "", "machine", "archive"]),
            event=event,
            state=rng.choice([State.PUBLISHED, State.PUBLISHED, State.PUBLISHED, State.REVIEW, State.DRAFT]),
            date=rng.choice(
                [None, dt.date(rng.randrange(2015, 2022), rng.randrange(1, 13), rng.randrange(1, 29))]
            ),
        )
        public = document.state == State.PUBLISHED
        machine = document.translator == "machine"
        if public:
            values = self.values(document, {"event": frozenset([event.slug] if event else [])})
            date = document.date or (event and event.start and dt.date.fromisoformat(event.start))
            for number, words in enumerate(paragraphs, 1):
                pk = document.pk * 1_000_000 + number
                self.rows.append(Row("passages", pk, frozenset(words), values, date, machine))
        for _ in range(rng.choice([0, 8, 14])):
            self.add_statement(document, rng.choice(paragraphs), public, machine)

    def add_statement(self, document, words: list[str], public: bool, machine: bool) -> None:
        rng = self.random
        first = rng.randrange(len(words))
        words = words[first : first + rng.choice([1, 2, 3])]
        state = rng.choice([State.PUBLISHED] * 4 + [State.DRAFT])
        speaker = rng.choice([*self.speakers, None]) if state == State.PUBLISHED else self.secret
        event = rng.choice([*self.events, None])
        date = rng.choice([None, None, dt.date(rng.randrange(2015, 2022), 12, 31)])
        themes = rng.sample(sorted(self.themes), rng.choice([0, 1, 2, 3]))
        attribution = rng.choice(ATTRIBUTIONS)
        statement = make_statement(
            document,
            " ".join(words),
            speaker=speaker,
            event=event,
            attribution=attribution,
            themes=[self.themes[slug] for slug in themes],
            date=date,
            state=state,
        )
        utterance = 0
        for other_utterance in rng.sample(self.utterances, rng.choice([0, 1, 2])):
            # Only a confirmed report counts; of these a statement has one at most.
            status = rng.choice(["confirmed", "suggested", "rejected"]) if not utterance else "suggested"
            Report.objects.create(utterance=other_utterance, statement=statement, status=status)
            utterance = other_utterance.pk if status == "confirmed" else utterance
        if not public or state != State.PUBLISHED:
            return
        own_values = {
            "speaker": frozenset([speaker.slug] if speaker else []),
            "event": frozenset([event.slug] if event else []),
            "theme": frozenset(slug for theme in themes for slug in lineage(theme)),
            "attribution": frozenset([attribution]),
        }
        day = date or (event and event.start and dt.date.fromisoformat(event.start)) or document.date
        row = Row(
            "statements",
            statement.pk,
            frozenset(words),
            self.values(document, own_values),
            day,
            machine,
            utterance,
        )
        self.rows.append(row)

    def random_search(self) -> tuple[SearchParams, dict]:
        """A search, and what must hold of a row's words, as (in all, in any, not) and fields."""
        rng = self.random
        unit = rng.choice(["utterances", "statements", "passages"])
        choices = {
            "speaker": [f"s{n}" for n in range(6)],
            "event": [f"e{n}" for n in range(5)],
            "theme": sorted(self.themes),
            "source": [f"so{n}" for n in range(4)],
            "kind": list(KINDS),
            "language": list(LANGUAGES),
            "attribution": list(ATTRIBUTIONS),
        }
        selection = {
            name: tuple(rng.sample(choices[name], rng.choice([1, 1, 2, 3])))
            for name in rng.sample(FACETS, rng.choice([0, 1, 2, 3]))
        }
        without = tuple(
            (name, value)
            for name in FACETS
            if rng.random() < 0.08
            for value in rng.sample(choices[name], rng.choice([1, 2]))
            if value not in selection.get(name, ())
        )
        together = "all" if rng.random() < 0.4 else ""
        conditions, parts = self.words()
        since = rng.choice([None, None, dt.date(rng.randrange(2015, 2019), 3, 1)])
        until = rng.choice([None, None, dt.date(rng.randrange(2018, 2022), 6, 30)])
        q = " ".join(parts)
        return SearchParams(
            q, unit, **selection, exclude=without, theme_match=together, since=since, until=until
        ), conditions

    def words(self) -> tuple[dict, list[str]]:
        rng = self.random
        conditions, parts = {}, []
        if rng.random() < 0.4:
            conditions["must"] = rng.sample(WORDS, rng.choice([1, 1, 2]))
            parts += conditions["must"]
        if rng.random() < 0.15:
            conditions["any"] = rng.sample(WORDS, 2)
            parts.append("({} OR {})".format(*conditions["any"]))
        if rng.random() < 0.15:
            conditions["not"] = rng.sample(WORDS, 1)
            parts.append(f"-{conditions['not'][0]}")
        if rng.random() < 0.1:
            conditions["begins"] = rng.choice(WORDS)[:3]
            parts.append(conditions["begins"] + "*")
        for name, prefix, count in (
            ("speaker", "Sp", 6),
            ("theme", "Th", 9),
            ("source", "So", 4),
            ("event", "Ev", 5),
        ):
            if rng.random() < 0.06:
                number = rng.randrange(count)
                conditions[name] = {"speaker": "s", "theme": "t", "source": "so", "event": "e"}[name] + str(
                    number
                )
                is_denied = rng.random() < 0.3
                conditions[f"{name} denied"] = is_denied
                parts.append("-" * is_denied + f"{name}:{prefix}{number}")
        if rng.random() < 0.08:
            conditions["before"] = dt.date(2019, 1, 1)
            parts.append("before:2019")
        if rng.random() < 0.08:
            conditions["after"] = dt.date(2017, 5, 31)
            parts.append("after:2017-05")
        if rng.random() < 0.08:
            conditions["language"] = "zh-Hans"
            parts.append("language:zh")
        return conditions, parts


def lineage(slug: str) -> list[str]:
    """The theme and those above it."""
    slugs = [slug]
    while slugs[-1] != "t0":
        slugs.append(f"t{(int(slugs[-1][1:]) - 1) // 2}")
    return slugs


def has_words(row: Row, asked: dict) -> bool:
    tests = [
        set(asked.get("must", ())) <= row.words,
        not asked.get("any") or bool(set(asked["any"]) & row.words),
        not set(asked.get("not", ())) & row.words,
        "begins" not in asked or any(word.startswith(asked["begins"]) for word in row.words),
        "before" not in asked or bool(row.date and row.date < asked["before"]),
        "after" not in asked or bool(row.date and row.date > asked["after"]),
        "language" not in asked or asked["language"] in row.values["language"],
    ]
    for name in ("speaker", "theme", "source", "event"):
        if name in asked:
            tests.append((asked[name] in row.values[name]) != asked[f"{name} denied"])
    return all(tests)


def satisfies(row: Row, params: SearchParams, excluding: str = "", with_excluded: bool = False) -> bool:
    """Any of the chosen values of each facet, all of the themes when together, none that is left out, in the dates.

    ``ignoring`` a facet means its own choice, but neither themes required together nor what it leaves out.
    """
    for name in FACETS:
        selected_slugs, values_of_row = set(params.selected_values(name)), row.values[name]
        if (
            selected_slugs
            and params.match_all(name)
            and not selected_slugs <= values_of_row
            and not (with_excluded and name == excluding)
        ):
            return False
        if (
            selected_slugs
            and not params.match_all(name)
            and name != excluding
            and not selected_slugs & values_of_row
        ):
            return False
        if set(params.excluded_values(name)) & values_of_row and not (with_excluded and name == excluding):
            return False
    if excluding != "year" and params.has_dates:
        return bool(row.date) and (params.since or row.date) <= row.date <= (params.until or row.date)
    return True


def count_results(rows: list[Row], params: SearchParams) -> int:
    """Rows, or utterances where these are counted: all reports of one together are one."""
    if params.unit != "utterances":
        return len(rows)
    return len({row.utterance or -row.id for row in rows})


def count_by_value(rows: list[Row], params: SearchParams, values) -> dict:
    by_value: dict = {}
    for row in rows:
        for value in values(row):
            by_value.setdefault(value, []).append(row)
    return {value: count_results(group, params) for value, group in by_value.items()}


def expected_facet(matching: list[Row], params: SearchParams, name: str) -> dict:
    ignoring_choice = [row for row in matching if satisfies(row, params, excluding=name)]
    counts = count_by_value(ignoring_choice, params, lambda row: row.values[name])
    if params.excluded_values(name):
        with_excluded = [
            row for row in matching if satisfies(row, params, excluding=name, with_excluded=True)
        ]
        beside = count_by_value(with_excluded, params, lambda row: row.values[name])
        counts |= {value: beside.get(value, 0) for value in params.excluded_values(name)}
    return {value: number for value, number in counts.items() if number}


def expected_list(rows: list[Row], archive: Archive, params: SearchParams) -> set[int]:
    """The ids of the list; of an utterance its best report: by no machine, nearest to the words, earliest."""
    if params.unit != "utterances":
        return {row.id for row in rows}
    best: dict[int, Row] = {}
    for row in rows:
        key = row.utterance or -row.id
        if key not in best or report_order(row) < report_order(best[key]):
            best[key] = row
    return {row.id for row in best.values()}


def report_order(row: Row) -> tuple:
    (attribution,) = row.values["attribution"]
    return row.machine, ATTRIBUTIONS.index(attribution), row.date or dt.date.min, row.id
