"""Every string that a person reads is in every language of the interface."""

import ast
import gettext
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CATALOGUES = sorted(ROOT.glob("archive/locale/*/LC_MESSAGES/*.po"))
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|%%|\{\w*\}|</?\w+")
ENTRY = re.compile(r'^(msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?) (".*"(?:\n".*")*)', re.MULTILINE)
TRANSLATORS = ("_", "gettext", "gettext_lazy", "ngettext", "pgettext")
name_of = pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: f"{path.parts[-3]}-{path.stem}")


def entries(text: str) -> list[dict[str, str]]:
    """What an entry of a catalogue says, by keyword; the first, its head, is left out."""
    blocks = [dict(ENTRY.findall(block)) for block in re.split(r"\n{2,}", text)]
    unquoted = [
        {key: "".join(re.findall(r'"(.*)"', value)) for key, value in block.items()} for block in blocks
    ]
    return [block for block in unquoted if block.get("msgid")]


def is_translated(entry: dict[str, str]) -> bool:
    return all(value for key, value in entry.items() if key.startswith("msgstr"))


@name_of
def test_nothing_is_left_untranslated(path):
    text = path.read_text("utf-8")
    assert [entry["msgid"] for entry in entries(text) if not is_translated(entry)] == []
    assert "#, fuzzy" not in text


def test_what_is_marked_inside_an_f_string_is_collected_elsewhere():
    """xgettext does not look into f-strings."""
    collected = {entry["msgid"] for path in CATALOGUES for entry in entries(path.read_text("utf-8"))}
    marked = {
        call.args[0].value
        for path in sorted(ROOT.glob("archive/**/*.py"))
        for string in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in TRANSLATORS
    }
    assert "No longer published" in marked
    assert sorted(marked - collected) == []


@name_of
def test_a_translation_has_the_same_placeholders(path):
    for entry in entries(path.read_text("utf-8")):
        expected = sorted(PLACEHOLDER.findall(entry.get("msgid_plural", entry["msgid"])))
        for key, value in entry.items():
            if key.startswith("msgstr"):
                assert sorted(PLACEHOLDER.findall(value)) == expected, entry["msgid"]


@name_of
@pytest.mark.skipif(not shutil.which("msgfmt"), reason="there is no msgfmt on this machine")
def test_what_is_read_is_what_is_written(path, tmp_path):
    """Django reads the compiled catalogue (``make messages``)."""
    compiled = tmp_path / "compiled.mo"
    subprocess.run(["msgfmt", "--check-format", "-o", compiled, path], check=True)
    catalogues = [
        gettext.GNUTranslations(item.open("rb"))._catalog for item in (compiled, path.with_suffix(".mo"))
    ]
    for catalogue in catalogues:
        del catalogue[""]
    assert catalogues[0] == catalogues[1]


def test_strings_are_marked_by_names_that_makemessages_knows():
    alias = re.compile(r"import n?p?gettext\w* as (?!_$)\w+", re.MULTILINE)
    files = [path for name in ("archive", "config") for path in (ROOT / name).rglob("*.py")]
    assert [path.name for path in files if alias.search(path.read_text("utf-8"))] == []


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("xgettext"), reason="there is no xgettext on this machine")
def test_no_string_is_missing_from_the_catalogues(tmp_path):
    for name in ("archive", "config", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("manage.py", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    env = {**os.environ, "DEBUG": "on"}
    env.pop("PYTEST_VERSION", None)
    for options in (["-d", "django"], ["-d", "djangojs", "-e", "mjs"]):
        command = [sys.executable, "manage.py", "makemessages", "-l", "zh_Hans", "--no-location", "--no-wrap"]
        subprocess.run([*command, *options], cwd=tmp_path, env=env, check=True, capture_output=True)
    for path in CATALOGUES:
        made = entries((tmp_path / path.relative_to(ROOT)).read_text("utf-8").partition("\n#~ ")[0])
        written = entries(path.read_text("utf-8"))
        assert {key_of(entry) for entry in made} == {key_of(entry) for entry in written}, path.name


def key_of(entry: dict[str, str]) -> tuple[str, str]:
    return entry.get("msgctxt", ""), entry["msgid"]
