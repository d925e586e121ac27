"""What is told of a query beside what it finds: nothing is read otherwise than it was typed without a word of it."""

import pytest

from archive.search.query.fields import DATE_FIELDS
from archive.search.query.nodes import Field
from archive.search.query.notices import Notice
from archive.search.query.parser import parse
from archive.search.request.notices import notice_text


@pytest.mark.parametrize(
    ("typed", "notices"),
    [
        ("dis*ment", [Notice("wildcard", "dis*ment")]),
        ("colo?r -wom?n", [Notice("wildcard", "colo?r"), Notice("wildcard", "wom?n")]),
        ("why? govern* statement(s)?", []),
        ("country:China", [Notice("field", "country")]),
        ("langauge:en", [Notice("field", "langauge")]),
        ("title:harbour title:library", [Notice("field", "title")]),
        ("https://example.org/a 12:30 note:", []),
        ("before:soon", [Notice("date", "soon")]),
        ("year:last", [Notice("date", "last")]),
        ("C++ €50", [Notice("symbols", "C++", "+"), Notice("symbols", "€50", "€")]),
        ("+must =exact AI-driven O'Brien 3.5 U.S.", []),
        ('"C++" text:C#', [Notice("symbols", "C++", "+"), Notice("symbols", "C#", "#")]),
        ('"€50 million"~3', [Notice("symbols", "€50 million", "€")]),
        ("§5 § 5", [Notice("symbols", "§5", "§"), Notice("only symbols", "§", "§")]),
        ("😀 harbour OR 😀 library", [Notice("only symbols", "😀", "😀")]),
        ("harbour — library … /", []),
        ("*ment ?what", [Notice("wildcard", "*ment"), Notice("wildcard", "?what")]),
        ("https://example.org/a.php?b=1&c", [Notice("symbols", "https://example.org/a.php?b=1&c", "=&")]),
        ("info@example.org", [Notice("symbols", "info@example.org", "@")]),
        ("harbour^2", [Notice("symbols", "harbour^2", "^")]),
        ("a NEAR", [Notice("near", "NEAR")]),
        ("a NEAR/3 b", []),
        ("speaker:", [Notice("no value", "speaker")]),
        ("speaker:*", [Notice("no value", "speaker")]),
        ("speaker: OR a", [Notice("no value", "speaker")]),
        ('title:"a b" place:(a)', [Notice("field", "title"), Notice("field", "place")]),
        ('said: "a b" note: (a)', []),
        ('before:"the war" after: soon', [Notice("date", "the war"), Notice("date", "soon")]),
        ("from:Russia", [Notice("date", "Russia")]),
        ("1980..1974 date:1980-1974", [Notice("range", "1980..1974"), Notice("range", "1980-1974")]),
        ("{1974 TO 1980} [1974 TO 1980]", [Notice("braces", "1974 TO 1980")]),
        ('"a b"~100 a NEAR/99 b', [Notice("distance", "100", "20"), Notice("distance", "99", "20")]),
        ('"a"~5', [Notice("one word", "5")]),
        ("=a NEAR b", [Notice("any form", "a")]),
        (
            '"a* b" "a *" "colo?r"',
            [Notice("wildcard", "a* b"), Notice("wildcard", "a *"), Notice("wildcard", "colo?r")],
        ),
        ("什么？我们", []),
        ("a - b ! c !", [Notice("lone exclusion", "-"), Notice("lone exclusion", "!")]),
        ("a -", [Notice("lone exclusion", "-")]),
        ('"a b"~x', [Notice("no distance", "~x")]),
        ("harbour?", [Notice("wildcard", "harbour?")]),
        ("a harbour?", []),
        ('text:"a *" any:a*b', [Notice("wildcard", "a *"), Notice("wildcard", "a*b")]),
        ('harbour"', [Notice("last quotation mark", "")]),
        ("not speaker:a", [Notice("lowercase operator", "not")]),
        ("a NEAR/x b", [Notice("foreign operator", "NEAR/x")]),
        (
            "a near3 b adj5 c onear/5 d",
            [Notice("foreign operator", operator) for operator in ("near3", "adj5", "onear/5")],
        ),
        ("a W5 b ODER c", [Notice("foreign operator", "W5"), Notice("foreign operator", "ODER")]),
        ("WIR UND IHR", []),
        (
            "atleast5(a) allcaps(who)",
            [Notice("foreign operator", "atleast5"), Notice("foreign operator", "allcaps")],
        ),
        ("statement(s) headline (a)", []),
        ("climat! policy", [Notice("truncation", "climat!", "climat")]),
        ("stop! we have said so often that it must end", []),
        ("发言人：林梅 来源:港口", [Notice("field", "发言人"), Notice("field", "来源")]),
        ("5..10 $5..$10", [Notice("date", "5..10"), Notice("date", "$5..$10")]),
        ("peace since 2020", [Notice("period", "since 2020", "since:2020")]),
        ("till May 2020", [Notice("period", "till May 2020", "until:May 2020")]),
        ("from 2020 to 2024", [Notice("period", "from 2020 to 2024", "2020..2024")]),
        ("2024 until the 1990s", [Notice("period", "2024 until the 1990s", "1990s..2024")]),
        ("peace last week", [Notice("period", "last week", "since:2024-05-14")]),
        ("two years ago", [Notice("period", "two years ago", "since:2024-05-14")]),
        ("between 2020 and 2024", [Notice("period", "between 2020 and 2024", "2020..2024")]),
        (
            "trade between May 3, 2020 & 5.6.2024",
            [Notice("period", "between May 3, 2020 & 5.6.2024", "May 3, 2020..5.6.2024")],
        ),
        (
            "from May 2024 to June 2024",
            [Notice("period", "from May 2024 to June 2024", "May 2024..June 2024")],
        ),
        ("from:2020 to 2024", [Notice("period", "2020 to 2024", "2020..2024")]),
        (
            "from 2020-2024 between 2020 – 2024",
            [Notice("word before range", "from"), Notice("word before range", "between")],
        ),
        ("since 14 May 2024", [Notice("period", "since 14 May 2024", "since:14 May 2024")]),
        ("until 3/5/2024", [Notice("date", "3/5/2024")]),
        ("the 1990s onwards", [Notice("period", "the 1990s onwards", "since:1990s")]),
        ("prior to Q3 2024", [Notice("period", "prior to Q3 2024", "before:Q3 2024")]),
        (
            ">2020 <=2024 2020+",
            [
                Notice("period", ">2020", "after:2020"),
                Notice("period", "<=2024", "until:2024"),
                Notice("period", "2020+", "since:2020"),
            ],
        ),
        (
            "2020年以来 贸易从2019年至2021年3月",
            [
                Notice("period", "2020年以来", "since:2020年"),
                Notice("period", "从2019年至2021年3月", "2019年..2021年3月"),
            ],
        ),
        ('"a b*"~3', [Notice("near beginning", "3")]),
        ("speaker:*berg theme:h?r event:harb*", [Notice("wildcard", "*berg"), Notice("wildcard", "h?r")]),
        ("№ 5 Acme™", []),
        ("2024-05-14", [Notice("period", "2024-05-14", "date:2024-05-14")]),
        ("May 2024", [Notice("period", "May 2024", "date:May 2024")]),
        ("last 7 days", [Notice("period", "last 7 days", "since:2024-05-14")]),
        ("2024 2030 agenda", []),
        ("2030", []),
        ("in May 2024 at 14.5", []),
        ('"since 2020" "May 2024"', []),
        ("from 5 to 10 and after 20 until 30 since 7/8", []),
        ("this may be the last of 2024", []),
        ("in the end we have not been at peace since 2020", []),
        ("合作 或 发展", [Notice("foreign operator", "或")]),
        ("合作OR发展 HONOR合作", [Notice("foreign operator", "合作OR发展")]),
        ("we have not been at peace since 2020", [Notice("period", "since 2020", "since:2020")]),
        ("before 20 people after the 2020s", [Notice("period", "after the 2020s", "after:2020s")]),
        ("a PRE/3 b", [Notice("foreign operator", "PRE/3")]),
        ("before:2024-00", [Notice("date", "2024-00")]),
        ("[2020 TO *] date:=2024 [* TO 2024-05]", []),
        ("a OR", [Notice("operator", "OR")]),
        ("OR", [Notice("operator", "OR")]),
        ("AND NOT", [Notice("operator", "AND"), Notice("operator", "NOT")]),
        ("NEAR/3", [Notice("near", "NEAR")]),
        (
            "NOT AND a OR OR b",
            [Notice("operator", "NOT"), Notice("operator", "AND"), Notice("operator", "OR")],
        ),
        ("a NOT b OR -c OR (NOT a)", []),
        ("a AND b OR c", [Notice("precedence", "a (b OR c)")]),
        ("a | b && c -d", [Notice("precedence", "(a OR b) c -d")]),
        ("(a AND b) OR c AND d", [Notice("precedence", "((a b) OR c) d")]),
        ("(a AND b) OR (c AND d)", []),
        ("a (b OR c) d AND e", []),
        ("a AND OR b", [Notice("operator", "AND"), Notice("operator", "OR")]),
        ('+"a b" +(c d) +text:e', []),
        ("a + (b)", [Notice("only symbols", "+", "+")]),
        ("1/2/2000..3/4/2001", [Notice("date", "1/2/2000..3/4/2001")]),
        ("a or b", [Notice("lowercase operator", "or")]),
        ("or a b not", []),
        ("to be or not to be", []),
        ("a XOR b", [Notice("foreign operator", "XOR")]),
        ("(a b) OR (c", [Notice("parenthesis", "(")]),
        ("1) a", [Notice("parenthesis", ")")]),
        ('a "b c', [Notice("quotation mark", "b c")]),
        (".NET", [Notice("symbols", ".NET", ".")]),
        ("a Or b", [Notice("lowercase operator", "Or")]),
        ("Not speaker:a", [Notice("lowercase operator", "Not")]),
        ("a pre/3 b AND-NOT c", [Notice("foreign operator", "pre/3"), Notice("foreign operator", "AND-NOT")]),
        ("=-a", [Notice("symbols", "=-a", "-")]),
        ("[2024 TO 2020]", [Notice("range", "[2024 TO 2020]")]),
        ("[2020 TO 2024", [Notice("date", "[2020 TO 2024")]),
        ("[* TO *]", [Notice("date", "[* TO *]")]),
        ("speaker:() a", [Notice("no value", "speaker")]),
        ("* a", [Notice("wildcard", "*")]),
        ('"a b"*', [Notice("wildcard", "*")]),
        ("/harb.*/", [Notice("wildcard", "/harb.*/")]),
    ],
)
def test_what_does_not_mean_what_it_seems_to_is_noticed(typed, notices):
    assert list(parse(typed).notices) == notices


