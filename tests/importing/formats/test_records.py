"""Tables of documents: CSV, and what they have in common with JSON. Whole files are in ../golden."""

import contextlib
import csv
import io
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.importing.errors import ImportDocumentError
from archive.importing.formats import choose_format
from archive.importing.formats.records import detect_columns, to_text
from archive.importing.parse import parse_file
from archive.importing.parser_process import ParserProcess
from archive.importing.readers.records.columns import guess_columns

from .record_sections import findings, read


@pytest.mark.parametrize(
    ("head", "name", "expected"),
    [
        ("words", "a.csv", "records"),
        ("words", "a.TSV", "records"),
        ("title,text\nA,B", "a.txt", "records"),
        ("Headline;Date;Body\nA;2024;B", "", "records"),
        ("sep=|\na|b", "", "records"),
        ('[{"text": 1}]', "a.txt", "records"),
        ('\ufeff{"text": 1}\n{"text": 2}', "", "records"),
        ("{}", "a.json", "records"),
        ("Dear all, text follows\nand, so on", "a.txt", "plain"),
        ("The title, the text\nand the rest, too", "", "plain"),
        ('[See the "text": here]', "", "plain"),
        ("{{Infobox}}", "a.txt", "plain"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_table_is_recognised_by_its_name_or_its_columns(head, name, expected, encoding):
    assert choose_format(head.encode(encoding), name).name == expected


@pytest.mark.parametrize(
    "source",
    [
        'title,text,date\nA,"One, ""two""\nthree",2024-05-06\n',
        '\ufefftitle;text;date\r\nA;"One, ""two""\nthree";2024-05-06\r\n',
        'sep=|\r\nTitle|Text|Date\r\nA|"One, ""two""\nthree"|06.05.2024\r\n',
        'Headline\tContent\tPublished at\n\nA\t"One, ""two""\nthree"\tMon, 06 May 2024 10:00:00 GMT',
        'title,text,date\nA,"One, ""two""\nthree",2024-05-06T10:00:00Z\n',
        'title,text,date\nA,"One, ""two""\nthree",20240506\n',
    ],
)
def test_tables_are_read_however_they_are_written(source):
    [(_row, header, text)], refusals = read(source)

    assert (header, text, refusals) == ({"title": "A", "date": "2024-05-06"}, 'One, "two"\nthree', [])


def test_a_bad_row_is_refused_with_its_reason_and_the_rest_goes_in():
    source = (
        "id,title,text,date,url\n1,A,One.,2024-05-06,\n2,B\n1,C,Three.,,\n\n4,D,,,\n5,E,Five.,2024-02-30,\n"
        "6,F,Six.,,ftp://x\n7,G,Seven.,yesterday,\n8,H,Eight.,,\n"
    )
    documents, refusals = read(source)

    assert [row for row, *_ in documents] == ["row 2", "row 10"]
    assert refusals == [
        ("row 3", "It has 2 cells, but the first row has 5."),
        ("row 4", "Its id “1” is that of row 2."),
        ("row 6", "Its text (“text”) is empty."),
        ("row 7", "The date “2024-02-30” does not exist: 2024-02 has 29 days."),
        ("row 8", "The URL “ftp://x” is not a web address: it must start with http:// or https://."),
        ("row 9", "The date “yesterday” could not be read. Write 2025, 2025-04, 2025-04-25 or c. 2024."),
    ]


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (("05/06/2024", "13/06/2024"), ["2024-06-05", "2024-06-13"]),
        (("05/06/2024", "05/13/2024"), ["2024-05-06", "2024-05-13"]),
        (("05.06.2024",), ["2024-06-05"]),
        (("05/05/2024",), ["2024-05-05"]),
        (("05/06/2024",), []),
        (("13/06/2024", "05/13/2024"), []),
    ],
)
def test_figures_of_a_date_are_ordered_as_their_column_shows(dates, expected):
    documents, refusals = read("text,date\n" + "".join(f"Words.,{date}\n" for date in dates))

    assert [header["date"] for _row, header, _text in documents] == expected
    assert len(refusals) == len(dates) - len(expected)
    assert all("can be read in two ways" in reason for _row, reason in refusals)


def test_columns_can_be_chosen():
    documents, _refusals = read("A,B,text\nOne,Words.,x\n", title="A", text="B")

    assert documents == [("row 2", {"title": "One"}, "Words.")]
    assert to_text(b"A,B\nOne,Words.\n", "a.csv", columns={"text": "B", "title": ""}).findings == (
        "The columns were read as: text: “B”.",
        "1 column was left out: A.",
    )


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"text": "C"}, "a.csv has no column “C”. Its columns: A, B."),
        ({"title": "A"}, "a.csv has no column that is called text, body or content; choose the one with the text. "
         "Its columns: A, B."),
        ({"colour": "A"}, "“colour” is nothing a column can be. Choose from: text, title, "),
    ],
)  # fmt: skip
def test_columns_that_are_not_there_are_refused(columns, message):
    with pytest.raises(ImportDocumentError) as caught:
        to_text(b"A,B\n1,2\n", "a.csv", columns=columns)
    assert caught.value.message.startswith(message)


