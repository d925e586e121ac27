"""Links between reports of the same words: what was decided is remembered from both sides."""

import pytest
from django.apps import apps

from archive.editing.errors import EditError, NotAllowedError
from archive.editing.report_links import LinkError, candidates, confirm, reject, undo_decision
from archive.models import Report, ReportPair, Statement, Utterance
from tests.conftest import member_with
from tests.factories import make_document, make_event, make_speaker, make_statement

WORDS = "Every harbour deserves a library, she said."
DECIDERS_PERMISSIONS = {"change_statement", "add_report", "change_report", "delete_report", "add_utterance"}


@pytest.fixture
def reports(db, speaker, event):
    """The same words in three documents, and a stranger's."""

    def report(text, **fields):
        document = make_document(text, date="2024-03-06", event=fields.get("event"))
        return make_statement(document, text, **fields)

    statements = [
        report(WORDS, speaker=speaker, event=event),
        report("Every port deserves a library, she said.", speaker=speaker, event=event),
        report("Every harbour needs libraries, she said.", speaker=speaker),
        report(WORDS, speaker=make_speaker("Somebody Else"), event=make_event("Another day")),
    ]
    rows = Statement.objects.for_list().in_bulk([statement.pk for statement in statements])
    return [rows[statement.pk] for statement in statements]


def found_candidates(statement):
    return [(candidate.statement, candidate.status) for candidate in candidates(statement)]


@pytest.mark.slow
def test_candidates_are_the_likeliest_first_wherever_they_come_from(reports):
    first, second, third, stranger = reports
    assert found_candidates(first) == [(second, ""), (third, ""), (stranger, "")]
    assert found_candidates(stranger)[0] == (first, "")


@pytest.mark.slow
def test_less_likely_candidates_are_listed_for_whoever_asks(reports):
    words = "The harbour has a library which was opened at night by those who had built it."
    little = make_statement(make_document(words), words)
    assert little not in [candidate.statement for candidate in candidates(reports[0])]
    assert candidates(reports[0], less_likely=True)[-1].statement == little


def test_candidates_come_from_other_documents(reports):
    first = reports[0]
    statement = make_statement(first.document, "Every harbour deserves a library", speaker=first.speaker)
    assert statement not in [other for other, _status in found_candidates(first)]


def test_a_candidate_says_why(reports):
    assert candidates(reports[0])[0].reason == (
        "shares the rare words deserves, every, library, said; same event; same speaker; same date"
    )


@pytest.mark.parametrize("decide", [confirm, reject])
def test_two_statements_of_one_document_are_not_linked(reports, editor, decide):
    first = reports[0]
    second = make_statement(first.document, "harbour", speaker=first.speaker)
    for other in (second, first):
        with pytest.raises(EditError):
            decide(editor, first, other)
    assert (Utterance.objects.count(), Report.objects.count()) == (0, 0)


@pytest.mark.parametrize("missing", sorted(DECIDERS_PERMISSIONS))
def test_a_decision_takes_each_permission(reports, missing):
    actor = member_with(*DECIDERS_PERMISSIONS - {missing})
    for decide in (confirm, reject, undo_decision):
        with pytest.raises(NotAllowedError):
            decide(actor, *reports[:2])
    assert not ReportPair.objects.exists()


def test_why_two_statements_of_one_document_are_not_linked(reports, editor):
    second = make_statement(reports[0].document, "harbour", speaker=reports[0].speaker)
    with pytest.raises(EditError, match="Choose a statement of another document: a document is one report"):
        confirm(editor, reports[0], second)


@pytest.mark.slow
def test_confirming_makes_the_utterance(reports, editor):
    report = confirm(editor, reports[0], reports[1])
    assert (report.statement, report.status, report.decided_by) == (reports[1], "confirmed", editor)
    assert report.decided_at is not None
    utterance = Utterance.objects.get()
    assert (utterance.summary, utterance.speaker, utterance.event) == (
        WORDS,
        reports[0].speaker,
        reports[0].event,
    )
    assert found_candidates(reports[0])[:2] == [(reports[1], "confirmed"), (reports[2], "")]
    assert found_candidates(reports[1])[0] == (reports[0], "confirmed")


def test_a_third_report_joins_the_utterance_from_either_side(reports, editor):
    confirm(editor, reports[0], reports[1])
    confirm(editor, reports[2], reports[0])
    assert Utterance.objects.get().reports.confirmed().count() == 3


def test_confirming_twice_changes_nothing(reports, editor):
    confirm(editor, reports[0], reports[1])
    confirm(editor, reports[1], reports[0])
    assert Report.objects.count() == 2


def test_rejecting_is_remembered_from_both_sides(reports, editor):
    reject(editor, reports[0], reports[1])
    assert found_candidates(reports[0])[0] == (reports[1], "rejected")
    assert found_candidates(reports[1])[0] == (reports[0], "rejected")
    reject(editor, reports[1], reports[0])
    pair = ReportPair.objects.get()
    assert (pair.status, pair.decided_by) == ("rejected", editor)
    assert not Utterance.objects.exists()


