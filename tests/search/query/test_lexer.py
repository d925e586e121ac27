import pytest

from archive.search.query.nodes import And, Field, Not, Or, Term
from archive.search.query.parser import parse

A, B, C = map(Term, "abc")


def phrase(text, distance=None):
    """The text in quotation marks."""
    return Term(text, in_text=True, distance=distance, exact=distance is None)


@pytest.mark.parametrize(
    ("typed", "root"),
    [
        # words
        ("AI-driven 3.5%", And((Term("AI-driven"), Term("3.5%")))),
        ("张国清", Term("张国清")),
        ("一带一路　合作", And((Term("一带一路"), Term("合作")))),
        ("nul\x00byte\x1b[31m", And((Term("nul"), Term("byte"), Term("[31m")))),
        # phrases
        ('"global  governance"', phrase("global governance")),
        ("“global governance”", phrase("global governance")),
        ("„global governance“", phrase("global governance")),
        ("«global governance»", phrase("global governance")),
        ("＂global governance＂", phrase("global governance")),
        ('"governance"', phrase("governance")),
        ('a"b"c', And((A, phrase("b"), C))),
        ('"unbalanced quote', phrase("unbalanced quote")),
        ('say "', Term("say")),
        ('"" a " "', A),
        ('"a (b) OR -c"', phrase("a (b) OR -c")),
        ('"a (b) OR -c*"', Term("a (b) OR -c", prefix=True, in_text=True)),
        ('"a * b" "* a" "a *"', And((phrase("a * b"), phrase("* a"), phrase("a *")))),
        ("‘global governance’ 'global governance'", And((phrase("global governance"),) * 2)),
        ("「全球 治理」『全球』", And((phrase("全球 治理"), phrase("全球")))),
        ("'tis ships' 'n' boats", And((phrase("tis ships"), Term("'n'"), Term("boats")))),
        ("'tis the '60s", And(tuple(map(Term, ("'tis", "the", "'60s"))))),
        ("‘China’s rise’", phrase("China’s rise")),
        ('="global governance"', phrase("global governance")),
        ("50 % of 3 ٪", And(tuple(map(Term, ("50%", "of", "3٪"))))),
        # prefixes
        ("govern*", Term("govern", prefix=True)),
        ("govern＊", Term("govern", prefix=True)),
        ("govern**", Term("govern", prefix=True)),
        ("AI-driv*", Term("AI-driv", prefix=True)),
        ("govern*:", Term("govern", prefix=True)),
        ("ships: boats：", And((Term("ships"), Term("boats")))),
        ("a*b", Term("a*b")),
        ('"govern*"', Term("govern", prefix=True, in_text=True)),
        ('text:"global governance"', phrase("global governance")),
        ("text:governance", Term("governance", in_text=True)),
        ("text:govern*", Term("govern", prefix=True, in_text=True)),
        ('any:"global governance"', Term("global governance", exact=True)),
        ("=governance", Term("governance", exact=True)),
        ("text:=governance", phrase("governance")),
        ("-=governance", Not(Term("governance", exact=True))),
        ("=govern*", Term("govern", prefix=True)),
        ("a=b", Term("a=b")),
        ("any:OR", Term("OR")),
        # near each other
        ('"global governance"~5', phrase("global governance", 5)),
        ("“global governance”～5", phrase("global governance", 5)),
        *(
            (typed, phrase("global governance"))
            for typed in (
                "``global governance''",
                "''global governance''",
                "‘‘global governance’’",
                "““global governance””",
                '""global governance""',
                '"“global governance”"',
                '(""global governance"")',
            )
        ),
        ('"a""b"', And((phrase("a"), phrase("b")))),
        ("5'' a 7''x", And((Term("5''"), A, Term("7''x")))),
        ("glo\u200ebal\u061c", Term("global")),
        ('"global governance"~0', phrase("global governance", 0)),
        ('"global governance"~500', phrase("global governance", 20)),
        ('"global governance"~', phrase("global governance")),
        ('"governance"~5', phrase("governance")),
        ('"人工智能"~5', phrase("人工智能")),
        ('"人工 智能"~5', phrase("人工 智能", 5)),
        ("人工 NEAR 智能", phrase("人工 智能", 10)),
        ("co-operation NEAR/3 a", phrase("co-operation a", 3)),
        ("a NEAR5 b", phrase("a b", 5)),
        ("a NEAR:5 b", phrase("a b", 5)),
        ('"global governance" ~ 3', phrase("global governance", 3)),
        ("(after:May 2024)", Field("after", "May 2024")),
        ("global NEAR governance", phrase("global governance", 10)),
        ("global NEAR/3 governance", phrase("global governance", 3)),
        ("global near/3 governance", phrase("global governance", 3)),
        ("global W/3 governance", phrase("global governance", 3)),
        ('"global governance" ~3', phrase("global governance", 3)),
        ('(a OR "global governance"~3)', Or((A, phrase("global governance", 3)))),
        ("after:May 2024", Field("after", "May 2024")),
        ("a -before: 5 May 2024 b", And((A, Not(Field("before", "5 May 2024")), B))),
        ("date:31/12/2025", Field("date", "31/12/2025")),
        ("a NEAR/3 b NEAR/3 c", phrase("a b c", 3)),
        ("a NEAR/3 b NEAR/4 c", And((phrase("a b", 3), C))),
        ("near a", And((Term("near"), A))),
        ("a NEAR", A),
        ("NEAR a", A),
        ("NEAR", None),
        ('a NEAR "b c"', And((A, phrase("b c")))),
        ("a NEAR -b", And((A, Not(B)))),
        ("a NEAR (b OR c)", And((A, Or((B, C))))),
        # other signs for the operators
        ("!a ~b", And((Not(A), Not(B)))),
        ("¬a −b", And((Not(A), Not(B)))),
        ("−40 -40", And((Term("−40"), Not(Term("40"))))),  # copied with its number
        ("text:−40 text:−a", And((Term("−40", in_text=True), Not(Term("a", in_text=True))))),
        ("a ! b", And((A, B))),
        ("a! b", And((Term("a!"), B))),
        ("a | b", Or((A, B))),
        ("a || b", Or((A, B))),
        ("a|b", Or((A, B))),
        ("a & b", And((A, B))),
        ("a && b", And((A, B))),
        ("AT&T", Term("AT&T")),
        ("+a +b", And((Term("+a"), Term("+b")))),
    ],
)
def test_words_and_phrases_are_read(typed, root):
    assert (parse(typed).root, parse(typed).truncated) == (root, False)


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
        ("document:harbour-remarks", Field("document", "harbour-remarks")),
        ("language:zh", Field("language", "zh")),
        ("attribution:direct", Field("attribution", "direct")),
        ("before:2024", Field("before", "2024")),
        ("after:2023-05", Field("after", "2023-05")),
        ("after:2023-05-14", Field("after", "2023-05-14")),
        ('before:"2024-02-29"', Field("before", "2024-02-29")),
        ("speaker:Xi(a)", And((Field("speaker", "Xi"), A))),
        # what looks like a field
        ("foo:bar", Term("foo:bar")),
        ('foo:"b a"', And((Term("foo"), phrase("b a")))),
        ("myspeaker:Li", Term("myspeaker:Li")),
        ("ſpeaker:Li", Term("ſpeaker:Li")),
        ('"speaker:Li"', phrase("speaker:Li")),
        ("speaker:", Term("speaker")),
        ("speaker: Li", Field("speaker", "Li")),
        ('speaker: "Xi Jinping"', Field("speaker", "Xi Jinping")),
        # a field of several values
        ("a speaker: (Li)", And((A, Field("speaker", "Li")))),
        (
            "-speaker:(Li OR (“Xi Jinping” a))",
            Not(Or((Field("speaker", "Li"), And((Field("speaker", "Xi Jinping"), Field("speaker", "a")))))),
        ),
        ("text:(a OR b*) c", And((Or((Term("a", in_text=True), Term("b", prefix=True, in_text=True))), C))),
        ("date:(1974 OR then) b", And((Or((Field("date", "1974"), Term("then"))), B))),
        ("speaker:-Li -speaker:!Li", And((Not(Field("speaker", "Li")), Field("speaker", "Li")))),
        ("speaker: OR a", Or((Term("speaker"), A))),
        ('speaker:"" a', And((Term("speaker"), A))),
        ("speaker:?", Term("speaker:?")),
        ("speaker:*", Term("speaker", prefix=True)),
        ("-speaker:", Not(Term("speaker"))),
        ("before:soon", Term("before:soon")),
        ("before:2023-02-29", Term("before:2023-02-29")),
        ("before:0000", Term("before:0000")),
        ("before:２０２４", Field("before", "２０２４")),
        ("after:2023-5", Field("after", "2023-5")),
        ('before:"next year"', And((Term("before"), phrase("next year")))),
        ("lang:en", Field("language", "en")),
        ("author:Li", Field("speaker", "Li")),
        ("publisher:Xinhua", Field("source", "Xinhua")),
        # dates
        ("1974..1980", Field("date", "1974..1980")),
        ("1974-1980", Field("date", "1974-1980")),
        ("-1974-1980", Not(Field("date", "1974-1980"))),
        ("1980-1974", Term("1980-1974")),
        ("1974", Term("1974")),
        ("2024-05", Term("2024-05")),
        ("date:1974", Field("date", "1974")),
        ("year:1974", Field("date", "1974")),
        ("date:1974..1980", Field("date", "1974..1980")),
        ("before:31.12.2025", Field("before", "31.12.2025")),
        ("after:1990s", Field("after", "1990s")),
        ("date:2024-Q3", Field("date", "2024-Q3")),
        ("after:q3 2024 a", And((Field("after", "q3 2024"), A))),
        ("2023 Q4 – 2024Q1", Field("date", "2023 Q4 – 2024Q1")),
        ("Q3 2024", And((Term("Q3"), Term("2024")))),
        ("date:2024-Q5", Term("date:2024-Q5")),
        ('after:"March 2025"', Field("after", "March 2025")),
        ("after:1974-1980", Term("after:1974-1980")),
        ("1974.. ..1980", And((Field("date", "1974.."), Field("date", "..1980")))),
        ("in 1974...", And((Term("in"), Term("1974...")))),
        (
            "from:1974 since:1974 until:1980 to:1980",
            And((Field("date", "1974.."),) * 2 + (Field("date", "..1980"),) * 2),
        ),
        ("from:Russia with", And((Term("from:Russia"), Term("with")))),
        ("1974 - 1980", Field("date", "1974 - 1980")),
        ("-date:1974 – 1980 a", And((Not(Field("date", "1974 – 1980")), A))),
        ("May 1974..3 June 1975", Field("date", "May 1974..3 June 1975")),
        ("[1974 TO 1980] a", And((Field("date", "1974 TO 1980"), A))),
        ("date:>1974 date:<=1980", And((Field("after", "1974"), Field("date", "..1980")))),
        ("before:31-12-2025", Field("before", "31-12-2025")),
    ],
)
def test_fields_are_read_and_what_is_no_field_is_words(typed, root):
    assert (parse(typed).root, parse(typed).truncated) == (root, False)


