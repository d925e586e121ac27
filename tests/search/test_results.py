"""Hits and counts against a count made by hand, row by row."""

import datetime as dt
import random
from collections import Counter
from dataclasses import dataclass

import pytest

from archive.models import State, Statement
from archive.search.facets import FACETS
from archive.search.page.search_page import SearchPage
from archive.search.request.params import SearchParams
from archive.search.results import PER_PAGE, search
from tests.factories import (
    make_document,
    make_event,
    make_occurrence,
    make_source,
    make_speaker,
    make_statement,
    make_term,
    make_theme,
)
from tests.search_setup import clear_stem_caches, load_columns_once

pytestmark = pytest.mark.django_db
WORDS = ["harbour", "library", "promise", "ships", "catalogue", "spring"]


@pytest.fixture
def archive(db):
    """Ninety statements over a dozen documents with everything at random, a third of it not public."""
    rng = random.Random(20250425)
    speakers = [make_speaker(f"Speaker {n}", slug=f"s{n}") for n in range(4)]
    events = [make_event(f"Event {n}", slug=f"e{n}", start=f"{2017 + n}-06-01") for n in range(4)]
    top = make_theme("Top", slug="top")
    themes = [top, *(make_theme(f"Theme {n}", slug=f"t{n}", parent=top if n < 2 else None) for n in range(4))]
    terms = [make_term(f"{WORDS[n]} {WORDS[n + 1]}", slug=f"m{n}") for n in range(3)]
    terms[2].state = State.DRAFT
    terms[2].save()
    sources = [make_source(f"Source {n}", slug=f"src{n}") for n in range(3)]
    for _ in range(12):
        words = " ".join(rng.choices(WORDS, k=30))
        document = make_document(
            text=words,
            source=rng.choice(sources),
            kind=rng.choice(["speech", "readout"]),
            language=rng.choice(["en", "fr", "zh-Hans"]),
            state=rng.choice([State.PUBLISHED, State.PUBLISHED, State.DRAFT]),
            date=f"{rng.randrange(2017, 2022)}-03-01",
        )
        for _ in range(8):
            first = rng.randrange(0, 20)
            statement = make_statement(
                document,
                " ".join(words.split()[first : first + 3]),
                speaker=rng.choice([*speakers, None]),
                event=rng.choice([*events, None]),
                attribution=rng.choice(["verbatim", "summary"]),
                themes=rng.sample(themes, rng.randrange(3)),
                state=rng.choice([State.PUBLISHED, State.PUBLISHED, State.REVIEW]),
            )
            for term in terms:
                if term.original in statement.text:
                    status = rng.choice(["confirmed", "confirmed", "undecided", "rejected"])
                    make_occurrence(term, statement, term.original, status)
    return rng


@dataclass(frozen=True)
class Row:
    """A statement as plain values: ``values`` by facet, with the year among them."""

    text: str
    date: dt.date | None
    values: dict[str, set]

    @classmethod
    def of(cls, statement):
        document, speaker, (date, *_) = statement.document, statement.speaker, statement.effective_date
        values = {
            "speaker": {speaker and speaker.slug},
            "event": {statement.event and statement.event.slug},
            "term": {
                occurrence.term.slug
                for occurrence in statement.term_occurrences.all()
                if occurrence.status == "confirmed" and occurrence.term.state == "published"
            },
            "theme": {slug for theme in statement.themes.all() for slug in lineage(theme)},
            "source": {document.source.slug},
            "kind": {document.kind},
            "language": {document.language},
            "attribution": {statement.attribution},
            "translation": {document.translator or None},
            "year": {date and date.year},
        }
        text = f"{statement.text} {speaker or ''} {document.title}".lower()
        return cls(text, date, {facet: held - {None} for facet, held in values.items()})

    def fits(self, params, ignoring=None):
        for facet in FACETS:
            chosen = set(params.selected_values(facet.name))
            if facet.name != ignoring and chosen and not chosen & self.values[facet.name]:
                return False
        if ignoring != "year" and (params.since or params.until):
            date = self.date
            if not date or (params.since and date < params.since) or (params.until and date > params.until):
                return False
        return all(word in self.text for word in params.q.split())