@pytest.mark.slow
def test_a_rejection_is_undone_by_confirming_from_either_side(reports, editor):
    reject(editor, reports[0], reports[1])
    confirm(editor, reports[1], reports[0])
    assert found_candidates(reports[0])[0] == (reports[1], "confirmed")
    assert sorted(Report.objects.values_list("status", flat=True)) == ["confirmed", "confirmed"]


def test_a_confirmed_link_can_be_rejected(reports, editor):
    confirm(editor, reports[0], reports[1])
    reject(editor, reports[0], reports[1])
    assert found_candidates(reports[0])[0] == (reports[1], "rejected")
    assert found_candidates(reports[1])[0] == (reports[0], "rejected")


@pytest.mark.slow
def test_detaching_forgets_and_leaves_the_other_reports(reports, editor):
    confirm(editor, reports[0], reports[1])
    confirm(editor, reports[0], reports[2])
    assert undo_decision(None, reports[0], reports[1]) is True
    assert found_candidates(reports[0])[:2] == [(reports[2], "confirmed"), (reports[1], "")]
    assert undo_decision(None, reports[0], reports[1]) is False


def test_detaching_the_only_rejection_leaves_no_utterance(reports, editor):
    reject(editor, reports[0], reports[1])
    undo_decision(None, reports[1], reports[0])
    assert not Utterance.objects.exists()


def test_a_link_seen_in_history_after_it_was_detached(reports, editor):
    confirm(editor, reports[0], reports[1])
    undo_decision(None, reports[0], reports[1])
    events = apps.get_model("archive", "ReportEvent").objects.filter(pgh_label="delete")
    assert [event.statement_id for event in events] == [reports[1].pk, reports[0].pk]


def test_reports_of_two_utterances_are_not_joined(reports, editor):
    confirm(editor, reports[0], reports[1])
    more = [make_statement(make_document(WORDS), WORDS, event=reports[0].event) for _ in range(2)]
    confirm(editor, *more)
    with pytest.raises(LinkError) as refused:
        confirm(editor, reports[0], more[1])
    assert (refused.value.statement, refused.value.utterance.reports.count()) == (more[1], 2)
    assert found_candidates(reports[0])[0] == (reports[1], "confirmed")


def test_the_only_report_of_an_utterance_may_change_to_another(reports, editor):
    confirm(editor, reports[0], reports[1])
    undo_decision(None, reports[0], reports[1])
    confirm(editor, reports[1], reports[2])
    confirm(editor, reports[1], reports[0])
    assert Utterance.objects.get().reports.confirmed().count() == 3


def test_a_report_that_is_only_suggested_binds_nobody(reports, editor):
    first, second, third, fourth = reports
    confirm(editor, first, second)
    alone = Utterance.objects.create(summary="Said")
    Report.objects.create(utterance=alone, statement=third, status="confirmed")
    Report.objects.create(utterance=alone, statement=fourth, status="suggested", rule="same words")
    assert confirm(editor, first, third).utterance.reports.confirmed().count() == 3


def test_a_suggested_utterance_is_not_the_one_that_is_confirmed(reports, editor):
    suggested_utterance = Utterance.objects.create(summary="Said")
    Report.objects.create(
        utterance=suggested_utterance, statement=reports[0], status="suggested", rule="same words"
    )
    assert confirm(editor, reports[0], reports[1]).utterance != suggested_utterance


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("suggested", "confirmed"),
        ("confirmed", "suggested"),
        ("confirmed", "rejected"),
        ("rejected", "confirmed"),
    ],
)
def test_what_was_rejected_with_another_binds_only_who_reports_the_same(reports, editor, mine, theirs):
    """Were both confirmed, the link would join the other and the third, which an editor has rejected."""
    one, beside, third = reports[:3]
    utterance = Utterance.objects.create(summary="Said")
    utterance.reports.create(statement=one, status=mine)
    utterance.reports.create(statement=beside, status=theirs)
    reject(editor, beside, third)
    linked = confirm(editor, one, third).utterance
    assert {report.statement for report in linked.reports.confirmed()} == {one, third}
    ReportPair.objects.confirmed().delete()
    Report.objects.all().delete()
    for statement in (one, beside):
        utterance.reports.create(statement=statement, status="confirmed")
    with pytest.raises(EditError, match="which has been rejected"):
        confirm(editor, one, third)


def test_a_rejected_report_of_an_utterance_is_forgotten_and_its_others_stay(reports, editor):
    one, rejected, third = reports[:3]
    utterance = Utterance.objects.create(summary="Said")
    for statement, status in ((one, "confirmed"), (rejected, "rejected"), (third, "confirmed")):
        utterance.reports.create(statement=statement, status=status)
    assert undo_decision(editor, one, rejected)
    assert list(Report.objects.values_list("statement", "status")) == [
        (one.pk, "confirmed"),
        (third.pk, "confirmed"),
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_candidates(reports, django_assert_num_queries, rows):
    first = reports[0]
    for _ in range(rows - 1):
        make_statement(make_document(WORDS), WORDS, event=first.event)
    candidates(first)  # frequencies and names are kept for a minute
    with django_assert_num_queries(12):
        assert len(candidates(first)) == rows + 2
