import os

import pytest

from config.embedded import unprivileged
from config.embedded.unprivileged import NOBODY, UNSHARE, give, way
from config.env import Stop


@pytest.fixture
def as_root(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)


def only(monkeypatch, *, words):
    """Of all ways only those work whose command has these words."""
    monkeypatch.setattr(unprivileged, "_works", lambda prefix, program: words <= set(prefix))


def test_an_ordinary_user_needs_no_way(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert way(None, "postgres") == ([], 1000)


def test_root_keeps_the_files_where_namespaces_are_allowed(as_root, monkeypatch):
    only(monkeypatch, words=set())
    assert way(None, "postgres") == (UNSHARE, 0)
    assert way(0, "postgres") == (UNSHARE, 0)


def test_somebody_elses_folder_is_served_as_that_user(as_root, monkeypatch):
    only(monkeypatch, words=set())
    prefix, user = way(1234, "postgres")
    assert (prefix[:2], user) == (["setpriv", "--reuid=1234"], 1234)


def test_without_namespaces_nobody_serves(as_root, monkeypatch):
    only(monkeypatch, words={"setpriv", "--ambient-caps"})
    prefix, user = way(0, "postgres")
    assert ("--securebits" in prefix, user) == (True, NOBODY)


def test_without_rights_to_hand_on_nobody_serves_where_it_may_enter(as_root, monkeypatch):
    monkeypatch.setattr(unprivileged, "_works", lambda prefix, program: prefix[-1] == "--clear-groups")
    assert way(None, "postgres") == (
        ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"],
        NOBODY,
    )


def test_without_any_way_root_is_told_what_to_do(as_root, monkeypatch):
    monkeypatch.setattr(unprivileged, "_works", lambda prefix, program: False)
    with pytest.raises(Stop, match="start as an ordinary user, or set DATABASE_URL"):
        way(None, "postgres")


def test_a_way_whose_tool_is_missing_does_not_work(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    assert unprivileged._works(UNSHARE, "postgres") is False


def test_all_of_a_folder_is_given(as_root, monkeypatch, tmp_path):
    given = []
    monkeypatch.setattr(os, "chown", lambda path, user, group, follow_symlinks: given.append((path, user)))
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "1").touch()
    give(tmp_path, NOBODY)
    assert sorted(given) == [
        (tmp_path, NOBODY),
        (tmp_path / "base", NOBODY),
        (tmp_path / "base" / "1", NOBODY),
    ]
