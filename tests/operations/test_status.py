import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.utils import timezone
from pytest_django.asserts import assertInHTML

from archive.models import PendingChange
from archive.operations import runs
from archive.operations.models import MaintenanceRun
from archive.operations.status.views import format_age

pytestmark = pytest.mark.django_db
PATH = "/admin/state/"


def test_administrators_alone_see_the_state(as_publisher):
    response = as_publisher.get(PATH)
    assert response.status_code == 403
    assert b"Newest change" not in response.content


def test_the_page_says_what_ran_and_what_waits(as_administrator, draft_statement):
    call_command("check_archive", stdout=None)
    with pytest.raises(CommandError), runs.record_run(MaintenanceRun.Kind.BACKUP):
        raise CommandError("The disk is full.")
    response = as_administrator.get(PATH)
    assert response.status_code == 200
    assert "The archive keeps its rules: 1 document, " in response.text
    assert "Failed:</strong> The disk is full." in response.text
    assert "Never" in response.text  # nothing was restored
    assert "Newest change" in response.text


def test_it_counts_what_waits_for_a_publisher(as_administrator):
    row = '<tr><th scope="row">Waiting for a publisher</th><td class="number">{}</td></tr>'
    assertInHTML(row.format(0), as_administrator.get(PATH).text)
    change = {"model_name": "theme", "object_id": 1, "name": "Lamps", "rows": []}
    PendingChange.objects.create(**change)
    PendingChange.objects.create(**change, status="accepted", decided_at=timezone.now())
    assertInHTML(row.format(1), as_administrator.get(PATH).text)


def test_a_newer_run_replaces_an_older_one():
    with runs.record_run(MaintenanceRun.Kind.CHECK) as run:
        run.summary = "first"
    with runs.record_run(MaintenanceRun.Kind.CHECK) as run:
        run.summary = "second\nline"
    [newest] = MaintenanceRun.objects.all().newest().values()
    assert (newest.summary, newest.succeeded) == ("second line", True)


def test_a_database_that_takes_no_notes_fails_no_command(monkeypatch):
    def refuse(**values):
        raise DatabaseError("cannot execute INSERT in a read-only transaction")

    monkeypatch.setattr(MaintenanceRun.objects, "create", refuse)
    with runs.record_run(MaintenanceRun.Kind.CHECK) as run:
        run.summary = "all is well"
    assert not MaintenanceRun.objects.exists()


@pytest.mark.parametrize(
    ("seconds", "words"), [(59, "0 minutes"), (3700, "61 minutes"), (7300, "2 hours"), (200_000, "2 days")]
)
def test_ages_are_in_words(seconds, words):
    assert format_age(seconds) == words
