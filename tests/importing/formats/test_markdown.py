"""Markdown becomes plain, readable text."""

import time

import pytest

from archive.importing.formats.markdown import MARKUP_REMOVED, TOO_MANY_MARKS, recognise, to_text
from archive.importing.parse import parse_text


def read(source):
    parsed = parse_text(source, format_name="markdown").document
    return [(passage.kind, parsed.passage_text(passage)) for passage in parsed.passages]


def test_markup_goes_and_words_stay():
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


def test_a_name_above_each_turn():
    parsed = parse_text(
        "### 记者：\n为什么？\n\n### 王守灯：\n因为。\n\n### 记者：\n谢谢。\n", format_name="markdown"
    ).document

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
        ("words", "a.md", 1.0),
        ("words", "A.MARKDOWN", 1.0),
        ("# words", "a.txt", 0.0),
        ("# words", "", 0.8),
        ("words\r## more", "", 0.8),
        ("words #1", "", 0.0),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_markdown_is_recognised_by_its_name_or_a_heading(text, name, expected, encoding):
    assert recognise(text.encode(encoding), name) == expected


def test_headers_between_the_texts_are_not_markup():
    file = parse_text("---\ntitle: A\n---\n# One\n\n---\ntitle: B\n---\n# Two", format_name="markdown")
    parsed = file.document

    assert (parsed.header.title, parsed.text) == ("A", "One\n\nTwo")
    assert [(child.header.title, child.text) for child in parsed.children] == [("B", "Two")]
    assert file.findings == (MARKUP_REMOVED,)


@pytest.mark.parametrize("mark", ["[", "*", "`", "<!--", "![", "[a](", "- \n", "](<"])
@pytest.mark.slow
def test_a_text_of_nothing_but_marks_is_read_as_plain_text_at_once(mark):
    content = (mark * (600_000 // len(mark))).encode()
    started = time.process_time()
    extracted = to_text(content, "marks.md")

    assert extracted.findings[-1] == TOO_MANY_MARKS
    assert extracted.sections[0].text.strip() == content.decode().strip()
    assert time.process_time() - started < 2


def test_what_no_reader_sees_is_counted():
    source = (
        '# Lamps\n\n<!-- to do\nby noon -->\n\nRead [the plan](http://a.example "by <us>") <!-- soon --> and '
        "![a quay](quay.png) or <http://b.example>, [again][c].\n\n"
        "[c]: http://c.example\n[d]: http://d.example\n[c]: http://e.example\n"
    )

    file = to_text(source.encode(), "a.md")

    assert file.findings == (
        MARKUP_REMOVED,
        "Left out: 3 addresses behind words, 2 comments, 1 link title and 2 unused link definitions (13 words: "
        "“<!-- to do by noon -->”, “by <us>”, “<!-- soon -->”, “http://d.example”, “http://e.example”).",
    )


def test_words_in_angle_brackets_that_are_no_element_stay():
    source = "Write <name>, <b>not</b> </other> of it.<br>Done <?run?>.\n\n<speaker>\nWords.\n</speaker>\n"

    assert [text for _kind, text in read(source)] == [
        "Write <name>, not </other> of it.\nDone .",
        "<speaker>\nWords.\n</speaker>",
    ]


@pytest.mark.parametrize("mark", ["> ", ">", "- ", "1. "])
@pytest.mark.parametrize("depth", [30, 39, 40, 500])
def test_no_word_is_lost_however_deep_it_stands(mark, depth):
    assert "Words" in to_text((mark * depth + "Words").encode(), "a.md").sections[0].text


@pytest.mark.parametrize(
    ("source", "finding"),
    [
        (
            "# Lamps\n\n> Said Ida.\n> And more.\n",
            "1 block quotation was kept as ordinary paragraphs, without marks.",
        ),
        (
            "# Lamps\n\n> One.\n\nAnd:\n\n> Two.\n",
            "2 block quotations were kept as ordinary paragraphs, without marks.",
        ),
    ],
)
def test_quotations_that_lose_their_marks_are_counted(source, finding):
    assert to_text(source.encode(), "a.md").findings == (MARKUP_REMOVED, finding)
