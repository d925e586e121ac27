"""Removes each gate in turn, of what is public and of who may do what, and names those that no test notices.

Run by hand::

    python -m tests.mutations [--list] [--all] [words …]

The words choose gates: those whose file, line or text contains one of them. Without words it tries every gate. It works
in a temporary copy of the checkout with a database of its own; both are removed at the end, and on Ctrl-C.

A gate is a piece of code or SQL that keeps something from somebody, such as ``.published()`` or a call of
``has_change_permission``. The patterns below find them, so a new one is tried without being listed. Each is
replaced by what lets everything pass. The tests nearest to its file run first, up to the first that fails, then the
others of the same kind; ``--all`` runs the whole suite after these. One line is printed for each gate:

    noticed    a test failed, as it should
    SURVIVED   no test failed: one is missing, or the gate is redundant
    BROKEN     the changed code could not be imported, which proves nothing: the pattern needs another replacement

The exit status is 1 where a gate survived or was broken. What EXPLAINED lists is not tried.
"""

import argparse
import io
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tokenize
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SKIPPED = ("migrations", "management")
NOT_COPIED = shutil.ignore_patterns(
    "var", ".git", ".venv", "__pycache__", ".*_cache", ".hypothesis", "node_modules"
)
# In the patterns: the arguments of a call, and what a method is called on.
CALL = r"\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)"
OWNER = r"(?:\w+(?:\(\w*\))?\.)*"
# What a gate in code becomes; the pattern is looked for outside of long strings and comments. Of a pattern with a group
# only the group is replaced.
PUBLIC = (
    (r"\.(?:published|public|confirmed|with_public_note)\(\)", ".all()"),
    (r"\bresolve_public\(", "resolve("),
    (r"\b[\w.]+\.is_(?:published|public)\b(?!\()", "True"),
    (rf"(?<!def )\b{OWNER}is_public{CALL}", "True"),
    (r"\b\w*state=(?:State\.PUBLISHED|\"published\")(?:, )?(?=.*\))", ""),
    (r"(?<=\.exclude\()public_note=\"\"", "pk=None"),
    (r"(?<=return )self\.state == State\.PUBLISHED", "True"),
    (r"(?<=filter\()status=Report\.Status\.CONFIRMED", ""),
    (r"(?<=, )preview=False", "preview=True"),
    (r"(?<=obj\.)state = State\.DRAFT", "state"),
)
PERMISSIONS = (
    (rf"(?<!def )\b{OWNER}(?:has_(?:\w+_)?permission|has_perms?){CALL}", "True"),
    (r"def has_\w+_permission\([^)]*\):\s+return (False)", "True"),
    (rf"(?<!def )\b{OWNER}(?:may_(?:add|change|create|delete|give|publish)\w*|is_allowed){CALL}", "True"),
    (r"\b(may_\w+ and )", ""),
    (r"( and may_\w+)\b(?!\()", ""),
    (r" if may_change else Right\.NONE", ""),
    (rf"(?<!def )\bcheck_(?:transition|rights|account|change_permission){CALL}", "None"),
    (rf"(?<=\.)(allowed_or_404{CALL})", "get_or_404(request, object_id)"),
    (r"\.admin_view(?=\()", ".admin_view and "),
    (r"@(?:permission|login|staff_member)_required\b[^\n]*\n", "\n"),
    (r"permissions=\[[^\]]*\]", "permissions=None"),
    (rf"(?<!def )\bchoices_for{CALL}", "State.choices"),
    (rf"(?<!def )\bcoverage_choices{CALL}", '("", "full", "checked")'),
    (rf"\b[\w.]+ not in rights_of{CALL}", "False"),
    (r"\b[\w.]+ in rights(?! \|)\b", "True"),
    (r"\b[\w.]+ not in \(None, actor\.pk\)", "True"),
    (r"(?<=: )Right\.\w+(?=[,}\n])", "Right.NONE"),
    (r"(?<=[:,] )(Right\.\w+ \| )", ""),
    (r"(?<=[:,] )Right\.\w+( \| Right\.\w+)", ""),
    # A page looks back so far for what others changed: an edit that is missed is overwritten.
    (r"(?<=LOOK_BACK = dt\.timedelta\()seconds=\d+", "seconds=0"),
)
# What a condition in SQL becomes; the pattern is looked for in .sql files and in the strings of code.
SQL = (
    (r"\b\w+\.state = 'published'", "TRUE"),
    (r"\b\w+\.status = 'confirmed'", "TRUE"),
    (r"(?<=WHERE )public\b", "TRUE"),
    (r"(?<=AND )(?:\w\.)?public\b", "TRUE"),
)
# Gates that need no test, by file and text, and why.
EXPLAINED: dict[tuple[str, str], str] = {}
# By the start of a gate's path, the first that fits: the tests nearest to it, then the others of its kind.
READERS = (
    "tests/web/test_relations.py tests/web/test_drafts.py tests/test_drafts.py",
    "tests/exporting tests/models tests/web tests/search tests/admin/test_preview.py",
)
EDITORS = "tests/editing tests/workbench tests/admin tests/importing tests/commands"
NEAREST = (
    ("archive/search/engine", f"tests/search/engine {READERS[0]}", READERS[1]),
    ("archive/search", f"{READERS[0]} tests/search/page tests/search/suggest", READERS[1]),
    ("archive/workbench", "tests/workbench", EDITORS),
    (
        "archive/editing/states",
        "tests/editing/test_states.py tests/workbench/test_permissions.py tests/admin/test_publishing.py",
        EDITORS,
    ),
    ("archive/editing/marking", "tests/workbench/test_permissions.py tests/editing/test_marking.py", EDITORS),
    ("archive/editing/creation", "tests/editing tests/workbench/test_choices.py", EDITORS),
    ("archive/editing", "tests/editing", EDITORS),
    ("archive/importing", "tests/importing tests/admin/test_importing.py", EDITORS),
    ("archive/admin/importing", "tests/admin/test_importing.py tests/admin/test_permissions.py", EDITORS),
    ("archive/admin/corrections", "tests/admin/test_permissions.py tests/admin/corrections", EDITORS),
    ("archive/admin/statements", "tests/admin/test_permissions.py tests/admin/statements", EDITORS),
    ("archive/admin/documents", "tests/admin/test_permissions.py tests/admin/documents", EDITORS),
    ("archive/admin", "tests/admin/test_permissions.py tests/admin/test_publishing.py", EDITORS),
    ("", *READERS),
)


