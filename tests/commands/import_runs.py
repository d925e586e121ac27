"""What the tests of import_documents share: a speech, a format of many documents in a file, and a run."""

import io
import sys

import pytest
from django.core.management import call_command

from archive.importing import formats

SPEECH = (
    "Remarks by Minister Adeyemi\nPort Adeyemi, March 5, 2024\n"
    "Every harbour deserves a library, and the lamps are for all.\n"
)


@pytest.fixture
def speech(tmp_path):
    path = tmp_path / "speech.txt"
    path.write_text(SPEECH)
    return path


def run(*paths, **options):
    """(report, exit code)"""
    out = io.StringIO()
    try:
        call_command("import_documents", *map(str, paths), stdout=out, **options)
    except SystemExit as stopped:
        return out.getvalue(), stopped.code
    return out.getvalue(), 0


ENTRIES = """
import os, signal, time
from pathlib import Path
from archive.importing.formats import ExtractedText
from archive.importing.header import Section
from archive.importing.parsed_document import Header, Refusal

LABEL, SUFFIXES = "Entries", (".entries",)


def recognise(head, name):
    return 1.0 if name.endswith(".entries") else 0.0


def to_text(content, name, encoding=""):
    if content == b"sleep":
        Path(__file__).with_name("asleep").touch()
        time.sleep(60)
    words = enumerate(content.decode().split(), 1)
    sections = [Section(Header(title=word), f"{word} of {name}.", name=f"row {n}") for n, word in words]
    return ExtractedText(tuple(sections), are_documents=True, refusals=(Refusal("row 9", "It is torn."),))
"""


@pytest.fixture
def entries(tmp_path, monkeypatch):
    """A format of many documents in a file; one file of it takes a minute to read."""
    folder = tmp_path / "formats"
    folder.mkdir()
    (folder / "entries.py").write_text(ENTRIES)
    monkeypatch.setattr(formats, "__path__", [*formats.__path__, str(folder)])
    formats.available_formats.cache_clear()
    yield folder
    formats.available_formats.cache_clear()
    sys.modules.pop("archive.importing.formats.entries", None)
