"""The budget of the house: short files, small folders (docs/architecture.md)."""

import subprocess
from pathlib import Path

import pytest

from .mutations.gates import find_gates

ROOT = Path(__file__).resolve().parent.parent
MAX_LINES = 300
MAX_STYLE_LINES = 400
MAX_FILES = 16
CODE = ("archive", "config", "fixtures", "templates", "manage.py")
# Data, not code: one file a subject.
DATA_FOLDERS = {"fixtures/source/documents"}
# A file a format, each for itself: the recipe adds one. Migrations are only ever added.
REGISTRIES = {"archive/importing/formats", "archive/migrations"}


def code_files() -> list[Path]:
    """Tracked and new files of the application, without what Git ignores."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", *CODE]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True, text=True).stdout.split("\0")
    return [ROOT / name for name in sorted(filter(None, names)) if (ROOT / name).exists()]


def line_count(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def test_files_are_short():
    limits = {".py": MAX_LINES, ".mjs": MAX_LINES, ".js": MAX_LINES, ".sql": MAX_LINES}
    limits |= {".html": MAX_LINES, ".css": MAX_STYLE_LINES}
    long = {
        str(path.relative_to(ROOT)): line_count(path)
        for path in code_files()
        if path.suffix in limits and "migrations" not in path.parts and line_count(path) > limits[path.suffix]
    }
    assert long == {}


def test_folders_are_small():
    counts: dict[str, int] = {}
    for path in code_files():
        folder = str(path.parent.relative_to(ROOT))
        counts[folder] = counts.get(folder, 0) + 1
    may_grow = DATA_FOLDERS | REGISTRIES
    full = {folder: n for folder, n in counts.items() if n > MAX_FILES and folder not in may_grow}
    assert full == {}


@pytest.mark.slow
def test_every_pattern_of_the_mutations_finds_a_gate():
    assert find_gates()
