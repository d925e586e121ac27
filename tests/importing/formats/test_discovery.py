"""The registry: a format is found because its module is there."""

import io
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from archive.importing import formats
from archive.importing.errors import ImportDocumentError
from archive.importing.parse import parse_file
from archive.models import Document
from tests.admin.importing.pages import open_preview, press_button, texts, upload

pytestmark = pytest.mark.slow

SEMAPHORE = b"FLAG\x00\x01\x02\x03Flags were raised.|All the ships answered at once.\xff"
MODULE = """
from archive.importing.formats import ExtractedText
from archive.importing.header import Section
from archive.importing.parsed_document import Header

LABEL = "Semaphore log"
SUFFIXES = (".flag",)


def recognise(head: bytes, name: str) -> float:
    return 1.0 if head.startswith(b"FLAG") else 0.0


def to_text(content: bytes, name: str, encoding: str = "") -> ExtractedText:
    title, body = content[8:-1].decode().split("|")
    section = Section(Header(kind="transcript"), f"{title}\\n\\n{body}", frozenset([title]))
    return ExtractedText((section,), ("Read as a semaphore log.",))
"""


@pytest.fixture
def semaphore(tmp_path, monkeypatch):
    """One new module in the package, and nothing else."""
    (tmp_path / "semaphore.py").write_text(MODULE)
    monkeypatch.setattr(formats, "__path__", [*formats.__path__, str(tmp_path)])
    formats.available_formats.cache_clear()
    yield
    formats.available_formats.cache_clear()
    sys.modules.pop("archive.importing.formats.semaphore", None)


def test_the_formats_are_the_modules_of_the_package():
    modules = {path.stem for path in Path(formats.__file__).parent.glob("*.py")} - {"__init__"}

    assert {file_format.name for file_format in formats.available_formats()} == modules
    assert {".md", ".markdown", ".txt", ".text"} <= set(formats.available_suffixes())
    assert {"Markdown", "Plain text"} <= {file_format.label for file_format in formats.available_formats()}


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (b"Words.", "", "plain"),
        (b"Words.", "a.txt", "plain"),
        (b"Words.", "a.unknown", "plain"),
        (b"Words.", "a.md", "markdown"),
        (b"# Words", "", "markdown"),
        (b"# Words", "a.txt", "plain"),
    ],
)
def test_the_format_that_is_surest_reads_the_file(content, name, expected):
    assert formats.choose_format(content, name).name == expected


def test_a_format_can_be_chosen_by_name():
    assert formats.choose_format(b"# Words", "a.md", "plain").name == "plain"
    with pytest.raises(
        ImportDocumentError,
        match=r"^The format “morse” is not known\. Choose one of: .*markdown, .*plain.*\.$",
    ):
        formats.choose_format(b"Words.", "", "morse")


@pytest.mark.usefixtures("semaphore")
def test_a_new_module_is_a_new_format():
    file = parse_file(SEMAPHORE, "signals.txt")
    parsed = file.document

    assert parsed.text == "Flags were raised.\n\nAll the ships answered at once."
    assert [passage.kind for passage in parsed.passages] == ["heading", "paragraph"]
    assert (parsed.header.kind, file.findings) == ("transcript", ("Read as a semaphore log.",))


@pytest.mark.django_db
@pytest.mark.usefixtures("semaphore")
def test_the_command_takes_a_new_format(tmp_path):
    folder = tmp_path / "logs"
    folder.mkdir()
    (folder / "signals.flag").write_bytes(SEMAPHORE)
    report = io.StringIO()

    options = {"source": "Harbour Gazette", "recursive": True, "format": "semaphore"}
    call_command("import_documents", str(folder), stdout=report, **options)

    assert "signals.flag: Read as a semaphore log.\n" in report.getvalue()
    assert report.getvalue().endswith("1 seen: 1 created, 0 already here, 0 refused, 0 not read.\n")


@pytest.mark.usefixtures("semaphore")
def test_the_import_page_takes_a_new_format_and_carries_its_file(as_editor):
    response = open_preview(as_editor, upload(SEMAPHORE, "signals.flag"), source="Harbour Gazette")

    assert ("semaphore", "Semaphore log") in response.context["settings"].fields["format"].choices
    assert texts(response, "import-reading")[0].startswith("How the file was read Semaphore log ")
    press_button(as_editor, response, "import")
    assert Document.objects.get().text == "Flags were raised.\n\nAll the ships answered at once."
