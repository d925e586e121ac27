"""The formats that can be imported. Each is one module of this package; it is found by being there.

A format's module defines

    LABEL: str                    its name for editors
    SUFFIXES: tuple[str, ...]     file names that end so are imported from a folder
    recognise(head, name)         how sure it is, from 0.0 (no) to 1.0, that a file with these first bytes and this
                                  name (empty for a pasted text) is of this format
    to_text(content, name, encoding="")
                                  the ExtractedText; `name` is what an error calls the file, `encoding` is given
                                  where it is known. Raises ImportDocumentError, and nothing else

and its module name is what `import_documents --format` takes. No Django here.
"""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from archive.importing.errors import ImportDocumentError, abbreviate
from archive.importing.header import Section
from archive.importing.parsed_document import Refusal

HEAD_SIZE = 64 * 1024  # bytes that `recognise` gets to see


@dataclass(frozen=True)
class ExtractedText:
    """A file as its format reads it: mostly one section; each later one with a header is a part of the first.

    `findings` are sentences for the editor on what was dropped, mapped or doubtful. `lines_may_be_paragraphs` where the
    format cannot tell a line break from the end of a paragraph. `are_documents` where each section is an independent
    document, as the entries of a feed are; `refusals` say which entries of such a file cannot be read. `encoding` is
    the one that was detected or given, as it is shown to an editor.
    """

    sections: tuple[Section, ...]
    findings: tuple[str, ...] = ()
    lines_may_be_paragraphs: bool = False
    are_documents: bool = False
    refusals: tuple[Refusal, ...] = ()
    encoding: str = ""


@dataclass(frozen=True)
class Format:
    name: str
    label: str
    suffixes: tuple[str, ...]
    recognise: Callable[[bytes, str], float]
    to_text: Callable[[bytes, str, str], ExtractedText]


@cache
def available_formats() -> tuple[Format, ...]:
    """Every format of this package, by name."""
    formats = []
    for name in sorted(module.name for module in pkgutil.iter_modules(__path__)):
        module = importlib.import_module(f"{__name__}.{name}")
        formats.append(Format(name, module.LABEL, module.SUFFIXES, module.recognise, module.to_text))
    return tuple(formats)


def available_suffixes() -> tuple[str, ...]:
    return tuple(suffix for format_ in available_formats() for suffix in format_.suffixes)


def choose_format(content: bytes, name: str, format_name: str = "") -> Format:
    """The format of that name, else the one that recognises the file best. Raises ImportDocumentError."""
    if not format_name:
        head = content[:HEAD_SIZE]
        return max(available_formats(), key=lambda format_: format_.recognise(head, name))
    for format_ in available_formats():
        if format_.name == format_name:
            return format_
    names = ", ".join(format_.name for format_ in available_formats())
    raise ImportDocumentError(f"The format “{abbreviate(format_name)}” is not known. Choose one of: {names}.")
