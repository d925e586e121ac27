"""Many links confirmed in one step, and undone in one."""

import pytest

from archive.editing import report_links
from archive.editing.errors import EditError, GoneError, NotAllowedError, StaleError
from archive.editing.merging.merge import merge
from archive.editing.report_links import LinkError
from archive.editing.report_pairs.link_batches import MAX_LINKS, ChosenLink, confirm_links, undo_links
from archive.editing.report_pairs.link_offers import hash_pair, offer_links
from archive.models import Report, ReportPair, Utterance
from tests.factories import make_document, make_event, make_speaker, make_statement

LEFT = ["Every harbour deserves a library.", "Books are the cheapest ships.", "The catalogue is open to all."]
RIGHT = ["Each harbour deserves its library.", "Ships are dear, books cheap.", "All may use the catalogue."]


@pytest.fixture
def statements_by_document(db):
    documents = [make_document(" ".join(words)) for words in (LEFT, RIGHT)]
    return [
        [make_statement(document, words) for words in side]
        for document, side in zip(documents, (LEFT, RIGHT), strict=True)
    ]


@pytest.fixture
def links(statements_by_document):
    return [
        ChosenLink(one.pk, other.pk, hash_pair(one, other))
        for one, other in zip(*statements_by_document, strict=True)
    ]


def confirmed_links():
    """The sets of statements that report one utterance, and the decided pairs."""
    reports = {}
    for utterance, statement in Report.objects.confirmed().values_list("utterance", "statement"):
        reports.setdefault(utterance, set()).add(statement)
    return reports, set(ReportPair.objects.confirmed().values_list("first", "second"))


@pytest.mark.slow
def test_all_are_confirmed_in_one_step_and_undone_in_one(editor, statements_by_document, links):
    batch = confirm_links(editor, links)
    reports, pairs = confirmed_links()
    expected = [{one.pk, other.pk} for one, other in zip(*statements_by_document, strict=True)]
    assert sorted(map(sorted, reports.values())) == sorted(map(sorted, expected))
    assert pairs == {link[:2] for link in links} == set(batch.pairs)
    assert undo_links(editor, batch) == 3
    assert confirmed_links() == ({}, set())
    assert not Utterance.objects.exists()


@pytest.mark.slow
def test_sent_again_it_changes_nothing(editor, second_editor, links):
    confirm_links(editor, links)
    before = confirmed_links()
    batch = confirm_links(second_editor, links)
    assert (batch.pairs, batch.unchanged) == ([], 3)
    assert confirmed_links() == before
    assert undo_links(second_editor, batch) == 0
    assert confirmed_links() == before


def another_utterance(editor, statement, words="Quite another matter."):
    other = make_statement(make_document(words), words)
    report_links.confirm(editor, statement, other)
    return other


@pytest.mark.parametrize("trouble", ["rejected", "corrected", "deleted", "linked elsewhere"])
def test_one_pair_that_changed_meanwhile_stops_all(
    editor, second_editor, statements_by_document, links, trouble
):
    left, right = statements_by_document[0][2], statements_by_document[1][2]
    error = {"deleted": GoneError, "linked elsewhere": LinkError}.get(trouble, StaleError)
    if trouble == "rejected":
        report_links.reject(second_editor, left, right)
    elif trouble == "corrected":
        links[2] = links[2]._replace(words_hash="0" * 32)
    elif trouble == "deleted":
        right.delete()
    else:
        another_utterance(second_editor, left)
        another_utterance(second_editor, right, "A third matter.")
    before = confirmed_links()
    with pytest.raises(error):
        confirm_links(editor, links)
    assert confirmed_links() == before


@pytest.mark.slow
def test_undoing_leaves_what_others_have_linked_since(editor, second_editor, statements_by_document, links):
    batch = confirm_links(editor, links)
    third = another_utterance(
        second_editor, statements_by_document[0][0], "Every harbour, said the minister."
    )
    undo_links(editor, batch)
    reports, pairs = confirmed_links()
    assert list(reports.values()) == [{statements_by_document[0][0].pk, third.pk}]
    assert pairs == {(statements_by_document[0][0].pk, third.pk)}


@pytest.mark.slow
def test_a_lone_report_that_moved_gets_its_utterance_back(editor, statements_by_document, links):
    lone = Utterance.objects.create(summary="Catalogues")
    lone.reports.create(statement=statements_by_document[1][2], status=Report.Status.CONFIRMED)
    joined = another_utterance(editor, statements_by_document[0][2])
    batch = confirm_links(editor, links)
    assert not Utterance.objects.filter(pk=lone.pk).exists()
    undo_links(editor, batch)
    assert confirmed_links()[0] == {
        lone.pk: {statements_by_document[1][2].pk},
        statements_by_document[0][2].reports.get().utterance_id: {statements_by_document[0][2].pk, joined.pk},
    }
    assert Utterance.objects.get(pk=lone.pk).summary == "Catalogues"


