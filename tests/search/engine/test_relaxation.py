"""A sentence remembered wrongly still finds its document."""

import pytest
from django.db import connection

from archive.search.engine import near
from archive.search.engine.budget import SearchTimeoutError
from archive.search.engine.relaxation import frequencies, words
from archive.search.page.search_page import SearchPage
from archive.search.query.nodes import Term
from archive.search.request.params import SearchParams
from archive.search.results import search, whole_list
from tests.factories import make_document, make_speaker, make_statement
from tests.marks import parametrize_partly_slow
from tests.search_setup import matching_ids

pytestmark = pytest.mark.django_db
NOTICE = "No result has all these words as they were typed. These are the closest matches."
NO_TIME = "There was no time to look for the closest matches and for misspelt words. Try again."


@pytest.fixture(autouse=True)
def statistics(monkeypatch):
    """A function that lets searches read the statistics of the database. Otherwise there are none: autovacuum may
    analyse what other tests wrote."""
    frequencies.shares_cache.clear()
    with monkeypatch.context() as patched:
        patched.setattr(frequencies, "read_word_shares", dict)
        yield patched.undo
    frequencies.shares_cache.clear()


@pytest.fixture
def rows():
    """Statements by a word of theirs. The drafts have every word of the questions."""
    texts = {
        "all": "Every harbour deserves cheap ships and catalogues",
        "most": "The harbour has cheap ships",
        "one": "A harbour opened",
        "other": "Nothing of that kind",
    }
    keys = {}
    for name, text in texts.items():
        document = make_document(text=text, title="Untitled", date="2020-01-01")
        keys[name] = make_statement(document, text, speaker=make_speaker(f"Speaker {name}")).pk
    everything = "Harbour cheap ships catalogues zeppelins borrowed nothing"
    hidden = make_document(text=everything, title="Untitled", state="draft")
    keys["hidden"] = make_statement(hidden, everything).pk
    shown_document = make_document(text=f"{everything}.", title="Zeppelins", kind="readout", state="review")
    keys["draft"] = make_statement(shown_document, everything, state="draft").pk
    return keys


@pytest.mark.slow
def test_what_has_most_of_the_words_is_found_the_nearest_first(rows):
    results = search(SearchParams(q="harbour cheap ships catalogues zeppelins"))
    assert (results.is_relaxed, results.total, results.ids) == (True, 2, [rows["all"], rows["most"]])
    assert [(count.value, count.count) for count in results.facets["kind"].counts] == [("speech", 2)]
    assert matching_ids(SearchParams(q="harbour cheap ships catalogues zeppelins")) == [
        rows["all"],
        rows["most"],
    ]
    assert SearchPage(SearchParams(q="harbour cheap ships catalogues zeppelins")).notices == [NOTICE]


@pytest.mark.slow
def test_what_has_all_words_is_not_joined_by_what_has_most(rows):
    results = search(SearchParams(q="harbour cheap ships catalogues"))
    assert (results.is_relaxed, results.ids, results.nearest) == (False, [rows["all"]], [rows["most"]])
    assert SearchPage(SearchParams(q="harbour cheap ships catalogues")).notices == []


@pytest.mark.parametrize(
    "q", ["zeppelins", "harbour -cheap -harbour", "zeppelins borrowed airships", "speaker:one zeppelins"]
)
def test_a_single_word_and_words_that_are_not_there_are_left_as_they_are(rows, q):
    assert (search(SearchParams(q=q)).is_relaxed, search(SearchParams(q=q)).ids) == (False, [])


@parametrize_partly_slow(
    ("q", "found"),
    [
        ("harbour zeppelins", {"all", "most", "one"}),
        ('"harbour zeppelins"', {"all", "most", "one"}),
        ("opened zeppelins", {"one"}),
        ("catalogues (zeppelins OR airships) borrowed", {"all"}),
        ("(catalogues OR airships) borrowed", {"all"}),
        ("catalogues zeppelins (speaker:all OR ships)", {"all"}),
        ("catalogu* zeppelins", {"all"}),
    ],
    2,
)
def test_two_words_are_enough(rows, q, found):
    results = search(SearchParams(q=q))
    assert (results.is_relaxed, set(results.ids)) == (True, {rows[name] for name in found})


NONSENSE = "zzyzxq"


@pytest.mark.parametrize("unit", ["statements", "passages"])
@parametrize_partly_slow(
    "q",
    ["harbour", "ships cheap", '"cheap ships"', "cat*", "ships OR nothing", '"harbour ships"~3', "the"],
    3,
)
def test_a_word_of_nonsense_never_turns_results_to_nothing(rows, q, unit):
    before = search(SearchParams(q=q, unit=unit))
    assert before.total > 0
    after = search(SearchParams(q=f"{q} {NONSENSE}", unit=unit))
    assert after.is_relaxed
    assert set(before.ids) <= set(after.ids)


