"""The recipe "Add a field to Statement", followed in a copy of the checkout: the field is in every place it names."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from config.embedded.server import Server

ROOT = Path(__file__).resolve().parents[2]
RECIPE = re.compile(r"## Add a field to Statement\n(.*?)(?:\n## |\Z)", re.S)
COPIED = ("archive", "config", "docs", "templates", "tests", "manage.py", "pyproject.toml")
MAX_FILES = 5


def recipe() -> str:
    return RECIPE.search((ROOT / "docs/recipes.md").read_text("utf-8"))[1]


def snippets() -> list[str]:
    """The code of the recipe's steps, without the indentation of the list."""
    matches = re.findall(r"^ +```\w+\n(.*?)^ +```$", recipe(), re.S | re.M)
    return ["\n".join(line.strip() for line in code.splitlines()) for code in matches]


def insert(path: Path, before: str, line: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(before) == 1, (path, before)
    path.write_text(text.replace(before, f"    {line}\n{before}"), "utf-8")


def run(copy: Path, *command: str) -> str:
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment = {
        **inherited,
        "VAR_DIR": str(copy / "var"),
        "DEBUG": "1",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    process = subprocess.run(
        [sys.executable, *command], cwd=copy, env=environment, capture_output=True, text=True, timeout=300
    )
    assert process.returncode == 0, process.stdout + process.stderr
    return process.stdout


@pytest.fixture
def copy(tmp_path):
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
        else:
            shutil.copy(source, tmp_path / name)
    yield tmp_path
    Server(tmp_path / "var").stop()


def files(root: Path) -> dict[str, bytes]:
    paths = (path for path in root.rglob("*.py") if "var" not in path.relative_to(root).parts[:1])
    return {str(path.relative_to(root)): path.read_bytes() for path in paths}


def test_the_recipe_names_at_most_five_files():
    named = set(re.findall(r"^\d\. `([\w./]+)`", recipe(), re.M)) | {"archive/migrations/"}
    assert len(named) <= MAX_FILES
    assert all((ROOT / name).exists() for name in named)


@pytest.mark.slow
def test_a_field_added_by_the_recipe_is_everywhere(copy):
    column, entry, command = snippets()
    before = files(copy)
    insert(copy / "archive/models/statement.py", "\n    objects = StatementQuerySet.as_manager()", column)
    insert(copy / "archive/editing/fields.py", '    EditableField(name="event"', entry)
    run(copy, *command.split()[1:])
    after = files(copy)
    touched = {name for name in after if after[name] != before.get(name)}
    migration = next(name for name in touched if name.endswith("_statement_tone.py"))
    assert touched == {"archive/models/statement.py", "archive/editing/fields.py", migration}
    run(copy, "manage.py", "migrate", "-v", "0")
    values = json.loads(run(copy, "-m", "tests.editing.field_recipe_check"))
    tone = {
        "name": "tone",
        "kind": "text",
        "label": "Tone",
        "help": "",
        "default": "",
        "longest": 40,
        "choices": [],
    }
    assert 'value="cheerful"' in values.pop("admin form")
    assert values == {
        "workbench list": "solemn",
        "workbench change": "cheerful",
        "history": True,
        "panel": [tone],
        "JSON Lines": "cheerful",
        "CSV": [True, True],
        "JSON": "cheerful",
    }
