"""What is undone or rejected is taken apart along the decisions that made it, whatever their order."""

import itertools
import random

import pytest

from archive.editing.errors import EditError
from archive.editing.history.restoring import deletions, restore_deleted
from archive.editing.report_links import confirm, reject, undo_decision
from archive.editing.report_pairs.decisions import decide_pair, queued_pairs
from archive.editing.report_pairs.suggestions import suggest_reports
from archive.models import PendingAnalysis, Report, ReportPair, Statement, Utterance
from tests.factories import make_document, make_event, make_speaker, make_statement

pytestmark = pytest.mark.django_db
WORDS = "Every harbour deserves a library"


def make_reports(number):
    return [make_statement(make_document(f"{WORDS}. No. {n}."), WORDS) for n in range(number)]


def groups():
    """The statements that report one utterance, by its id."""
    members = {}
    for utterance, statement in Report.objects.confirmed().values_list("utterance", "statement"):
        members.setdefault(utterance, set()).add(statement)
    return members


def confirmed_pairs():
    return set(ReportPair.objects.confirmed().values_list("first", "second"))


def keys(*statements):
    return {statement.pk for statement in statements}


@pytest.mark.parametrize("is_first", [True, False])
def test_who_joined_by_a_decision_leaves_when_it_is_undone(editor, is_first):
    one, two, three = make_reports(3)
    new, old, other = (one, two, three) if is_first else (three, one, two)
    confirm(editor, old, other)
    before = groups()
    for pair, undone in itertools.product([(new, old), (old, new)], repeat=2):
        confirm(editor, *pair)
        assert list(groups().values()) == [keys(one, two, three)]
        undo_decision(editor, *undone)
        assert groups() == before


def test_the_queue_undoes_what_it_accepted(editor):
    one, two, three = make_reports(3)
    confirm(editor, two, three)
    suggest_reports(one.pk)
    before = groups()
    pair = queued_pairs().get(first=one, second=two)
    decide_pair(editor, pair.pk, "accept")
    decide_pair(editor, pair.pk, "undo")
    assert groups() == before
    assert queued_pairs().filter(pk=pair.pk).exists()


def test_a_link_that_is_undone_leaves_no_utterance(editor):
    one, other = make_reports(2)
    confirm(editor, one, other)
    undo_decision(editor, one, other)
    assert (groups(), Utterance.objects.count(), confirmed_pairs()) == ({}, 0, set())


def test_rejecting_takes_a_chain_apart_where_it_is_rejected(editor):
    one, two, three = make_reports(3)
    confirm(editor, one, two)
    confirm(editor, two, three)
    reject(editor, one, two)
    assert list(groups().values()) == [keys(two, three)]
    assert confirmed_pairs() == {(two.pk, three.pk)}


def test_each_side_keeps_its_own_reports(editor):
    one, two, three, four, five = make_reports(5)
    for pair in ((one, two), (one, three), (two, four), (two, five)):
        confirm(editor, *pair)
    (utterance,) = groups()
    undo_decision(editor, one, two)
    left = groups()
    assert left.pop(utterance) == keys(two, four, five)
    assert list(left.values()) == [keys(one, three)]
    assert Utterance.objects.exclude(pk=utterance).get().summary == WORDS


def test_where_other_decisions_link_the_two_the_other_one_leaves_alone(editor):
    one, two, three = make_reports(3)
    for pair in ((one, two), (two, three), (one, three)):
        confirm(editor, *pair)
    undo_decision(editor, one, three)
    assert list(groups().values()) == [keys(one, two)]
    assert confirmed_pairs() == {(one.pk, two.pk)}


def test_reports_that_nobody_paired_stay_with_who_was_there_first(editor):
    one, two, three, four = make_reports(4)
    utterance = Utterance.objects.create(summary="From the form")
    for statement in (two, three, four):
        utterance.reports.create(statement=statement, status="confirmed")
    confirm(editor, one, two)
    undo_decision(editor, one, two)
    assert groups() == {utterance.pk: keys(two, three, four)}
    undo_decision(editor, two, four)
    assert groups() == {utterance.pk: keys(two, three)}


