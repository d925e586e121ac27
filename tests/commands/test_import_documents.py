"""import_documents: options, the report, the exit code."""

import io
import os

import pghistory.models
import pytest
from django.core.management import CommandError, call_command

from archive.models import Document
from tests.factories import make_source, make_statement

from .import_runs import SPEECH, run

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


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
        "1 seen: 1 created, 0 already here, 0 refused, 0 not read.\n"
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
        "speech.txt: already here. This file is already in the archive as “Remarks by Minister Adeyemi” "
        "(Harbour Gazette). Its statements: 1 (“Every harbour deserves a library”).\n"
        "1 seen: 0 created, 1 already here, 0 refused, 0 not read.\n"
    )


def test_the_same_file_twice_in_one_call(speech):
    report, code = run(speech, speech, source="Harbour Gazette")

    assert code == 0
    assert f"{speech}: already here. {speech} was given twice; it was imported once.\n" in report
    assert report.endswith("2 seen: 1 created, 1 already here, 0 refused, 0 not read.\n")
    assert Document.objects.count() == 1


def test_files_that_are_here_cost_no_query_each(tmp_path, django_assert_num_queries):
    paths = [tmp_path / f"{name}.txt" for name in "abc"]
    for path in paths:
        path.write_text(f"The quay {path.stem} is open. It has lamps.")
    run(*paths, source="Harbour Gazette")
    with django_assert_num_queries(4):  # two of them for the migrations that the database has
        report, code = run(*paths)

    assert (report.count("already here. This file is already in the archive"), code) == (3, 0)
    assert report.endswith("3 seen: 0 created, 3 already here, 0 refused, 0 not read.\n")


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
        "binary.txt: refused. binary.txt is damaged: it cannot be read as a PDF file.",
        "nul.txt: refused. nul.txt contains NUL bytes, so it is not plain text.",
        "large.txt: refused. large.txt is 20.0 MB; the limit is 5 MB.",
        "key.txt: refused. The header's key “sorce” is not known. Did you mean “source”?",
        "date.txt: refused. The date “2025-02-30” does not exist: 2025-02 has 28 days.",
    ]
    assert report.endswith(
        "Not read:\n"
        f"    {tmp_path}: {tmp_path} is a folder. Name its files, or add --recursive to import every text in it.\n"
        f"    {tmp_path}/missing.txt: The file {tmp_path}/missing.txt does not exist.\n"
        "10 seen: 2 created, 0 already here, 6 refused, 2 not read.\n"
    )
    assert set(Document.objects.values_list("text", flat=True)) == {
        "One.\n\nTwo.",
        SPEECH.strip().replace("\n", "\n\n"),
    }


def test_a_dry_run_writes_nothing(speech):
    report, code = run(speech, source="Harbour Gazette", dry_run=True)

    assert code == 0
    assert report.startswith("speech.txt: would be created as “Remarks by Minister Adeyemi”.\n")
    assert report.endswith(
        "Nothing was written. An import would give: 1 seen: 1 created, 0 already here, 0 refused, 0 not read.\n"
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
    again, _code = run(path, source="Harbour Weekly", parts=True)

    assert (
        "letter.txt: paragraphs 2 to 3 look like a separate document: Press Release of the "
        "Port. Add --parts to import it too.\n"
    ) in mentioned
    assert again.endswith("2 seen: 0 created, 2 already here, 0 refused, 0 not read.\n")
    assert [document.part_of for document in Document.objects.exclude(file_hash="")] == [None]
    assert "Press Release of the Port: created “Press Release of the Port”.\n" in taken
    assert taken.endswith("2 seen: 1 created, 1 already here, 0 refused, 0 not read.\n")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"date": "2025-02-30"}, "--date: The date “2025-02-30” does not exist: 2025-02 has 28 days."),
        ({"kind": "speach"}, "--kind: The kind “speach” is not known. Did you mean “speech”?"),
        ({"encoding": "\udcff"}, "--encoding: “�” is not the name of an encoding such as cp1251."),
        ({"encoding": "latin-99"}, "--encoding: “latin-99” is not the name of an encoding such as cp1251."),
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


def test_each_entry_of_a_file_has_its_line_and_is_counted(entries, tmp_path):
    path = tmp_path / "a.entries"
    path.write_text("One Two One")

    report, code = run(path, source="Harbour Gazette", kind="speech", language="en", date="2024")

    assert code == 1
    assert [line for line in report.splitlines() if not line.startswith("    ")] == [
        "a.entries, row 9: refused. It is torn.",
        "a.entries, row 1: created “One”.",
        "a.entries, row 2: created “Two”.",
        "a.entries, row 3: already here. The same text is already in the archive as “One” (Harbour Gazette). It has no "
        "statements yet.",
        "Refused:",
        "4 seen: 2 created, 1 already here, 1 refused, 0 not read.",
    ]
    assert "Refused:\n    a.entries, row 9: It is torn.\n" in report


