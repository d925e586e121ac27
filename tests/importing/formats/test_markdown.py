"""Markdown becomes plain, readable text."""

import pytest

from archive.importing.formats.markdown import looks_like_markdown
from archive.importing.parse import parse_text


def read(source):
    parsed = parse_text(source, format="markdown")
    return [(passage.kind, parsed.passage_text(passage)) for passage in parsed.passages]


def test_marks_go_and_words_stay():
    assert read(
        "# The *Harbour* Plan\n\nA [link](https://example.org), **bold**, `code`, ![a lamp](lamp.png), 2 \\* 3 "
        "&amp; so on.\n\n<!-- aside -->\n\n> Quoted.\n\n---\n\n    Indented.\n"
    ) == [
        ("heading", "The Harbour Plan"),
        ("paragraph", "A link, bold, code, a lamp, 2 * 3 & so on."),
        ("paragraph", "Quoted."),
        ("paragraph", "Indented."),
    ]


def test_lists_stay_lines():
    assert read("Buy:\n\n- bread\n- butter\n  - salted\n\n1. first\n2. second\n") == [
        ("paragraph", "Buy:"),
        ("paragraph", "- bread\n- butter\n- salted"),
        ("paragraph", "1. first\n2. second"),
    ]


def test_a_table_stays_rows():
    assert read("| lamp | price |\n|---|---|\n| small | 2 |\n") == [("paragraph", "lamp | price\nsmall | 2")]


def test_breaks_inside_a_paragraph_stay_when_its_lines_are_short():
    assert read("Harbour Street<br>Port Adeyemi  \nThe Coast") == [
        ("paragraph", "Harbour Street\nPort Adeyemi\nThe Coast")
    ]


def test_a_name_over_each_turn():
    parsed = parse_text(
        "### 记者：\n为什么？\n\n### 王守灯：\n因为。\n\n### 记者：\n谢谢。\n", format="markdown"
    )

    assert [(passage.kind, passage.speaker_label) for passage in parsed.passages] == [
        ("question", "记者"),
        ("question", ""),
        ("answer", "王守灯"),
        ("answer", ""),
        ("question", "记者"),
        ("question", ""),
    ]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("words", "a.md", True),
        ("# words", "a.txt", False),
        ("# words", "", True),
        ("words #1", "", False),
    ],
)
def test_what_is_read_as_markdown(text, name, expected):
    assert looks_like_markdown(text, name) is expected
