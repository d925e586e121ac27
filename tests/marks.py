"""How tests are marked."""

from collections.abc import Iterable
from typing import Any

import pytest


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