@pytest.mark.parametrize("undo", [undo_decision, reject])
@pytest.mark.parametrize("is_swapped", [False, True])
def test_a_lone_report_gets_its_utterance_back(editor, undo, is_swapped):
    statements = make_reports(2)
    for number, statement in enumerate(statements):
        fields = {"speaker": make_speaker(f"Speaker {number}"), "event": make_event(f"Event {number}")}
        row = Utterance.objects.create(summary=f"Own words {number}", **fields)
        row.reports.create(statement=statement, status="confirmed")
    rows, before = list(Utterance.objects.values_list()), groups()
    pair = statements[::-1] if is_swapped else statements
    confirm(editor, *pair)
    assert Utterance.objects.count() == 1
    undo(editor, *pair)
    assert (list(Utterance.objects.values_list()), groups()) == (rows, before)


def test_an_utterance_that_others_report_meanwhile_takes_nobody_back(editor):
    one, two, three = make_reports(3)
    lone = Utterance.objects.create(summary="Own words")
    lone.reports.create(statement=one, status="confirmed")
    lone.reports.create(statement=three, status="suggested")
    confirm(editor, two, three)
    Report.objects.filter(utterance=lone, statement=three).delete()
    confirm(editor, three, one)
    utterance = Utterance.objects.create(pk=lone.pk, summary="Own words")
    utterance.reports.create(statement=make_reports(1)[0], status="confirmed")
    undo_decision(editor, three, one)
    assert keys(two, three) in groups().values()
    assert not Report.objects.filter(statement=one).exists()


def test_a_former_utterance_takes_its_report_back_beside_one_that_is_only_suggested(editor):
    one, two, three = make_reports(3)
    lone = Utterance.objects.create(summary="Own words")
    lone.reports.create(statement=one, status="confirmed")
    lone.reports.create(statement=three, status="suggested")
    joint = Utterance.objects.create(summary="Joint")
    for statement in make_reports(2):
        joint.reports.create(statement=statement, status="confirmed")
    joint.reports.create(statement=two, status="confirmed")
    before = groups()
    confirm(editor, two, one)
    assert keys(one) not in groups().values()
    undo_decision(editor, two, one)
    assert groups() == before


@pytest.mark.parametrize("status", ["suggested", "rejected"])
def test_who_is_not_confirmed_keeps_nobody_in_an_utterance(editor, status):
    one, two, three = make_reports(3)
    utterance = confirm(editor, one, two).utterance
    utterance.reports.create(statement=three, status=status)
    undo_decision(editor, one, two)
    assert list(Report.objects.values_list("statement", "status")) == [(three.pk, status)]


@pytest.mark.parametrize("statuses", [("suggested", "confirmed"), ("confirmed", "rejected")])
def test_two_of_an_utterance_that_are_not_both_confirmed_wait_in_the_queue(editor, statuses):
    one, two, three = make_reports(3)
    for statement in (one, two, three):
        suggest_reports(statement.pk)
    confirm(editor, one, three)
    utterance = Report.objects.filter(statement=one).get().utterance
    Report.objects.all().delete()
    for statement, status in zip((one, two), statuses, strict=True):
        utterance.reports.create(statement=statement, status=status)
    assert queued_pairs().filter(first=one, second=two).exists()
    Report.objects.update(status="confirmed")
    assert not queued_pairs().filter(first=one, second=two).exists()


def test_what_is_linked_is_not_in_the_queue(editor):
    one, two, three, four = make_reports(4)
    for statement in (one, two, three, four):
        suggest_reports(statement.pk)
    assert queued_pairs().count() == 6
    confirm(editor, one, two)
    confirm(editor, two, three)
    waiting = [{pair.first_id, pair.second_id} for pair in queued_pairs()]
    assert waiting == [keys(one, four), keys(two, four), keys(three, four)]


def test_a_decision_has_its_reports_looked_at_again(editor):
    one, two, three, four = make_reports(4)
    for statement in (one, two, three, four):
        suggest_reports(statement.pk)
    confirm(editor, one, two)
    PendingAnalysis.objects.all().delete()
    reject(editor, two, four)
    pending_analyses = set(
        PendingAnalysis.objects.filter(kind="reports").values_list("statement_id", flat=True)
    )
    assert pending_analyses == keys(one, two, four)
    for pk in pending_analyses:
        suggest_reports(pk)
    assert [{pair.first_id, pair.second_id} for pair in queued_pairs()] == [
        keys(one, three),
        keys(two, three),
        keys(three, four),
    ]


def test_a_link_removed_in_the_form_is_suggested_again(editor):
    one, other = make_reports(2)
    confirm(editor, one, other)
    Report.objects.filter(statement=other).delete()
    suggest_reports(one.pk)
    pair = queued_pairs().get()
    assert (pair.first, pair.second, pair.decided_by, pair.decided_at) == (one, other, None, None)