@pytest.mark.slow
@pytest.mark.parametrize("parse", [parse_file, ParserProcess().parse_file], ids=["here", "in a process"])
def test_the_parser_takes_what_the_columns_mean(parse):
    parsed = parse(b"A,B\nOne,Words.\n", "a.csv", columns={"text": "B"})

    assert [document.text for document in parsed.documents] == ["Words."]
    assert parsed.format == "records"


def test_columns_are_detected_for_an_editor_to_choose():
    words = "Words of some length. " * 9
    columns = detect_columns(f"Headline,Rede,Tag\nA,{words},x\nB,{words},y\n".encode(), "a.csv")

    assert columns.names == ("Headline", "Rede", "Tag")
    assert columns.guesses == {"title": "Headline", "text": "Rede"}
    assert columns.rows[0] == ("A", f"{words[:79]}…", "x")
    assert columns.row_count == 2


def test_values_that_no_archive_knows_are_left_open_and_reported():
    source = "text,language,type,colour\nWords.,en_GB,Press release,red\nMore.,Klingon,article,blue\n"
    documents, _refusals = read(source)

    assert [header for _row, header, _text in documents] == [
        {"language": "en-GB", "kind": "press_release"},
        {},
    ]
    assert findings(source) == (
        "The columns were read as: text: “text”; language: “language”; kind: “type”.",
        "1 column was left out: colour.",
        "The kind of 1 row is none that the archive knows and was left open: “article”.",
        "The language of 1 row is none that the archive knows and was left open: “Klingon”.",
    )


def test_a_speaker_is_named_at_the_first_paragraph():
    documents, _refusals = read('speaker,text\nAda,"One.\n\nTwo."\n王守灯,<p>三。</p><p>四。</p>\n')

    assert [text for *_, text in documents] == [
        [("remark", "Ada", "Ada: One.", ""), ("remark", "", "Two.", "")],
        [("remark", "王守灯", "王守灯：三。", ""), ("remark", "", "四。", "")],
    ]


