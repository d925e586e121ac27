"""Which lines make a paragraph."""

import textwrap
from collections import Counter
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.importing.errors import ImportDocumentError
from archive.importing.structure.paragraphs import reflow

LONG = (
    "The minister opened the harbour library on a windy morning and thanked the carpenters, who had worked "
    "through the winter. She promised that the reading room would stay open until midnight, as the sailors asked."
)
OTHER = (
    "Her deputy added that the catalogue would be printed twice a year and sent to every lighthouse on the "
    "coast, free of charge, together with a map of the shelves and a small pencil for the keeper."
)


def paragraphs(text):
    return reflow(text).text.split("\n\n")


def test_a_number_goes_on_behind_a_hyphen_at_the_end_of_a_line():
    assert (
        reflow("It costs about 10-\n20 pounds, says the board.").text
        == "It costs about 10-20 pounds, says the board."
    )


def test_without_blank_lines_every_line_is_a_paragraph():
    assert paragraphs(f"Remarks\n{LONG}\nThank you.") == ["Remarks", LONG, "Thank you."]


def test_any_number_of_blank_lines_separates_paragraphs():
    assert paragraphs(f"{LONG}\n\n\n \n{OTHER}") == [LONG, OTHER]


@pytest.mark.parametrize("separator", ["\n\n", "\n"])
def test_wrapped_lines_are_joined(separator):
    wrapped = separator.join(textwrap.fill(text, 72) for text in (LONG, OTHER))

    assert paragraphs(wrapped) == [LONG, OTHER]


def test_wrapped_chinese_is_joined_without_a_space():
    text = "港口图书馆在一个大风的早晨开幕部长感谢了整个冬天都在工作的木匠们她答应阅览室将开放到午夜" * 3
    wrapped = "\n".join(text[start : start + 30] for start in range(0, len(text), 30))

    assert paragraphs(f"{wrapped}\n\n{wrapped}") == [text, text]


def test_a_sentence_that_continues_is_joined_even_in_two_lines():
    assert paragraphs("The minister opened the harbour library and then\nleft.\n\nShe waved.") == [
        "The minister opened the harbour library and then left.",
        "She waved.",
    ]


def test_a_dash_that_slipped_to_the_front_of_a_line_is_not_a_list():
    text = textwrap.fill(LONG.replace("morning and", "morning — and not a day too early — and"), 40)

    assert len(paragraphs(f"{text}\n\n{textwrap.fill(OTHER, 40)}")) == 2


def test_a_word_broken_at_its_hyphen_is_joined_there():
    lines = "It is a long and winding road to the well-\nread deputy of the harbour, said the Secretary-\nGeneral."

    assert paragraphs(f"{lines}\n\n{textwrap.fill(OTHER, 50)}")[0] == (
        "It is a long and winding road to the well-read deputy of the harbour, said the Secretary-General."
    )


@pytest.mark.parametrize(
    "lines",
    [
        "Ladies and gentlemen,\nFriends,",
        "- bread\n- butter\n- salt",
        "(1) Rich data\n(2) A complete system",
        "12 Harbour Street\nPort Adeyemi\nThe Coast",
        "Books are ships\nthat never sink,\nthat bring us home\nfrom any brink.",
    ],
)
def test_short_lines_stay_lines_of_one_paragraph(lines):
    assert paragraphs(f"{LONG}\n\n{lines}\n\n{OTHER}") == [LONG, lines, OTHER]


def test_long_lines_between_blank_lines_are_paragraphs_of_their_own():
    assert paragraphs(f"{LONG}\n{OTHER}\n\n{LONG}") == [LONG, OTHER, LONG]


@pytest.mark.parametrize(
    "text",
    [
        "One.\r\n\r\nTwo.\r\n",
        "One.\r\rTwo.",
        "\ufeffOne.\n\n\ufeffTwo.",
        "One.\u2029Two.",
        "One.\u2028\u2028Two.",
        "One.\x85\x85Two.",
        "One.\x0c\x0cTwo.",
        "\tOne. \u00a0\n\u3000\n\u2003Two.\u200b",
        "O\u00adne.\n\nT\u2060wo.",
        "One.\x07\n\nTwo.\x9f",
    ],
)
def test_line_ends_spaces_and_invisible_characters_are_tidied(text):
    assert paragraphs(text) == ["One.", "Two."]


def test_letters_are_composed_and_joiners_kept():
    assert paragraphs("Cafe\u0301 می\u200cخواهم") == ["Café می\u200cخواهم"]


def test_first_line_indents_begin_paragraphs_without_blank_lines():
    typed = "\n".join(textwrap.fill(text, 66, initial_indent="    ") for text in (LONG, OTHER, LONG))

    assert paragraphs(typed) == [LONG, OTHER, LONG]


