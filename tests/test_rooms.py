"""Imports point one way: doors to rooms, rooms to models; rooms do not know each other, nothing imports a door."""

import ast
from pathlib import Path

import pytest

ARCHIVE = Path(__file__).parent.parent / "archive"
ROOMS = {"importing", "annotating", "search", "exporting"}
DOORS = {"views", "admin", "adminsite", "management", "urls"}
BENEATH = {"models"}
# Settings are read through django.conf; static and template tags belong to the doors that show them.
PLACES = ROOMS | DOORS | BENEATH | {"templatetags", "apps", "migrations"}
MAY_IMPORT = {
    "models": {"models"},
    **{room: {room, "models"} for room in ROOMS},
    **{door: PLACES - {"apps", "migrations"} for door in DOORS},
    "templatetags": ROOMS | {"models", "templatetags"},
    "apps": {"models"},
    "migrations": {"migrations", "models"},
}


def place(path: Path) -> str:
    return path.relative_to(ARCHIVE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """The modules a file imports, as dotted names from the project's top, relative ones resolved."""
    package = ["archive", *path.relative_to(ARCHIVE).parent.parts]
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            names |= {module} | {f"{module}.{alias.name}" for alias in node.names}
    return names


def places_imported(path: Path) -> set[str]:
    inside = (name.split(".") for name in imported(path) if name.startswith("archive."))
    return {parts[1] for parts in inside} & PLACES


FILES = sorted(path for path in ARCHIVE.rglob("*.py") if path.parent != ARCHIVE or path.name != "__init__.py")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ARCHIVE)))
def test_imports_point_one_way(path):
    assert place(path) in PLACES, "a new place needs its rule here"
    assert places_imported(path) <= MAY_IMPORT[place(path)]
    assert not {name for name in imported(path) if name == "config" or name.startswith("config.")}


WRITES = {"importer.py", "resolving.py", "slugs.py"}  # the importer proper: it writes through the models
PARSERS = sorted(path for path in (ARCHIVE / "importing").glob("*.py") if path.name not in WRITES)


def test_the_rule_would_notice(tmp_path):
    """The reader of imports sees plain, relative and inner imports alike."""
    inner = ARCHIVE / "search" / "pretend.py"
    source = "from ..annotating import marks\n\ndef late():\n    import archive.admin.document\n"
    path = tmp_path / "pretend.py"
    path.write_text(source)

    class Pretend(type(path)):
        def read_text(self, *args, **kwargs):
            return source

    assert places_imported(Pretend(inner)) == {"annotating", "admin"}


@pytest.mark.parametrize("path", PARSERS, ids=lambda path: path.name)
def test_parsers_know_no_django(path):
    known = imported(path)
    assert not {name for name in known if name.split(".")[0] == "django" or name.startswith("archive.models")}
