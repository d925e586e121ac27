"""What an archive and the process that parses for it write to each other: pickled, each message behind its length.

A reply comes from a process that a hostile file may have taken over, so only what parsing makes is made of it.
"""

import io
import pickle
import struct
from dataclasses import is_dataclass
from datetime import date as Day
from typing import Any, BinaryIO

PARSED, REFUSED, FAILED, QUERY = "parsed", "refused", "failed", "query"  # the kinds of replies
_LENGTH = struct.Struct(">Q")


class MessageError(Exception):
    """A message that the other side cannot have written, were it what it should be."""


def send(pipe: BinaryIO | Any, value: object) -> None:
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    pipe.write(_LENGTH.pack(len(data)) + data)
    pipe.flush()


def receive(pipe: BinaryIO | Any) -> Any:
    """Raises EOFError where the other side has gone, MessageError where it wrote something else."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    data = pipe.read(length)
    if len(data) < length:
        raise EOFError
    try:
        return _Unpickler(io.BytesIO(data)).load()
    except Exception as error:  # pickle names no list of what a broken message raises
        raise MessageError(error) from error


class _Unpickler(pickle.Unpickler):
    """Makes dates and dataclasses of this package, and calls nothing else that a message may name."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("datetime", "date"):
            return Day
        if module.startswith("archive.importing.") and "." not in name:
            class_ = super().find_class(module, name)
            if isinstance(class_, type) and is_dataclass(class_) and class_.__module__ == module:
                return class_
        raise MessageError(f"{module}.{name}")
