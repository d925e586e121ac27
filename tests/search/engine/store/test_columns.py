"""What another connection commits is counted by the next search here."""

import datetime as dt

import pytest

from archive.models import Document, Speaker, State, Statement, Theme
from archive.search.engine.match import Matcher
from archive.search.engine.rows import count_rows
from archive.search.engine.store import columns
from archive.search.query.parser import parse
from archive.search.request.params import SearchParams
from archive.search.results import search
from tests.factories import make_document, make_statement, make_theme
from tests.search.connections import in_other_connection
from tests.search.engine.conftest import DEPUTY, numbers
from tests.search_setup import matching_ids
from tests.teardown import empty_tables

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.slow
def test_a_published_statement_is_found(statement, second_statement, draft_statement):
    in_other_connection(lambda: Statement.objects.filter(pk=draft_statement.pk).update(state=State.PUBLISHED))
    assert numbers()[0] == 3
    assert numbers(q="promise") == (
        2,
        sorted([second_statement.pk, draft_statement.pk]),
        {"Amara Adeyemi": 1, "Bola Bright": 1},
    )


@pytest.mark.slow
def test_an_unpublished_statement_is_in_no_number(statement, second_statement):
    in_other_connection(lambda: Statement.objects.filter(pk=second_statement.pk).update(state=State.DRAFT))
    assert numbers() == (1, [statement.pk], {"Amara Adeyemi": 1})
    assert matching_ids(DEPUTY) == []


@pytest.mark.slow
def test_an_unpublished_document_hides_its_statements_and_passages(statement, second_statement):
    assert numbers(unit="passages")[0] == 4
    in_other_connection(lambda: Document.objects.filter(pk=statement.document_id).update(state=State.REVIEW))
    assert (numbers()[0], numbers(unit="passages")[0], matching_ids(DEPUTY)) == (0, 0, [])


@pytest.mark.slow
def test_a_renamed_speaker_is_found_by_the_new_name_only(statement, second_statement):
    for q in ("speaker:bright", "speaker:zanzibar", "zanzibar", "bright"):
        assert matching_ids(SearchParams(q=q)) == ([second_statement.pk] if "bright" in q else [])
    in_other_connection(lambda: Speaker.objects.filter(name="Bola Bright").update(name="Cleo Zanzibar"))
    assert numbers()[2] == {"Amara Adeyemi": 1, "Cleo Zanzibar": 1}
    for q in ("speaker:bright", "speaker:zanzibar", "zanzibar", "bright"):
        assert matching_ids(SearchParams(q=q)) == ([second_statement.pk] if "zanzibar" in q else []), q


@pytest.mark.parametrize("date", [dt.date(2001, 3, 1), dt.date(1890, 1, 1), dt.date(2090, 12, 31), None])
def test_a_changed_date_is_counted_in_its_year_within_the_known_years_and_outside(date):
    documents = [make_document(f"Said in {year}.") for year in (1999, 2020, 2030)]
    for document, year in zip(documents, (1999, 2020, 2030), strict=True):
        make_statement(document, document.text)
        Document.objects.filter(pk=document.pk).update(date=dt.date(year, 5, 5))
    assert search(SearchParams()).years == [(1999, 1), (2020, 1), (2030, 1)]
    precision = "day" if date else ""
    in_other_connection(
        lambda: Document.objects.filter(pk=documents[1].pk).update(date=date, date_precision=precision)
    )
    moved = [(date.year, 1)] if date else []
    assert search(SearchParams()).years == sorted([(1999, 1), (2030, 1), *moved])


@pytest.mark.slow
def test_a_further_name_finds_its_speaker(statement, second_statement):
    assert matching_ids(SearchParams(q="speaker:阿马拉")) == matching_ids(SearchParams(q="阿马拉")) == []
    in_other_connection(lambda: statement.speaker.names.create(name="阿马拉", language="zh-Hans"))
    assert (
        matching_ids(SearchParams(q="speaker:阿马拉"))
        == matching_ids(SearchParams(q="阿马拉"))
        == [statement.pk]
    )


def test_a_changed_slug_chooses_its_speaker(statement, second_statement):
    assert matching_ids(SearchParams(speaker=("amara-adeyemi",))) == [statement.pk]
    in_other_connection(
        lambda: Speaker.objects.filter(pk=statement.speaker_id).update(slug="minister-adeyemi")
    )
    assert matching_ids(SearchParams(speaker=("minister-adeyemi",))) == [statement.pk]


@pytest.mark.slow
def test_a_new_theme_is_counted_with_its_ancestors(statement, second_statement, theme):
    def add():
        below = make_theme("Reading rooms", slug="reading-rooms", parent=theme)
        second_statement.themes.add(below)

    assert {count.label: count.count for count in search(SearchParams()).facets["theme"].counts} == {
        "Libraries": 1
    }
    in_other_connection(add)
    results = search(SearchParams())
    assert {count.label: count.count for count in results.facets["theme"].counts} == {
        "Libraries": 2,
        "Reading rooms": 1,
    }
    assert matching_ids(SearchParams(theme=("reading-rooms",))) == [second_statement.pk]


@pytest.mark.slow
def test_a_theme_with_a_new_parent_brings_its_statements(statement, second_statement, theme):
    top = make_theme("Public life", slug="public-life")
    assert matching_ids(SearchParams(theme=("public-life",))) == []
    in_other_connection(lambda: Theme.objects.filter(pk=theme.pk).update(parent=top))
    assert matching_ids(SearchParams(theme=("public-life",))) == [statement.pk]


@pytest.mark.slow
def test_a_deleted_statement_is_gone(statement, second_statement):
    in_other_connection(lambda: Statement.objects.filter(pk=second_statement.pk).delete())
    assert numbers() == (1, [statement.pk], {"Amara Adeyemi": 1})
    assert matching_ids(DEPUTY) == []


@pytest.mark.slow
def test_a_write_of_many_rows_is_one_change(second_statement, django_assert_num_queries):
    document = make_document(text=" ".join(f"word{n}" for n in range(300)))
    statements = [make_statement(document, f"word{n} ") for n in range(250)]
    assert numbers(kind=("readout",))[0] == 0
    in_other_connection(lambda: Document.objects.filter(pk=document.pk).update(kind="readout"))
    # Changes, and in one snapshot: begin, level, changes, rows, end; names; documents that are fully annotated.
    with django_assert_num_queries(8):
        assert search(SearchParams(kind=("readout",))).total == len(statements)


@pytest.mark.slow
def test_an_emptied_archive_is_empty(second_statement):
    empty_tables()
    assert (numbers(), matching_ids(DEPUTY)) == ((0, [], {}), [])
    document = make_document(text="Her deputy came back.")
    again = make_statement(document, "Her deputy came back")
    assert matching_ids(DEPUTY) == [again.pk]


@pytest.mark.slow
def test_a_row_that_stays_public_is_never_missing(statement, second_statement, monkeypatch):
    assert numbers()[0] == 2
    seen, write = [], columns.Columns.write

    def look_and_write(self, chunk):
        seen.append(count_rows(Matcher(self.view(), 1).match(parse("deputy OR library"))))
        write(self, chunk)

    monkeypatch.setattr(columns.Columns, "write", look_and_write)
    in_other_connection(
        lambda: Statement.objects.filter(pk=second_statement.pk).update(speaker=statement.speaker)
    )
    assert (numbers()[0], seen) == (2, [2])
