"""The columns as a file on this host: every server process maps it, so that all of them hold one copy.

A file is written beside the old one and takes its place when it is whole; who has mapped the old one keeps it. Pages
that a process writes to, since rows changed, become its own (copy on write), until the next file is written. A file is
of one change of the feed: where the database does not have that change, or a byte is wrong, nobody uses it.
"""

import fcntl
import json
import mmap
import os
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from django.conf import settings

from .changes import Position
from .loading import COLUMNS

MAGIC = b"verbatim columns 2\n"
ALIGNMENT = 64
LONGEST_HEADER = 256 * 1024 * 1024
READ_BYTES = 256 * 1024
LAYOUT = sha256(repr(COLUMNS).encode()).hexdigest()  # another version of the program may have other columns


@dataclass(frozen=True)
class Generation:
    """``values``: those of each facet, in the order of their positions."""

    position: Position
    arrays: dict[str, np.ndarray]
    values: dict[str, list]


def path_of(database: str) -> Path:
    return Path(settings.VAR_DIR) / "columns" / f"{sha256(database.encode()).hexdigest()[:16]}.columns"


def write(path: Path, generation: Generation, layout: str = "") -> None:
    """``layout``: that of the columns if empty. Raises OSError; the file that was there stays then. What a writer that
    was killed left behind goes."""
    places: list[tuple[str, str, int, int]] = []
    end = 0
    for name, array in generation.arrays.items():
        places.append((name, array.dtype.str, end, len(array)))
        end += array.nbytes + padding_behind(array)
    checksum = 0
    for part in parts_of(generation):
        checksum = zlib.crc32(part, checksum)
    header = json.dumps(
        {
            "layout": layout or LAYOUT,
            "position": generation.position,
            "arrays": places,
            "values": generation.values,
            "checksum": checksum,
        }
    ).encode()
    start = len(MAGIC) + 16
    padding = -(start + len(header)) % mmap.ALLOCATIONGRANULARITY
    header += b" " * padding
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in path.parent.glob(f"{path.name}-*"):
        left.unlink(missing_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f"{path.name}-", delete=False) as file:
        try:
            file.write(MAGIC + len(header).to_bytes(8, "big") + zlib.crc32(header).to_bytes(8, "big"))
            file.write(header)
            file.writelines(parts_of(generation))
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise


def parts_of(generation: Generation) -> Iterator[bytes | memoryview]:
    """The arrays of a generation, one after the other and aligned."""
    for array in generation.arrays.values():
        yield array.view(np.uint8).data
        yield bytes(padding_behind(array))


def padding_behind(array: np.ndarray) -> int:
    return -array.nbytes % ALIGNMENT


def read(path: Path, layout: str = "") -> Generation | None:
    """Mapped: what is written to the arrays stays in this process. None where there is no file, not a whole one, or one
    of another layout."""
    try:
        with path.open("rb") as file:
            header = read_header(file)
            if header is None or header["layout"] != (layout or LAYOUT):
                return None
            start = file.tell()
            if checksum_of(file) != header["checksum"]:
                return None
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
    except (OSError, ValueError):  # an empty file cannot be mapped
        return None
    arrays = {
        name: np.frombuffer(mapped, np.dtype(dtype), length, start + offset)
        for name, dtype, offset, length in header["arrays"]
    }
    return Generation(Position(*header["position"]), arrays, header["values"])


def read_header(file: BinaryIO) -> dict[str, Any] | None:
    """The arrays begin behind it, where it leaves the file."""
    if file.read(len(MAGIC)) != MAGIC:
        return None
    length, checksum = (int.from_bytes(file.read(8), "big") for _number in range(2))
    header = file.read(length) if length < LONGEST_HEADER else b""
    return json.loads(header) if len(header) == length and zlib.crc32(header) == checksum else None


def checksum_of(file: BinaryIO) -> int:
    """The checksum of the rest of the file. Reads instead of mapping it: mapped pages would count as memory of the
    process."""
    checksum = 0
    while part := file.read(READ_BYTES):
        checksum = zlib.crc32(part, checksum)
    return checksum


@contextmanager
def only_writer(path: Path, waits: bool = False) -> Iterator[bool]:
    """Context manager: whether this process may write the file now, with ``waits`` as soon as no other does. The lock
    of a process that died is free."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.with_name(f"{path.name}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if waits else fcntl.LOCK_NB))
        except OSError:
            yield False
            return
        yield True


def inode(path: Path) -> int:
    """The inode of the file; 0 where there is none."""
    try:
        return path.stat().st_ino
    except OSError:
        return 0
