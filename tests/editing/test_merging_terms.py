"""Two records of one set phrase become one: wordings, occurrences and decisions go over, the address stays, and all of
it can be undone."""

import pytest

from archive.editing.errors import EditError, NotAllowedError
from archive.editing.merging import batches
from archive.editing.merging.batches import continue_merge, merge_or_begin
from archive.editing.merging.merge import merge
from archive.editing.merging.movers import related_counts
from archive.editing.merging.preview import preview_merge
from archive.editing.merging.undo import CHANGED_SINCE, undo_merge
from archive.editing.merging.undo_batches import continue_undo
from archive.editing.terms.occurrences import find_terms
from archive.models import Merge, Redirect, State, Term, TermOccurrence
from tests.factories import make_document, make_occurrence, make_statement, make_term

from .test_merge_undo import check_constraints, rows, undo_last
from .test_merging import is_search_table_current

pytestmark = pytest.mark.django_db
TEXT = "Books are the cheapest ships. 书是最便宜的船。"


@pytest.fixture
def term_statement():
    return make_statement(make_document(TEXT), TEXT)


@pytest.fixture
def pair(term_statement):
    """A term and its duplicate, whose original is a rendering; both know the English words, each decided otherwise."""
    keep = make_term("cheapest ships", slug="ships", note="Of books.")
    term = make_term(
        "最便宜的船", language="zh-Hans", slug="chuan", note="A saying.", wordings=[("cheapest ships", "en")]
    )
    make_occurrence(keep, term_statement, "cheapest ships", "rejected")
    make_occurrence(term, term_statement, "cheapest ships", "confirmed")
    make_occurrence(term, term_statement, "最便宜的船", "confirmed")
    check_constraints()
    return keep, term


def read_decisions(term):
    return sorted(term.occurrences.values_list("words", "status"))


@pytest.mark.slow
def test_wordings_and_decisions_go_over(pair, term_statement):
    keep, gone = pair
    moved = merge(None, keep, gone)
    check_constraints()
    assert (moved["wordings of terms"], moved["occurrences of terms"]) == (1, 1)
    assert list(keep.wordings.values_list("text", "language", "kind")) == [
        ("最便宜的船", "zh-Hans", "rendering")
    ]
    assert read_decisions(keep) == [("cheapest ships", "confirmed"), ("最便宜的船", "confirmed")]
    assert keep.note == "Of books.\n\nA saying."
    assert not Term.objects.filter(pk=gone.pk).exists()
    assert is_search_table_current()
    counts = find_terms([term_statement.pk])
    assert (counts.found, counts.withdrawn) == (0, 0)


@pytest.mark.slow
@pytest.mark.parametrize("is_swapped", [False, True])
def test_all_of_it_comes_back(pair, is_swapped):
    keep, gone = reversed(pair) if is_swapped else pair
    before = rows()
    merge(None, keep, gone)
    assert rows() != before
    _duplicate, counts = undo_last()
    check_constraints()
    assert (rows(), counts[CHANGED_SINCE]) == (before, 0)
    assert is_search_table_current()


def test_a_wording_in_another_language_is_one_of_its_own(term_statement):
    """“Gift” is looked for in the texts of its language only, so one of another language does not do."""
    keep = make_term("Handel", language="de", wordings=[("cheapest ships", "fr")])
    term = make_term("cheapest ships", slug="ships")
    make_occurrence(term, term_statement, "cheapest ships")
    merge(None, keep, term)
    assert set(keep.wordings.values_list("text", "language")) == {
        ("cheapest ships", "fr"),
        ("cheapest ships", "en"),
    }
    assert find_terms([term_statement.pk]).withdrawn == 0
    assert read_decisions(keep) == [("cheapest ships", "confirmed")]


