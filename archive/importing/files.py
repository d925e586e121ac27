"""Expands the files of a command line: each once, folders only with --recursive, a reason for each unreadable one."""

import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from archive.importing.errors import ImportDocumentError
from archive.importing.formats import available_suffixes
from archive.importing.limits import MAX_SIZE, MEGABYTE, check_size
from archive.importing.parsed_document import file_hash


@dataclass(frozen=True)
class FileArgument:
    """A file to import; without a path, `reason` says why there is nothing to read.

    `is_unknown_format` where it only stands in a folder and is of no known format.
    """

    name: str
    path: Path | None = None
    reason: str = ""
    is_repeated: bool = False
    is_unknown_format: bool = False


def expand_arguments(arguments: Iterable[str], recursive: bool = False) -> Iterator[FileArgument]:
    """The files of a command line in the order given. A file that was given before comes as `is_repeated`, without a
    path."""
    real_paths: set[str] = set()
    for argument in arguments:
        for file in _expand(argument, recursive):
            file = replace(file, name=printable(file.name), reason=printable(file.reason))
            real_path = (
                os.path.realpath(file.path) if file.path else ""
            )  # Path.resolve fails on a link to itself
            if real_path in real_paths:
                reason = f"{file.name} was given twice; it was imported once."
                yield FileArgument(file.name, reason=reason, is_repeated=True)
                continue
            if real_path:
                real_paths.add(real_path)
            yield file


def printable(name: str) -> str:
    """The name of a file on one line: bytes that are no characters, and controls of a terminal, become �."""
    return "".join(character if character.isprintable() else "\ufffd" for character in name)


def _expand(argument: str, recursive: bool) -> list[FileArgument]:
    if not argument.strip():
        return [FileArgument("“”", reason="An empty name is not the name of a file.")]
    path = Path(argument)
    try:
        if not path.is_dir():
            if path.exists():
                return [FileArgument(str(path), path)]
            return [FileArgument(argument, reason=f"The file {path} does not exist.")]
        if not recursive:
            reason = f"{path} is a folder. Name its files, or add --recursive to import every text in it."
            return [FileArgument(argument, reason=reason)]
        return _files_in(path, argument)
    except (OSError, ValueError) as error:
        return [FileArgument(argument, reason=f"{path} cannot be read: {_describe(error)}.")]


def _files_in(folder: Path, argument: str) -> list[FileArgument]:
    suffixes = available_suffixes()
    paths = sorted(path for path in folder.rglob("*") if path.is_file() or path.is_symlink())
    if not paths:
        return [FileArgument(argument, reason=f"The folder {folder} has no files.")]
    return [_file_in_folder(path, suffixes) for path in paths]


def _file_in_folder(path: Path, suffixes: Collection[str]) -> FileArgument:
    if path.suffix.lower() in suffixes:
        return FileArgument(str(path), path)
    ending = f"ends in {path.suffix}" if path.suffix else "has no ending"
    reason = f"its name {ending}, which is that of no known format. Name the file to import it all the same."
    return FileArgument(str(path), reason=reason, is_unknown_format=True)


class UnreadableFileError(ImportDocumentError):
    """The file could not be opened, or nothing could be read from it."""


def read_file(path: Path) -> bytes:
    """The content of a file. Raises ImportDocumentError for one that is too large, before it is read, and
    UnreadableFileError.

    A device, a pipe or a file that grows does not tell its size: no more than the limit is read of it.
    """
    name = printable(path.name)
    try:
        check_size(path.stat().st_size, name)
        with path.open("rb") as stream:
            content = stream.read(MAX_SIZE + 1)
    except (OSError, ValueError) as error:
        raise UnreadableFileError(f"{name} cannot be read: {_describe(error)}.") from error
    if len(content) > MAX_SIZE:
        raise ImportDocumentError(f"{name} is larger than {MAX_SIZE // MEGABYTE} MB, which is the limit.")
    return content


def regular_file_hashes(files: Iterable[FileArgument]) -> dict[str, str]:
    """The hash of each regular file within the limit of size, by its name.

    Pipes and devices can be read only once and are left out, and so are unreadable files, whose reason is told when
    they are imported.
    """
    hashes = {}
    for file in files:
        with suppress(OSError, ValueError, ImportDocumentError):
            if file.path and file.path.is_file():
                hashes[file.name] = file_hash(read_file(file.path))
    return hashes


def _describe(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()
