"""The order of the list."""

from itertools import chain
from types import SimpleNamespace

import numpy as np
import pytest

from archive.models import Report, Utterance
from archive.search.engine import engine, order
from archive.search.engine.store.loading import NO_DATE
from archive.search.query.parser import parse
from archive.search.request.params import SearchParams
from archive.search.results import PER_PAGE, search
from tests.factories import make_document, make_speaker, make_statement
from tests.marks import parametrize_partly_slow
from tests.search_setup import matching_ids

pytestmark = pytest.mark.django_db


def add_statement(text, *, date="2020-01-01", speaker=None, state="published", **document):
    """A statement that is its whole document, whose title has no word of any test."""
    written_document = make_document(text=text, title="Untitled", date=date, **document)
    return make_statement(written_document, text, speaker=speaker, state=state).pk


def by_relevance(q, **asked):
    return matching_ids(SearchParams(q=q, **asked))


def test_statements_of_a_speaker_with_that_name_come_first():
    words = add_statement("Catalogue catalogue catalogue.", date="2024-01-01")
    statement = add_statement("Nothing else.", date="2001-01-01", speaker=make_speaker("Catalogue Smith"))
    draft = add_statement("Nothing else.", speaker=make_speaker("Catalogue Jones"), state="draft")
    assert by_relevance("catalogue") == [statement, words]
    assert draft not in by_relevance("catalogue")


def test_only_all_of_the_words_are_a_name():
    both = add_statement("Smith and his catalogue.")
    statement = add_statement("A catalogue.", speaker=make_speaker("Anna Smith"))
    other = add_statement("Something.", speaker=make_speaker("Catalogue Smith"))
    assert by_relevance("catalogue smith") == [other, statement, both]


def test_a_phrase_comes_before_words_apart():
    apart = add_statement("Open open open harbour, library library library.", date="2024-01-01")
    together = add_statement(
        "An open library, among many other things that were said there.", date="2001-01-01"
    )
    add_statement("An open library nobody knows.", state="draft")
    assert by_relevance("open library") == [together, apart]


def test_a_phrase_has_its_words_in_the_order_typed():
    statement = add_statement("The library open library.", date="2001-01-01")
    other = add_statement("Library, open.", date="2024-01-01")
    assert by_relevance("open library") == [statement, other]


def test_a_single_word_in_the_form_typed_comes_before_its_other_forms():
    other = add_statement("Ports, ports, airports: a reported report.", date="2024-01-01")
    as_typed = add_statement("A port, among many other things that were said.", date="2001-01-01")
    assert by_relevance("port") == by_relevance("Port") == [as_typed, other]


@pytest.mark.parametrize(
    ("typed", "found"), [("Müller", "The Müller report."), ("人权", "他们说了人权的事"), ("2024", "In 2024.")]
)
def test_letters_that_the_index_has_in_one_form_are_looked_for_in_the_text(typed, found):
    others = {"Müller": "Muller, Muller.", "人权": "人權人權", "2024": "٢٠٢٤ ٢٠٢٤."}
    other = add_statement(others[typed], date="2024-01-01")
    as_typed = add_statement(found, date="2001-01-01")
    assert by_relevance(typed) == [as_typed, other]


@pytest.mark.slow
def test_excluded_words_and_prefixes_form_no_phrase():
    add_statement("Open library of secrets.")
    first = add_statement("An open door to a library.", date="2024-01-01")
    second = add_statement("An open library.", date="2001-01-01")
    assert set(by_relevance("open library -secrets")) == {first, second}
    assert set(by_relevance("open librar* -secrets")) == {first, second}


def test_a_machine_translation_comes_last():
    machine = add_statement("Library library library.", date="2024-01-01", translator="machine")
    human = add_statement("A library among many other things.", date="2001-01-01", translator="archive")
    assert by_relevance("library") == [human, machine]


def test_a_phrase_in_a_machine_translation_comes_before_words_apart():
    machine = add_statement("An open library.", translator="machine")
    apart = add_statement("An open door to a library.")
    assert by_relevance("open library") == [machine, apart]


