"""Parsing in a process of its own, so that no file can take more than its share of time and memory.

A format may meet a file that keeps it busy for minutes, or that grows without end; neither may stop a batch or hold up
the other pages of a web server. The process has limits that the operating system enforces; one that passed them is
dead, and the next file gets a new one. It knows no Django.
"""

import atexit
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from archive.importing import formats, parse
from archive.importing.errors import ImportDocumentError
from archive.importing.limits import check_size
from archive.importing.parse import NO_COLUMNS, NO_OVERRIDES, FindKnownHashes
from archive.importing.parsed_document import Header, ParsedDocument, ParsedFile
from archive.importing.readers.records.columns import Columns

from .messages import FAILED, PARSED, QUERY, MessageError, receive, send

logger = logging.getLogger(__name__)
PARSER_CRASHED = "the parser of its format broke down."


@dataclass(frozen=True)
class Limits:
    """The limits of parsing one file: seconds of processor time, seconds on the clock, for what waits without
    computing, and bytes of memory."""

    processor: int = 20  # seconds
    clock: int = 120  # seconds
    memory: int = 1536 * 1024 * 1024  # bytes of the whole process


class ParserProcess:
    """`parse_file` and `parse_text` as `archive.importing.parse` has them. One call at a time; starts when needed."""

    def __init__(self, limits: Limits = Limits()) -> None:
        self.limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._folders: list[str] = []

    def __enter__(self) -> "ParserProcess":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def parse_file(
        self,
        content: bytes,
        name: str = "",
        overrides: Header = NO_OVERRIDES,
        format_name: str = "",
        encoding: str = "",
        find_known_hashes: FindKnownHashes | None = None,
        columns: Mapping[str, str] = NO_COLUMNS,
        allow_damage: bool = False,
    ) -> ParsedFile:
        """Raises ImportDocumentError, also for a file that takes too long or too much."""
        check_size(len(content), name or "The text")
        arguments = (content, name, overrides, format_name, encoding)
        options = {"columns": dict(columns), "allow_damage": allow_damage}
        file: ParsedFile = self._call("parse_file", arguments, name, find_known_hashes, options)
        return file

    def parse_text(
        self, text: str, name: str = "", overrides: Header = NO_OVERRIDES, format_name: str = ""
    ) -> ParsedFile:
        check_size(len(text), name or "The text")
        file: ParsedFile = self._call("parse_text", (text, name, overrides, format_name), name)
        return file

    def parse_part(self, whole: ParsedDocument, first: int, last: int, header: Header) -> ParsedDocument:
        arguments = (parse.paragraphs_of_part(whole, first, last), (first, last), header)
        part: ParsedDocument = self._call("parse_part", arguments, header.title)
        return part

    def find_columns(self, content: bytes, name: str, format_name: str, encoding: str) -> Columns | None:
        columns: Columns | None = self._call("find_columns", (content, name, format_name, encoding), name)
        return columns

    def close(self) -> None:
        """Ends the process, also in the middle of a file, which is then lost."""
        process, self._process = self._process, None
        if process:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe:
                    with suppress(OSError):
                        pipe.close()

    def abandon(self) -> None:
        """Forgets the process without ending it: after a fork it belongs to the parent."""
        self._process = None

    def _call(
        self,
        function: str,
        arguments: tuple[Any, ...],
        name: str,
        find_known_hashes: FindKnownHashes | None = None,
        options: Mapping[str, Any] = NO_COLUMNS,
    ) -> Any:
        name = name or "The text"
        process = self._running_process()
        end = time.monotonic() + self.limits.clock
        clock = threading.Timer(self.limits.clock, process.kill)
        clock.start()
        try:
            send(
                process.stdin,
                (function, arguments, dict(options), name, find_known_hashes is not None, self.limits),
            )
            kind, value = receive(process.stdout)
            while kind == QUERY and find_known_hashes is not None:
                send(process.stdin, set(find_known_hashes(value)))
                kind, value = receive(process.stdout)
        except (OSError, EOFError):
            raise ImportDocumentError(self._cause_of_death(process, name, time.monotonic() >= end)) from None
        except MessageError as error:
            self.close()
            logger.error("The parser answered on %s what it cannot have made: %s.", name, error)
            raise ImportDocumentError(f"{name} could not be read: {PARSER_CRASHED}") from None
        except BaseException:  # Ctrl-C in the middle of a reply: the rest of it would be taken for the next
            self.close()
            raise
        finally:
            clock.cancel()
        return self._result(kind, value, name)

    def _result(self, kind: str, value: Any, name: str) -> Any:
        if kind == PARSED:
            return value
        if kind == FAILED:
            self.close()
            logger.error("The parser failed on %s:\n%s", name, value)
            raise ImportDocumentError(f"{name} could not be read: the parser of its format failed.")
        message, field = value
        raise ImportDocumentError(message, field)

    def _running_process(self) -> subprocess.Popen[bytes]:
        folders = list(formats.__path__)
        if self._process is None or self._process.poll() is not None or self._folders != folders:
            self.close()
            self._folders = folders
            path = os.pathsep.join(folder or os.getcwd() for folder in sys.path)
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", __name__, *folders],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": path},
                start_new_session=True,  # Ctrl-C is for the command, which ends this process itself
            )
        return self._process

    def _cause_of_death(self, process: subprocess.Popen[bytes], name: str, is_late: bool) -> str:
        """Returns a sentence that says why the process ended."""
        code = process.wait()
        self.close()
        limits = self.limits
        if code == -getattr(signal, "SIGXCPU", 0):
            return f"{name} takes more than {limits.processor} seconds of processor time to read; that is the limit."
        if code == -signal.SIGKILL and is_late:
            return f"{name} takes more than {limits.clock} seconds to read."
        if code == -signal.SIGKILL:  # by the system, which does so when memory is short, or by hand
            return f"{name} was not read: its parser was ended from outside, perhaps for want of memory. Try again."
        logger.error("The parser ended with code %s on %s.", code, name)
        return f"{name} could not be read: {PARSER_CRASHED}"


class ParserPool:
    """Parsers for the threads of a web server: one process for each file that is being parsed, of which one is kept
    for the next file."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[ParserProcess] = []

    @contextmanager
    def acquire(self) -> Iterator[ParserProcess]:
        with self._lock:
            parser = self._idle.pop() if self._idle else ParserProcess()
        try:
            yield parser
        finally:
            with self._lock:
                is_kept = not self._idle
                if is_kept:
                    self._idle.append(parser)
            if not is_kept:
                parser.close()

    def close(self) -> None:
        while self._idle:
            self._idle.pop().close()

    def abandon(self) -> None:
        """Forgets all processes without ending them: after a fork they belong to the parent."""
        self._lock = threading.Lock()
        for parser in self._idle:
            parser.abandon()
        self._idle = []


pool = ParserPool()
atexit.register(pool.close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=pool.abandon)
