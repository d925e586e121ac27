"""Which lines make a paragraph."""

import textwrap

import pytest

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
