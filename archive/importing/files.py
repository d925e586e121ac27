"""Which files a call names: each once, folders only when asked, and a reason for each that cannot be read."""

from pathlib import Path

from archive.importing.decoding import refuse_longer
from archive.importing.parsed import ImportRefused

SUFFIXES = (".txt", ".text", ".md", ".markdown")


def expand(paths, recursive=False):
    """Yields (name, Path or ImportRefused) in the order given."""
    seen = {}
    for written in paths:
        if not written.strip():
            yield "“”", ImportRefused("An empty name is no file.")
            continue
        for path in _files(Path(written), recursive):
            name = written if isinstance(path, ImportRefused) else str(path)
            if isinstance(path, Path):
                first = seen.setdefault(path.resolve(), name)
                if first is not name:
                    path = ImportRefused(f"{name} was given twice; it was imported once.", "again")
            yield name, path


def _files(path, recursive):
    try:
        if not path.is_dir():
            return [path if path.exists() else ImportRefused(f"There is no file {path}.")]
        if not recursive:
            return [
                ImportRefused(
                    f"{path} is a folder. Name its files, or add --recursive to import all texts in it."
                )
            ]
        found = sorted(one for one in path.rglob("*") if one.suffix.lower() in SUFFIXES and one.is_file())
    except (OSError, ValueError) as error:
        return [ImportRefused(f"{path} cannot be read: {_reason(error)}.")]
    return found or [ImportRefused(f"There is no text ({', '.join(SUFFIXES)}) in the folder {path}.")]


def read(path):
    """The file's bytes, unless they are too many."""
    try:
        refuse_longer(path.stat().st_size, path.name)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise ImportRefused(f"{path.name} cannot be read: {_reason(error)}.") from error


def _reason(error):
    return (getattr(error, "strerror", None) or str(error)).lower()
