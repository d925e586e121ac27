"""Formulas of web pages, Word and RTF as a line of characters that says the same."""

import pytest

from archive.importing.parse import parse_file
from tests.importing.word_files import p, r, word_file

M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
CONVERTED = "1 formula was written as a line of characters."


def mr(text):
    return f"<m:r><m:t>{text}</m:t></m:r>"


def omml(name, properties="", **parts):
    inside = "".join(
        f"<m:{part}>{mr(text) if text[:1] != '<' else text}</m:{part}>" for part, text in parts.items()
    )
    return f"<m:{name}><m:{name}Pr>{properties}</m:{name}Pr>{inside}</m:{name}>"


def word_text(*inside):
    return read(word_file(p(r("It is 3"), *inside, r(" here."))), "a.docx")


def web_text(formula):
    return read(f"<p>It is 3<math>{formula}</math> here.</p>".encode(), "a.html")


def read(content, name):
    parsed = parse_file(content, name)
    (document,) = parsed.documents
    assert CONVERTED in parsed.findings
    return document.text.removeprefix("It is 3").removesuffix(" here.")


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (omml("f", num="1", den="2"), "½"),
        (omml("f", num="5", den="17"), " 5/17"),
        (omml("f", num="a+b", den="c"), "(a+b)/c"),
        (mr("x") + omml("f", num="1", den="2"), "x½"),
        (omml("sSup", e="x", sup="2"), "x²"),
        (omml("sSup", e="10", sup="-3"), " 10⁻³"),
        (omml("sSup", e="e", sup="x+1"), "e^(x+1)"),
        (omml("sSup", e="f", sup="′"), "f′"),
        (omml("sSub", e="H", sub="2"), "H₂"),
        (omml("sSub", e="x", sub="max"), "x_max"),
        (omml("sSubSup", e="x", sub="1", sup="2"), "x₁²"),
        (omml("rad", deg="", e="9"), "√9"),
        (omml("rad", deg="3", e="a+b"), "∛(a+b)"),
        (omml("func", fName="sin", e="x"), "sin x"),
        (mr("f") + omml("d", e="x"), "f(x)"),
        (omml("d", '<m:begChr m:val="["/><m:endChr m:val="]"/>', e="a"), "[a]"),
        (omml("nary", '<m:chr m:val="∑"/>', sub="i=1", sup="n", e="x"), "∑_(i=1)^nx"),
        (omml("nary", sub="0", sup="1", e="x"), "∫₀¹x"),
        (omml("f", num=omml("f", num="a", den="b"), den="c"), "(a/b)/c"),
        (omml("acc", '<m:chr m:val="⃗"/>', e="v"), "v⃗"),
        (omml("bar", e="x"), "x\u0305"),
        (omml("limLow", e="lim", lim="x→0") + mr("f"), "lim_(x→0)f"),
        (omml("limUpp", e="x", lim="n"), "x^n"),
        (omml("sPre", sub="6", sup="2", e="C"), "₆²C"),
        (f"<m:eqArr><m:e>{mr('a=b')}</m:e><m:e>{mr('c=d')}</m:e></m:eqArr>", "a=b; c=d"),
        (
            f"<m:m><m:mr><m:e>{mr('a')}</m:e><m:e>{mr('b')}</m:e></m:mr><m:mr><m:e>{mr('c')}</m:e></m:mr></m:m>",
            "a, b; c",
        ),
    ],
)
def test_a_formula_of_word(formula, expected):
    assert word_text(f"<m:oMath {M}>{formula}</m:oMath>") == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("<mfrac><mn>1</mn><mn>2</mn></mfrac>", "½"),
        ("<mfrac><mn>5</mn><mn>17</mn></mfrac>", " 5/17"),
        ("<mrow><mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup></mrow>", "E=mc²"),
        ("<msub><mi>x</mi><mi>n</mi></msub>", "x_n"),
        ("<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>", "x₁²"),
        ("<msqrt><mi>a</mi><mo>+</mo><mi>b</mi></msqrt>", "√(a+b)"),
        ("<mroot><mi>x</mi><mn>3</mn></mroot>", "∛x"),
        (
            "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover>",
            "∑_(i=1)^n",
        ),
        ("<mfenced><mi>a</mi><mi>b</mi></mfenced>", "(a,b)"),
        ("<mi>x</mi><mtext> if </mtext><mi>y</mi>", "x if y"),
        ("<mtable><mtr><mtd>a</mtd><mtd>b</mtd></mtr><mtr><mtd>c</mtd></mtr></mtable>", "a, b; c"),
        ("<semantics><mi>x</mi><annotation>\\x</annotation></semantics>", "x"),
    ],
)
def test_a_formula_of_a_web_page(formula, expected):
    assert web_text(formula) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (r"\f(1,2)", "½"),
        (r"\f(1;2)", "½"),
        (r"\f(a+b,c)", "(a+b)/c"),
        (r"\f(\f(a,b),c)", "(a/b)/c"),
        (r"\r(9)", "√9"),
        (r"\r(3,x)", "∛x"),
        (r"x\s\up8(2)", "x²"),
        (r"x\s\do4(1)", "x₁"),
        (r"\i\su(i=1,n,x)", "∑_(i=1)^nx"),
        (r"\b\lc\{\rc\}(x)", "{x}"),
        (r"\b(x)", "(x)"),
        (r"\a\al(a,b)", "a, b"),
        (r"\x(a\,b)", "a,b"),
        (r"\f(1,2) \* MERGEFORMAT", "½"),
    ],
)
def test_a_formula_field_of_word_and_rtf(code, expected):
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    instruction = f'<w:r><w:instrText xml:space="preserve"> EQ {code} </w:instrText></w:r>'
    escaped = code.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
    rich = rf"{{\rtf1 It is 3{{\field{{\*\fldinst {{ EQ {escaped} }}}}{{\fldrslt }}}} here.\par}}"

    assert word_text(marks[0], instruction, *marks[1:]) == expected
    assert word_text(marks[0], instruction, marks[2]) == expected
    assert word_text(f'<w:fldSimple w:instr=" EQ {code} "/>') == expected
    assert read(rich.encode(), "a.rtf") == expected


def test_what_stands_above_a_character_is_its_reading():
    code = r"EQ \* jc2 \* &quot;Font:MS Mincho&quot; \* hps10 \o\ad(\s\up 9(とう),東)"
    parsed = parse_file(word_file(p(f'<w:fldSimple w:instr="{code}"/>', r("京"))), "a.docx")

    assert parsed.documents[0].text == "東（とう）京"
    assert parsed.findings == ("1 reading was set in parentheses behind the characters (ruby).",)