@pytest.mark.slow
def test_one_wrong_row_with_all_the_words_does_not_hide_the_nearest(rows):
    text = "Zeppelins over the harbour, a catalogues society announced"
    wrong = make_statement(make_document(text=text, title="Untitled"), text).pk
    results = search(SearchParams(q="every harbour deserves catalogues zeppelins", unit="statements"))
    assert (results.is_relaxed, results.ids) == (
        True,
        [rows["all"], wrong, rows["most"], rows["one"]][: len(results.ids)],
    )
    results = search(SearchParams(q="harbour catalogues zeppelins", unit="statements"))
    assert (results.is_relaxed, results.total, results.ids) == (False, 1, [wrong])
    assert results.nearest[0] == rows["all"]
    assert wrong not in results.nearest


@pytest.mark.slow
def test_what_is_nearest_is_never_counted(rows):
    results = search(SearchParams(q="harbour cheap ships catalogues"))
    assert (results.total, results.ids, results.nearest) == (1, [rows["all"]], [rows["most"]])
    assert [(count.value, count.count) for count in results.facets["kind"].counts] == [("speech", 1)]
    assert sum(count for _year, count in results.years) == 1
    assert whole_list(SearchParams(q="harbour cheap ships catalogues"), 30_000).ids == [rows["all"]]


@pytest.mark.slow
def test_from_five_hits_on_nothing_else_is_offered(rows):
    params = SearchParams(q="harbour cheap ships catalogues", unit="statements")
    for number, nearest in enumerate([[rows["most"]]] * 3 + [[]], start=2):
        text = f"Harbour, catalogues, cheap ships {number}"
        make_statement(make_document(text=text, title="Untitled"), text)
        results = search(params)
        assert (results.total, results.nearest) == (number, nearest)


@pytest.mark.slow
def test_choices_hold_for_what_is_nearest(rows):
    asked = {"q": "harbour cheap ships catalogues", "unit": "statements"}
    assert search(SearchParams(**asked, language=("en",))).nearest == [rows["most"]]
    assert search(SearchParams(**asked, language=("fr",))).nearest == []


@pytest.mark.slow
def test_the_page_marks_the_words_of_what_is_nearest(client, rows):
    page = SearchPage(SearchParams(q='"harbour ships cheap zeppelins"'))
    assert page.hits[0].snippet == (
        'The <mark class="hit">harbour</mark> has <mark class="hit">cheap</mark> <mark class="hit">ships</mark>'
    )
    assert page.total_label == "2 utterances not exactly as typed"
    shown = client.get("/search/?q=harbour+cheap+ships+catalogues").content.decode()
    assert "Closest matches, not exactly as typed" in shown
    assert shown.index("Every ") < shown.index("Closest matches, not") < shown.index("The <mark")
    answer = client.get("/search.json?q=harbour+cheap+ships+catalogues").json()
    assert (answer["total"], len(answer["results"]), len(answer["nearest"])) == (1, 1, 1)
    assert answer["nearest"][0]["snippet"].startswith("The harbour")
    assert "Closest matches, not" not in client.get("/search/?q=harbour").content.decode()


def test_the_nearest_row_keeps_the_order_of_the_words():
    texts = ("Ships of the harbour and cheap catalogues", "Cheap ships of the harbour, catalogues", "Nothing")
    jumbled, ordered, _other = [
        make_statement(make_document(text=text, title="U"), text).pk for text in texts
    ]
    assert search(SearchParams(q="cheap ships harbour zeppelins", unit="statements")).ids == [
        ordered,
        jumbled,
    ]


def test_corrected_words_are_used(rows):
    results = search(SearchParams(q="catalouges zeppelins", unit="statements"))
    assert (results.is_relaxed, results.ids) == (True, [rows["all"]])
    page = SearchPage(SearchParams(q="catalouges zeppelins"))
    assert '<mark class="hit">catalogues</mark>' in page.hits[0].snippet


@pytest.mark.parametrize("q", ['"harbour ships cheap zeppelins"', 'zeppelins "ships harbour" cheap'])
def test_phrases_are_taken_apart(rows, q):
    results = search(SearchParams(q=q))
    assert (results.is_relaxed, set(results.ids)) == (True, {rows["most"], rows["all"]})


def test_chinese_is_taken_apart_into_pairs():
    texts = ("推动人工智能治理", "人工湖")
    ids = [make_statement(make_document(text=t, title="U", language="zh-Hans"), t).pk for t in texts]
    draft = make_document(text="人工智能治国", title="U", language="zh-Hans", state="draft")
    make_statement(draft, draft.text)
    results = search(SearchParams(q="人工智能治国"))
    assert (results.is_relaxed, results.ids) == (True, ids[:1])


@pytest.mark.parametrize(
    ("phrase", "taken_apart"),
    [
        ("人工智能 policy", ["人工", "工智", "智能", "policy"]),
        ("ꀉꄸ ꀑꇩ", ["ꀉꄸ", "ꀑꇩ"]),  # Yi has words with spaces between them
        ("ᥖᥭᥰ ᥘᥫᥴ", ["ᥖᥭᥰ", "ᥘᥫᥴ"]),
        ("𞤀𞤣 𞤤𞤢", ["𞤢𞤣", "𞤤𞤢"]),
        ("한국 정부", ["한국", "국정", "정부"]),
        ("ships", ["ships"]),
    ],
)
def test_only_scripts_without_spaces_are_taken_apart_into_pairs(phrase, taken_apart):
    words_found = words.single_words(Term(phrase))
    assert [
        " ".join(term.words) if len(term.words) == 1 else "".join(term.words) for term in words_found
    ] == taken_apart


