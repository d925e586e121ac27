"""Removes each gate of what is public in turn and names those that no test notices.

Run by hand: ``python -m tests.mutations [words of a gate …] [--list] [--all]``. It works in a temporary copy of the
checkout, with a database of its own. Gates are found in the code, so a new one is covered at once. The tests most
likely to notice run first, the others where these do not; ``--all`` runs the whole suite for what is left then.
"""

import argparse
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SKIPPED = ("migrations", "admin", "editing", "importing", "management")
NOT_COPIED = shutil.ignore_patterns(
    "var", ".git", ".venv", "__pycache__", ".*_cache", ".hypothesis", "node_modules"
)
# What a gate in code becomes; the pattern is looked for outside of strings and comments.
CODE = (
    (r"\.(published|public|confirmed|with_public_note)\(\)", ".all()"),
    (r"\bresolve_public\(", "resolve("),
    (r"(?<!def )\b[\w.]+\.is_(published|public)\b(?!\()", "True"),
    (r"(?<!def )\bis_public\([^()]*\)", "True"),
    (r"\b\w*state=(State\.PUBLISHED|\"published\")(, )?(?=.*\))", ""),
    (r"(?<=\.exclude\()public_note=\"\"", "pk=None"),
    (r"(?<=return )self\.state == State\.PUBLISHED", "True"),
    (r"(?<=filter\()status=Report\.Status\.CONFIRMED", ""),
)
# What a condition in SQL becomes; the pattern is looked for in .sql files and in the strings of code.
SQL = (
    (r"\b\w+\.state = 'published'", "TRUE"),
    (r"\b\w+\.status = 'confirmed'", "TRUE"),
    (r"(?<=WHERE )public\b", "TRUE"),
    (r"(?<=AND )(s\.)?public\b", "TRUE"),
)
LIKELY = ("tests/web/test_relations.py", "tests/web/test_drafts.py", "tests/test_drafts.py")
NEXT = ("tests/exporting", "tests/models", "tests/web", "tests/search", "tests/admin/test_preview.py")


@dataclass(frozen=True)
class Gate:
    path: str
    line: int
    start: int
    end: int
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.before} -> {self.after or 'nothing'}"

    def remove(self, root: Path) -> None:
        file = root / self.path
        text = file.read_text("utf-8")
        file.write_text(text[: self.start] + self.after + text[self.end :], "utf-8")

    def restore(self, root: Path) -> None:
        shutil.copy(ROOT / self.path, root / self.path)


def find_gates() -> list[Gate]:
    found = []
    for file in sorted((ROOT / "archive").rglob("*")):
        path = file.relative_to(ROOT)
        if file.suffix == ".py" and path.parts[1] not in SKIPPED:
            text = file.read_text("utf-8")
            code, strings = split(text)
            found += [*matches(path, text, code, CODE), *matches(path, text, strings, SQL)]
        elif file.suffix == ".sql" and path.parts[2] in ("views", "functions"):
            text = file.read_text("utf-8")
            found += matches(path, text, text, SQL)
    return found


def split(text: str) -> tuple[str, str]:
    """The code and the strings of a module, each at its place, with spaces for the other and for comments.

    A short string stays in the code: it may be the value of a condition.
    """
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    code, strings = list(text), [" "] * len(text)
    for kind, value, (row, column), (last, end), _line in tokenize.generate_tokens(
        io.StringIO(text).readline
    ):
        begin, stop = starts[row - 1] + column, starts[last - 1] + end
        is_string = kind == tokenize.STRING or tokenize.tok_name[kind] == "FSTRING_MIDDLE"
        if is_string and not is_docstring(text, begin):
            strings[begin:stop] = text[begin:stop]
        if kind == tokenize.COMMENT or (is_string and len(value) > 12):
            code[begin:stop] = " " * (stop - begin)
    return "".join(code), "".join(strings)


def is_docstring(text: str, start: int) -> bool:
    """A string with nothing but space before it on its line and no parenthesis or assignment before that."""
    before = text[:start].rstrip(" ")
    return not before or (
        before.endswith("\n") and before.rstrip().endswith((":", '"""', ")", "True", "False"))
    )


def matches(path: Path, text: str, searched: str, rules: tuple[tuple[str, str], ...]) -> Iterator[Gate]:
    for pattern, after in rules:
        for match in re.finditer(pattern, searched):
            start, end = match.span()
            line_start = text.rfind("\n", 0, start) + 1
            if text[line_start:start].lstrip().startswith(("def ", "--")):
                continue
            yield Gate(str(path), text.count("\n", 0, start) + 1, start, end, text[start:end], after)


def is_noticed(root: Path, gate: Gate, tests: tuple[str, ...]) -> bool:
    """Whether one of the tests fails without the gate."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-x",
        "-n",
        "0",
        "-p",
        "no:cacheprovider",
        "-m",
        "not browser",
    ]
    # The database of the run before serves where the SQL of the views is the same.
    command.append("--create-db" if gate.path.endswith(".sql") else "--reuse-db")
    environment = {**os.environ, "VAR_DIR": str(root / "var"), "PYTHONDONTWRITEBYTECODE": "1"}
    environment.pop("DATABASE_URL", None)
    run = subprocess.run(
        [*command, *(test for test in tests if (root / test).exists())],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
    )
    if run.returncode not in (0, 1):
        raise RuntimeError(f"{gate}\n{run.stdout[-3000:]}\n{run.stderr[-1000:]}")
    return run.returncode == 1


def survivors(gates: list[Gate], everything: bool) -> Iterator[Gate]:
    with tempfile.TemporaryDirectory(prefix="mutations-") as folder:
        root = Path(folder) / "checkout"
        shutil.copytree(ROOT, root, ignore=NOT_COPIED)
        unchanged = Gate("README.md", 0, 0, 0, "", "")
        if is_noticed(root, unchanged, LIKELY):
            raise SystemExit("The tests fail before anything is removed.")
        last_was_sql = False
        for gate in gates:
            gate.remove(root)
            if last_was_sql and not gate.path.endswith(".sql"):
                is_noticed(root, Gate("reset.sql", 0, 0, 0, "", ""), LIKELY[:1])
            last_was_sql = gate.path.endswith(".sql")
            steps = [LIKELY, NEXT, *([("tests",)] if everything else [])]
            noticed = any(is_noticed(root, gate, tests) for tests in steps)
            gate.restore(root)
            print("noticed " if noticed else "SURVIVED", gate, flush=True)
            if not noticed:
                yield gate
        stop = [sys.executable, "manage.py", "stop_database"]
        subprocess.run(stop, cwd=root, env={**os.environ, "VAR_DIR": str(root / "var")}, capture_output=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("words", nargs="*", help="only gates whose file, line or text has one of these words")
    parser.add_argument("--list", action="store_true", help="name the gates and stop")
    parser.add_argument(
        "--all", action="store_true", help="run the whole suite for gates nothing else notices"
    )
    options = parser.parse_args()
    gates = [
        gate for gate in find_gates() if not options.words or any(word in str(gate) for word in options.words)
    ]
    if options.list:
        print(*gates, f"{len(gates)} gates", sep="\n")
        return 0
    left = list(survivors(gates, options.all))
    print(f"{len(gates)} gates removed, {len(left)} not noticed", *left, sep="\n")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