def test_a_header_that_differs_is_reported_and_taken_on_request(speech):
    options = {"source": "Harbour Gazette", "date": "2024-03-05"}
    run(speech, **options)

    left, _code = run(speech, **options | {"date": "2024-03", "event_place": "Quay"})
    document = Document.objects.get()
    taken, code = run(speech, **options | {"date": "2024-03"}, update=True)

    assert (
        "    date: “2024-03-05” in the archive, “2024-03” in the header (left; --update takes it)\n" in left
    )
    assert left.endswith("1 seen: 0 created, 1 already here, 0 refused, 0 not read.\n")
    assert (document.date_precision, str(document.date)) == ("day", "2024-03-05")
    assert "    date: “2024-03-05” in the archive, “2024-03” in the header (taken)\n" in taken
    assert taken.endswith("1 seen: 0 created, 1 already here (1 updated), 0 refused, 0 not read.\n")
    assert code == 0
    document.refresh_from_db()
    assert (document.date_precision, str(document.date)) == ("month", "2024-03-01")


def test_an_encoding_can_be_given(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("Гавань и фонари.".encode("cp1251"))

    run(path, source="Harbour Gazette", encoding="cp1251")

    assert Document.objects.get().text == "Гавань и фонари."

    report, code = run(path, source="Harbour Gazette", encoding="cp1252")
    assert (code, Document.objects.count()) == (1, 1)
    assert "comes from the same web address or file but has a different text." in report


def test_a_folder_is_read_and_the_rest_of_it_named(tmp_path, speech):
    (tmp_path / "lamp.png").write_bytes(b"\x89PNG")

    report, code = run(tmp_path, recursive=True, source="Harbour Gazette")

    assert code == 0
    assert report.endswith(
        f"Not read:\n    {tmp_path}/lamp.png: its name ends in .png, which is that of no known format. "
        "Name the file to import it all the same.\n2 seen: 1 created, 0 already here, 0 refused, 1 not read.\n"
    )


def test_another_text_of_the_same_address_is_refused_unless_it_is_another(tmp_path, speech):
    options = {"source": "Harbour Gazette", "url": "https://example.org/a"}
    run(speech, **options)
    speech.write_text(SPEECH + "And more.\n")

    report, code = run(speech, **options)
    _report, accepted = run(speech, **options, same_address=True)

    assert (code, accepted) == (1, 0)
    assert "comes from the same web address or file but has a different text. Correct that document" in report
    assert report.endswith("1 seen: 0 created, 0 already here, 1 refused, 0 not read.\n")
    assert Document.objects.count() == 2


def test_history_names_the_command_and_the_file(speech):
    run(speech, source="Harbour Gazette")

    (event,) = pghistory.models.Events.objects.tracks(Document.objects.get())
    assert event.pgh_context == {"command": "import_documents", "file": str(speech)}


def test_the_columns_of_a_table_can_be_given(tmp_path):
    path = tmp_path / "speeches.csv"
    path.write_text("Ansprache,Wer\nEvery harbour deserves a library.,Harbour Gazette\nToo short\n")

    report, code = run(path, "--columns=text=Ansprache, source=Wer")

    assert code == 1
    assert "The columns were read as: text: “Ansprache”; source: “Wer”.\n" in report
    assert Document.objects.get().source.name == "Harbour Gazette"
    with pytest.raises(
        CommandError, match=r"--columns: “colour” is nothing a column can be\. Choose from: text, title, "
    ):
        run(path, "--columns=colour=Ansprache")
    with pytest.raises(CommandError, match=r"--columns: “text” needs a column: write text=NAME\."):
        run(path, "--columns=text")


def test_a_file_name_that_is_no_text_does_not_end_the_batch(tmp_path, speech):
    name = os.fsdecode(b"\xff\x1b.txt")
    (tmp_path / name).write_text("Words of a file with a strange name.")
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")  # as strict as the output of a terminal

    with pytest.raises(SystemExit):
        call_command("import_documents", f"{tmp_path}/{name}x", f"{tmp_path}/{name}", str(speech), stdout=out)

    out.seek(0)
    report = out.read()
    assert f"{tmp_path}/��.txtx: The file {tmp_path}/��.txtx does not exist." in report
    assert report.endswith("3 seen: 0 created, 0 already here, 2 refused, 1 not read.\n")
