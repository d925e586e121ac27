"""An utterance that was public once is answered for good; what was public before the upgrade, too."""

from importlib import import_module

import pytest
from django.db import connection

from archive.management.archive_checks import find_breaches
from archive.models import Document, Publication, Report, State, Statement, Utterance, Withholding
from tests.factories import make_document, make_statement
from tests.history_dates import backdate_history_by_a_day
from tests.marks import parametrize_partly_slow

pytestmark = pytest.mark.django_db


@pytest.fixture
def utterance(statement):
    made = Utterance.objects.create(summary="Every harbour deserves a library")
    made.reports.create(statement=statement, status=Report.Status.CONFIRMED)
    return made


def read(client, utterance):
    return client.get(f"/utterances/{utterance.pk}/")


@parametrize_partly_slow(
    "end",
    [
        lambda row, utterance: Statement.objects.filter(pk=row.pk).update(state=State.DRAFT),
        lambda row, utterance: Document.objects.filter(pk=row.document_id).update(state=State.DRAFT),
        lambda row, utterance: utterance.reports.update(status=Report.Status.REJECTED),
        lambda row, utterance: utterance.reports.all().delete(),
        lambda row, utterance: Utterance.objects.filter(pk=utterance.pk).delete(),
        lambda row, utterance: Statement.objects.filter(pk=row.pk).delete(),
    ],
    3,
)
def test_an_utterance_that_is_gone_says_so(client, statement, utterance, end):
    pk = utterance.pk
    assert read(client, utterance).status_code == 200
    backdate_history_by_a_day()
    end(statement, utterance)
    page = client.get(f"/utterances/{pk}/")
    assert page.status_code == 410
    assert "Every harbour deserves a library" in page.text
    assert not [breach for breach in find_breaches() if breach.rule == "publications"]


def test_it_is_public_again(client, statement, utterance):
    backdate_history_by_a_day()
    Statement.objects.filter(pk=statement.pk).update(state=State.DRAFT)
    backdate_history_by_a_day()
    Statement.objects.filter(pk=statement.pk).update(state=State.PUBLISHED)
    assert read(client, utterance).status_code == 200


def test_one_that_was_never_public_is_not_found(client, draft_statement, utterance):
    secret = Utterance.objects.create(summary="Secret")
    secret.reports.create(statement=draft_statement, status=Report.Status.CONFIRMED)
    suggested_utterance = Utterance.objects.create(summary="Suggested")
    suggested_utterance.reports.create(statement=utterance.reports.get().statement)
    backdate_history_by_a_day()
    Report.objects.all().delete()
    assert [read(client, item).status_code for item in (secret, suggested_utterance)] == [404, 404]


def test_its_summary_is_withheld_with_the_words_of_a_report(client, statement, utterance):
    backdate_history_by_a_day()
    Statement.objects.filter(pk=statement.pk).update(state=State.DRAFT)
    Withholding.objects.create(model_name="statement", object_id=statement.pk, reason="law")
    page = read(client, utterance)
    assert page.status_code == 410
    assert "Every harbour deserves" not in page.text


@pytest.mark.slow
def test_what_was_taken_back_before_the_upgrade_is_read_from_the_history(client, statement, utterance, theme):
    other = make_document("Never shown.", slug="never-shown", state=State.DRAFT)
    hidden = make_statement(other, "Never", state=State.PUBLISHED)
    history_moves_back()
    addresses = [
        f"/statements/{statement.pk}/",
        f"/utterances/{utterance.pk}/",
        statement.document.get_absolute_url(),
        statement.speaker.get_absolute_url(),
        statement.event.get_absolute_url(),
        theme.get_absolute_url(),
    ]
    Document.objects.filter(pk=statement.document_id).update(state=State.DRAFT)
    history_moves_back()
    forget_publications()
    assert {client.get(address).status_code for address in addresses} == {404}
    migration = import_module("archive.migrations.0033_former_publications")
    with connection.cursor() as cursor:
        cursor.execute(migration.STATES)
        cursor.execute(migration.FORMER)
    assert [client.get(address).status_code for address in addresses] == [410] * 6
    assert "every harbour deserves a library" in client.get(addresses[0]).text
    assert client.get(f"/statements/{hidden.pk}/").status_code == 404
    assert client.get("/documents/never-shown/").status_code == 404
    assert not [breach for breach in find_breaches() if breach.rule == "publications"]


def history_moves_back():
    """By a day: the database takes one transaction for one moment."""
    backdate_history_by_a_day()
    tables = ("document", "statement", "statementtheme", "report", "speaker", "event", "theme", "utterance")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for name in tables:
            cursor.execute(
                f"UPDATE archive_{name}event SET pgh_created_at = pgh_created_at - interval '1 day'"
            )
        cursor.execute("SET LOCAL session_replication_role = origin")


def forget_publications():
    """As before the table was there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('archive.writes', 'archive_publication', TRUE)")
        cursor.execute("DELETE FROM archive_publication")
        cursor.execute("SELECT set_config('archive.writes', '', TRUE)")
    assert not Publication.objects.exists()
