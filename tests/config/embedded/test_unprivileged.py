import os

import pytest

from config.embedded import unprivileged
from config.embedded.unprivileged import NOBODY, UNSHARE, chown, drop_privileges
from config.env import ConfigError


@pytest.fixture
def as_root(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)


def allow_prefixes_with(monkeypatch, *, words):
    """Only command prefixes with all these words work."""
    monkeypatch.setattr(unprivileged, "_works", lambda prefix, program: words <= set(prefix))


def test_an_ordinary_user_needs_no_prefix(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert drop_privileges(None, "postgres") == ([], 1000)


def test_root_keeps_the_files_where_namespaces_are_allowed(as_root, monkeypatch):
    allow_prefixes_with(monkeypatch, words=set())
    assert drop_privileges(None, "postgres") == (UNSHARE, 0)
    assert drop_privileges(0, "postgres") == (UNSHARE, 0)


def test_the_server_runs_as_the_owner_of_the_folder(as_root, monkeypatch):
    allow_prefixes_with(monkeypatch, words=set())
    prefix, user = drop_privileges(1234, "postgres")
    assert (prefix[:2], user) == (["setpriv", "--reuid=1234"], 1234)


def test_without_namespaces_the_server_runs_as_nobody(as_root, monkeypatch):
    allow_prefixes_with(monkeypatch, words={"setpriv", "--ambient-caps"})
    prefix, user = drop_privileges(0, "postgres")
    assert ("--securebits" in prefix, user) == (True, NOBODY)


def test_without_capabilities_to_pass_on_the_server_runs_as_plain_nobody(as_root, monkeypatch):
    monkeypatch.setattr(unprivileged, "_works", lambda prefix, program: prefix[-1] == "--clear-groups")
    assert drop_privileges(None, "postgres") == (
        ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"],
        NOBODY,
    )


def test_where_nothing_works_the_message_says_what_to_do(as_root, monkeypatch):
    monkeypatch.setattr(unprivileged, "_works", lambda prefix, program: False)
    with pytest.raises(ConfigError, match="start as an ordinary user, or set DATABASE_URL"):
        drop_privileges(None, "postgres")


def test_a_prefix_whose_program_is_missing_does_not_work(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    assert unprivileged._works(UNSHARE, "postgres") is False


def test_the_owner_of_everything_in_a_folder_is_changed(as_root, monkeypatch, tmp_path):
    changed = []
    monkeypatch.setattr(os, "chown", lambda path, user, group, follow_symlinks: changed.append((path, user)))
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "1").touch()
    chown(tmp_path, NOBODY)
    assert sorted(changed) == [
        (tmp_path, NOBODY),
        (tmp_path / "base", NOBODY),
        (tmp_path / "base" / "1", NOBODY),
    ]
