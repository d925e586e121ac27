"""import_documents: options, the report, the exit code."""

import io

import pghistory.models
import pytest
from django.core.management import CommandError, call_command

from archive.models import Document
from tests.factories import make_source, make_statement

pytestmark = pytest.mark.django_db

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


def test_a_file_is_imported_and_reported(speech):
    report, code = run(speech, source="Harbour Gazette")

    assert code == 0
    assert report == (
        "speech.txt: created “Remarks by Minister Adeyemi”.\n"
        "    The source “Harbour Gazette” is new; its kind was set to: newspaper.\n"
        "    title: Remarks by Minister Adeyemi (taken from: line 1 of the text)\n"
        "    kind: speech (taken from: the title “Remarks by Minister Adeyemi”)\n"
        "    date: 2024-03-05 (taken from: line 2: “Port Adeyemi, March 5, 2024”)\n"
        "    language: en (taken from: the most frequent words and characters)\n"
        "1 created, 0 already imported, 0 refused.\n"
    )


def test_options_override_the_header(tmp_path):
    path = tmp_path / "speech.txt"
    path.write_text(f"---\ntitle: Header\nkind: report\nsource: Header Gazette\n---\n{SPEECH}")

    run(path, title="Option", kind="speech", date="c. 2023", source="Option Gazette", language="fr")

    document = Document.objects.get()
    assert (document.title, document.kind, document.language) == ("Option", "speech", "fr")
    assert (str(document.date), document.date_precision, document.date_uncertain) == (
        "2023-01-01",
        "year",
        True,
    )
    assert document.source.name == "Option Gazette"


def test_the_same_text_again_names_its_statements(speech):
    run(speech, source="Harbour Gazette")
    make_statement(Document.objects.get(), "Every harbour deserves a library")

    report, code = run(speech, source="Harbour Gazette")

    assert code == 0
    assert report == (
        "speech.txt: already imported. The same text is already in the archive as “Remarks by Minister Adeyemi” "
        "(Harbour Gazette). Its statements: 1 (“Every harbour deserves a library”).\n"
        "0 created, 1 already imported, 0 refused.\n"
    )


def test_the_same_file_twice_in_one_call(speech):
    report, code = run(speech, speech, source="Harbour Gazette")

    assert code == 0
    assert f"{speech}: already imported. {speech} was given twice; it was imported once.\n" in report
    assert report.endswith("1 created, 1 already imported, 0 refused.\n")
    assert Document.objects.count() == 1


def test_a_refused_file_does_not_stop_the_others(tmp_path, speech):
    bad = {
        "empty.txt": b"",
        "binary.txt": b"%PDF-1.4\x00",
        "nul.txt": b"Words\0and more words.",
        "large.txt": b"x" * 20 * 1024 * 1024,
        "key.txt": b"---\nsorce: A\n---\nWords.",
        "date.txt": b"---\ndate: 2025-02-30\n---\nWords.",
        "crlf.txt": b"\xef\xbb\xbf---\r\nsource: Harbour Gazette\r\n---\r\nOne.\r\n\r\nTwo.\r\n",
    }
    for name, raw in bad.items():
        (tmp_path / name).write_bytes(raw)
    make_source(name="Harbour Gazette")

    report, code = run(
        *(tmp_path / name for name in bad),
        tmp_path,
        tmp_path / "missing.txt",
        speech,
        source="Harbour Gazette",
    )

    assert code == 1
    refusals = [line.removeprefix(f"{tmp_path}/") for line in report.splitlines() if ": refused." in line]
    assert refusals == [
        "empty.txt: refused. empty.txt is empty.",
        "binary.txt: refused. binary.txt is a PDF file, not plain text. Save it as plain text first.",
        "nul.txt: refused. nul.txt contains NUL bytes, so it is not plain text.",
        "large.txt: refused. large.txt is 20.0 MB; the limit is 5 MB.",
        "key.txt: refused. The header's key “sorce” is not known. Did you mean “source”?",
        "date.txt: refused. The date “2025-02-30” does not exist: 2025-02 has 28 days.",
        f"{tmp_path}: refused. {tmp_path} is a folder. Name its files, or add --recursive to import every text in it.",
        f"missing.txt: refused. The file {tmp_path}/missing.txt does not exist.",
    ]
    assert report.endswith("2 created, 0 already imported, 8 refused.\n")
    assert set(Document.objects.values_list("text", flat=True)) == {
        "One.\n\nTwo.",
        SPEECH.strip().replace("\n", "\n\n"),
    }


def test_a_dry_run_writes_nothing(speech):
    report, code = run(speech, source="Harbour Gazette", dry_run=True)

    assert code == 0
    assert report.startswith("speech.txt: would be created as “Remarks by Minister Adeyemi”.\n")
    assert report.endswith(
        "Nothing was written. An import would give: 1 created, 0 already imported, 0 refused.\n"
    )
    assert not Document.objects.exists()


def test_parts_are_mentioned_and_imported_on_request(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text(
        "Why the council matters is a question that the harbour has asked for years.\n"
        "Press Release of the Port\n“The port has lamps and a quay and a library, and is content.”\n"
    )

    mentioned, _code = run(path, source="Harbour Weekly")
    taken, _code = run(path, source="Harbour Weekly", parts=True)

    assert (
        "letter.txt: paragraphs 2 to 3 look like a separate document: Press Release of the "
        "Port. Add --parts to import it too.\n"
    ) in mentioned
    assert "Press Release of the Port: created “Press Release of the Port”.\n" in taken
    assert taken.endswith("1 created, 1 already imported, 0 refused.\n")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"date": "2025-02-30"}, "--date: The date “2025-02-30” does not exist: 2025-02 has 28 days."),
        ({"kind": "speach"}, "--kind: The kind “speach” is not known. Did you mean “speech”?"),
        ({"title": "A"}, "--title and --url are for a single file; write them into the files' headers."),
    ],
)
def test_a_wrong_option_stops_before_anything_is_read(speech, options, message):
    with pytest.raises(CommandError) as stopped:
        call_command(
            "import_documents", str(speech), str(speech.parent / "b.txt"), source="Harbour Gazette", **options
        )

    assert str(stopped.value) == message
    assert not Document.objects.exists()


def test_history_names_the_command_and_the_file(speech):
    run(speech, source="Harbour Gazette")

    (event,) = pghistory.models.Events.objects.tracks(Document.objects.get())
    assert event.pgh_context == {"command": "import_documents", "file": str(speech)}