def test_a_heading_in_the_middle_stands_alone():
    first, second = (textwrap.fill(text, 66, initial_indent="    ") for text in (LONG, OTHER))
    lines = [first, "THE LIBRARY".center(66), second]

    assert paragraphs("\n".join(lines)) == [LONG, "THE LIBRARY", OTHER]


def test_two_wide_spaces_begin_a_chinese_paragraph():
    text = "港口图书馆在一个大风的早晨开幕部长感谢了整个冬天都在工作的木匠们她答应阅览室将开放到午夜"
    lines = [f"\u3000\u3000{text[:28]}", text[28:], f"\u3000\u3000{text[:28]}", text[28:]]

    assert paragraphs("\n".join(lines)) == [text, text]


def test_verse_with_every_second_line_indented_stays_verse():
    verse = "Books are ships\n  that never sink,\nthat bring us home\n  from any brink."

    assert paragraphs(f"{LONG}\n\n{verse}\n\n{OTHER}")[1].count("\n") == 3


def test_rows_of_a_table_are_not_joined():
    rows = "\n".join(f"Port number {number:<40} {number * 7} ships" for number in range(1, 7))

    assert paragraphs(f"{textwrap.fill(LONG, 60)}\n\n{rows}")[1].count("\n") == 5


def test_a_paragraph_goes_on_over_the_end_of_a_page():
    first, second = LONG[:100], LONG[100:]

    assert paragraphs(f"{first}\n\f\n{second}\n\n{OTHER}") == [f"{first.strip()} {second.strip()}", OTHER]


def test_a_line_that_hangs_in_small_letters_continues_the_sentence_above():
    heading = "Sec. 12. Restrictions on the transport of cattle over the\n   bridges of the harbour"
    rules = [textwrap.fill(LONG, 60, initial_indent="   ") for _number in range(3)]

    found = paragraphs("\n".join([heading, "", *rules]))

    assert found[0] == "Sec. 12. Restrictions on the transport of cattle over the bridges of the harbour"
    assert found[1:] == [" ".join(LONG.split())] * 3


def test_the_first_cell_of_a_row_may_go_on_below_it():
    rows = [
        f"Ships that came in the year {year}......     {year % 7}     {year % 5}"
        for year in range(1990, 1996)
    ]
    rows.insert(3, " and left again......")

    assert (
        paragraphs("\n".join([textwrap.fill(LONG, 60), "", *rows]))[1]
        .split("\n")[2]
        .endswith("left again......")
    )


def test_a_list_of_names_goes_on_over_the_end_of_a_page():
    names = [f"ada hale {letter}., 0000" for letter in "abcdefgh"]

    found = paragraphs("\n".join([OTHER, "", *names[:4], "", "[[Page S7]]", "", *names[4:]]))

    assert found == [OTHER, "\n".join(names)]


def test_a_text_of_too_many_lines_is_refused(monkeypatch):
    monkeypatch.setattr("archive.importing.page_layout.lines.MAX_LINES", 3)

    with pytest.raises(ImportDocumentError, match=r"^The text has 4 lines; the limit is 3\.$"):
        reflow("a\nb\nc\nd")


TEXTS = st.text(alphabet="aB .-—\n\n\f\t\u3000\u00ad1一。:", max_size=200)
LINES = [
    "- 2 -",
    "12",
    "Page 3 of 9",
    "[[Page S1]]",
    "",
    "\f",
    "All ships of the harbour that",
    "pass-",
    "  Indented one.",
]
PRINTED = st.lists(st.sampled_from(LINES), max_size=40).map("\n".join)


@given(TEXTS | PRINTED, st.booleans())
def test_every_letter_and_digit_is_in_the_text_or_counted_as_furniture(text, lines_may_be_paragraphs):
    result = reflow(text, lines_may_be_paragraphs)
    there = Counter(char for char in text if char.isalnum())

    assert Counter(char for char in result.text + "".join(result.removed) if char.isalnum()) == there
    counted = sum(int(finding.split()[0]) for finding in result.findings if " removed, such as" in finding)
    assert counted == len(result.removed)


@given(TEXTS | PRINTED, st.booleans())
def test_a_canonical_text_stays_as_it_is(text, lines_may_be_paragraphs):
    result = reflow(text, lines_may_be_paragraphs).text

    assert reflow(result, lines_may_be_paragraphs) == (result, (), ())


@pytest.mark.slow
@pytest.mark.parametrize(
    "text", ["word-\n" * 5_000, "a-" * 100_000, "Head\n\f" * 5_000, "- 1 -\n" * 5_000, "字" * 99_999]
)
def test_odd_texts_are_read_in_time_that_grows_with_their_length(text):
    start = process_time()
    reflow(text)

    assert process_time() - start < 5
