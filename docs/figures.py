"""The size of the code, as the table in architecture.md has it, for the commit that is checked out.

Run by hand: ``python docs/figures.py``. Lines are those that are not empty, outside migrations, tests and documents.
"""

import ast
import subprocess
from collections import Counter
from pathlib import Path

PACKAGES = (
    "text",
    "editing",
    "importing",
    "search",
    "exporting",
    "matching",
    "proposing",
    "database",
    "tracing",
)
ENDINGS = (".py", ".html", ".css", ".js", ".mjs", ".sql")


def files() -> list[Path]:
    """Of the program, as git has them."""
    listed = subprocess.run(["git", "ls-files"], capture_output=True, text=True, check=True).stdout.split()
    paths = [Path(each) for each in listed if each.endswith(ENDINGS) and Path(each).exists()]
    return [
        each for each in paths if each.parts[0] not in ("tests", "docs") and "migrations" not in each.parts
    ]


def functions(paths: list[Path]) -> list[ast.FunctionDef]:
    trees = [ast.parse(path.read_text("utf-8")) for path in paths]
    return [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def is_typed(function: ast.FunctionDef) -> bool:
    arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    typed = all(each.annotation for each in arguments if each.arg not in ("self", "cls"))
    return typed and (function.returns is not None or (function.name == "__init__" and len(arguments) > 1))


def main() -> None:
    every = files()
    code = [path for path in every if path.suffix == ".py"]
    lengths = sorted(each.end_lineno - each.lineno + 1 for each in functions(code))
    packages = functions([path for path in code if len(path.parts) > 2 and path.parts[1] in PACKAGES])
    lines = {path: sum(bool(line.strip()) for line in path.read_text("utf-8").splitlines()) for path in every}
    longest = max(len(path.read_text("utf-8").splitlines()) for path in code)
    folder, number = Counter(path.parent for path in every).most_common(1)[0]
    print(
        f"{len(every)} files, {sum(lines.values()):,} lines, {sum(lines[path] for path in code):,} of Python"
    )
    print(
        f"{len(lengths):,} functions: median {lengths[len(lengths) // 2]} lines, nine in ten up to", end=" "
    )
    print(f"{lengths[len(lengths) * 9 // 10]}, {sum(each > 50 for each in lengths)} over 50")
    print(
        f"typed: {sum(map(is_typed, packages)) / len(packages):.1%} of {len(packages):,} in {', '.join(PACKAGES)}"
    )
    print(f"longest file {longest} lines, fullest folder {folder} with {number} files")


if __name__ == "__main__":
    main()
