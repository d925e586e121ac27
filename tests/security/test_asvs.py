"""The table of OWASP's ASVS 5.0 has every item of levels 1 and 2 once, each with its answer and what shows it."""

import re
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "security-asvs.md"
# Section -> how many items of levels 1 and 2 it has, numbered from 1; those of level 3 come after them (version 5.0.0).
SECTIONS = {
    **{"1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2, "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1},
    **{"3.2": 2, "3.3": 4, "3.4": 6, "3.5": 5, "3.7": 2, "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4},
    **{"5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3, "6.1": 3, "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5, "6.6": 3},
    **{"6.8": 4, "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 2, "7.6": 2, "8.1": 2, "8.2": 3, "8.3": 1},
    **{"8.4": 1, "9.1": 3, "9.2": 4, "10.1": 2, "10.2": 2, "10.3": 4, "10.4": 11, "10.5": 5, "10.6": 2},
    **{"10.7": 3, "11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1, "11.6": 1, "12.1": 3, "12.2": 2},
    **{"12.3": 4, "13.1": 1, "13.2": 5, "13.3": 2, "13.4": 5, "14.1": 2, "14.2": 4, "14.3": 3, "15.1": 3},
    **{"15.2": 3, "15.3": 7, "16.1": 1, "16.2": 5, "16.3": 4, "16.4": 3, "16.5": 3, "17.1": 1, "17.2": 4},
    **{"17.3": 2},
}
NUMBER = r"(?:V\d+|\d+(?:\.\d+){1,2})"
LIST = re.compile(rf"{NUMBER}(?:(?:–|, ){NUMBER})*")
ANSWERS = {"y", "part", "n", "–"}


def items_of(section: str) -> list[str]:
    return [f"{section}.{number}" for number in range(1, SECTIONS[section] + 1)]


def order(item: str) -> tuple[int, ...]:
    return tuple(map(int, item.split(".")))


def items_below(name: str) -> set[str]:
    """The items of levels 1 and 2 that an item, a section or a chapter (V17) has; an item of level 3 is itself."""
    start = name.removeprefix("V") + "."
    within = {entry for section in SECTIONS for entry in items_of(section) if f"{entry}.".startswith(start)}
    return within or {name}


def read_items(cell: str) -> set[str]:
    """The items of a first cell, such as “1.3.3, 1.3.6–1.3.11 other sanitising”."""
    listed = LIST.match(cell.strip("* "))
    assert listed, cell
    found = set()
    for first, last in re.findall(rf"({NUMBER})(?:–({NUMBER}))?", listed[0]):
        if last:
            every = {entry for section in SECTIONS for entry in items_of(section)}
            found |= {item for item in every if order(first) <= order(item) <= order(last)}
        else:
            found |= items_below(first)
    return found


def rows() -> list[tuple[str, str, str]]:
    """(first cell, answer, what shows it) of each row that has an answer."""
    table = [line.strip("|").split("|") for line in PAGE.read_text("utf-8").splitlines() if line[:1] == "|"]
    cells = [tuple(cell.strip() for cell in line) for line in table[2:]]
    return [(first, answer, shown) for first, answer, shown in cells if answer]


def test_the_standard_has_as_many_items():
    assert sum(SECTIONS.values()) == 253


def test_every_item_is_answered_once():
    answered: dict[str, list[str]] = {}
    for first, _answer, _shown in rows():
        for entry in read_items(first):
            answered.setdefault(entry, []).append(first)
    expected = {entry for section in SECTIONS for entry in items_of(section)}
    assert sorted(expected - set(answered), key=order) == []
    assert {item: cells for item, cells in answered.items() if len(cells) > 1} == {}


def test_each_answer_is_one_of_four_and_has_its_reason():
    assert [row for row in rows() if row[1] not in ANSWERS or len(row[2]) < 4] == []
    more = {
        entry for first, _answer, _shown in rows() for entry in read_items(first) if "(level 3)" not in first
    }
    assert more == {entry for section in SECTIONS for entry in items_of(section)}


ROOT = PAGE.parents[1]
# What the program reads of its environment, as `NAME` or `NAME=value`.
SETTING = re.compile(r"([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|HTTPS|DEBUG)(?:=.*)?")


def code_names() -> list[str]:
    """What the table names as code, each once."""
    return sorted({name for _first, _answer, shown in rows() for name in re.findall(r"`([^`]+)`", shown)})


def test_every_file_it_names_is_there_and_has_a_test():
    files = [
        name
        for name in code_names()
        if name.startswith(("tests/", "archive/", "config/", "deploy/", "docs/"))
    ]
    assert [name for name in files if not (ROOT / name).exists()] == []
    paths = [ROOT / name for name in files if name.startswith("tests/test_") or "/test_" in name]
    assert [path.name for path in paths if "def test_" not in path.read_text("utf-8")] == []
    assert len(paths) > 50


def test_every_setting_command_and_module_it_names_is_there():
    sources = "".join(path.read_text("utf-8") for path in sorted((ROOT / "config").rglob("*.py")))
    sources += (ROOT / "archive/accounts/passwords.py").read_text("utf-8")
    settings = [found[1] for name in code_names() if (found := SETTING.fullmatch(name))]
    assert [name for name in settings if not re.search(rf"\b{name}\b", sources)] == []
    assert len(settings) > 10
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = [name.removeprefix("make ") for name in code_names() if name.startswith("make ")]
    assert [name for name in targets if f"\n{name}:" not in makefile] == []
    commands = [name.removeprefix("manage.py ") for name in code_names() if name.startswith("manage.py ")]
    assert [name for name in commands if not (ROOT / f"archive/management/commands/{name}.py").exists()] == []
    modules = [
        found[1]
        for name in code_names()
        if (found := re.fullmatch(r"(?:python -m )?(tests(?:\.\w+)+)", name))
    ]
    paths = [ROOT / name.replace(".", "/") for name in modules]
    assert [path.name for path in paths if not (path.is_dir() or path.with_suffix(".py").exists())] == []
    assert min(len(modules), len(commands), len(targets)) > 0
