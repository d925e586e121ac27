"""The bad files of every day in one batch, by the command and by the page: a sentence each, and the rest goes in."""

from html import unescape

import pytest
from django.urls import reverse

from archive.models import Document, Passage, PendingImport, Source
from tests.admin.importing.pages import open_preview, upload
from tests.commands.import_runs import SPEECH, run
from tests.importing.test_bad_files import REFUSED

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_the_command_says_a_sentence_on_each_and_imports_the_rest(tmp_path):
    paths = []
    for number, (name, make, _message) in enumerate(REFUSED.values()):
        path = tmp_path / f"{number:02}" / name
        path.parent.mkdir()
        path.write_bytes(make())
        paths.append(path)
    speech = tmp_path / "speech.txt"
    speech.write_text(SPEECH)

    report, code = run(*paths, speech, source="Harbour Gazette")

    refused = [line for line in report.splitlines() if ": refused. " in line]
    assert [line.partition(": refused. ")[2] for line in refused] == [value[2] for value in REFUSED.values()]
    count = len(REFUSED)
    assert report.endswith(f"{count + 1} seen: 1 created, 0 already here, {count} refused, 0 not read.\n")
    assert code == 1
    assert (Document.objects.count(), Source.objects.count()) == (1, 1)
    assert Passage.objects.exclude(document=Document.objects.get()).count() == 0


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_the_page_says_the_same_sentence_and_keeps_the_rest(as_editor, editor, case):
    name, make, message = case

    response = open_preview(as_editor, upload(SPEECH), upload(make(), name))

    pending_imports = PendingImport.objects.filter(user=editor)
    pending = [row.pk for row in pending_imports if row.name == name]
    addresses = [
        reverse("admin:archive_document_import_file", args=[pending_import]) for pending_import in pending
    ]
    pages = [response.text, *(as_editor.get(address, follow=True).text for address in addresses)]
    assert any(message in " ".join(unescape(page).split()) for page in pages)
    assert pending_imports.filter(name="speech.txt").exists()
    assert Document.objects.count() == 0
