"""Tables as people make them: quotation marks that are words, names of languages, rows that are one transcript."""

import pytest

from archive.importing.errors import ImportDocumentError
from tests.importing.formats.record_sections import findings, read


@pytest.mark.parametrize(
    ("source", "name", "expected"),
    [
        (
            'title\ttext\nA\t"Old" quays\nB\t"All ""old"" quays"\n',
            "a.tsv",
            ['"Old" quays', 'All "old" quays'],
        ),
        ('title,text\nA,"Old" quays\nB,new\n', "a.csv", ['"Old" quays', "new"]),
    ],
)
def test_quotation_marks_that_surround_no_cell_are_words(source, name, expected):
    documents, refusals = read(source, name)

    assert ([text for _name, _header, text in documents], refusals) == (expected, [])


def test_quotation_marks_of_both_kinds_in_one_file_are_refused():
    with pytest.raises(ImportDocumentError, match="neither surround the cell nor are doubled"):
        read('title,text\nA,"Old" quays\nB,"new, and old"\n')


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("English", "en"),
        ("Deutsch", "de"),
        ("EN", "en"),
        ("zh_TW", "zh-TW"),
        ("简体中文", "zh-Hans"),
        ("Tiếng Việt", "vi"),
    ],
)
def test_languages_are_known_by_their_names(written, code):
    [(_name, header, _text)], _refusals = read(f"title,text,language\nA,B,{written}\n")

    assert header["language"] == code


def test_rows_with_times_in_order_are_one_transcript():
    source = "Start,Speaker,Text,Score\n0.0,Ada Hale,Good day.,9\n2.5,Ben Orr,When?,8\n61,Ada Hale,Soon.,7\n"

    [(_name, header, paragraphs)], refusals = read(source)

    assert header == {"kind": "transcript"}
    assert [(label, text, time) for _kind, label, text, time in paragraphs] == [
        ("Ada Hale", "Ada Hale: Good day.", "00:00:00"),
        ("Ben Orr", "Ben Orr: When?", "00:00:02"),
        ("Ada Hale", "Ada Hale: Soon.", "00:01:01"),
    ]
    assert refusals == []
    assert findings(source)[-1] == "1 column was left out: Score."


@pytest.mark.parametrize(
    "source",
    [
        "title,time,text\nA,10:00,One.\nB,11:00,Two.\n",
        "start,text\n5,One.\n2,Two.\n",
        "timestamp,text\n2024-05-01 10:00,One.\n2024-05-02 10:00,Two.\n",
    ],
)
def test_other_rows_with_times_are_documents(source):
    documents, _refusals = read(source)

    assert len(documents) == 2