@pytest.mark.slow
def test_fields_and_denials_still_hold(rows):
    words = "harbour cheap ships zeppelins"
    assert search(SearchParams(q=words)).ids == [rows["most"], rows["all"]]
    assert search(SearchParams(q=f"{words} speaker:all")).ids == [rows["all"]]
    assert search(SearchParams(q=f"{words} -speaker:all")).ids == [rows["most"]]
    assert search(SearchParams(q=f"{words} -catalogues")).ids == [rows["most"]]
    assert search(SearchParams(q=f"{words} speaker:one")).total == 0


@pytest.mark.slow
def test_choices_still_hold_and_their_counts_are_of_what_is_found(rows):
    params = SearchParams(q="harbour cheap ships zeppelins", language=("fr",))
    results = search(params)
    assert (results.total, results.ids) == (0, [])
    assert [(count.value, count.count) for count in results.facets["language"].counts] == [
        ("en", 2),
        ("fr", 0),
    ]


@pytest.mark.slow
def test_by_date_the_order_is_by_date(rows):
    ids = matching_ids(SearchParams(q="harbour cheap ships catalogues zeppelins", sort="newest"))
    assert ids == [rows["most"], rows["all"]]


def test_passages_are_treated_alike(rows):
    results = search(SearchParams(q="harbour cheap ships zeppelins", unit="passages"))
    assert (results.is_relaxed, results.total) == (True, 2)
    assert all(pk % 1_000_000 == 1 for pk in results.ids)


def test_a_small_archive_with_statistics_is_no_exception(rows, statistics):
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE archive_search")
    statistics()
    assert search(SearchParams(q="harbour cheap ships zeppelins")).is_relaxed is True
    assert len(frequencies.shares_cache) == 1


def test_what_a_word_weighs_depends_on_public_rows_only():
    """Of two that have two of three words each, the one with the rarer word is nearer."""
    texts = ("Harbour ships", "Ships zeppelins", "Harbour opened")
    common, rare, _other = [make_statement(make_document(text=text, title="U"), text).pk for text in texts]
    for _ in range(5):
        draft = make_document(text="Zeppelins", title="U", state="draft")
        make_statement(draft, "Zeppelins")
    assert search(SearchParams(q="harbour ships zeppelins")).ids[:2] == [rare, common]


@pytest.mark.parametrize("typed_form_first", [True, False])
def test_words_in_the_form_typed_come_nearer_than_other_forms_of_them(typed_form_first):
    texts = ["Her budget request", "Her budgets requested"]
    keys = {}
    for text in texts if typed_form_first else texts[::-1]:
        document = make_document(text=text, title="Untitled", date="2020-01-01")
        keys[text] = make_statement(document, text).pk
    results = search(SearchParams(q="budget request zeppelins"))
    assert (results.is_relaxed, results.ids) == (True, [keys[text] for text in texts])


@pytest.mark.parametrize("q", ["1,000", "3.5%", "O'Neill", "U.S.", "10:30"])
def test_one_word_of_several_parts_is_not_taken_apart(q):
    text = "On 1 July 3 000 Neill and u and s had 5 percent of 10 or 30"
    make_statement(make_document(text=text, title="Untitled"), text)
    assert (search(SearchParams(q=q)).is_relaxed, search(SearchParams(q=q)).ids) == (False, [])
    nodes = words.single_words(Term(f"{q} ships", in_text=True))
    assert nodes == [Term(q), Term("ships")]


@pytest.mark.slow
@pytest.mark.parametrize("function", ["find_corrections", "minimum_should_match", "correct_words"])
def test_a_page_says_that_there_was_no_time_for_what_comes_near(rows, reader, monkeypatch, function):
    q = "harbour shipz zeppelin"

    def run_out_of_time(*_args):
        raise SearchTimeoutError

    with monkeypatch.context() as patch:
        patch.setattr(near, function, run_out_of_time)
        search_page = SearchPage(SearchParams(q=q))
        response = reader.get("/search.json", {"q": q})
    assert (search_page.results.nearest_is_partial, search_page.results.is_partial) == (True, False)
    assert NO_TIME in search_page.notices
    assert NO_TIME in response.json()["notes"]
    assert "no-store" in response["Cache-Control"]
    again = SearchPage(SearchParams(q=q))
    assert (again.results.nearest_is_partial, again.results.is_relaxed) == (False, True)
    assert again.results.suggested_query == "harbour ships zeppelin"
    assert NO_TIME not in again.notices


def test_what_is_near_a_phrase_may_have_all_its_words(rows):
    """So nothing says that they are missing."""
    page = SearchPage(SearchParams(q='"ships cheap"', unit="statements"))
    assert page.is_relaxed
    assert page.notices == [NOTICE]
    assert any("cheap</mark>" in hit.snippet and "ships</mark>" in hit.snippet for hit in page.hits)
