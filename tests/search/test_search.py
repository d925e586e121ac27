"""What a search finds, and what its page shows."""

import pytest
from django.http import QueryDict

from archive.models import Redirect, Source, Speaker, Theme
from archive.search.facets import language_name
from archive.search.page.search_page import SearchPage
from archive.search.request.filters import read_params
from archive.search.request.params import SearchParams
from archive.search.results import search
from tests.factories import make_document, make_speaker, make_statement, make_theme
from tests.search_setup import clear_stem_caches

pytestmark = pytest.mark.django_db


def test_a_name_outranks_the_same_word_in_a_text(published_document):
    statement = make_statement(published_document, "Her deputy", speaker=make_speaker("Catalogue Smith"))
    words = make_statement(published_document, "catalogue will be open")
    assert search(SearchParams(q="catalogue")).ids == [statement.pk, words.pk]


@pytest.mark.parametrize(
    "q", ["张国清", "张国", "国清", "ZHANG Guoqing", "zhang guoqing", "Zhāng", 'any:"Zhang Guoqing"']
)
def test_a_speaker_is_found_by_every_name(statement, q):
    statement.speaker.names.create(name="张国清", language="zh-Hans", kind="native")
    statement.speaker.names.create(name="Zhang Guoqing")
    other = make_statement(statement.document, "Her deputy", speaker=make_speaker("Li Guo"))
    found = search(SearchParams(q=q)).ids
    assert found == [statement.pk]
    assert other.pk not in found


@pytest.mark.slow
def test_phrases_exclusions_alternatives_and_prefixes(published_document):
    words = [
        "every harbour deserves a library",
        "the new reading room",
        "the catalogue will be open",
        "open to all",
    ]
    pks = [make_statement(published_document, word).pk for word in words]
    # The title is searched too: it holds "opening", "harbour" and "library".
    for q, expected in [
        ('"new reading"', {1}),
        ('"reading new"', set()),
        ("catalogue OR deserves", {0, 2}),
        ("open -catalogue -deserves -reading", {3}),
        ("catal*", {2}),
        ('"will be"', {2}),
    ]:
        results = search(SearchParams(q=q))
        assert results.is_relaxed is not bool(expected)
        assert results.is_relaxed or set(results.ids) == {pks[n] for n in expected}, q


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


NO_PAGE = "“%s” is not the number of a page, so the first is shown."


@pytest.mark.parametrize(
    ("typed", "params", "notes"),
    [
        ("page=0", SearchParams(), [NO_PAGE % "0"]),
        ("page=x", SearchParams(), [NO_PAGE % "x"]),
        ("page=-3", SearchParams(), [NO_PAGE % "-3"]),
        ("page=3", SearchParams(page=3), []),
        ("page=" + "9" * 30, SearchParams(), [NO_PAGE % ("9" * 30)]),
        ("q=%00%1b", SearchParams(), []),
        ("q=%3F%21", SearchParams(), ["The query contains no words, so it was ignored."]),
        (
            "q=peace&q=ships",
            SearchParams(q="ships"),
            ["“q” was given more than once: only the last was used."],
        ),
        ("nearest=yes", SearchParams(), ["“yes” is not a valid value for “nearest”."]),
        (
            "q=%22ships",
            SearchParams(q='"ships'),
            ["A quotation mark is not closed: everything after it was read as one phrase."],
        ),
        ("unit=books", SearchParams(), ["“books” is not a valid value for “unit”."]),
        ("sort=best", SearchParams(), ["“best” is not a valid value for “sort”."]),
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
        ("nonsense=1&q=ships&utm_source=x&find=x&nearest=1", SearchParams(q="ships"), []),
        (
            "spaeker=x&year=2024",
            SearchParams(),
            [
                "“spaeker” is not a parameter of the search, so it was ignored. Did you mean “speaker”?",
                "“year” is not a parameter of the search, so it was ignored. Did you mean “from”?",
            ],
        ),
    ],
)
def test_what_cannot_be_searched_is_left_out_and_named(statement, typed, params, notes):
    read, form = read_params(QueryDict(typed))
    assert (read, form.notes) == (params, notes)


@pytest.mark.slow
def test_a_query_of_ten_thousand_characters_is_cut_with_a_notice(statement):
    params, form = read_params(QueryDict("q=" + "library+" * 1_250))
    assert len(params.q) <= 500
    assert form.notes == [
        "The query was too long: only its first 32 words, within 500 characters and 10 levels of parentheses,"
        " were searched."
    ]
    assert search(params).total == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("rows", [2, 3, 5])  # a single one is not weighed, which saves a query