def test_dense_words_come_before_sparse_ones_and_texts_before_titles():
    thin = add_statement(
        "One library, among ever so many other things that were said on a long and busy day at sea."
    )
    dense = add_statement("Library.")
    document = make_document(text="Nothing else.", title="The library", date="2024-01-01")
    named = make_statement(document, "Nothing else.").pk
    assert by_relevance("library") == [dense, thin, named]


def test_of_equals_the_newest_comes_first_and_then_the_last_entered():
    old = add_statement("A library.", date="2001-01-01")
    new = add_statement("A library.", date="2024-01-01")
    statement = add_statement("A library.", date=None)
    same_day = add_statement("A library.", date="2024-01-01")
    assert by_relevance("library") == [same_day, new, old, statement]


def test_statements_without_a_date_come_last_in_either_order():
    middle, last, undated, first, same_day = (
        add_statement("Words.", date=date)
        for date in ("2010-05-05", "2024-01-01", None, "1999-01-01", "2010-05-05")
    )
    assert matching_ids(SearchParams(sort="newest")) == [last, same_day, middle, first, undated]
    assert matching_ids(SearchParams(sort="oldest")) == [first, middle, same_day, last, undated]
    assert matching_ids(SearchParams()) == matching_ids(SearchParams(sort="newest"))
    assert matching_ids(SearchParams(q="words", sort="oldest")) == [first, middle, same_day, last, undated]


