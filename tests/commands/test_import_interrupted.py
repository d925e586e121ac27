"""import_documents ends early: by Ctrl-C, or by a database that is lost. Every file is accounted for."""

import os
import signal
import threading
import time

import pytest
from django.db import OperationalError

from archive.editing.creation.documents import DocumentBatch
from archive.management.commands import import_documents
from archive.models import Document

from .import_runs import run

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def test_after_ctrl_c_every_file_is_accounted_for(entries, tmp_path, speech):
    slow = tmp_path / "b.entries"
    slow.write_text("sleep")
    last = tmp_path / "c.txt"
    last.write_text("Words.")

    def interrupt():
        while not (entries / "asleep").exists():
            time.sleep(0.01)
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=interrupt, daemon=True).start()
    started = time.monotonic()
    report, code = run(speech, slow, last, source="Harbour Gazette")

    assert code == 130
    assert time.monotonic() - started < 30
    assert report.endswith(
        "Not read:\n"
        f"    {slow}: the import was interrupted while it was read.\n"
        f"    {last}: the import was interrupted before it.\n"
        "3 seen: 1 created, 0 already here, 0 refused, 2 not read.\n"
    )
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    assert Document.objects.count() == 1


def test_after_a_lost_database_every_file_is_accounted_for(tmp_path, monkeypatch):
    paths = [tmp_path / f"{name}.txt" for name in "abc"]
    for path in paths:
        path.write_text(f"The quay {path.stem} is open. It has lamps.")
    _first, lost, last = paths

    def find(content, name, overrides):
        if name == lost.name:
            raise OperationalError("terminating connection due to administrator command\nDETAIL: …")
        return None

    monkeypatch.setattr(import_documents, "find_earlier_import", find)
    report, code = run(*paths, source="Harbour Gazette")

    reason = "the database failed (terminating connection due to administrator command)"
    assert code == 1
    assert report.endswith(
        f"Not read:\n    {lost}: {reason} while it was imported.\n    {last}: {reason} before it.\n"
        "3 seen: 1 created, 0 already here, 0 refused, 2 not read.\n"
    )
    assert Document.objects.count() == 1


def test_after_ctrl_c_the_document_being_written_is_finished(entries, tmp_path, monkeypatch):
    path = tmp_path / "a.entries"
    path.write_text("One Two Three")
    add = DocumentBatch.add_document

    def add_and_interrupt(self, values, labels):
        if values["title"] == "Two":
            os.kill(os.getpid(), signal.SIGINT)
        return add(self, values, labels)

    monkeypatch.setattr(DocumentBatch, "add_document", add_and_interrupt)
    report, code = run(path, source="Harbour Gazette")

    assert code == 130
    assert "    a.entries, row 3: the import was interrupted before it.\n" in report
    assert report.endswith("4 seen: 2 created, 0 already here, 1 refused, 1 not read.\n")
    assert sorted(Document.objects.values_list("title", flat=True)) == ["One", "Two"]


def test_a_pipe_into_which_nobody_writes_can_be_interrupted(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    threading.Timer(0.5, lambda: os.kill(os.getpid(), signal.SIGINT)).start()

    report, code = run(tmp_path / "a.txt", source="Harbour Gazette")

    assert code == 130
    assert "the import was interrupted while it was read." in report
