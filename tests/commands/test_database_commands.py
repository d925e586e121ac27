from django.core.management import call_command
from django.db import connections


class Server:
    """Stands in for the embedded one, which tests/config/test_postgres.py tries in earnest."""

    sockets = "/tmp/sockets"

    def __init__(self):
        self.up = False

    def start(self):
        was, self.up = self.up, True
        return not was

    def stop(self):
        was, self.up = self.up, False
        return was


def command_output(capsys, command):
    call_command(command)
    return capsys.readouterr().out.strip()


def test_starting_and_stopping(monkeypatch, capsys):
    # An instance's attribute would be hidden by the property of the embedded engine.
    monkeypatch.setattr(type(connections["default"]), "server", Server(), raising=False)
    assert command_output(capsys, "start_database") == "The database is running (/tmp/sockets)."
    assert command_output(capsys, "start_database") == "The database was running already (/tmp/sockets)."
    assert command_output(capsys, "stop_database") == "The database has stopped."
    assert command_output(capsys, "stop_database") == "The database was not running."


def test_a_database_of_ones_own_is_left_alone(monkeypatch, capsys):
    monkeypatch.setattr(type(connections["default"]), "server", None, raising=False)
    assert (
        command_output(capsys, "start_database")
        == "DATABASE_URL is set: only the embedded database can be started here."
    )
    assert (
        command_output(capsys, "stop_database")
        == "DATABASE_URL is set: only the embedded database can be stopped here."
    )
