"""Files by whose locks the processes of one checkout take turns. The locks end with the process, whatever ends it."""

import fcntl
from contextlib import contextmanager

from config.env import ConfigError


def open_lock(folder, name):
    """The file; who locks it closes it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return open(folder / name, "w")
    except OSError as error:
        raise ConfigError(f"{folder}: {error.strerror}; set VAR_DIR to a folder you may write in") from None


@contextmanager
def exclusive(folder, name):
    with open_lock(folder, name) as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
