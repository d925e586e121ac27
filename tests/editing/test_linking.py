"""Two editors' desks: what is confirmed, rejected and detached is remembered from both sides."""

import pytest
from django.apps import apps

from archive.editing.linking import LinkError, candidates, confirm, detach, likeness, reject
from archive.models import Report, Statement, Utterance
from tests.factories import make_document, make_event, make_speaker, make_statement

WORDS = "Every harbour deserves a library, she said."


@pytest.fixture
def said(db, speaker, event):
    """The same words in three documents, and a stranger's."""

    def report(text, **fields):
        document = make_document(text, date="2024-03-06", event=fields.get("event"))
        return make_statement(document, text, **fields)

    made = [
        report(WORDS, speaker=speaker, event=event),
        report("Every port deserves a library, she said.", speaker=speaker, event=event),
        report("Every harbour needs libraries, she said.", speaker=speaker),
        report(WORDS, speaker=make_speaker("Somebody Else"), event=make_event("Another day")),
    ]
    rows = Statement.objects.for_list().in_bulk([statement.pk for statement in made])
    return [rows[statement.pk] for statement in made]


def found(statement):
    return [(candidate.statement, candidate.status) for candidate in candidates(statement)]


def test_candidates_share_the_event_or_the_speaker_in_those_weeks_most_alike_first(said):
    first, second, third, _stranger = said
    late = make_document(WORDS, date="2024-03-25")
    make_statement(late, WORDS, speaker=first.speaker)
    assert found(first) == [(second, ""), (third, "")]


def test_candidates_come_from_other_documents(said):
    first = said[0]
    make_statement(first.document, "harbour", speaker=first.speaker, event=first.event)
    assert [other for other, _status in found(first)] == [said[1], said[2]]


def test_a_statement_without_event_and_date_has_no_candidates(said, speaker):
    lone = make_statement(make_document(WORDS), WORDS, speaker=speaker)
    assert found(lone) == []


def test_likeness_is_the_share_of_common_words(said):
    assert likeness(said[0], said[3]) == 1
    assert likeness(said[0], said[1]) == pytest.approx(12 / 14)


def test_confirming_makes_the_utterance(said, editor):
    report = confirm(editor, said[0], said[1])
    assert (report.statement, report.status, report.decided_by) == (said[1], "confirmed", editor)
    assert report.decided_at is not None
    utterance = Utterance.objects.get()
    assert (utterance.summary, utterance.speaker, utterance.event) == (WORDS, said[0].speaker, said[0].event)
    assert found(said[0]) == [(said[1], "confirmed"), (said[2], "")]
    assert found(said[1])[0] == (said[0], "confirmed")


def test_a_third_report_joins_the_utterance_from_either_side(said, editor):
    confirm(editor, said[0], said[1])
    confirm(editor, said[2], said[0])
    assert Utterance.objects.get().reports.confirmed().count() == 3


def test_confirming_twice_changes_nothing(said, editor):
    confirm(editor, said[0], said[1])
    confirm(editor, said[1], said[0])
    assert Report.objects.count() == 2


def test_rejecting_is_remembered_from_both_sides(said, editor):
    reject(editor, said[0], said[1])
    assert found(said[0])[0] == (said[1], "rejected")
    assert found(said[1])[0] == (said[0], "rejected")
    reject(editor, said[1], said[0])
    assert Report.objects.count() == 2


def test_a_rejection_can_be_taken_back_by_confirming_from_either_side(said, editor):
    reject(editor, said[0], said[1])
    confirm(editor, said[1], said[0])
    assert found(said[0])[0] == (said[1], "confirmed")
    assert sorted(Report.objects.values_list("status", flat=True)) == ["confirmed", "confirmed"]


def test_a_confirmed_link_can_be_rejected(said, editor):
    confirm(editor, said[0], said[1])
    reject(editor, said[0], said[1])
    assert found(said[0])[0] == (said[1], "rejected")
    assert found(said[1])[0] == (said[0], "rejected")


def test_detaching_forgets_and_leaves_the_other_reports(said, editor):
    confirm(editor, said[0], said[1])
    confirm(editor, said[0], said[2])
    assert detach(None, said[0], said[1]) is True
    assert found(said[0]) == [(said[2], "confirmed"), (said[1], "")]
    assert detach(None, said[0], said[1]) is False


def test_detaching_the_only_rejection_leaves_no_utterance(said, editor):
    reject(editor, said[0], said[1])
    detach(None, said[1], said[0])
    assert not Utterance.objects.exists()


def test_a_link_seen_in_history_after_it_was_detached(said, editor):
    confirm(editor, said[0], said[1])
    detach(None, said[0], said[1])
    events = apps.get_model("archive", "ReportEvent").objects.filter(pgh_label="delete")
    assert [event.statement_id for event in events] == [said[1].pk]


def test_reports_of_two_utterances_are_not_joined(said, editor):
    confirm(editor, said[0], said[1])
    more = [make_statement(make_document(WORDS), WORDS, event=said[0].event) for _ in range(2)]
    confirm(editor, *more)
    with pytest.raises(LinkError) as refused:
        confirm(editor, said[0], more[1])
    assert (refused.value.statement, refused.value.utterance.reports.count()) == (more[1], 2)
    assert found(said[0])[0] == (said[1], "confirmed")


def test_the_only_report_of_an_utterance_may_change_to_another(said, editor):
    confirm(editor, said[0], said[1])
    detach(None, said[0], said[1])
    confirm(editor, said[1], said[2])
    confirm(editor, said[1], said[0])
    assert Utterance.objects.get().reports.confirmed().count() == 3


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_candidates(said, django_assert_num_queries, rows):
    first = said[0]
    for _ in range(rows - 1):
        make_statement(make_document(WORDS), WORDS, event=first.event)
    with django_assert_num_queries(5):
        assert len(candidates(first)) == rows + 1