def test_a_page_of_answers_takes_seven_queries(statement, rows, django_assert_num_queries):
    for words in ("a promise kept", "Her deputy", "the guests", "by spring")[: rows - 1]:
        make_statement(statement.document, words, speaker=make_speaker(), themes=[make_theme()])
    data = QueryDict(f"q=harbour&source={Source.objects.get().slug}&language=en")
    SearchPage(SearchParams(q="museum"))
    clear_stem_caches()
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
    assert [language_name(code) for code in ("en", "zh-Hans", "fr-CA", "tlh", "und")] == [
        "English",
        "Simplified Chinese",
        "French",
        "tlh",
        "Unknown language",
    ]


def test_open_ranges_count_their_end_and_nothing_undated():
    found = {}
    for date in ("1973-06-30", "1974-06-30", "1980-06-30", None):
        dated = {"date": date, "date_precision": "day"} if date else {"date": None}
        found[make_statement(make_document(text="ships", **dated), "ships").pk] = (date or "")[:4]
    for q, years in (
        ("1974..", {"1974", "1980"}),
        ("..1974", {"1973", "1974"}),
        ("since:1974 until:1974", {"1974"}),
        ("date:(1973 OR 1980)", {"1973", "1980"}),
        ("date:>1974", {"1980"}),
        ("-from:1974", {"1973", ""}),
    ):
        assert {found[pk] for pk in search(SearchParams(q=q, unit="statements")).ids} == years, q


@pytest.mark.slow
def test_runs_of_chinese_are_found_near_each_other():
    texts = ["人工智能的发展", "发展人工智能", "人工智能，要促进和平发展", "人工智能。\n\n发展"]
    rows = [make_statement(make_document(text=text, language="zh-Hans"), text).pk for text in texts]
    for q, wanted in (
        ("智能 NEAR/1 发展", [0]),
        ("智能 NEAR/2 发展", [0, 1]),
        ('"发展 人工"~6', [0, 1]),
        ('"发展 人工"~7', [0, 1, 2]),
        ('"人 展"~5', [0, 1]),
        ("人工智能 NEAR/0 发展", [1]),
    ):
        results = search(SearchParams(q=q, unit="statements"))
        assert (results.is_relaxed, sorted(results.ids)) == (False, [rows[index] for index in wanted]), q


def test_dates_that_leave_nothing_are_named():
    _params, form = read_params(QueryDict("from=2025&to=2020"))
    assert form.notes == ["“From” is later than “To”, so nothing can be found."]


@pytest.mark.slow
def test_a_name_may_be_only_begun_or_misspelt_and_of_several_words_needs_quotation_marks(statement):
    def notices(q):
        return SearchPage(SearchParams(q=q, unit="statements")).notices

    make_statement(statement.document, "Her deputy", speaker=make_speaker("Emmanuel Macron"))
    make_speaker("Emma Unpublished")
    for q, found in (
        ("speaker:macr*", 1),
        ('speaker:"emmanuel m*"', 1),
        ("speaker:acron*", 0),
        ("kind:spe*", 2),
    ):
        assert search(SearchParams(q=q, unit="statements")).total == found, q
    assert notices("speaker:macr*") == []
    nearest = "The archive has no speaker “%s”. The nearest is “Emmanuel Macron”."
    assert notices("speaker:macorn") == [nearest % "macorn"]
    assert notices("speaker:emman") == [nearest % "emman"]
    assert notices("speaker:emmanuel macron") == [
        "Only “emmanuel” was read as the speaker, and “macron” as a word."
        ' For both write speaker:"emmanuel macron".'
    ]
    assert notices("speaker:emmanuel deputy") == notices("speaker:macron -emmanuel") == []
    make_statement(make_document(text="Their deputy"), "Their deputy", speaker=make_speaker("Xi Jinping"))
    either = "Only “xi” was read as the speaker, and “macron” as a word. For both write speaker:xi OR speaker:macron."
    assert notices("speaker:xi OR macron") == notices("deputy speaker:xi | macron") == [either]
    for q in (
        "speaker:xi OR deputy",
        "speaker:(xi OR macron)",
        'speaker:xi OR "macron"',
        "speaker:xi|macron",
    ):
        assert notices(q) == [], q


def test_a_value_in_chinese_is_a_run_of_characters():
    workers, machines = make_theme("工人权利"), make_theme("人工智能")
    made = {
        theme: make_statement(make_document(text="Words."), "Words.", themes=[theme]).pk
        for theme in (workers, machines)
    }
    for value, expected in (
        ("人工", [machines]),
        ("工人*", [workers]),
        ("能人工", []),
        ('"智能 人工"', [machines]),
        ("人", [workers, machines]),
    ):
        found = search(SearchParams(q=f"theme:{value}", unit="statements")).ids
        assert sorted(found) == [made[theme] for theme in expected], value
