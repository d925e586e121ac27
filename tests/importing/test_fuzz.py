"""Files that were damaged on their way: each format meets many of them and raises its one error or reads them.

The files are the golden ones and those of ../shared/data; a seed makes every run the same. `FUZZ_TIMES=1000` gives each
format a thousand. A failure names the file and
the number of its mutation: `mutate(path.read_bytes(), f"{path.name} {number}")` makes it again.
"""

import io
import os
import random
import time
import zipfile
import zlib
from functools import cache
from pathlib import Path

import pytest

from archive.importing.errors import ImportDocumentError
from archive.importing.formats import available_formats, available_suffixes, choose_format
from archive.importing.parse import parse_file

GOLDEN = Path(__file__).parent / "golden"
DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
TIMES = int(os.environ.get("FUZZ_TIMES", "100"))  # mutations of each format's files
MAX_SIZE = 20_000  # bytes of a file: the damage matters, not the length
MAX_FILES = 25  # of each format
MAX_SECONDS = 20  # of processor time: the limit of one import
TOKENS = (
    b"<",
    b">",
    b"&",
    b'"',
    b"\0",
    b"\n",
    b"]]>",
    b"<!--",
    b"{",
    b"}",
    b"\\",
    b"%",
    b"(",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"=?",
)


@cache
def files_by_format():
    """The smallest files of each format, by what recognises them."""
    paths = [path for path in GOLDEN.iterdir() if not (path.suffix == ".json" and is_expectation(path))]
    paths += (
        [path for path in DATA.rglob("*") if path.suffix.lower() in available_suffixes()]
        if DATA.is_dir()
        else []
    )
    found = {file_format.name: [] for file_format in available_formats()}
    for path in sorted(paths, key=lambda path: (path.stat().st_size, path)):
        if path.is_file() and path.stat().st_size <= MAX_SIZE:
            chosen = found[choose_format(path.read_bytes(), path.name).name]
            if len(chosen) < MAX_FILES:
                chosen.append(path)
    return found


def is_expectation(path):
    return any(file != path for file in path.parent.glob(f"{path.stem}.*"))


def mutate(content, seed):
    """The content with one to eight kinds of damage."""
    chance = random.Random(seed)
    if content.startswith(b"PK") and chance.random() < 0.7:
        return mutate_zip(content, chance)
    for _ in range(chance.randint(1, 8)):
        content = chance.choice((flip, cut, double, swap, insert, drop))(content, chance)
    return content


def flip(content, chance):
    changed = bytearray(content)
    for _ in range(chance.randint(1, 20) if changed else 0):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut(content, chance):
    return content[: chance.randrange(len(content) + 1)] if chance.random() < 0.3 else content


def double(content, chance):
    start, end = span(content, chance)
    return content[:end] + content[start:end] * chance.randint(1, 50) + content[end:]


def swap(content, chance):
    start, end = span(content, chance)
    return content[:start] + content[end:] + content[start:end]


def insert(content, chance):
    start, _ = span(content, chance)
    return content[:start] + chance.choice(TOKENS) * chance.randint(1, 30) + content[start:]


def drop(content, chance):
    start, end = span(content, chance)
    return content[:start] + content[end:]


def span(content, chance):
    start = chance.randrange(len(content) + 1)
    return start, min(len(content), start + chance.randint(1, 400))


def mutate_zip(content, chance):
    """Members damaged and the archive whole, so that what is in it is read."""
    target = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w") as archive:
            for info in source.infolist():
                member = source.read(info)
                if chance.random() < 0.3:
                    member = chance.choice((flip, double, swap, insert, drop))(member, chance)
                if chance.random() > 0.05:
                    archive.writestr(info.filename, member)
    except (zipfile.BadZipFile, zlib.error, ValueError, EOFError, NotImplementedError, RuntimeError):
        return content
    return target.getvalue()


def outcome(content, name):
    """(what went wrong, seconds); an empty text where the file was read or refused in words."""
    started = time.process_time()
    try:
        parse_file(content, name)
        problem = ""
    except ImportDocumentError as error:
        problem = "" if error.message.strip() and "\n" not in error.message else f"says {error.message!r}"
    except (Exception, RecursionError) as error:
        problem = f"raises {type(error).__name__}: {error}"
    return problem, time.process_time() - started


@pytest.mark.slow
@pytest.mark.parametrize("name", [file_format.name for file_format in available_formats()])
def test_damaged_files_are_read_or_refused_in_words(name):
    paths = files_by_format()[name]
    if not paths:
        pytest.skip(f"there is no file of the format {name}")
    warm_up(paths[0])
    problems = []
    for number in range(TIMES):
        path = paths[number % len(paths)]
        problem, seconds = outcome(mutate(path.read_bytes(), f"{path.name} {number}"), path.name)
        if problem or seconds > MAX_SECONDS:
            problems.append(f"{path.name} {number}: {problem or f'takes {seconds:.1f} s'}")
    assert problems == []


def warm_up(path):
    """The libraries and the model of languages take their time once."""
    outcome(path.read_bytes(), path.name)
    outcome("Le conseil a parlé des lampes.".encode("cp1252"), "one.txt")


@pytest.mark.slow
def test_every_format_has_a_file_to_be_damaged():
    assert [name for name, paths in files_by_format().items() if not paths] == []


@pytest.mark.slow
def test_some_damaged_files_are_read_or_refused_in_words():
    """A few of the thousand, in every run."""
    problems = []
    for path in filter(None, (next(iter(paths), None) for paths in files_by_format().values())):
        problem, _seconds = outcome(mutate(path.read_bytes(), f"{path.name} 0"), path.name)
        problems += [f"{path.name}: {problem}"] if problem else []
    assert problems == []