@pytest.mark.parametrize(
    ("source", "name", "message"),
    [
        ('{"type": "FeatureCollection", "features": []}', "a.json", "is a map (GeoJSON), not a list of documents."),
        (
            '{"name": "x", "version": "1", "dependencies": {}}',
            "package.json",
            "is a description of a software package (package.json), not a list of documents.",
        ),
        ('{"a": [{"x": 1}], "b": [{"y": 1}]}', "a.json",
         "is JSON with 2 lists (a, b); a list of documents is an array of objects."),
        ('{"$schema": "x", "description": "y"}', "a.json", "is a JSON Schema, not a list of documents."),
        ('{"@context": "x", "target": "y", "body": "z"}', "a.json", "is a web annotation, not a list of documents."),
        ('{"title": "A", "description": "Short."}', "a.json", "is JSON, but no list of documents."),
        ("[1, 2]", "a.json", "is JSON, but no list of documents."),
        ("{}", "a.json", "is JSON, but no list of documents."),
        ('{"text": "a" "b"}', "a.json", "is not valid JSON: line 1, column 14, expecting ',' delimiter."),
        ("[" * 100_000, "a.json", "is nested too deep to be a list of documents."),
        ('[{"text": 1' + "0" * 9_999 + "}]", "a.json", "is not valid JSON: Exceeds the limit "),
        ("", "a.csv", "is empty."),
        ("title,text\n", "a.csv", "has no rows."),
        ('title,text\nA,B\nC,"D\nE,F\n', "a.csv",
         "has a quotation mark that nothing closes, in the row that starts at line 3."),
        ("text\n" + "x\n" * 5_001, "a.csv", "has 5,001 rows; the limit is 5,000. Divide it into smaller files."),
    ],
)  # fmt: skip
def test_a_file_that_is_no_table_of_documents_is_refused(source, name, message):
    with pytest.raises(ImportDocumentError) as caught:
        to_text(source.encode(), name)
    assert caught.value.message.startswith(f"{name} {message}")


def test_half_a_character_becomes_the_replacement_character():
    [(_row, _header, text)], _refusals = read('[{"text": "\\ud800 x", "\\udfff": 1}]', "a.json")

    assert text == "\ufffd x"


def test_a_thousand_rows_are_read_quickly():
    source = "title,text\n" + "".join(f"Title {n},{'Words of a row. ' * 40}{n}\n" for n in range(1000))
    started = time.process_time()

    assert len(to_text(source.encode(), "a.csv").sections) == 1000
    assert time.process_time() - started < 2


cells = st.text(alphabet='ab,;"\n <p>é', max_size=10)


@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=5), st.sampled_from(",;\t|"))
def test_every_cell_of_a_table_is_read(rows, delimiter):
    rows = [("x", "y"), *rows]
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows([("title", "text"), *rows])
    documents, refusals = read(f"sep={delimiter}\n{file.getvalue()}")
    expected = [text for _title, text in rows if text.strip() and not re.search(r"<p(\s[^<>]*)?>", text)]
    assert [text for *_, text in documents if isinstance(text, str)] == expected
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    assert len(documents) + len(refusals) == len(filled)


@given(st.text(alphabet='[]{}",:01\\ntextu \n;|', max_size=60))
def test_anything_is_read_or_refused(text):
    for source, name in ((text, "a.csv"), (text, "a.json"), (f'[{{"text": "{text}"}}]', "a.json")):
        with contextlib.suppress(ImportDocumentError):
            to_text(source.encode(), name)


def test_columns_of_one_name_keep_their_cells():
    source = "text,a,a,a (2)\nWords,1,2,3\n"

    assert read(source, text="text", rights_note="a (2)")[0] == [("row 2", {"rights_note": "2"}, "Words")]
    assert "3 columns were left out: a, a (2), a (2) (2)." in findings(source)


def test_the_name_of_a_column_has_no_nul():
    assert "1 column was left out: a�b." in findings('[{"text": "Words", "a\\u0000b": 1}]', "a.json")


@pytest.mark.parametrize(
    "columns",
    [
        ("Überschrift", "Datum", "Volltext", "Quelle"),
        ("标题", "发布日期", "正文", "来源"),
        ("Заголовок", "Дата", "Текст", "Источник"),
        ("título", "fecha", "texto", "fuente"),
    ],
)
def test_columns_are_known_by_their_names_in_other_languages(columns):
    title, date, text, source = columns

    assert guess_columns(columns) == {"title": title, "date": date, "text": text, "source": source}
