"""Exchanges the code of functions that are loaded, so that neither an import nor a file has to change."""

import ast
import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import CodeType, FunctionType

from django.conf import settings

from .definitions import module_name, without_defining_gate
from .gates import ROOT, Gate

Functions = dict[str, list[FunctionType]]
PROBE = "probe_of_mutations"


class NotSwappableError(Exception):
    """The gate stands outside of functions, or the changed function needs other variables around it."""


def functions_by_path(paths: set[str]) -> Functions:
    """Every function there is of these files, also inside of decorators and closures, and of modules that nothing
    imports before a request needs them; the addresses make closures."""
    import_module(settings.ROOT_URLCONF)
    for path in paths:
        import_module(module_name(path))
    functions: Functions = {path: [] for path in paths}
    by_file = {str(ROOT / path): path for path in paths}
    gc.unfreeze()  # tests/conftest.py sets apart what was imported, and that is not listed
    for instance in gc.get_objects():
        if isinstance(instance, FunctionType) and (path := by_file.get(instance.__code__.co_filename)):
            functions[path].append(instance)
    return functions


def codes_inside(code: CodeType) -> Iterator[CodeType]:
    for const in code.co_consts:
        if isinstance(const, CodeType):
            yield const
            yield from codes_inside(const)


def swap(
    functions: list[FunctionType], code: CodeType, is_concerned: Callable[[CodeType], bool]
) -> list[tuple[FunctionType, CodeType]]:
    """Gives functions the code of the same place in that module. Returns each with the code that it had."""
    places = {
        (inner_code.co_qualname, inner_code.co_firstlineno): inner_code for inner_code in codes_inside(code)
    }
    swaps = []
    for function in functions:
        code_before = function.__code__
        place = code_before.co_qualname, code_before.co_firstlineno
        if place in places and is_concerned(code_before):
            try:
                function.__code__ = places[place]
            except ValueError as error:
                restore(swaps)
                raise NotSwappableError(str(error)) from None
            swaps.append((function, code_before))
    return swaps


def restore(swaps: list[tuple[FunctionType, CodeType]]) -> None:
    for function, code_before in swaps:
        function.__code__ = code_before


def last_line(code: CodeType) -> int:
    inner = [code, *codes_inside(code)]
    return max(line for inner_code in inner for _start, _end, line in inner_code.co_lines() if line)


@contextmanager
def without_gate(gate: Gate, functions: Functions) -> Iterator[None]:
    """The gate lets everything pass meanwhile; ``NotSwappableError`` where only a new import removes it."""
    text = (ROOT / gate.path).read_text("utf-8")
    code = compile(gate.changed_text(), str(ROOT / gate.path), "exec")

    def has_gate(inner_code: CodeType) -> bool:
        return inner_code.co_firstlineno <= gate.line <= last_line(inner_code)

    if not works_at_import(gate, text):
        swaps = swap(functions[gate.path], code, has_gate)
        if not swaps:
            raise NotSwappableError(f"No function holds {gate}")
        try:
            yield
        finally:
            restore(swaps)
        return
    with without_defining_gate(gate, functions[gate.path]) as is_removed:
        if not is_removed:
            raise NotSwappableError(f"Neither a function nor a variable holds {gate}")
        yield


def works_at_import(gate: Gate, text: str) -> bool:
    """Neither in a function nor in a lambda, such as one of a table."""
    return not is_in_function(gate, text) and not any(
        isinstance(node, ast.Lambda) and gate.is_inside(node) for node in ast.walk(ast.parse(text))
    )


def is_in_function(gate: Gate, text: str) -> bool:
    """In the body, that is: a decorator and the value of a parameter are worked out before it is called.

    ``get_urls`` and what it calls run once, for the first address, so they count as a part of their module.
    """
    if gate.before == ".admin_view":
        return False
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name != "get_urls":
            first = node.body[0]
            if first.lineno <= gate.line <= (node.end_lineno or 0):
                return True
    return False


def insert_probes(path: str, gates: list[Gate], functions: Functions) -> None:
    """Before each statement with a gate, ``PROBE`` of the built-ins is called with the gate's name.

    A gate outside of functions is probed by every function of its file.
    """
    text = (ROOT / path).read_text("utf-8")
    tree = ast.parse(text)
    inside = [gate for gate in gates if is_in_function(gate, text)]
    outside = [gate for gate in gates if gate not in inside]
    Probes(inside, outside).visit(tree)
    swap(
        functions[path],
        compile(ast.fix_missing_locations(tree), str(ROOT / path), "exec"),
        lambda _code: True,
    )


class Probes(ast.NodeTransformer):
    def __init__(self, inside: list[Gate], outside: list[Gate]) -> None:
        self.inside, self.outside, self.depth = inside, outside, 0

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        self.depth += 1
        self.generic_visit(node)
        self.depth -= 1
        has_docstring = ast.get_docstring(node, clean=False) is not None
        node.body[has_docstring:has_docstring] = [call(gate, node.body[-1]) for gate in self.outside]
        return node

    def generic_visit(self, node: ast.AST) -> ast.AST:
        super().generic_visit(node)
        for name in ("body", "orelse", "finalbody"):
            statements = getattr(node, name, None)
            if self.depth and isinstance(statements, list):
                setattr(node, name, list(self.with_probes(statements)))
        return node

    def with_probes(self, statements: list[ast.stmt]) -> Iterator[ast.stmt]:
        for statement in statements:
            for gate in self.inside:
                if statement.lineno <= gate.line <= head_end(statement):
                    yield call(gate, statement)
            yield statement


def head_end(statement: ast.stmt) -> int:
    """The last line of a statement without the statements inside it."""
    body = getattr(statement, "body", None)
    if isinstance(body, list) and body:
        return max(statement.lineno, body[0].lineno - 1)
    return statement.end_lineno or statement.lineno


def call(gate: Gate, place: ast.stmt) -> ast.stmt:
    probe = ast.Call(ast.Name(PROBE, ast.Load()), [ast.Constant(gate.name)], [])
    return ast.copy_location(ast.Expr(probe), place)