@pytest.mark.slow
def test_the_address_and_the_searches_lead_to_the_survivor(client, pair):
    keep, gone = pair
    merge(None, keep, gone)
    for path in ("/terms/chuan/", "/terms/chuan/occurrences.csv"):
        answer = client.get(path)
        assert (answer.status_code, answer.url) == (301, path.replace("chuan", "ships"))
    third = make_term("the cheapest of all ships", slug="third")
    merge(None, third, keep)
    assert Redirect.objects.resolve("term", "chuan") == third
    assert client.get("/search.json?term=chuan").json()["total"] == 1


def test_a_preview_writes_nothing(pair):
    keep, gone = pair
    before = rows()
    preview = preview_merge(None, keep, gone)
    assert {(row.kind, row.verb) for row in preview.rows} >= {
        ("Term", "removed"),
        ("Wording of a term", "added"),
    }
    assert rows() == before


@pytest.mark.parametrize("survivor_state", [State.DRAFT, State.REVIEW])
def test_readers_keep_the_page_they_know(pair, survivor_state):
    keep, gone = pair
    Term.objects.filter(pk=keep.pk).update(state=survivor_state)
    with pytest.raises(EditError, match="Readers know “最便宜的船”"):
        merge(None, keep, gone)
    merge(None, gone, keep)
    assert read_decisions(gone) == [("cheapest ships", "confirmed"), ("最便宜的船", "confirmed")]


def test_only_who_may_publish_takes_a_page_from_readers(pair, editor, publisher):
    keep, gone = pair
    with pytest.raises(NotAllowedError, match="Only a publisher can delete"):
        merge(editor, keep, gone)
    merge(publisher, keep, gone)
    merge_record = Merge.objects.get()
    with pytest.raises(NotAllowedError, match="Only a publisher"):
        undo_merge(editor, merge_record.pk)
    undo_merge(publisher, merge_record.pk)
    assert Term.objects.get(pk=gone.pk).is_published


def test_with_two_persons_nobody_merges_alone_into_what_is_public(pair, publisher, settings):
    keep, gone = pair
    Term.objects.filter(pk=gone.pk).update(state=State.DRAFT)
    settings.TWO_PERSONS = True
    with pytest.raises(NotAllowedError, match="Publishing takes two people here"):
        merge(publisher, keep, gone)
    assert Term.objects.filter(pk=gone.pk).exists()


def test_with_two_persons_nobody_undoes_a_merge_into_what_is_public_alone(pair, publisher, settings):
    keep, gone = pair
    Term.objects.filter(pk=gone.pk).update(state=State.DRAFT)
    merge(publisher, keep, gone)
    settings.TWO_PERSONS = True
    with pytest.raises(NotAllowedError, match="Publishing takes two people here"):
        undo_merge(publisher, Merge.objects.get().pk)
    assert not Term.objects.filter(pk=gone.pk).exists()


def test_two_drafts_are_merged(pair, editor):
    keep, gone = pair
    Term.objects.update(state=State.DRAFT)
    merge(editor, keep, gone)
    assert list(Term.objects.all()) == [keep]


@pytest.mark.slow
def test_many_occurrences_go_over_in_batches_and_are_found_meanwhile(pair, term_statement, monkeypatch):
    keep, gone = pair
    monkeypatch.setattr(batches, "MAX_ROWS_AT_ONCE", 1)
    find_terms([term_statement.pk])
    before = rows()
    assert not merge_or_begin(None, keep, gone).finished_at
    counts = find_terms([term_statement.pk])  # by somebody who marks a statement in between
    assert counts.withdrawn == 0
    while continue_merge(1) is not None:
        pass
    check_constraints()
    assert related_counts(keep) == {"wordings": 1, "occurrences": 2}
    assert read_decisions(keep) == [("cheapest ships", "confirmed"), ("最便宜的船", "confirmed")]
    undo_last()
    while continue_undo(1) is not None:
        pass
    check_constraints()
    TermOccurrence.objects.filter(status="undecided").delete()  # found by the survivor meanwhile
    assert rows() == before
