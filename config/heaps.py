"""What server processes tell glibc, the C library, about memory; nothing where there is another one."""

import ctypes
import time

ARENA_MAX, MMAP_THRESHOLD = -8, -3  # malloc.h
TRIM_SECONDS = 30


def load_libc():
    try:
        return ctypes.CDLL("libc.so.6")
    except OSError:
        return None


def limit_heaps():
    """glibc gives threads heaps of their own and moves arrays of up to 32 MB into them: what numpy frees there stays
    with the process. Of the growth of a busy worker at a million statements that was a third."""
    if libc := load_libc():
        libc.mallopt(ARENA_MAX, 2)
        libc.mallopt(MMAP_THRESHOLD, 1 << 20)


def trim_heaps():
    """Gives back what was freed between blocks that are in use; no return. Of a busy worker 60 MB."""
    libc = load_libc()
    while libc:
        time.sleep(TRIM_SECONDS)
        libc.malloc_trim(0)
