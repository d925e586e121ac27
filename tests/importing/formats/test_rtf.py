"""Rich text."""

import pytest

from archive.importing.errors import ImportDocumentError
from archive.importing.formats import rtf
from archive.importing.parse import parse_file, parse_text


def rich(
    body, head="\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fcharset0 Times;}{\\f1\\fcharset204 Arial;}}"
):
    return f"{{\\rtf1{head} {body}}}".encode("latin-1")


def texts(body):
    return [paragraph.text for paragraph in rtf.to_text(rich(body), "note.rtf").sections[0].paragraphs]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("One\\par Two\\line three\\par", ["One", "Two\nthree"]),
        ("It\\rquote s \\ldblquote here\\rdblquote\\emdash now", ["It’s “here”—now"]),
        ("d\\'e9j\\'e0 \\'93vu\\'94", ["déjà “vu”"]),
        ("d\xe9j\xe0 vu", ["déjà vu"]),
        ("{\\f1\\'cf\\'f0\\'e8\\'ec\\'e5\\'f0}", ["Пример"]),
        ("\\u21490 ?\\u21490? \\'e9", ["史史 é"]),
        ("{\\uc2\\u8217 \\'92\\'92}s {\\uc0\\u8217 s}", ["’s ’s"]),
        ("\\u-10179 ?\\u-8704 ?", ["😀"]),
        ("{\\pntext\\f0 1.\\tab}first\\par{\\listtext\\u-3913 ?\\tab}second", ["1. first", "• second"]),
        ("10{\\super 6} and H{\\sub 2}O", ["10⁶ and H2O"]),
        ("10{\\sub 2}, 10{\\up6 3}, 10{\\dn6 4}, 10{\\up0 5}", ["10₂, 10³, 10₄, 105"]),
        ("{\\b bo}ld\\~word", ["bold word"]),
        ("Before \\{braces\\} \\\\ after", ["Before {braces} \\ after"]),
        ('{\\field{\\*\\fldinst HYPERLINK "https://x.example"}{\\fldrslt a link}}', ["a link"]),
        ("{\\upr{ansi}{\\*\\ud{\\u8217 ?}}}s", ["’s"]),
        (
            "{\\shp{\\*\\shpinst{\\sp{\\sn a}{\\sv b}}{\\shptxt In a box\\par}}{\\shprslt In a box}}End",
            ["In a box", "End"],
        ),
        ("{\\*\\unknown hidden}Shown{\\pict\\bin3 }}}\\par}", ["Shown"]),
    ],
)
def test_text_is_read(body, expected):
    assert texts(body) == expected


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("\\ansi\\ansicpg1251", "\\'cf\\'f0", "Пр"),
        ("\\ansi\\ansicpg932", "\\'93\\'fa\\'96{\\'7b}", "日\ufffd{"),
        ("\\ansi\\ansicpg932", "\\'93\\'fa\\'83A", "日ア"),
        ("\\mac", "caf\\'8e", "café"),
        ("\\ansi\\ansicpg99999", "\\'e9", "é"),
    ],
)
def test_the_code_page_of_the_file_is_followed(head, body, expected):
    assert rtf.to_text(rich(body, head), "n").sections[0].paragraphs[0].text == expected


def test_rows_and_notes():
    body = (
        "\\trowd\\cellx1\\cellx2\\pard\\intbl a\\cell b\\par c\\cell\\row\\trowd\\pard\\intbl d\\cell e\\cell\\row"
        "\\pard Words{\\super\\chftn}{\\footnote\\pard{\\super\\chftn} A note.} go on.\\par End."
    )

    assert texts(body) == ["a", "b", "c", "d | e", "Words[1] go on.", "End.", "[1] A note."]


def test_headings_are_known_by_their_style():
    head = "\\ansi{\\stylesheet{\\s0 Normal;}{\\s3\\outlinelevel0 Anything;}}"
    paragraphs = (
        rtf.to_text(rich("\\pard\\s3 Dues\\par\\pard\\s0 They fall.", head), "n").sections[0].paragraphs
    )

    assert [(paragraph.text, paragraph.kind) for paragraph in paragraphs] == [
        ("Dues", "heading"),
        ("They fall.", ""),
    ]


def test_what_is_left_out_is_reported():
    body = (
        "{\\header Page 1\\par}Said{\\deleted  not} this{\\v  secretly}.{\\*\\atnid AL}{\\*\\annotation check it}"
        "{\\*\\shppict{\\pict 0102}}{\\nonshppict{\\pict 0102}}"
    )
    result = rtf.to_text(rich(body) + b" rest", "n")

    assert [paragraph.text for paragraph in result.sections[0].paragraphs] == ["Said this."]
    assert result.findings == (
        "Left out: 1 comment, 1 hidden text, 1 page header, 1 picture and 1 tracked deletion "
        "(6 words: “Page 1”, “not”, “secretly”, “check it”).",
        "Left out: 4 characters behind the end of the rich text.",
    )


def test_formulas_and_choices_of_forms_are_counted():
    formula = "{\\mmath{\\*\\moMath{\\mf{\\mnum{\\mr half}}{\\mden{\\mr  a day}}}}}"
    choice = "{\\field{\\*\\fldinst FORMDROPDOWN {\\*\\formfield{\\ffres1{\\*\\ffl No}}}}{\\fldrslt}}"
    extracted = rtf.to_text(rich(f"It took {formula}. {choice}"), "a.rtf")

    assert [paragraph.text for paragraph in extracted.sections[0].paragraphs] == ["It took ."]
    assert extracted.findings == ("Left out: 1 form field and 1 formula (3 words: “half a day”).",)


def test_struck_out_words_are_kept_and_counted_a_passage_at_a_time():
    body = "Three {\\strike of \\'74he }shells\\striked1 !\\strike0  Six{\\strike .\\plain  So.}\\par"
    result = rtf.to_text(rich(body), "n")

    assert [paragraph.text for paragraph in result.sections[0].paragraphs] == [
        "Three of the shells! Six. So."
    ]
    assert result.findings == ("3 struck-out passages were kept as ordinary words.",)


def test_pasted_rich_text_is_read():
    assert parse_text("{\\rtf1\\ansi Größe 😀 – d\\'e9j\\'e0}").document.text == "Größe 😀 – déjà"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"{\\rtf1 cut {\\b off", "is cut off: one of its groups has no end."),
        (b"{\\rtf1\\", "is cut off: one of its groups has no end."),
        (b"{" * 100_000, "is not rich text: it does not start with {\\rtf."),
        (b"{\\rtf1" + b"{" * 1_000_000, "nests its groups more than 1,000 deep."),
        (rich("{\\pict 00}"), "is empty."),
    ],
    ids=["cut off", "backslash", "no RTF", "deep", "picture"],
)
def test_what_cannot_be_read_is_refused(content, reason):
    with pytest.raises(ImportDocumentError) as error:
        parse_file(content, "note.rtf", format_name="rtf")

    assert error.value.message == f"note.rtf {reason}"
