import hashlib
import re
import tomllib
from pathlib import Path

import pytest

from config import virtualenv

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def venv(tmp_path, monkeypatch):
    """A made environment in which nothing is installed yet; what would be run is noted."""
    for name in virtualenv.LOCKS.values():
        (tmp_path / name).write_text(name)
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    monkeypatch.setattr(virtualenv, "ROOT", tmp_path)
    monkeypatch.setattr(virtualenv, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(virtualenv, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(virtualenv, "STAMP", tmp_path / ".venv" / "installed")
    monkeypatch.setattr(virtualenv, "_runs", lambda python, code="": True)
    monkeypatch.setattr(virtualenv.shutil, "which", lambda name: None)
    monkeypatch.delenv("PYTHON", raising=False)
    ran = []
    monkeypatch.setattr(virtualenv, "_run", ran.append)
    return ran


def locks(ran):
    return [command[-1] for command in ran]


def test_the_same_lock_is_installed_once(venv):
    virtualenv.main("serve")
    virtualenv.main("serve")
    assert locks(venv) == ["requirements.lock"]
    assert "--require-hashes" in venv[0]


def test_a_changed_lock_is_installed_again(venv):
    virtualenv.main("serve")
    (virtualenv.ROOT / "requirements.lock").write_text("changed")
    virtualenv.main("serve")
    assert locks(venv) == ["requirements.lock", "requirements.lock"]


def test_what_the_tests_need_stays_when_the_demo_starts(venv):
    virtualenv.main("dev")
    virtualenv.main("serve")
    assert locks(venv) == ["requirements-dev.lock"]
    assert virtualenv.STAMP.read_text().split() == [
        "dev",
        hashlib.sha256(b"requirements-dev.lock").hexdigest(),
    ]


def test_uv_is_used_where_it_is(venv, monkeypatch):
    monkeypatch.setattr(virtualenv.shutil, "which", lambda name: "/opt/uv" if name == "uv" else None)
    virtualenv.main("serve")
    assert venv[0][:3] == ["/opt/uv", "pip", "install"]


def test_an_old_python_is_refused_in_words(venv, monkeypatch, capsys):
    monkeypatch.setattr(virtualenv, "_runs", lambda python, code="": False)
    with pytest.raises(SystemExit, match=r"^Verbatim needs Python 3\.11 or newer; python3 here is \d\.\d+\."):
        virtualenv.main("serve")
    monkeypatch.setenv("PYTHON", "python2")
    with pytest.raises(SystemExit, match=r"^PYTHON: python2 is not Python 3\.11 or newer$"):
        virtualenv.main("serve")
    assert venv == []


def test_a_python_without_venv_is_refused_in_words(venv, monkeypatch):
    monkeypatch.setattr(virtualenv, "_is_suitable", lambda python: python == "/usr/bin/python3")
    monkeypatch.setattr(
        virtualenv.shutil, "which", lambda name: "/usr/bin/python3" if name == "python3" else None
    )
    monkeypatch.setattr(virtualenv.subprocess, "call", lambda *args, **options: 1)
    monkeypatch.setattr(virtualenv, "_debian_name", lambda python: "python3.11")
    with pytest.raises(SystemExit, match=r"apt install python3\.11-venv\. Or install uv"):
        virtualenv.main("serve")


@pytest.mark.parametrize(("lock", "extra"), [("requirements.lock", None), ("requirements-dev.lock", "dev")])
def test_the_locks_hold_what_the_project_asks_for_and_no_address(lock, extra):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = project["dependencies"] + (project["optional-dependencies"][extra] if extra else [])
    text = (ROOT / lock).read_text()
    locked = set(re.findall(r"^([a-z0-9-]+)==", text, re.MULTILINE))
    assert {re.match(r"[a-z0-9-]+", name.lower())[0] for name in wanted} <= locked
    assert "://" not in text
    assert "file:" not in text


def test_both_locks_name_the_same_versions():
    pins = [
        set(re.findall(r"^\S+==\S+", (ROOT / lock).read_text(), re.MULTILINE))
        for lock in virtualenv.LOCKS.values()
    ]
    assert pins[0] <= pins[1]
