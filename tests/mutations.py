"""Removes each gate in turn, of what is public and of who may do what, and names those that no test notices.

Run by hand::

    python -m tests.mutations [--list] [--all] [words …]

The words choose gates: those whose file, line or text contains one of them. Without words it tries every gate. It works
in a temporary copy of the checkout with a database of its own; both are removed at the end, and on Ctrl-C.

A gate is a piece of code or SQL that keeps something from somebody, such as ``.published()`` or a call of
``has_change_permission``. The patterns of tests/gates.py find them, so a new one is tried without being listed. Each is
replaced by what lets everything pass. The tests nearest to its file run first, up to the first that fails, then the
others of the same kind; ``--all`` runs the whole suite after these. One line is printed for each gate:

    noticed    a test failed, as it should
    SURVIVED   no test failed: one is missing, or the gate is redundant
    BROKEN     the changed code could not be imported, which proves nothing: the pattern needs another replacement

The exit status is 1 where a gate survived or was broken. What EXPLAINED lists is not tried. Where a pattern finds no
gate any more, as after a renaming, nothing is tried at all: it needs the new name.
"""

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.gates import ROOT, Gate, find_gates

NOT_COPIED = shutil.ignore_patterns(
    "var", ".git", ".venv", "__pycache__", ".*_cache", ".hypothesis", "node_modules"
)
# By the start of a gate's path, the first that fits: the tests nearest to it, beside those named like its module, then
# the others of its kind.
DRAFTS = "tests/web/test_relations.py tests/web/test_drafts.py tests/test_drafts.py"
READERS = "tests/exporting tests/models tests/web tests/search tests/admin/test_preview.py"
RIGHTS = "tests/admin/test_rights.py tests/admin/test_permissions.py tests/admin/test_preview.py"
EDITORS = "tests/editing tests/workbench tests/admin tests/importing tests/commands"
FORMER = "tests/web/test_former.py tests/editing/test_withholding.py"
NEAREST = (
    ("archive/web/former", FORMER, READERS),
    ("archive/models/permanence", FORMER, READERS),
    ("archive/sql/views/archive_publication_definition", FORMER, READERS),
    ("archive/editing/withholding", FORMER, EDITORS),
    ("archive/admin/withholding", FORMER, EDITORS),
    ("archive/search/engine", f"tests/search/engine {DRAFTS}", READERS),
    ("archive/search", f"tests/search/page tests/search/suggest {DRAFTS}", READERS),
    ("archive/workbench", "tests/workbench/test_permissions.py tests/workbench/test_list.py", EDITORS),
    ("archive/editing/marking", "tests/editing/test_rights.py tests/workbench/test_permissions.py", EDITORS),
    ("archive/editing", "tests/editing/test_rights.py tests/editing/test_refusals.py", EDITORS),
    ("archive/importing", "tests/admin/importing", EDITORS),
    ("archive/admin/importing", f"tests/admin/importing {RIGHTS}", EDITORS),
    ("archive/admin", RIGHTS, EDITORS),
    ("", DRAFTS, READERS),
)


def tests_of(gate: Gate) -> tuple[str, str]:
    """The nearest and the others, each as arguments of pytest."""
    near, others = next(tests for start, *tests in NEAREST if gate.path.startswith(start))
    package, name = Path(gate.path).parts[1], Path(gate.path).stem
    same_name = sorted(
        str(path.relative_to(ROOT)) for path in ROOT.glob(f"tests/{package}/**/test_{name}.py")
    )
    return " ".join(dict.fromkeys([*same_name, *near.split()])), others


class BrokenGateError(Exception):
    """The tests could not be run."""


class Checkout:
    """A temporary copy of the checkout, whose database runs all the time."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.environment = {**os.environ, "VAR_DIR": str(root / "var"), "PYTHONDONTWRITEBYTECODE": "1"}
        self.environment.pop("DATABASE_URL", None)
        self.passing: set[str] = set()

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

    def check_unchanged(self, tests: str) -> None:
        """A test that fails anyway would notice everything."""
        new = [each for each in tests.split() if each not in self.passing]
        if new and self.fails(" ".join(new)):
            raise SystemExit(f"One of these tests fails before anything is removed: {' '.join(new)}")
        self.passing.update(new)

    def try_gate(self, gate: Gate, everything: bool) -> str:
        for tests in (*tests_of(gate), "tests") if everything else tests_of(gate):
            self.check_unchanged(tests)
            gate.remove(self.root)
            try:
                if self.fails(tests):
                    return "noticed"
            except BrokenGateError as error:
                print(error, file=sys.stderr)
                return "BROKEN"
            finally:
                gate.restore(self.root)
        return "SURVIVED"


@contextmanager
def temporary_checkout() -> Iterator[Checkout]:
    with tempfile.TemporaryDirectory(prefix="mutations-") as folder:
        checkout = Checkout(Path(folder) / "checkout")
        shutil.copytree(ROOT, checkout.root, ignore=NOT_COPIED)
        # No gate in Python changes what is migrated, so the template is made again for SQL only.
        databases = checkout.root / "tests/databases.py"
        text = databases.read_text("utf-8")
        databases.write_text(re.sub(r"(?ms)^SOURCES = \(.*?\)$", 'SOURCES = ("archive/sql",)', text), "utf-8")
        try:
            checkout.run("manage.py", "start_database")
            yield checkout
        finally:
            checkout.run("manage.py", "stop_database")


def survivors(gates: list[Gate], everything: bool) -> Iterator[Gate]:
    with temporary_checkout() as checkout:
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
    for number in (signal.SIGTERM, signal.SIGHUP):  # an end from outside cleans up like Ctrl-C
        signal.signal(number, signal.default_int_handler)
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
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