@pytest.mark.parametrize(
    ("typed", "same", "ignored"),
    [
        ('"a"~', '"a"', "~"),
        ('"a b"~ c', '"a b" c', "~"),
        ('"a b"~1.5', '"a b"', "~1.5"),
        ('"a b"~-3 c', '"a b" c', "~-3"),
        ('"a b"~5~3', '"a b"~5', "~3"),
        ('speaker:"a b"~2', 'speaker:"a b"', "~2"),
    ],
)
def test_what_is_no_distance_is_left_out_with_a_notice(typed, same, ignored):
    query = parse(typed)
    assert (query.root, query.notices) == (parse(same).root, (Notice("ignored distance", ignored),))


@pytest.mark.parametrize(
    ("typed", "sign"),
    [
        ("!!a", "!!a"),
        ("--a", "--a"),
        ("NOT NOT a", "NOT NOT"),
        ("NOT -a", "NOT -"),
    ],
)
def test_exclusions_that_cancel_each_other_out_are_noticed(typed, sign):
    query = parse(f"b {typed}")
    assert (query.root, query.notices) == (parse("b a").root, (Notice("double negation", sign),))
    assert parse(f"b {typed.replace('a', '')}-a").root == parse("b -a").root


def test_an_exclusion_of_a_value_may_cancel_another_out():
    assert parse("-speaker:-a").notices == (Notice("double negation", "-speaker:-a"),)
    assert parse("-speaker:-a").root == parse("speaker:a").root


