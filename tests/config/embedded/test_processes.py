import os
import sys

import pytest

from config.embedded.processes import clean_environment, command_line, error_line, run
from config.env import ConfigError


def test_the_words_of_a_command_line():
    assert command_line(os.getpid())[0] == os.fsencode(sys.orig_argv[0])


def test_no_process_has_no_words():
    assert command_line(99999999) == []


def test_the_operators_language_and_database_are_not_passed_on(monkeypatch):
    for name in ("LANG", "LC_ALL", "LC_CTYPE", "PGHOST", "PGOPTIONS"):
        monkeypatch.setenv(name, "xx")
    monkeypatch.setenv("PATH", "/somewhere")
    passed = clean_environment()
    assert {name for name in passed if name.startswith(("LANG", "LC_", "PG"))} == {"LC_ALL"}
    assert (passed["LC_ALL"], passed["PATH"]) == ("C", "/somewhere")


@pytest.mark.parametrize(
    ("output", "why"),
    [
        ("LOG: starting\nFATAL:  no room\nLOG: shut down\n", "FATAL:  no room"),
        ("one\ntwo\n\n", "two"),
        ("", "it printed nothing"),
    ],
)
def test_the_reason_is_the_fatal_line_or_the_last(output, why):
    assert error_line(output) == why


def test_a_program_that_fails_is_quoted():
    with pytest.raises(ConfigError, match="the database could not be created: initdb: error: no room"):
        run([sys.executable, "-c", "import sys; sys.exit('initdb: error: no room')"])