@pytest.mark.parametrize(
    ("term", "words", "is_phrase"),
    [
        (Term("Governance"), ("governance",), False),
        (Term("China’s"), ("china",), False),
        (Term("global governance"), ("global", "governance"), True),
        (Term("AI-driv", prefix=True), ("ai", "driv"), True),
        (Term("3.5%"), ("3", "5", "percent"), True),
        (Term("张国清"), ("张", "国", "清"), True),
    ],
)
def test_a_term_is_a_phrase_if_it_has_several_words(term, words, is_phrase):
    assert (term.words, term.is_phrase) == (words, is_phrase)


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("a ＯＲ b", "a OR b"),
        ("ＮＯＴ a", "NOT a"),
        ("+speaker:a =kind:b", "speaker:a kind:b"),
    ],
)
def test_operators_may_be_typed_otherwise(typed, same):
    assert (parse(typed).root, parse(typed).notices) == (parse(same).root, ())


def test_a_quotation_mark_within_a_hebrew_abbreviation_is_part_of_it():
    assert parse('צה"ל').root == Term('צה"ל')
    assert parse('צה"ל').notices == ()
    assert parse('"שלום רב"').root == parse("“שלום רב”").root


@pytest.mark.parametrize("date", ["２０２４", "٢٠٢٤", "२०२४-०५", "1990s-2000s", "1990s–2000s"])
def test_dates_may_have_digits_of_any_script_and_decades_at_their_ends(date):
    assert parse(f"date:{date}").root == Field("date", date)


def test_punctuation_alone_changes_nothing_of_what_is_searched():
    assert parse("harbour OR 😀 library").root == parse("harbour OR library").root
    assert parse("harbour NEAR/3 § library").root == parse("harbour NEAR/3 library").root
    assert not parse("😀 (§)")


@pytest.mark.parametrize(
    "typed", ["speaker:adeyemi", "speaker: adeyemi", "speaker : adeyemi", "speaker :adeyemi"]
)
def test_spaces_around_the_colon_of_a_field_do_not_matter(typed):
    assert parse(typed).root == Field("speaker", "adeyemi")