def lineage(theme):
    return [theme.slug, *(lineage(theme.parent) if theme.parent else [])]


def random_search(rng):
    choices = {
        "speaker": ["s0", "s1", "s2", "s3"],
        "event": ["e0", "e1", "e2", "e3"],
        "theme": ["top", "t0", "t1", "t2", "t3"],
        "term": ["m0", "m1"],
        "source": ["src0", "src1", "src2"],
        "kind": ["speech", "readout"],
        "language": ["en", "fr", "zh-Hans"],
        "attribution": ["verbatim", "summary"],
    }
    facets = rng.sample(sorted(choices), rng.choice([0, 1, 2, 3]))
    params = SearchParams(
        q=rng.choice(["", rng.choice(WORDS)]),
        **{name: tuple(rng.sample(choices[name], rng.choice([1, 1, 2]))) for name in facets},
    )
    return params.with_years(2018, rng.choice([2018, 2020])) if rng.random() < 0.3 else params


@pytest.mark.slow
def test_every_count_equals_a_count_by_hand(archive, monkeypatch):
    public = [
        Row.of(statement)
        for statement in Statement.objects.filter(state="published", document__state="published")
    ]
    load_columns_once(monkeypatch)
    for _ in range(60):
        params = random_search(archive)
        results = search(params)
        assert results.total == sum(row.fits(params) for row in public), params
        for facet in [facet.name for facet in FACETS]:
            fitting = [row for row in public if row.fits(params, ignoring=facet)]
            expected = Counter(value for row in fitting for value in row.values[facet])
            assert {c.value: c.count for c in results.facets[facet].counts if c.count} == expected, params
        fitting = [row for row in public if row.fits(params, ignoring="year")]
        assert dict(results.years) == Counter(year for row in fitting for year in row.values["year"]), params


@pytest.mark.slow
def test_the_pages_together_are_the_list_in_its_order(archive):
    for sort in ("newest", "oldest"):
        total = search(SearchParams()).total
        assert total > PER_PAGE
        ids = [pk for page in range(1, 9) for pk in search(SearchParams(sort=sort, page=page)).ids][:total]
        assert sorted(ids) == sorted(Statement.objects.published().values_list("pk", flat=True))
        days = [Statement.objects.get(pk=pk).effective_date[0] for pk in ids]
        assert days == sorted(days, reverse=sort == "newest")


@pytest.mark.slow
def test_a_page_too_far_is_the_last_page(archive):
    total = search(SearchParams()).total
    last = search(SearchParams(page=999_999))
    assert last.page == last.pages == -(-total // PER_PAGE)
    assert last.ids == search(SearchParams(page=last.pages)).ids != []


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_words_take_one_query_and_facets_none(archive, django_assert_num_queries):
    """Every question begins with one query for what has changed."""
    search(SearchParams(q="museum"))
    clear_stem_caches()
    params = SearchParams(kind=("speech",), theme=("top",), sort="newest")
    with django_assert_num_queries(1):
        results = search(params)
    assert results.total > 0
    with django_assert_num_queries(3):  # changes, stems, rows
        search(params.change(q="library"))
    with django_assert_num_queries(1):  # changes
        search(SearchParams(q="library", sort="newest", page=2))
    with django_assert_num_queries(2):  # changes, weights
        search(SearchParams(q="library"))
    with django_assert_num_queries(5):  # changes, stems, rows, stems of both as a phrase, weights
        search(SearchParams(q="library harbour"))


@pytest.mark.slow
def test_years_are_a_facet_that_ignores_its_own_choice(archive):
    held = dict(search(SearchParams()).years)
    for params in (SearchParams(), SearchParams(page=2).with_years(2019, 2019)):
        facet = next(facet for facet in SearchPage(params).facets if facet.name == "year")
        assert [(int(v.value), v.count) for v in facet.values] == sorted(held.items(), reverse=True)
        chosen = [v.value for v in facet.values if v.selected]
        assert chosen == (["2019"] if params.since else [])
    back = next(v.url for v in facet.values if v.selected)
    assert back == "/search/"