@pytest.mark.parametrize("sort", ["newest", "oldest", "relevance"])
@pytest.mark.slow
def test_pages_have_each_row_once_though_all_are_equal(sort):
    rows_made = [
        add_statement("A library.", date=None if number % 3 else "2020-01-01")
        for number in range(2 * PER_PAGE + 3)
    ]
    add_statement("A library.", state="draft")
    params = SearchParams(q="library", sort=sort)
    pages = [search(params.change(page=page)).ids for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [20, 20, 3]
    assert list(chain(*pages)) == matching_ids(params)
    assert sorted(chain(*pages)) == rows_made


@parametrize_partly_slow("ranked", [1, 4, 7, 50], 1)
@pytest.mark.slow
def test_of_many_rows_the_newest_are_weighed_and_the_rest_follow_by_date(monkeypatch, ranked):
    monkeypatch.setattr(order, "RANKED", ranked)
    monkeypatch.setattr(order, "ENOUGH", 1)
    monkeypatch.setattr("archive.search.results.PER_PAGE", 5)
    thin = "A library among ever so many other things."
    rows_made = [
        add_statement("Library." if year % 2 else thin, date=f"{year}-01-01") for year in range(2001, 2013)
    ]
    statement = add_statement("Else.", date="1990-01-01", speaker=make_speaker("Library Jones"))
    add_statement("Library.", date="2030-01-01", state="draft")
    newest = list(reversed(rows_made))
    weighed = sorted(newest[:ranked], key=lambda pk: (rows_made.index(pk) % 2, -pk))
    expected = [statement, *weighed, *newest[ranked:]]
    assert by_relevance("library") == expected
    pages = [search(SearchParams(q="library", page=page)).ids for page in (1, 2, 3)]
    assert list(chain(*pages)) == expected


def test_old_texts_with_the_word_come_before_newer_rows_that_have_it_in_a_title(monkeypatch):
    monkeypatch.setattr(order, "RANKED", 4)
    monkeypatch.setattr(order, "ENOUGH", 2)
    old = [add_statement("The reading room opens.", date=f"19{year}-01-01") for year in (50, 60)]
    for year in range(10, 16):
        text = f"Nothing else in {year}."
        document = make_document(text=text, title="The reading room", date=f"20{year}-01-01")
        make_statement(document, text)
    draft = add_statement("The reading room closes.", date="1955-01-01", state="draft")
    ordered_ids = by_relevance("reading")
    assert (ordered_ids[:2], len(ordered_ids)) == (old[::-1], 8)
    assert draft not in ordered_ids
    matches = engine.match(SearchParams(q="reading", unit="statements"), parse("reading"))
    assert [*matches.order(3), *matches.order(8, 3)] == ordered_ids


@pytest.mark.parametrize(("most_read", "found_old"), [(8, True), (7, False)])
def test_old_texts_with_the_phrase_come_before_newer_rows_with_its_words_apart(
    monkeypatch, most_read, found_old
):
    monkeypatch.setattr(order, "RANKED", 4)
    monkeypatch.setattr(order, "ENOUGH", 2)
    monkeypatch.setattr(order, "MOST_READ", most_read)
    old = [add_statement("An open library.", date=f"19{year}-01-01") for year in (50, 60)]
    apart = [add_statement("A library is open.", date=f"20{year}-01-01") for year in range(10, 16)]
    ordered_ids = by_relevance("open library")
    assert ordered_ids == ([*old[::-1], *apart[::-1]] if found_old else [*apart[::-1], *old[::-1]])


def test_many_rows_of_a_named_speaker_are_in_order_of_date(monkeypatch):
    monkeypatch.setattr(order, "RANKED", 2)
    speaker = make_speaker("Library Jones")
    rows_made = [add_statement("Else.", date=f"{year}-01-01", speaker=speaker) for year in (2003, 2001, 2002)]
    words = add_statement("Library.", date="2024-01-01")
    assert by_relevance("library") == [rows_made[0], rows_made[2], rows_made[1], words]


@pytest.mark.slow
def test_of_reports_the_nearest_to_the_words_is_matching_ids():
    utterance = Utterance.objects.create(summary="Said once")
    texts = ("A library, a.", "A library, b.", "A library, c.", "A library, d.")
    documents = [
        make_document(text=t, title="Untitled", translator="machine" * (t[-2] == "a")) for t in texts
    ]
    kinds = ("verbatim", "summary", "translated", "verbatim")
    ids = [
        make_statement(d, d.text, attribution=kind, state="draft" if d.text[-2] == "d" else "published").pk
        for d, kind in zip(documents, kinds, strict=True)
    ]
    for pk in ids:
        Report.objects.create(utterance=utterance, statement_id=pk, status="confirmed")
    assert matching_ids(SearchParams(q="library")) == [ids[2]]
    assert matching_ids(SearchParams(q="library", attribution=("summary",))) == [ids[1]]
    assert sorted(matching_ids(SearchParams(q="library", unit="statements"))) == ids[:3]


@parametrize_partly_slow("seed", range(30), 4)
def test_a_window_of_the_order_by_date_is_part_of_the_whole(seed):
    """Of days on which much was said, few days, and days unknown."""
    rng = np.random.default_rng(seed)
    size = int(rng.integers(1, 200))
    days = rng.integers(-5, int(rng.choice([-3, 5, 500])), size)
    columns = SimpleNamespace(
        day=np.where(rng.random(size) < 0.2, NO_DATE, days).astype(np.int32),
        document=rng.integers(0, 9, size).astype(np.int32),
        number=rng.permutation(size).astype(np.int64),
    )
    rows = np.flatnonzero(rng.random(size) < 0.8).astype(np.int32)
    for name in ("newest", "oldest"):
        whole = order.order_by_date(columns, rows, name).tolist()
        assert sorted(whole) == rows.tolist()
        for start in range(0, len(rows) + 2, 7):
            for end in (start, start + 1, start + 20, None):
                window = order.order_by_date(columns, rows, name, end, start).tolist()
                assert window == whole[start:end], (name, start, end)


@pytest.mark.slow
def test_a_window_of_the_order_by_relevance_is_part_of_the_whole(monkeypatch):
    monkeypatch.setattr(order, "RANKED", 3)
    for number in range(6):
        add_statement(f"A library{' library' * (number % 3)}.", date=f"20{10 + number}-01-01")
    add_statement("Nothing else.", speaker=make_speaker("Library Smith"))
    matches = engine.match(SearchParams(q="library", unit="statements"), parse("library"))
    whole = matches.order()
    assert len(whole) == 7
    for start in range(9):
        for end in (*range(start, 9), None):
            assert matches.order(end, start) == whole[start:end], (start, end)


def test_a_single_statement_is_not_weighed(monkeypatch):
    weighed = []
    monkeypatch.setattr(order.RelevanceOrder, "load_weights", lambda self, rows: weighed.append(len(rows)))
    one = add_statement("A catalogue of harbours.")
    add_statement("A catalogue of harbours and ships.", state="draft")
    assert (by_relevance("catalogue harbours"), weighed) == ([one], [])
    another = add_statement("Two catalogues of one harbour.")
    assert (sorted(by_relevance("catalogue harbours")), weighed) == ([one, another], [2])
