"""The newest change that any process on this host has answered with: nobody is sent back behind it."""

import mmap
import struct
from functools import cached_property
from pathlib import Path
from threading import Lock

from django.conf import settings

FORMAT = struct.Struct("q")


class NewestChange:
    """A number in a file of eight bytes under VAR_DIR that all server processes map.

    Two processes that raise it at the same moment may leave the lower of both numbers; the next answer raises it again.
    """

    def __init__(self, folder: Path | None = None) -> None:
        """The file is in VAR_DIR, unless another folder is given."""
        self.folder = folder
        self.lock = Lock()

    @cached_property
    def memory(self) -> mmap.mmap:
        path = (self.folder or Path(settings.VAR_DIR)) / "newest-change"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            file.truncate(FORMAT.size)
        with path.open("r+b") as file:
            return mmap.mmap(file.fileno(), FORMAT.size)

    @property
    def value(self) -> int:
        return FORMAT.unpack_from(self.memory)[0]

    def raise_to(self, number: int) -> None:
        with self.lock:
            if number > self.value:
                FORMAT.pack_into(self.memory, 0, number)

    def lower_to(self, number: int) -> None:
        """Lowers the number after an older state of the archive was restored."""
        with self.lock:
            FORMAT.pack_into(self.memory, 0, number)


newest_change = NewestChange()
