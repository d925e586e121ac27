"""The stylesheets: no rule for what no page can have, no property without a use, all loaded."""

import re
from collections.abc import Iterable
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
# Where a class or an id is written: in markup, for an element that a script makes, in a list of classes.
WRITTEN = re.compile(
    r"""(?:\b(?:class|id|className|bodyclass)["\\]*\s*[=:,]\s*|classList\.\w+\(|css_classes?\w*["']?\s*[:=]\s*)"""
    r"""(?:[\w.]+\s\?\s)?["'`\\]+([^"'`]*)"""
)


def selectors(sheet: Path):
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.S)
    return [head.strip() for head in re.findall(r"([^{};]+)\{", text) if not head.strip().startswith("@")]


def names(selector: str) -> set[str]:
    """The classes and ids a selector asks for."""
    bare = re.sub(r"\"[^\"]*\"", "", selector)
    return set(re.findall(r"[.#](-?[A-Za-z_][\w-]*)", bare))


@cache
def emitted_names() -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    """Of our sources and Django's: the classes and ids, the other words with a hyphen that stand within quotation marks
    (a class may be passed on before it is written), and the beginnings of those that are composed.

    A word without a hyphen counts only where a class or an id is written: “head” or “more” is in every text.
    """
    ours = "\n".join(re.sub(r"\"{3}.*?\"{3}", "", path.read_text("utf-8"), flags=re.S) for path in OURS)
    djangos = "\n".join(path.read_text("utf-8") for path in DJANGOS)
    styles = "\n".join(path.read_text("utf-8") for path in DJANGOS if path.suffix == ".css")
    written = chain(
        WRITTEN.findall(ours), re.findall(r"block bodyclass %\}(.*?)\{% endblock", ours + djangos)
    )
    of_django = chain(WRITTEN.findall(djangos), names(styles))
    classes = frozenset(word for text in chain(written, of_django) for word in re.findall(r"[\w-]+", text))
    strings = re.findall(r"\"[^\"\n]*\"|'[^'\n]*'|`[^`]*`", ours)
    words = frozenset(word for string in strings for word in re.findall(r"\w+(?:-\w+)+", string))
    matches = re.findall(r"([a-z][\w-]*-)(?:\{\{|\$\{|\{%|\{)", ours)
    return classes, words, tuple({beginning for beginning in matches if len(beginning) > 3})


def is_known(name: str) -> bool:
    classes, words, composed = emitted_names()
    if name in classes or name in words or (name.startswith(composed) and name not in composed):
        return True
    made = MADE.fullmatch(name)
    return bool(made) and (made[1] or made[2]) in field_names()


@cache
def field_names() -> frozenset[str]:
    return frozenset(word for path in OURS for word in re.findall(r"\w+", path.read_text("utf-8")))


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
    matches = re.findall(r'@import url\("(\w+\.css)"\);', (STATIC / "site/site.css").read_text("utf-8"))
    assert len(matches) == len(set(matches))
    assert loaded | {f"site/{name}" for name in matches} == {
        sheet.relative_to(STATIC).as_posix() for sheet in SHEETS
    }


def test_a_rule_for_a_class_that_nothing_has_is_found():
    assert names("html .no-such-class:hover > #nor-this, a[href='.html']") >= {"no-such-class", "nor-this"}
    assert not is_known("no" + "-such-class")
    assert not is_known("nowhere"), "a word of our sources, of no class"
    assert is_known("hue-7")


def custom_properties(sheets: Iterable[Path]) -> tuple[set[str], set[str]]:
    """The custom properties that are set and those that are read."""
    text = "\n".join(re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.S) for sheet in sheets)
    return set(re.findall(r"(?<![\w-])(--[\w-]+)(?=\s*[:{])", text)), set(
        re.findall(r"var\((--[\w-]+)", text)
    )


def test_every_custom_property_is_set_and_read():
    set_by_us, read_by_us = custom_properties(SHEETS)
    set_by_django, read_by_django = custom_properties(path for path in DJANGOS if path.suffix == ".css")
    scripts = "\n".join(path.read_text("utf-8") for path in OURS if path.suffix == ".mjs")
    set_by_scripts = set(re.findall(r'setProperty\("(--[\w-]+)"', scripts))
    assert set_by_us - read_by_us - read_by_django == set()
    assert read_by_us - set_by_us - set_by_django - set_by_scripts == set()
