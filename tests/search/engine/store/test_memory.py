import ctypes
import mmap
from pathlib import Path

import pytest

from archive.search.engine.store.shared import release_memory


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="the C library is not glibc")
def test_memory_that_was_needed_for_a_while_goes_back_to_the_system():
    needed = [bytes(1_000) for _ in range(50_000)]
    last = needed.pop()  # above all others on the heap, which cannot shrink below it
    needed.clear()
    before = resident_bytes()
    release_memory()
    assert before - resident_bytes() > 40_000_000
    assert last == bytes(1_000)


def resident_bytes() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * mmap.PAGESIZE