def test_who_may_not_decide_links_and_undoes_nothing(editor, reader, links, django_user_model):
    nobody = django_user_model.objects.create(username="nobody")
    with pytest.raises(NotAllowedError):
        confirm_links(nobody, links)
    batch = confirm_links(editor, links)
    with pytest.raises(NotAllowedError):  # nor does nobody learn that they are linked already
        confirm_links(nobody, links)
    with pytest.raises(NotAllowedError):
        undo_links(nobody, batch)
    assert len(confirmed_links()[1]) == 3


def test_a_batch_has_an_end(editor, links):
    with pytest.raises(EditError, match="at most 500"):
        confirm_links(editor, links * MAX_LINKS)


@pytest.mark.slow
def test_each_statement_is_ticked_once_and_decided_pairs_are_not_offered(editor, statements_by_document):
    left_statements, right_statements = statements_by_document
    rows = [
        [(left_statements[0], right_statements[0]), (left_statements[0], right_statements[1])],
        [(left_statements[2], right_statements[2])],
        [(left_statements[1], right_statements[1])],
    ]
    report_links.reject(editor, left_statements[2], right_statements[2])
    offered = offer_links(rows)
    assert [[(link.first, link.second, link.is_likely) for link in row] for row in offered] == [
        [(left_statements[0], right_statements[0], True)],
        [],
        [(left_statements[1], right_statements[1], True)],
    ]
    report_links.confirm(editor, left_statements[1], right_statements[1])
    report_links.confirm(editor, left_statements[0], right_statements[1])
    ticked = [[link.is_likely for link in row] for row in offer_links(rows)]
    assert ticked == [[False], [], []]


def test_a_pair_that_is_only_suggested_is_offered(statements_by_document):
    one, other = statements_by_document[0][0], statements_by_document[1][0]
    suggestion = {"utterance": Utterance.objects.create(), "status": Report.Status.SUGGESTED}
    Report.objects.bulk_create(
        Report(statement=reporting_statement, **suggestion) for reporting_statement in (one, other)
    )
    assert [[(link.first, link.is_likely) for link in row] for row in offer_links([[(one, other)]])] == [
        [(one, True)]
    ]


def test_what_was_only_suggested_is_confirmed(editor, statements_by_document, links):
    utterance = Utterance.objects.create(summary="Libraries")
    for side in statements_by_document:
        utterance.reports.create(statement=side[0], status=Report.Status.SUGGESTED)
    batch = confirm_links(editor, links[:1])
    assert (batch.pairs, batch.unchanged) == ([links[0][:2]], 0)
    reports, pairs = confirmed_links()
    assert list(reports.values()) == [{statements_by_document[0][0].pk, statements_by_document[1][0].pk}]
    assert pairs == {links[0][:2]}


def test_a_pair_that_was_rejected_keeps_nobody_in_the_utterance(
    editor, second_editor, statements_by_document, links
):
    batch = confirm_links(editor, links)
    third = another_utterance(
        second_editor, statements_by_document[0][0], "Every harbour, said the minister."
    )
    first, second = sorted([statements_by_document[1][0].pk, third.pk])
    ReportPair.objects.create(
        first_id=first, second_id=second, status=ReportPair.Status.REJECTED, decided_at=third.created_at
    )
    undo_links(editor, batch)
    assert list(confirmed_links()[0].values()) == [{statements_by_document[0][0].pk, third.pk}]


@pytest.mark.parametrize("is_deleted", [False, True])
def test_an_utterance_comes_back_with_what_its_speaker_and_event_were_merged_into(
    editor, statements_by_document, links, is_deleted
):
    kept, first, last = (make_speaker(name) for name in ("Kept", "First", "Last"))
    event, duplicate = make_event("Opening"), make_event("The opening")
    for column, speaker in zip(statements_by_document, (kept, first), strict=True):
        utterance = Utterance.objects.create(summary=f"By {speaker}", speaker=speaker, event=duplicate)
        utterance.reports.create(statement=column[0], status="confirmed")
    before = confirmed_links()[0]
    batch = confirm_links(editor, links[:1])
    assert not Utterance.objects.filter(summary="By First").exists()
    merge(None, last, first)
    merge(None, kept, last)
    merge(None, event, duplicate)
    if is_deleted:
        Utterance.objects.update(speaker=None)
        kept.delete()
    assert undo_links(editor, batch) == 1
    assert confirmed_links()[0] == before
    restored_utterance = Utterance.objects.get(summary="By First")
    assert (restored_utterance.speaker, restored_utterance.event) == (None if is_deleted else kept, event)
