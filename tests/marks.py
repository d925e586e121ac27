"""How tests are marked."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

ORDINARY_CASES = 1
DATABASE_FIXTURES = {"db", "transactional_db"}
ALL_SLOW = re.compile(r"^pytestmark = (?:.*|\[\n[^\]]*)\bpytest\.mark\.slow\b", re.MULTILINE)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """A file of slow tests alone is not imported, with the libraries it needs, by a run that leaves them out."""
    if "not slow" not in config.option.markexpr or not collection_path.match("test_*.py"):
        return None
    return bool(ALL_SLOW.search(collection_path.read_text("utf-8"))) or None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks as ``further_case`` every case of a parametrised test that uses the database but the first: one of each
    kind is enough for the ordinary run, which these would make half as long again."""
    counts: dict[str, int] = {}
    for item in items:
        if hasattr(item, "callspec") and uses_database(item) and not item.get_closest_marker("slow"):
            name = item.nodeid.partition("[")[0]
            counts[name] = counts.get(name, 0) + 1
            if counts[name] > ORDINARY_CASES:
                item.add_marker("further_case")


def uses_database(item: pytest.Item) -> bool:
    fixtures = getattr(item, "fixturenames", ())
    return bool(item.get_closest_marker("django_db") or DATABASE_FIXTURES.intersection(fixtures))


def parametrize_partly_slow(
    names: str | tuple[str, ...], values: Iterable[Any], ordinary: int, **options: Any
) -> pytest.MarkDecorator:
    """As ``parametrize``: with the first ``ordinary`` values in the ordinary run, with all of them in the long one."""
    every = list(values)
    return pytest.mark.parametrize(
        names, [*every[:ordinary], *map(slow_with(names), every[ordinary:])], **options
    )


def slow_with(names: str | tuple[str, ...]):
    several = len(names) > 1 if isinstance(names, tuple | list) else "," in names

    def make(value: Any) -> Any:
        if hasattr(value, "marks"):  # made by pytest.param
            return value._replace(marks=[*value.marks, pytest.mark.slow])
        return pytest.param(*(value if several else (value,)), marks=pytest.mark.slow)

    return make
