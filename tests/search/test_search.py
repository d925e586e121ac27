"""Hits and counts against a count made by hand, row by row."""

import datetime as dt
import random
from collections import Counter
from dataclasses import dataclass

import pytest
from django.http import QueryDict

from archive.models import Redirect, Source, Speaker, State, Statement, Theme
from archive.search.execution import PER_PAGE, search
from archive.search.facets import FACETS, language_name
from archive.search.page.search_page import SearchPage
from archive.search.request.filters import read_params
from archive.search.request.params import SearchParams
from tests.factories import make_document, make_event, make_source, make_speaker, make_statement, make_theme
from tests.searching import forget_stems, read_once

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
            make_statement(
                document,
                " ".join(words.split()[first : first + 3]),
                speaker=rng.choice([*speakers, None]),
                event=rng.choice([*events, None]),
                attribution=rng.choice(["verbatim", "summary"]),
                themes=rng.sample(themes, rng.randrange(3)),
                state=rng.choice([State.PUBLISHED, State.PUBLISHED, State.REVIEW]),
            )
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
            "theme": {slug for theme in statement.themes.all() for slug in lineage(theme)},
            "source": {document.source.slug},
            "kind": {document.kind},
            "language": {document.language},
            "attribution": {statement.attribution},
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


def test_every_count_equals_a_count_by_hand(archive, monkeypatch):
    public = [
        Row.of(each) for each in Statement.objects.filter(state="published", document__state="published")
    ]
    read_once(monkeypatch)
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


def test_the_pages_together_are_the_list_in_its_order(archive):
    for sort in ("newest", "oldest"):
        total = search(SearchParams()).total
        assert total > PER_PAGE
        ids = [pk for page in range(1, 9) for pk in search(SearchParams(sort=sort, page=page)).ids][:total]
        assert sorted(ids) == sorted(Statement.objects.published().values_list("pk", flat=True))
        days = [Statement.objects.get(pk=pk).effective_date[0] for pk in ids]
        assert days == sorted(days, reverse=sort == "newest")


