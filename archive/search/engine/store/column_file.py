"""How the columns of a process come from the file of this host, and go there."""

from contextlib import suppress

import numpy as np

from . import generation
from .columns import ARRAYS, Columns
from .generation import Generation

# Changed rows, or such a part of all: pages that are a process's own again.
WRITE_AFTER, WRITE_PART = 5_000, 100
FREE = 16  # the file has room for so many parts of its rows more, so that new rows need no new arrays


def load(columns: Columns) -> None:
    """Loads the columns from the file, if it is complete; the change feed tells later whether it belongs to this
    database."""
    written = generation.read(generation.path_of(columns.database))
    if written:
        restore(columns, written)


def read_all(columns: Columns, refuse_older: bool = False) -> None:
    """Reads all rows, one process of the host after the other, since each would need as much of the processor: whoever
    waited takes the file that the first one wrote. Raises OlderDatabaseError with ``refuse_older``."""
    path = generation.path_of(columns.database)
    with suppress(OSError), generation.only_writer(path, waits=True):
        load(columns)
        columns.refresh(refuse_older)
        if columns.changed_rows > WRITE_AFTER:
            generation.write(path, copy(columns))
    columns.refresh(refuse_older)  # where the folder could not be written to, this reads them


def restore(columns: Columns, stored: Generation) -> None:
    """Replaces all columns, including what a failed reading left behind."""
    columns.reset(0)
    for name in ARRAYS:
        setattr(columns, name, stored.arrays[name])
    for name, column in columns.facets.items():
        prefix = f"{name}: "
        arrays = {
            key.removeprefix(prefix): array for key, array in stored.arrays.items() if key.startswith(prefix)
        }
        column.restore(arrays.pop("rows"), stored.values[name], arrays)
    columns.position = stored.position
    columns.mapped = generation.inode(generation.path_of(columns.database))
    columns.changed_rows = 0
    columns.version += 1
    columns.epoch += 1


def share(columns: Columns) -> bool:
    """Writes the rows to the file where many are this process's own, or takes the file that another process wrote.
    Returns whether the columns are mapped anew. A few queries, without the lock. Raises OSError where the disk
    refuses."""
    path = generation.path_of(columns.database)
    if columns.changed_rows <= max(WRITE_AFTER, columns.size // WRITE_PART):
        return False
    if generation.inode(path) in (0, columns.mapped) or not remap(columns):
        with generation.only_writer(path) as is_mine:
            if not is_mine:
                return False
            generation.write(path, copy(columns))
        return remap(columns)
    return True


def copy(columns: Columns) -> Generation:
    with columns.lock:
        used = int(np.flatnonzero(columns.unit)[-1:].sum()) + 1
        length = used * (FREE + 1) // FREE + 1_000
        arrays = {name: getattr(columns, name) for name in ARRAYS}
        arrays |= {f"{name}: rows": column.codes for name, column in columns.facets.items()}
        copied = {name: resize(array, length) for name, array in arrays.items()}
        for name, column in columns.facets.items():
            copied |= {f"{name}: {key}": array.copy() for key, array in column.arrays().items()}
        values = {name: column.values[1:] for name, column in columns.facets.items()}
        return Generation(columns.position, copied, values)


def resize(array: np.ndarray, length: int) -> np.ndarray:
    """A copy, cut to the length or filled with zeros."""
    copied = np.zeros(length, array.dtype)
    copied[: len(array)] = array[:length]
    return copied


def remap(columns: Columns) -> bool:
    """The file and what has changed since, in place of the process's own arrays; False where it is not of this
    database, or not older than the columns."""
    written = generation.read(generation.path_of(columns.database))
    if written is None or written.position.number > columns.position.number:
        return False
    other = Columns()
    other.database = columns.database
    restore(other, written)
    first = other.version
    other.refresh()
    changed = other.rows_changed_since(first)
    return changed is not None and adopt(columns, other, changed)


def adopt(columns: Columns, other: Columns, changed_rows: np.ndarray) -> bool:
    """Takes the arrays of ``other`` and keeps what was cached, except for the rows that changed since. Returns False
    where the columns are newer than ``other``."""
    with columns.lock:
        if other.position.number < columns.position.number:
            return False
        columns.note_changed(changed_rows)
        for name in ARRAYS:
            setattr(columns, name, getattr(other, name))
        columns.facets, columns.until_changed = other.facets, {}
        if other.position != columns.position:
            columns.until_renamed = {}
        columns.position, columns.mapped = other.position, other.mapped
        columns.changed_rows = len(changed_rows)
        return True
