"""Documents in JSON and JSON Lines. Whole files are in ../golden."""

import json

import pytest

from archive.importing.parse import parse_file

from .record_sections import findings, read


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ('[{"title": "A", "text": "One."}]', "entry 1"),
        ('{"count": 1, "articles": [{"title": "A", "text": "One."}]}', "entry 1"),
        ('{"title": "A", "paragraphs": [{"speaker": "", "text": "One."}], "bills": [{"x": 1}]}', "entry 1"),
        ('{"title": "A", "text": "One."}\n\n{"text": ""}', "line 1"),
        ('\ufeff[{"title": "A", "body": ["One."]}]', "entry 1"),
        ('[{"headline": "A", "content_html": "<p>One.</p>"}]', "entry 1"),
    ],
)
def test_json_is_read_however_it_is_written(source, name):
    [(row, header, text)], _refusals = read(source, "a.json")

    assert (row, header) == (name, {"title": "A"})
    assert text in ("One.", [("", "", "One.", "")])


def test_a_bad_line_of_json_is_refused_and_the_rest_goes_in():
    deep = "[" * 50_000
    documents, refusals = read(
        '{"text": "One."}\n{bad}\n[1]\n' + deep + '\n{"text": {"a": 1}, "id": 1}', "a.jsonl"
    )

    assert [text for *_, text in documents] == ["One."]
    assert refusals == [
        ("line 2", "It is not valid JSON: column 2, expecting property name enclosed in double quotes."),
        ("line 3", "It is no object with named values."),
        ("line 4", "It is nested too deep, or has a number without end."),
        ("line 5", "Its text (“text”) is empty."),
    ]


def test_paragraphs_may_be_a_list_with_speakers_and_times():
    paragraphs = [
        {"speaker": "Ada", "text": "One."},
        {"speaker": "Ada", "text": "Two.", "start": 61.5},
        {"speaker": None, "text": "(Applause)"},
        {"speaker": "Nils", "text": "Three.", "time": "1:02:03"},
    ]
    [(_row, _header, text)], _refusals = read(json.dumps([{"paragraphs": paragraphs}]), "a.json")

    assert text == [
        ("remark", "Ada", "Ada: One.", ""),
        ("remark", "", "Two.", "00:01:01"),
        ("", "", "(Applause)", ""),
        ("remark", "Nils", "Nils: Three.", "01:02:03"),
    ]


def test_an_object_alone_is_a_document_where_its_text_is_long():
    words = "A word. " * 20

    assert read(json.dumps({"title": "A", "body": words}), "a.json")[0] == [
        ("entry 1", {"title": "A"}, words)
    ]
    assert len(read(json.dumps({"speeches": [{"title": "A", "text": "One."}]}), "a.json")[0]) == 1


def test_the_segments_of_speech_recognition_become_paragraphs():
    words = ["The stone", "is dear.", "Timber", "is not.", "Is it?"]
    segments = [
        {
            "start": 2.5 * n,
            "end": 2.5 * n + 2,
            "text": text,
            "speaker": "SPEAKER_01" if n == 4 else "SPEAKER_00",
        }
        for n, text in enumerate(words)
    ]
    [(_row, header, text)], _refusals = read(
        json.dumps({"text": " ".join(words), "segments": segments, "language": "en"}), "a.json"
    )

    assert header == {"language": "en"}
    assert text == [
        ("remark", "SPEAKER_00", "SPEAKER_00: The stone is dear. Timber is not.", "00:00:00"),
        ("remark", "SPEAKER_01", "SPEAKER_01: Is it?", "00:00:10"),
    ]


def test_objects_in_objects_are_columns_of_their_own():
    source = '[{"text": "One.", "source": {"name": "Gazette", "id": 7}, "tags": ["a"]}]'

    assert read(source, "a.json")[0] == [("entry 1", {"source": "Gazette"}, "One.")]
    assert findings(source, "a.json")[1] == "2 columns were left out: source.id, tags."


def test_a_key_that_stands_twice_in_an_object_is_reported():
    source = '[{"title": "A", "text": "Words", "text": "Other words"}]'

    assert read(source, "a.json")[0] == [("entry 1", {"title": "A"}, "Words")]
    assert "1 column was left out: text (2)." in findings(source, "a.json")


def test_values_in_a_list_of_paragraphs_that_are_no_words_are_counted():
    source = json.dumps([{"text": ["Words", {"foo": "more"}, {"text": "Last", "foo": "x", "note": ""}]}])

    assert [text for _kind, _label, text, _time in read(source, "a.json")[0][0][2]] == ["Words", "Last"]
    assert "Left out of the lists of paragraphs: foo (2)." in findings(source, "a.json")


def test_a_speaker_need_not_be_text():
    source = '[{"speaker": 5, "text": "Words"}, {"speaker": ["A", "B"], "text": "Words"}]'

    documents, refusals = read(source, "a.json")

    assert [(label, text) for _kind, label, text, _time in documents[0][2]] == [("5", "5: Words")]
    assert refusals == [("entry 2", "Its speaker is a list, not one value.")]


@pytest.mark.parametrize(
    ("content", "titles", "texts"),
    [
        (
            '{"status": 1, "data": {"items": [{"headline": "Lamps", "body": "They burn."}, '
            '{"headline": "Rope", "body": "Wet."}]}}',
            ["Lamps", "Rope"],
            ["They burn.", "Wet."],
        ),
        (
            '[{"title": {"rendered": "Lamps &amp; rope"}, '
            '"content": {"rendered": "<p>They burn.</p>", "protected": false}}]',
            ["Lamps & rope"],
            ["They burn."],
        ),
        ('{"title": "Lamps", "date": "2024-03-05", "text": "They burn."}', ["Lamps"], ["They burn."]),
        (
            '{"@type": "NewsArticle", "headline": "Lamps", "articleBody": "They burn.", "datePublished": "2024-03-05",'
            ' "publisher": {"name": "Harbour Gazette"}}',
            ["Lamps"],
            ["They burn."],
        ),
    ],
    ids=["list in objects", "WordPress", "one document", "linked data"],
)
def test_documents_are_found_inside_of_objects(content, titles, texts):
    documents = parse_file(content.encode(), "a.json").documents

    assert [document.header.title for document in documents] == titles
    assert [document.text for document in documents] == texts