@dataclass(frozen=True)
class Gate:
    path: str
    line: int
    start: int
    end: int
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {' '.join(self.before.split())} -> {self.after.strip() or 'nothing'}"

    @property
    def tests(self) -> tuple[str, ...]:
        return next(tests for start, *tests in NEAREST if self.path.startswith(start))

    def remove(self, root: Path) -> None:
        file = root / self.path
        text = file.read_text("utf-8")
        file.write_text(text[: self.start] + self.after + text[self.end :], "utf-8")

    def restore(self, root: Path) -> None:
        shutil.copy(ROOT / self.path, root / self.path)


def find_gates() -> list[Gate]:
    found: set[Gate] = set()
    for file in sorted((ROOT / "archive").rglob("*")):
        path = file.relative_to(ROOT)
        if file.suffix == ".py" and path.parts[1] not in SKIPPED:
            text = file.read_text("utf-8")
            code, strings = split(text)
            found |= {*matches(path, text, code, PUBLIC + PERMISSIONS), *matches(path, text, strings, SQL)}
        elif file.suffix == ".sql" and path.parts[2] in ("views", "functions"):
            text = file.read_text("utf-8")
            found |= {*matches(path, text, text, SQL)}
    explained = [gate for gate in found if (gate.path, gate.before) in EXPLAINED]
    return sorted(found.difference(explained), key=lambda gate: (gate.path, gate.start))


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
            start, end = match.span(match.lastindex or 0)
            line_start = text.rfind("\n", 0, start) + 1
            if not text[line_start:start].lstrip().startswith("--"):
                yield Gate(str(path), text.count("\n", 0, start) + 1, start, end, text[start:end], after)


class BrokenGateError(Exception):
    """The tests could not be run."""


class Checkout:
    """A temporary copy of the checkout, whose database runs all the time."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.environment = {**os.environ, "VAR_DIR": str(root / "var"), "PYTHONDONTWRITEBYTECODE": "1"}
        self.environment.pop("DATABASE_URL", None)

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *command], cwd=self.root, env=self.environment, capture_output=True, text=True
        )

    def fails(self, tests: str) -> bool:
        """Whether one of the tests fails."""
        options = ("-q", "-x", "-n", "0", "-p", "no:cacheprovider", "-m", "not browser and not slow")
        run = self.run(
            "-m", "pytest", *options, *(each for each in tests.split() if (self.root / each).exists())
        )
        if run.returncode not in (0, 1):
            raise BrokenGateError(f"{run.stdout[-3000:]}\n{run.stderr[-1000:]}")
        return run.returncode == 1

    def try_gate(self, gate: Gate, everything: bool) -> str:
        gate.remove(self.root)
        try:
            steps = (*gate.tests, "tests") if everything else gate.tests
            return "noticed" if any(self.fails(tests) for tests in steps) else "SURVIVED"
        except BrokenGateError as error:
            print(error, file=sys.stderr)
            return "BROKEN"
        finally:
            gate.restore(self.root)


@contextmanager
def temporary_checkout() -> Iterator[Checkout]:
    with tempfile.TemporaryDirectory(prefix="mutations-") as folder:
        checkout = Checkout(Path(folder) / "checkout")
        shutil.copytree(ROOT, checkout.root, ignore=NOT_COPIED)
        # No gate in Python changes what is migrated, so the template is made again for SQL only.
        databases = checkout.root / "tests/databases.py"
        text = databases.read_text("utf-8")
        databases.write_text(re.sub(r"(?m)^SOURCES = .*$", 'SOURCES = ("archive/sql",)', text), "utf-8")
        try:
            checkout.run("manage.py", "start_database")
            yield checkout
        finally:
            checkout.run("manage.py", "stop_database")


def survivors(gates: list[Gate], everything: bool) -> Iterator[Gate]:
    with temporary_checkout() as checkout:
        for tests in dict.fromkeys(gate.tests[0] for gate in gates):
            if checkout.fails(tests):
                raise SystemExit(f"These tests fail before anything is removed: {tests}")
        for gate in gates:
            start = time.monotonic()
            outcome = checkout.try_gate(gate, everything)
            print(f"{outcome:8} {time.monotonic() - start:4.0f} s  {gate}", flush=True)
            if outcome != "noticed":
                yield gate


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("words", nargs="*", help="only gates whose file, line or text has one of these words")
    parser.add_argument("--list", action="store_true", help="name the gates and stop")
    parser.add_argument(
        "--all", action="store_true", help="run the whole suite for gates nothing else notices"
    )
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # an end from outside cleans up like Ctrl-C
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
