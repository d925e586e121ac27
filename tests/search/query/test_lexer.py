import pytest

from archive.search.query.nodes import And, Field, Not, Term
from archive.search.query.parser import Query, parse

A, B, C = map(Term, "abc")


@pytest.mark.parametrize(
    ("typed", "root"),
    [
        # words
        ("AI-driven 3.5%", And((Term("AI-driven"), Term("3.5%")))),
        ("张国清", Term("张国清")),
        ("一带一路　合作", And((Term("一带一路"), Term("合作")))),
        ("nul\x00byte\x1b[31m", And((Term("nul"), Term("byte"), Term("[31m")))),
        # phrases
        ('"global  governance"', Term("global governance")),
        ("“global governance”", Term("global governance")),
        ("„global governance“", Term("global governance")),
        ("«global governance»", Term("global governance")),
        ("＂global governance＂", Term("global governance")),
        ('"governance"', Term("governance")),
        ('a"b"c', And((A, B, C))),
        ('"unbalanced quote', Term("unbalanced quote")),
        ('say "', Term("say")),
        ('"" a " "', A),
        ('"a (b) OR -c*"', Term("a (b) OR -c*")),
        # prefixes
        ("govern*", Term("govern", prefix=True)),
        ("govern＊", Term("govern", prefix=True)),
        ("govern**", Term("govern", prefix=True)),
        ("AI-driv*", Term("AI-driv", prefix=True)),
        ("govern*:", Term("govern", prefix=True)),
        ("ships: boats：", And((Term("ships"), Term("boats")))),
        ("a*b", Term("a*b")),
        ('"govern*"', Term("govern*")),
    ],
)
def test_words_and_phrases_are_read(typed, root):
    assert parse(typed) == Query(root, truncated=False)


@pytest.mark.parametrize(
    ("typed", "root"),
    [
        # fields
        ("speaker:Li", Field("speaker", "Li")),
        ('speaker:"Xi  Jinping"', Field("speaker", "Xi Jinping")),
        ("speaker:“Xi Jinping”", Field("speaker", "Xi Jinping")),
        ('speaker:"Xi Jinping', Field("speaker", "Xi Jinping")),
        ("Speaker：习近平", Field("speaker", "习近平")),
        ("THEME:trade", Field("theme", "trade")),
        ("event:SCO-2024", Field("event", "SCO-2024")),
        ("source:example.org/a:b", Field("source", "example.org/a:b")),
        ("kind:speech", Field("kind", "speech")),
        ("language:zh", Field("language", "zh")),
        ("attribution:direct", Field("attribution", "direct")),
        ("before:2024", Field("before", "2024")),
        ("after:2023-05", Field("after", "2023-05")),
        ("after:2023-05-14", Field("after", "2023-05-14")),
        ('before:"2024-02-29"', Field("before", "2024-02-29")),
        ("speaker:Xi(a)", And((Field("speaker", "Xi"), A))),
        # what looks like a field
        ("foo:bar", Term("foo:bar")),
        ('foo:"b a"', And((Term("foo"), Term("b a")))),
        ("myspeaker:Li", Term("myspeaker:Li")),
        ("ſpeaker:Li", Term("ſpeaker:Li")),
        ('"speaker:Li"', Term("speaker:Li")),
        ("speaker:", Term("speaker")),
        ("speaker: Li", And((Term("speaker"), Term("Li")))),
        ('speaker:"" a', And((Term("speaker"), A))),
        ("speaker:?", Term("speaker:?")),
        ("speaker:*", Term("speaker", prefix=True)),
        ("-speaker:", Not(Term("speaker"))),
        ("before:soon", Term("before:soon")),
        ("before:2023-02-29", Term("before:2023-02-29")),
        ("before:0000", Term("before:0000")),
        ("before:２０２４", Term("before:２０２４")),
        ("after:2023-5", Field("after", "2023-5")),
        ('before:"next year"', And((Term("before"), Term("next year")))),
    ],
)
def test_fields_are_read_and_what_is_no_field_is_words(typed, root):
    assert parse(typed) == Query(root, truncated=False)


@pytest.mark.parametrize(
    ("term", "words", "is_phrase"),
    [
        (Term("Governance"), ("governance",), False),
        (Term("China’s"), ("china",), False),
        (Term("global governance"), ("global", "governance"), True),
        (Term("AI-driv", prefix=True), ("ai", "driv"), True),
        (Term("3.5%"), ("3", "5"), True),
        (Term("张国清"), ("张", "国", "清"), True),
    ],
)
def test_a_term_is_a_phrase_if_it_has_several_words(term, words, is_phrase):
    assert (term.words, term.is_phrase) == (words, is_phrase)
