import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATABASE = "postgresql://nobody@127.0.0.1:1/nothing"


def outcome(*command, **environ):
    """Exit code and error output of a start with exactly these variables set."""
    base = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    process = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=base | environ,
        capture_output=True,
        text=True,
        check=False,
    )
    return process.returncode, process.stderr


@pytest.mark.parametrize(
    ("variable", "value", "line"),
    [
        ("PORT", "eighty", "PORT: 'eighty' is not a whole number from 1 to 65535\n"),
        ("DEBUG", "maybe", "DEBUG: 'maybe' is neither on nor off\n"),
        ("DATABASE_URL", "here", "DATABASE_URL: must be postgresql://user:password@host:5432/name\n"),
    ],
)
def test_nonsense_stops_a_command_with_one_line(tmp_path, variable, value, line):
    assert outcome("manage.py", "check", VAR_DIR=str(tmp_path), **{variable: value}) == (1, line)


@pytest.mark.slow
def test_nonsense_stops_a_server_with_one_line():
    assert outcome("-c", "import config.wsgi", HTTPS="perhaps") == (
        3,
        "HTTPS: 'perhaps' is neither on nor off\n",
    )


def test_a_database_of_ones_own_asks_for_a_key(tmp_path):
    assert outcome("manage.py", "check", DATABASE_URL=DATABASE, VAR_DIR=str(tmp_path)) == (
        1,
        "SECRET_KEY: not set; give 50 random characters, or DEBUG=on for development\n",
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_an_address_where_no_database_answers_stops_a_command_with_one_line(tmp_path):
    code, said = outcome(
        "manage.py", "migrate", DATABASE_URL=DATABASE, SECRET_KEY="k" * 50, VAR_DIR=str(tmp_path)
    )
    assert (code, said.count("\n")) == (1, 1)
    assert said.startswith("DATABASE_URL: no connection: connection failed: ")


PRODUCTION = {
    "DATABASE_URL": DATABASE,
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN",
    "ALLOWED_HOSTS": "archive.example.org,127.0.0.1",
    "SITE_URL": "https://archive.example.org",
    "HTTPS": "on",
}


@pytest.mark.slow
def test_the_check_of_a_deployment_finds_nothing(tmp_path):
    """With the settings of "In production" in docs/operations.md."""
    documented = (
        (ROOT / "docs/operations.md").read_text().partition("## In production")[2].partition("\n## ")[0]
    )
    assert [name for name in PRODUCTION if f"{name}=" not in documented] == []
    code, said = outcome("manage.py", "check", "--deploy", VAR_DIR=str(tmp_path), **PRODUCTION)
    assert (code, said) == (0, "")
