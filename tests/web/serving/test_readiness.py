from threading import Event, current_thread

import pytest
from django.conf import settings
from django.db import OperationalError, ProgrammingError

from archive.web.serving import readiness


def test_healthz_asks_no_database_and_is_never_stored(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_readyz_says_version_and_changes(client):
    answer = client.get("/readyz")
    body = answer.json()
    assert (answer.status_code, body["status"], body["version"]) == (200, "ready", settings.VERSION)
    assert body["changes"].keys() == {"newest", "read"}
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_readyz_names_missing_migrations(client, monkeypatch):
    monkeypatch.setattr(readiness, "_known_migrations", lambda: frozenset({"archive.9999_newest"}))
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["migrations"]) == (503, ["archive.9999_newest"])


@pytest.mark.django_db
def test_readyz_asks_for_migrations_of_a_database_without_tables(client, monkeypatch):
    def refuse():
        raise ProgrammingError("relation does not exist")

    monkeypatch.setattr(readiness.engine, "head", refuse)
    monkeypatch.setattr(readiness.MigrationRecorder, "applied_migrations", lambda recorder: {})
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["status"]) == (503, "migrations missing")
    assert "archive.0001_functions" in answer.json()["migrations"]
    assert "changes" not in answer.json()


@pytest.mark.django_db
def test_readyz_reads_the_files_of_migrations_in_no_time_of_the_database(client, monkeypatch):
    readers = []

    def read():
        readers.append(current_thread())
        return frozenset()

    monkeypatch.setattr(readiness, "_known_migrations", read)
    assert client.get("/readyz").status_code == 200
    assert readers == [current_thread()]


def test_readyz_says_within_a_second_when_the_database_does_not_answer(client, monkeypatch):
    frozen = Event()
    monkeypatch.setattr(readiness, "LIMIT", 0.05)
    monkeypatch.setattr(readiness, "_query_database", lambda: frozen.wait(10))
    try:
        answer = client.get("/readyz")
    finally:
        frozen.set()
    assert (answer.status_code, answer.json()["status"]) == (503, "no database")


def test_readyz_keeps_the_reason_to_the_log(client, monkeypatch, caplog):
    def refuse():
        raise OperationalError("the server has gone away at /secret/path")

    monkeypatch.setattr(readiness, "_query_database", refuse)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (
        503,
        {"status": "no database", "version": settings.VERSION},
    )
    assert caplog.messages[0] == (
        "the database does not answer /readyz: the server has gone away at /secret/path"
    )


@pytest.mark.django_db
def test_about_explains_every_attribution(client):
    page = client.get("/about/").content.decode()
    assert page.count('<dt><span class="badge badge-') == 5
    assert "Quotation in translation" in page


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/documents/", "/about/", "/speakers/", "/search/"])
def test_pages_carry_no_inline_script_or_style(client, statement, address):
    page = client.get(address).content.decode()
    assert 'style="' not in page
    assert "<script>" not in page
    assert page.count("<h1") == 1
