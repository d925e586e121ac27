"""The stylesheets: no rule for what no page can have, no file too long, every file loaded."""

import re
from functools import cache
from itertools import chain
from pathlib import Path

import django.contrib.admin
import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
STATIC = ROOT / "archive" / "static" / "archive"
SHEETS = sorted(STATIC.rglob("*.css"))
OURS = [
    *(ROOT / "templates").rglob("*.html"),
    *(ROOT / "archive").rglob("*.py"),
    *(path for path in STATIC.rglob("*js") if path.is_file()),
]
DJANGO = Path(django.contrib.admin.__file__).parent
DJANGOS = [*DJANGO.rglob("*.html"), *DJANGO.rglob("*.js"), *DJANGO.rglob("*.py"), *DJANGO.rglob("*.css")]
# What Django makes of names: a column's class, a field's row and id, a model's and a page's body class.
MADE = re.compile(r"(?:field|model)-(\w+)|id_(\w+)")


def selectors(sheet: Path):
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.S)
    return [head.strip() for head in re.findall(r"([^{};]+)\{", text) if not head.strip().startswith("@")]


def names(selector: str) -> set[str]:
    """The classes and ids a selector asks for."""
    bare = re.sub(r"\"[^\"]*\"", "", selector)
    return set(re.findall(r"[.#](-?[A-Za-z_][\w-]*)", bare))


@cache
def quoted() -> tuple[frozenset[str], tuple[str, ...]]:
    """The words within quotation marks of our sources and Django's, and the beginnings of those that are composed."""
    ours = "\n".join(re.sub(r"\"{3}.*?\"{3}", "", path.read_text("utf-8"), flags=re.S) for path in OURS)
    djangos = "\n".join(path.read_text("utf-8") for path in DJANGOS)
    bodies = re.findall(r"block bodyclass %\}(.*?)\{% endblock", ours)
    strings = chain(re.findall(r"\"[^\"\n]*\"|'[^'\n]*'|`[^`]*`", ours), bodies, [djangos])
    words = frozenset(word for string in strings for word in re.findall(r"[\w-]+", string))
    composed = re.findall(r"([a-z][\w-]*-)(?:\{\{|\$\{|\{%|\{)", ours)
    return words, tuple({beginning for beginning in composed if len(beginning) > 3})


def is_known(name: str) -> bool:
    words, composed = quoted()
    if name in words or (name.startswith(composed) and name not in composed):
        return True
    made = MADE.fullmatch(name)
    return bool(made) and (made[1] or made[2]) in words


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: f"{sheet.parent.name}/{sheet.name}")
def test_every_rule_is_for_something_that_pages_have(sheet):
    assert {name for selector in selectors(sheet) for name in names(selector) if not is_known(name)} == set()


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: f"{sheet.parent.name}/{sheet.name}")
def test_no_sheet_is_long_and_one_only_imports_others(sheet):
    text = sheet.read_text("utf-8")
    assert text.count("\n") < 400
    assert ("@import" in text) == (sheet == STATIC / "site/site.css")


def test_every_sheet_is_loaded_by_a_page():
    pages = "\n".join(path.read_text("utf-8") for path in (ROOT / "templates").rglob("*.html"))
    loaded = set(re.findall(r"static 'archive/([\w/-]+\.css)'", pages))
    imported = re.findall(r'@import url\("(\w+\.css)"\);', (STATIC / "site/site.css").read_text("utf-8"))
    assert len(imported) == len(set(imported))
    assert loaded | {f"site/{name}" for name in imported} == {
        sheet.relative_to(STATIC).as_posix() for sheet in SHEETS
    }


def test_a_rule_for_a_class_that_nothing_has_is_found():
    assert names("html .no-such-class:hover > #nor-this, a[href='.html']") >= {"no-such-class", "nor-this"}
    assert not is_known("no" + "-such-class")
    assert is_known("hue-7")
