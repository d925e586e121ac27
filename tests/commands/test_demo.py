import json
import signal
import socket
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import CommandError

from archive.management.commands import demo
from archive.management.demonstration import read_history, write_history
from archive.models import Document
from tests.demo_archive import load_demo
from tests.factories import make_document, make_statement
from tests.history_dates import backdate_history_by_a_day


@pytest.fixture
def demo_without_server(settings, tmp_path, monkeypatch):
    """The demo up to serving, which is noted; no fixtures and no static files."""
    settings.BASE_DIR = settings.VAR_DIR = tmp_path
    settings.EMBEDDED = False
    monkeypatch.setattr(demo, "static_files_changed", lambda: False)
    monkeypatch.setattr(demo.connections, "close_all", lambda: None)
    (tmp_path / "fixtures").mkdir()
    served = []
    monkeypatch.setattr(demo, "serve", lambda host, port, greeting: served.append((host, port, greeting)))
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)}
    yield served
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture
def free_port(settings):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        settings.PORT = probe.getsockname()[1]
    return settings.PORT


@pytest.mark.slow
def test_the_accounts_and_the_address_are_printed(db, demo_without_server, free_port):
    call_command("demo")
    [(host, port, greeting)] = demo_without_server
    assert (host, port) == ("127.0.0.1", free_port)
    assert f"Verbatim is at http://127.0.0.1:{free_port}/\n" in greeting
    for name in ("editor", "publisher", "administrator"):
        assert f"    {name:<14} {name}-demo\n" in greeting


@pytest.mark.slow
def test_the_accounts_may_do_what_their_names_say(db, demo_without_server, free_port):
    call_command("demo")
    editor, publisher, administrator = User.objects.order_by("pk")
    assert (editor.is_staff, editor.has_perm("archive.change_statement")) == (True, True)
    assert editor.has_perm("archive.publish_statement") is False
    assert publisher.has_perm("archive.publish_statement") is True
    assert (administrator.is_superuser, publisher.is_superuser, editor.is_superuser) == (True, False, False)
    assert administrator.check_password("administrator-demo")


@pytest.mark.slow
def test_an_account_that_is_there_is_left_alone(db, demo_without_server, free_port):
    mine = User.objects.create_user("editor", password="mine own")
    call_command("demo")
    mine.refresh_from_db()
    assert mine.check_password("mine own")
    assert mine.is_staff is False


@pytest.mark.slow
def test_no_known_passwords_beside_peoples_accounts_in_a_database_of_ones_own(
    db, demo_without_server, free_port
):
    User.objects.create_user("ada", password="her own")
    call_command("demo")
    assert list(User.objects.values_list("username", flat=True)) == ["ada"]
    assert "one of this archive's own accounts" in demo_without_server[0][2]


@pytest.mark.slow
def test_fixtures_are_loaded_into_an_empty_archive_only(db, demo_without_server, free_port, settings, capsys):
    source = {
        "model": "archive.source",
        "pk": 7,
        "fields": {"slug": "gazette", "name": "Gazette", "kind": "newspaper"},
    }
    document = {
        "slug": "one",
        "title": "One",
        "source": 7,
        "kind": "speech",
        "language": "en",
        "text": "One.",
    }
    rows = [source, {"model": "archive.document", "pk": 7, "fields": document}]
    (settings.BASE_DIR / "fixtures" / "demo.json").write_text(json.dumps(rows))
    call_command("demo")
    assert "Loading the demonstration archive" in capsys.readouterr().out
    Document.objects.update(title="Corrected")
    call_command("demo")
    assert list(Document.objects.values_list("title", flat=True)) == ["Corrected"]
    assert "Loading" not in capsys.readouterr().out


@pytest.mark.slow
def test_what_happened_since_is_written_once(db, demo_without_server, free_port, settings):
    call_command("demo")
    statement = make_statement(
        make_document("He said that ships sail. She did not.", slug="one"), "She did not."
    )
    history = {
        "corrections": [{"document": "one", "words": "that ", "corrected": "", "note": "Shorter."}],
        "taken_back": [{"document": "one", "words": "She did not."}],
        "suggested_pages": {"documents/one/versions/": "a corrected text"},
    }
    path = settings.BASE_DIR / "fixtures/history.json"
    path.write_text(json.dumps(history))
    write_history(path)
    document = Document.objects.get()
    assert (document.text, document.text_version) == ("He said ships sail. She did not.", 2)
    assert document.corrections.get().public_note == "Shorter."
    statement.refresh_from_db()
    assert statement.state == "draft"
    call_command("demo")
    assert Document.objects.get().text_version == 2
    address = f"http://127.0.0.1:{settings.PORT}/documents/one/versions/  a corrected text"
    assert address in demo_without_server[-1][2]


@pytest.mark.slow
def test_the_demonstration_has_earlier_words_and_a_tombstone(db, client):
    load_demo()
    backdate_history_by_a_day()
    path = Path(__file__).parents[2] / "fixtures/history.json"
    write_history(path)
    backdate_history_by_a_day()
    found = {
        address: client.get(f"/{address}").status_code for address in read_history(path)["suggested_pages"]
    }
    assert sorted(found.values()) == [200] * (len(found) - 1) + [410]
    assert (
        "“teacher” said less than the source"
        in client.get("/documents/study-session-newsletter/versions/").text
    )


@pytest.mark.slow
def test_an_archive_without_fixtures_is_reported_as_empty(db, demo_without_server, free_port, capsys):
    call_command("demo")
    assert "There is nothing in fixtures/ to load yet" in capsys.readouterr().out


def test_a_taken_port_is_named(settings, demo_without_server):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        settings.PORT = taken.getsockname()[1]
        with pytest.raises(
            CommandError, match=rf"^PORT: 127.0.0.1:{settings.PORT} cannot be used .*make demo PORT="
        ):
            call_command("demo")
    assert demo_without_server == []


def test_a_host_of_another_machine_is_named(settings, demo_without_server):
    settings.HOST = "192.0.2.1"
    with pytest.raises(CommandError, match=r"^HOST: 192\.0\.2\.1 is not an address of this machine$"):
        call_command("demo")


@pytest.mark.slow
def test_listening_everywhere_says_how_others_reach_it(db, settings, demo_without_server, free_port):
    settings.HOST = "0.0.0.0"
    call_command("demo")
    assert f"Verbatim is at http://127.0.0.1:{free_port}/\n" in demo_without_server[0][2]
    assert "ALLOWED_HOSTS" in demo_without_server[0][2]


def test_static_files_are_collected_when_they_changed(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    assert demo.static_files_changed() is True
    demo.static_stamp().write_text(demo.static_fingerprint())
    assert demo.static_files_changed() is False
    settings.STATIC_ROOT = tmp_path / "elsewhere"
    assert demo.static_files_changed() is True
