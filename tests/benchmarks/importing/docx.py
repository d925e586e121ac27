"""The Word files of data/docx: none fails, no word of body, tables and notes is lost."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterable

from lxml import etree

from archive.importing.errors import ImportDocumentError
from archive.importing.parse import parse_file
from tests.benchmarks.importing import DATA, Table

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What no reader of the printed document sees: tracked deletions, hidden words, the second form of a drawing.
_NOT_SHOWN = "ancestor::*[local-name()='del' or local-name()='moveFrom' or local-name()='Fallback']"
_WORD = re.compile(r"\w+")


def measure() -> Iterable[Table]:
    files = sorted((DATA / "docx").rglob("*.docx"))
    failed, there, kept, lost = [], 0, 0, []
    for path in files:
        expected = Counter(_words(path))
        try:
            text = parse_file(path.read_bytes(), path.name).document.text
        except ImportDocumentError as error:
            if expected:
                failed.append(f"{path.name}: {error.message}")
            continue
        missing = expected - Counter(_WORD.findall(text))
        there += expected.total()
        kept += expected.total() - missing.total()
        if missing:
            lost.append(f"{path.name}: {', '.join(list(missing)[:8])}")
    yield Table(
        "Word files",
        ("files tried", "failures", "words there", "words kept", "lost"),
        [(len(files), "; ".join(failed) or 0, there, kept, "; ".join(lost) or "none")],
    )


def _words(path) -> Iterable[str]:
    """By the letter of the format, apart from the code that is measured."""
    with zipfile.ZipFile(path) as archive:
        for part in ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml"):
            if part not in archive.namelist():
                continue
            root = etree.fromstring(archive.read(part))
            for paragraph in root.iter(f"{_W}p"):
                yield from _WORD.findall("".join(_pieces(paragraph)))


def _pieces(paragraph) -> Iterable[str]:
    for element in paragraph.iter():
        if element.tag in (f"{_W}br", f"{_W}cr", f"{_W}tab"):
            yield " "
        elif element.tag == f"{_W}t" and not element.xpath(_NOT_SHOWN):
            yield (
                (element.text or "")
                if element.xpath("ancestor::*[local-name()='p'][1]")[0] is paragraph
                else ""
            )