def test_a_page_too_far_is_the_last_page(archive):
    total = search(SearchParams()).total
    last = search(SearchParams(page=999_999))
    assert last.page == last.pages == -(-total // PER_PAGE)
    assert last.ids == search(SearchParams(page=last.pages)).ids != []


def test_a_name_outranks_the_same_word_in_a_text(published_document):
    named = make_statement(published_document, "Her deputy", speaker=make_speaker("Catalogue Smith"))
    words = make_statement(published_document, "catalogue will be open")
    assert search(SearchParams(q="catalogue")).ids == [named.pk, words.pk]


@pytest.mark.parametrize(
    "q", ["张国清", "张国", "国清", "ZHANG Guoqing", "zhang guoqing", "Zhāng", "“Zhang Guoqing”"]
)
def test_a_speaker_is_found_by_every_name(statement, q):
    statement.speaker.names.create(name="张国清", language="zh-Hans", kind="native")
    statement.speaker.names.create(name="Zhang Guoqing")
    other = make_statement(statement.document, "Her deputy", speaker=make_speaker("Li Guo"))
    found = search(SearchParams(q=q)).ids
    assert found == [statement.pk]
    assert other.pk not in found


def test_phrases_exclusions_alternatives_and_prefixes(published_document):
    words = [
        "every harbour deserves a library",
        "the new reading room",
        "the catalogue will be open",
        "open to all",
    ]
    pks = [make_statement(published_document, each).pk for each in words]
    # The title is searched too: it holds "opening", "harbour" and "library".
    for q, expected in [
        ('"new reading"', {1}),
        ('"reading new"', set()),
        ("catalogue OR deserves", {0, 2}),
        ("open -catalogue -deserves -reading", {3}),
        ("catal*", {2}),
        ('"will be"', {2}),
    ]:
        assert set(search(SearchParams(q=q)).ids) == {pks[n] for n in expected}, q


def test_drafts_are_not_found_nor_counted(statement, draft_statement, hidden_statement, theme):
    for params in (SearchParams(), SearchParams(q="library"), SearchParams(theme=("libraries",))):
        results = search(params)
        assert (results.total, results.ids) == (1, [statement.pk])
        assert [c.count for c in results.facets["theme"].counts] == [1]
    passages = search(SearchParams(unit="passages"))
    assert passages.total == 4
    assert all(pk // 1_000_000 == statement.document_id for pk in passages.ids)


def test_what_only_drafts_use_is_unknown_to_readers(statement, draft_document):
    make_statement(draft_document, "the drawer", speaker=make_speaker("Secret Source", slug="secret-source"))
    params, form = read_params(QueryDict("speaker=secret-source&speaker=amara-adeyemi"))
    assert params.speaker == ("amara-adeyemi",)
    assert form.notes == ["There is no speaker “secret-source” in the archive, so it was ignored."]


def test_a_former_slug_still_chooses_its_facet(statement):
    Speaker.objects.filter(pk=statement.speaker_id).update(slug="minister-adeyemi")
    assert Redirect.objects.count() == 1
    params, form = read_params(QueryDict("speaker=amara-adeyemi"))
    assert params.speaker == ("minister-adeyemi",)
    assert form.notes == []


@pytest.mark.parametrize(
    ("typed", "params", "notes"),
    [
        ("page=0", SearchParams(), []),
        ("page=x", SearchParams(), []),
        ("page=-3", SearchParams(), []),
        ("page=9999999999999999999999", SearchParams(), []),
        ("q=%00%1b", SearchParams(), []),
        ("q=%3F%21", SearchParams(), ["The query contains no words, so it was ignored."]),
        ("q=%22ships", SearchParams(q='"ships'), []),
        ("unit=books", SearchParams(), ["“books” is not a value of “unit”."]),
        ("sort=best", SearchParams(), ["“best” is not a value of “sort”."]),
        (
            "kind=novel",
            SearchParams(),
            ["There is no kind of document “novel” in the archive, so it was ignored."],
        ),
        ("language=tlh", SearchParams(), ["There is no language “tlh” in the archive, so it was ignored."]),
        (
            "from=2024-02-30",
            SearchParams(),
            ["“2024-02-30” is not a date such as 2024, 2024-05 or 2024-05-14, so it was ignored."],
        ),
        ("from=2024&to=2024", SearchParams().with_years(2024, 2024), []),
        ("nonsense=1&q=ships", SearchParams(q="ships"), []),
    ],
)
def test_what_cannot_be_searched_is_left_out_and_named(statement, typed, params, notes):
    read, form = read_params(QueryDict(typed))
    assert (read, form.notes) == (params, notes)


def test_a_query_of_ten_thousand_signs_is_cut_and_says_so(statement):
    params, form = read_params(QueryDict("q=" + "library+" * 1_250))
    assert len(params.q) <= 500
    assert form.notes == [
        "The query was too long: only its first 32 words, within 500 characters and 10 levels of parentheses,"
        " were searched."
    ]
    assert search(params).total == 1


@pytest.mark.django_db(transaction=True)
def test_words_are_asked_once_and_facets_without_a_query(archive, django_assert_num_queries):
    """Every question begins with one query for what has changed."""
    search(SearchParams(q="museum"))
    forget_stems()
    narrowed = SearchParams(kind=("speech",), theme=("top",), sort="newest")
    with django_assert_num_queries(1):
        found = search(narrowed)
    assert found.total > 0
    with django_assert_num_queries(3):  # changes, stems, rows
        search(narrowed.change(q="library"))
    with django_assert_num_queries(1):  # changes
        search(SearchParams(q="library", sort="newest", page=2))
    with django_assert_num_queries(2):  # changes, weights
        search(SearchParams(q="library"))
    with django_assert_num_queries(5):  # changes, stems, rows, stems of both as a phrase, weights
        search(SearchParams(q="library harbour"))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("rows", [1, 3, 5])
def test_a_page_of_answers_takes_seven_queries(statement, rows, django_assert_num_queries):
    for words in ("a promise kept", "Her deputy", "the guests", "by spring")[: rows - 1]:
        make_statement(statement.document, words, speaker=make_speaker(), themes=[make_theme()])
    data = QueryDict(f"q=harbour&source={Source.objects.get().slug}&language=en")
    SearchPage(SearchParams(q="museum"))
    forget_stems()
    # changes twice, stems, rows, weights, statements, stems of the marks
    with django_assert_num_queries(7):
        params, _form = read_params(data)
        page = SearchPage(params)
    assert (page.total, len(page.hits)) == (rows, rows)
    # Asked again it knows the rows, their weights and the stems.
    with django_assert_num_queries(3):
        SearchPage(read_params(data)[0])


def test_the_page_says_what_was_asked_and_how_to_undo_it(statement):
    params, _form = read_params(
        QueryDict("q=library&speaker=amara-adeyemi&theme=libraries&from=2024&to=2024")
    )
    page = SearchPage(params)
    assert [(chip.kind, chip.label) for chip in page.chips] == [
        ("Word", "library"),
        ("Speaker", "Amara Adeyemi"),
        ("Theme", "Libraries"),
        ("Year", "2024"),
    ]
    assert page.chips[1].remove_url == "/search/?q=library&theme=libraries&from=2024-01-01&to=2024-12-31"
    assert (page.total_label, page.clear_url) == ("1 utterance", "/search/")
    (hit,) = page.hits
    assert hit.url == f"/documents/harbour-library-remarks/?q=library#s{statement.pk}"
    assert hit.snippet == 'every harbour deserves a <mark class="hit">library</mark>'
    (bar,) = page.histogram.bars
    assert (bar.label, bar.selected, bar.url) == (
        "2024: 1 utterance",
        True,
        "/search/?q=library&speaker=amara-adeyemi&theme=libraries",
    )


def test_years_are_a_facet_that_ignores_its_own_choice(archive):
    held = dict(search(SearchParams()).years)
    for params in (SearchParams(), SearchParams(page=2).with_years(2019, 2019)):
        facet = next(facet for facet in SearchPage(params).facets if facet.name == "year")
        assert [(int(v.value), v.count) for v in facet.values] == sorted(held.items(), reverse=True)
        chosen = [v.value for v in facet.values if v.selected]
        assert chosen == (["2019"] if params.since else [])
    back = next(v.url for v in facet.values if v.selected)
    assert back == "/search/"


def test_themes_stand_under_their_parents(statement, theme):
    top = make_theme("Culture", slug="culture")
    Theme.objects.filter(pk=theme.pk).update(parent=top)
    facet = next(f for f in SearchPage(SearchParams()).facets if f.name == "theme")
    assert [(v.value, v.depth, v.count) for v in facet.values] == [("culture", 0, 1), ("libraries", 1, 1)]


def test_passages_open_at_their_paragraph(published_document):
    page = SearchPage(SearchParams(q="cheapest", unit="passages"))
    assert page.total_label == "1 passage"
    (hit,) = page.hits
    assert hit.url == "/documents/harbour-library-remarks/?q=cheapest#p3"
    assert hit.snippet == '“Books are the <mark class="hit">cheapest</mark> ships,” she told the guests.'
    assert {facet.name for facet in page.facets} == {"event", "kind", "source", "language", "year"}


def test_languages_have_names():
    assert [language_name(code) for code in ("en", "zh-Hans", "fr-CA", "tlh")] == [
        "English",
        "Simplified Chinese",
        "French",
        "tlh",
    ]
