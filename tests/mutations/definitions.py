"""Exchanges what a module works out when it is imported, without importing it again."""

import ast
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FunctionType, ModuleType
from typing import Any

from .gates import ROOT, Gate


@contextmanager
def without_defining_gate(gate: Gate, functions: list[FunctionType]) -> Iterator[bool]:
    """Whether the gate could be removed: from the value of a variable, or from the decorator of a function.

    What was worked out from the former value at import stays as it was, so that no test need notice.
    """
    tree, changed_tree = ast.parse((ROOT / gate.path).read_text("utf-8")), ast.parse(gate.changed_text())
    module = sys.modules[module_name(gate.path)]
    for node, new in zip(ast.walk(tree), ast.walk(changed_tree), strict=False):
        if isinstance(node, ast.FunctionDef) and any(map(gate.is_inside, node.decorator_list)):
            first = node.decorator_list[0].lineno
            [function] = [function for function in functions if function.__code__.co_firstlineno == first]
            with replace_decorated(function, new, module):
                yield True
            return
    for node, new in zip(tree.body, changed_tree.body, strict=True):
        if gate.is_inside(node) and isinstance(new, ast.Assign | ast.AnnAssign):
            with replace_assignment(new, module):
                yield True
            return
    yield False


def module_name(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


@contextmanager
def replace_decorated(function: FunctionType, new: ast.AST, module: ModuleType) -> Iterator[None]:
    """For decorators that only give their function attributes."""
    assert isinstance(new, ast.FunctionDef)
    attributes = dict(function.__dict__)
    function.__dict__.clear()
    try:
        for decorator in reversed(new.decorator_list):
            if evaluate(decorator, module)(function) is not function:
                raise ValueError(f"{ast.unparse(decorator)} is not only of attributes")
        yield
    finally:
        function.__dict__.clear()
        function.__dict__.update(attributes)


@contextmanager
def replace_assignment(new: ast.Assign | ast.AnnAssign, module: ModuleType) -> Iterator[None]:
    """Wherever the same object has the same name, as after ``from module import name``."""
    [target] = new.targets if isinstance(new, ast.Assign) else [new.target]
    assert isinstance(target, ast.Name)
    assert new.value
    definition = getattr(module, target.id)
    value = evaluate(new.value, module)
    holders = [
        module
        for module in list(sys.modules.values())
        if getattr(module, "__dict__", {}).get(target.id) is definition
    ]
    for holder in holders:
        setattr(holder, target.id, value)
    try:
        yield
    finally:
        for holder in holders:
            setattr(holder, target.id, definition)


def evaluate(expression: ast.expr, module: ModuleType) -> Any:
    return eval(compile(ast.Expression(expression), module.__file__ or "", "eval"), vars(module))