def test_a_link_does_not_join_what_was_rejected(editor):
    one, two, three, four = make_reports(4)
    reject(editor, one, three)
    confirm(editor, two, three)
    for pair in ((one, two), (two, one)):
        with pytest.raises(EditError, match="which has been rejected"):
            confirm(editor, *pair)
    confirm(editor, two, four)
    assert list(groups().values()) == [keys(two, three, four)]
    confirm(editor, one, three)  # which takes the rejection back
    assert list(groups().values()) == [keys(one, two, three, four)]


def restore(statement_id):
    return restore_deleted(None, Statement, deletions(Statement).get(pgh_obj_id=statement_id))


def decided_pairs():
    return {
        (pair.first_id, pair.second_id, pair.status, pair.decided_by) for pair in ReportPair.objects.all()
    }


@pytest.mark.parametrize("is_first", [True, False])
def test_decisions_come_back_with_their_statement(editor, is_first):
    one, two, three, four = make_reports(4)
    gone = one if is_first else four
    for other in (two, three):
        (confirm if other == two else reject)(editor, gone, other)
    undo_decision(editor, two, three)
    before = decided_pairs(), groups()
    pk = gone.pk
    gone.delete()
    assert decided_pairs() == set()
    restore(pk)
    assert (decided_pairs(), groups()) == before


def test_a_decision_about_two_deleted_statements_comes_back_with_the_second(editor):
    one, other = make_reports(2)
    reject(editor, one, other)
    before, ids = decided_pairs(), (one.pk, other.pk)
    one.delete()
    other.delete()
    restore(ids[0])
    assert decided_pairs() == set()
    restore(ids[1])
    assert decided_pairs() == before


def test_a_confirmed_pair_whose_utterance_is_gone_does_not_come_back(editor):
    one, other = make_reports(2)
    confirm(editor, one, other)
    pk = one.pk
    one.delete()
    Utterance.objects.all().delete()
    restore(pk)
    assert (decided_pairs(), groups()) == (set(), {})


class Decisions:
    """What is to hold after any decisions: whoever a path of confirmed pairs joins reports one utterance."""

    def __init__(self):
        self.links: set[frozenset[int]] = set()
        self.rejected: set[frozenset[int]] = set()

    def component_of(self, start):
        component, waiting = {start}, [start]
        while waiting:
            current = waiting.pop()
            for link in self.links:
                if current in link and not link <= component:
                    component |= link
                    waiting.extend(link - {current})
        return component

    def confirm(self, one, other):
        """Whether it is done; a pair is rejected no more where it is."""
        component, other_component = self.component_of(one), self.component_of(other)
        against = {frozenset(pair) for pair in itertools.product(component, other_component)} & self.rejected
        if component != other_component and (
            1 not in (len(component), len(other_component)) or against - {frozenset((one, other))}
        ):
            return False
        self.links.add(frozenset((one, other)))
        self.rejected -= self.links
        return True

    def reject(self, one, other):
        self.take_apart(one, other)
        self.rejected.add(frozenset((one, other)))

    def undo_decision(self, one, other):
        if frozenset((one, other)) in self.rejected:
            self.rejected -= {frozenset((one, other))}
        else:
            self.take_apart(one, other)

    def take_apart(self, one, other):
        self.links -= {frozenset((one, other))}
        if other in self.component_of(one):
            self.links = {link for link in self.links if other not in link}

    def parts(self, statements):
        return {frozenset(self.component_of(pk)) for pk in statements} - {
            frozenset({pk}) for pk in statements
        }


@pytest.mark.parametrize("seed", range(3))
def test_groups_are_what_the_decisions_say_after_any_of_them(editor, seed):
    rng, statements, decisions = random.Random(seed), make_reports(6), Decisions()
    ids = [statement.pk for statement in statements]
    for _n in range(40):
        one, other = rng.sample(statements, 2)
        decide = rng.choice([confirm, confirm, confirm, reject, undo_decision])
        try:
            decide(editor, one, other)
            is_done = True
        except EditError:
            is_done = False
        assert is_done == (getattr(decisions, decide.__name__)(one.pk, other.pk) is not False)
        together = {frozenset(members) for members in groups().values() if len(members) > 1}
        assert together == decisions.parts(ids)
        for pairs, status in ((decisions.links, "confirmed"), (decisions.rejected, "rejected")):
            rows = ReportPair.objects.filter(status=status).values_list("first", "second")
            assert {frozenset(pair) for pair in rows} == pairs
        assert not Utterance.objects.filter(reports=None).exists()
