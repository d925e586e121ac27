"""Who is answered by which database; the replica is a second connection to the test's own."""

import pytest
from django.db import OperationalError, connection, connections

from archive.models import Speaker
from archive.search.engine import Position, engine
from archive.web.serving import page_cache, routing
from archive.web.serving.newest_change import NewestChange
from archive.web.serving.replicas import DatabaseMonitor, Replicas, replicas

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def queried_databases(monkeypatch, tmp_path):
    """The alias of the database that each request read from; the replica may answer always."""
    own = connection.settings_dict
    replica = type(connections["default"])(own | {}, "replica1")
    connections["replica1"] = replica
    monkeypatch.setattr(Replicas, "is_configured", True)
    monkeypatch.setattr(routing, "newest_change", NewestChange(tmp_path))
    monitors = {alias: DatabaseMonitor(alias) for alias in ("default", "replica1")}
    monitors["default"].replicas = [monitors["replica1"]]
    monkeypatch.setattr(replicas, "monitors", monitors)
    monkeypatch.setattr(DatabaseMonitor, "is_responding", True)
    monkeypatch.setattr(Replicas, "is_current", lambda self, monitor: True)
    aliases = []
    tables = Speaker.objects.__class__.get_queryset
    monkeypatch.setattr(
        Speaker.objects.__class__,
        "get_queryset",
        lambda self: aliases.append(connections["default"].alias) or tables(self),
    )
    yield aliases
    replica.close()
    del connections["replica1"]


def get_with_databases(client, aliases, path="/speakers/"):
    """The response, and the databases that were asked for speakers."""
    page_cache.pages.clear()
    aliases.clear()
    response = client.get(path)
    return response, set(aliases)


@pytest.mark.slow
def test_readers_are_answered_by_the_replica(client, statement, queried_databases):
    response, aliases = get_with_databases(client, queried_databases)
    assert (response.status_code, aliases) == (200, {"replica1"})
    assert connections["default"].alias == "default"
    response, aliases = get_with_databases(client, queried_databases, "/search.csv")
    assert "every harbour deserves a library" in b"".join(response.streaming_content).decode()
    assert connections["default"].alias == "default"


@pytest.mark.slow
def test_who_has_a_session_is_answered_by_the_primary(as_editor, statement, queried_databases):
    assert get_with_databases(as_editor, queried_databases)[1] == {"default"}


@pytest.mark.slow
def test_what_was_seen_on_this_host_is_not_taken_back(client, statement, queried_databases):
    routing.newest_change.raise_to(engine.head().number + 1)
    assert get_with_databases(client, queried_databases)[1] == {"default"}
    routing.newest_change.lower_to(0)
    assert get_with_databases(client, queried_databases)[1] == {"replica1"}
    assert routing.newest_change.value == engine.head().number


def test_after_a_write_readers_see_it(client, statement, queried_databases):
    client.post("/admin/login/", {"username": "nobody", "password": "x"})
    assert routing.newest_change.value == engine.head().number > 0


def test_a_replica_that_fails_in_the_middle_is_passed_over(client, statement, queried_databases, monkeypatch):
    tables = Speaker.objects.__class__.get_queryset

    def fail(self):
        queried_databases.append(connections["default"].alias)
        if queried_databases[-1] == "replica1":
            raise OperationalError("the server closed the connection")
        return tables(self)

    monkeypatch.setattr(Speaker.objects.__class__, "get_queryset", fail)
    response, aliases = get_with_databases(client, queried_databases)
    assert (response.status_code, aliases) == (200, {"replica1", "default"})


def test_without_any_database_a_page_says_so(client, statement, queried_databases, monkeypatch):
    def fail(self):
        raise OperationalError("the server closed the connection")

    monkeypatch.setattr(Speaker.objects.__class__, "get_queryset", fail)
    response, _aliases = get_with_databases(client, queried_databases)
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert "cannot be read at the moment" in response.content.decode()
    json = get_with_databases(client, queried_databases, "/search.json")[0]
    assert json.status_code in {200, 503}


def test_an_error_of_the_program_is_not_asked_twice(client, statement, queried_databases, monkeypatch):
    calls = []

    def fail(self):
        calls.append(1)
        raise ValueError("a mistake")

    monkeypatch.setattr(Speaker.objects.__class__, "get_queryset", fail)
    client.raise_request_exception = False
    response, _aliases = get_with_databases(client, queried_databases)
    assert (response.status_code, calls) == (500, [1])


@pytest.mark.slow
def test_a_copy_behind_the_columns_is_refused(client, statement, queried_databases, monkeypatch):
    client.get("/search.json")
    head = engine.head()
    from archive.search.engine.store import changes, columns

    def older(since):
        if connections["default"].alias == "default":
            return changes.read_changes(since)
        return changes.Changes(Position(head.number - 1, "x"), True, True, columns.np.array([]))

    monkeypatch.setattr(columns, "read_changes", older)
    page_cache.pages.clear()
    response = client.get("/search.json")
    assert (response.status_code, response.json()["total"]) == (200, 1)
