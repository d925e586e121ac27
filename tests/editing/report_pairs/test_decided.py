"""A report that nobody has confirmed settles nothing."""

import pytest
from django.utils import timezone

from archive.editing.report_pairs.decided_pairs import find_decided_statements
from archive.models import Report, ReportPair, Utterance
from tests.factories import make_document, make_statement

pytestmark = pytest.mark.django_db
CONFIRMED, SUGGESTED = Report.Status.CONFIRMED, Report.Status.SUGGESTED


def statement(document=None):
    return make_statement(document or make_document("Every harbour deserves a library."), "harbour")


def report(utterance, *statuses):
    statements = [statement() for _status in statuses]
    for partner, status in zip(statements, statuses, strict=True):
        utterance.reports.create(statement=partner, status=status)
    return statements


def test_suggested_reports_of_one_utterance_are_not_linked_yet():
    one, other = report(Utterance.objects.create(), SUGGESTED, SUGGESTED)
    assert find_decided_statements(one.pk, [other.pk]) == set()


def test_a_suggested_report_of_the_same_document_closes_no_utterance():
    utterance = Utterance.objects.create()
    far, _also = report(utterance, CONFIRMED, CONFIRMED)
    own_statement = statement()
    utterance.reports.create(statement=statement(own_statement.document), status=SUGGESTED)
    assert find_decided_statements(own_statement.pk, [far.pk]) == set()


def test_what_was_rejected_beside_a_suggested_report_is_not_rejected_here():
    one, _two, suggested = report(Utterance.objects.create(), CONFIRMED, CONFIRMED, SUGGESTED)
    other = statement()
    first, second = sorted((suggested, other), key=lambda item: item.pk)
    ReportPair.objects.create(
        first=first, second=second, status=ReportPair.Status.REJECTED, decided_at=timezone.now()
    )
    assert find_decided_statements(one.pk, [other.pk]) == set()