@pytest.mark.parametrize(
    ("typed", "notices"),
    [
        ("before:2020 after:2024", [Notice("no common day", "after:2024", "before:2020")]),
        ("from:2024 a to:2020", [Notice("no common day", "date:2024..", "date:..2020")]),
        ("before:2020 after:2018", []),
        ("before:2020 after:2018-12-31", []),
        ("before:2020 after:2019", [Notice("no common day", "after:2019", "before:2020")]),
        ("before:2020 OR after:2024", []),
        ("before:2020 -after:2024", []),
        ("date:2020 date:2020-05", []),
    ],
)
def test_dates_that_exclude_each_other_are_noticed(typed, notices):
    assert list(parse(typed).notices) == notices


@pytest.mark.parametrize(
    ("typed", "instead"),
    [
        ("country:fr", "source:"),
        ("title:x", "words without a field"),
        ("speker:x", "Did you mean “speaker”?"),
        ("in:x", "Fields are: speaker, "),
        ("organisation:x", "Did you mean “speaker”?"),
        ("headline:x", "words without a field"),
        ("sort:newest", "beside the results"),
        ("a XOR b", "Operators are AND, OR, NOT and NEAR"),
        ("a or b", "is written OR"),
        ("(a", "has no counterpart"),
        ('"a b"~x', "not a distance such as ~5"),
        ('harbour"', "A quotation mark has no counterpart"),
    ],
)
def test_a_field_that_does_not_exist_is_answered_with_what_does(typed, instead):
    (notice,) = parse(typed).notices
    assert instead in notice_text(notice)


@pytest.mark.parametrize(
    "typed",
    [
        "since May 14, 2024",
        "between 2024-Q3 and 3 June 2025",
        "1990s until 2024",
        "自2020年5月14日以来",
        "before the 14.5.2024",
        "last month",
        "Q3 2024",
    ],
)
def test_what_a_notice_on_a_period_writes_is_read_as_dates(typed):
    (notice,) = parse(typed).notices
    assert notice.kind == "period"
    written = parse(notice.detail)
    assert (type(written.root), written.root.name in DATE_FIELDS, written.notices) == (Field, True, ())
    assert notice.detail in notice_text(notice)
