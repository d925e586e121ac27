import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.search.query.fields import FIELDS
from archive.search.query.nodes import And, Field, Not, Or, Term, leaves
from archive.search.query.parser import MAX_DEPTH, MAX_LENGTH, MAX_TERMS, any_field_text, parse
from archive.search.query.unparse import unparse

A, B, C, D = map(Term, "abcd")

SYNTAX = """' ‘ ’ 「 < > >= .. TO [ ] 「b」 from: title: (a text:( XOR or %
= ＝ =a OR AND NOT NEAR NEAR/3 | & ~3 ~ text: any: date: 1974-1980 1974..1980
or - － * ＊ ( ) （ ） " “ ” « : ： speaker: ſpeaker: foo: Event： before: after:2023 -05 2024"""
CHARACTERS = [*SYNTAX.split(), *"ab张й&|!\\\x00\u0301", "'s", " ", " ", " ", " OR ", "word" * 40]
TYPED_QUERIES = st.text(max_size=300) | st.lists(st.sampled_from(CHARACTERS), max_size=60).map("".join)


@pytest.mark.parametrize(
    ("typed", "root"),
    [
        ("", None),
        ("   ", None),
        ("- -- * ? &|!():", None),
        ("ships", Term("ships")),
        ("global  governance", And((Term("global"), Term("governance")))),
        # exclusion
        ("-war", Not(Term("war"))),
        ("－war", Not(Term("war"))),
        ("NOT war", Not(Term("war"))),
        ("a -b", And((A, Not(B)))),
        ("a - b", And((A, B))),
        ("a -- b", And((A, B))),
        ("a-b", Term("a-b")),
        ('-"cheap ships"', Not(Term("cheap ships", in_text=True, exact=True))),
        ("-speaker:Li", Not(Field("speaker", "Li"))),
        ('-speaker:"Li Qiang"', Not(Field("speaker", "Li Qiang"))),
        ("-(a b)", Not(And((A, B)))),
        ("NOT (a OR b)", Not(Or((A, B)))),
        ("-govern*", Not(Term("govern", prefix=True))),
        ("-(a -b) c", And((Not(And((A, Not(B)))), C))),
        ("--a", A),
        ("NOT -a", A),
        ("NOT NOT a", A),
        ("-(-a)", A),
        ("-(-(a b))", And((A, B))),
        ("-(NOT (a OR b)) OR c", Or((A, B, C))),
        ("not a", And((Term("not"), A))),
        # alternatives
        ("a OR b", Or((A, B))),
        ("a OR b OR c", Or((A, B, C))),
        ("a OR b c -d", And((Or((A, B)), C, Not(D)))),
        ("a b OR c", And((A, Or((B, C))))),
        ("a OR -b", Or((A, Not(B)))),
        ("NOT a OR b", Or((Not(A), B))),
        ("a OR NOT b", Or((A, Not(B)))),
        ("a OR speaker:Li", Or((A, Field("speaker", "Li")))),
        ("ships or boats", And((Term("ships"), Term("or"), Term("boats")))),
        ("a AND b", And((A, B))),
        ("a and b", And((A, Term("and"), B))),
        ("a OR b AND c", And((Or((A, B)), C))),
        # parentheses
        ("(a)", A),
        ("((a))", A),
        ("(a b) c", And((A, B, C))),
        ("(a b) OR c", Or((And((A, B)), C))),
        ("a OR (b OR c)", Or((A, B, C))),
        ("(a OR b) (c OR d)", And((Or((A, B)), Or((C, D))))),
        ("a OR (b (c OR d))", Or((A, And((B, Or((C, D))))))),
        ("(a OR b)c", And((Or((A, B)), C))),
        ("（a b）OR c", Or((And((A, B)), C))),
        ("（a b) OR c", Or((And((A, B)), C))),
        ("a OR () b", Or((A, B))),
        ("-() a", A),
        ("statement(s)", And((Term("statement"), Term("s")))),
        # parentheses without a partner
        ("(a OR b", Or((A, B))),
        ("a) OR b", Or((A, B))),
        ("((a b) OR c", Or((And((A, B)), C))),
        ("(a b)) OR c", Or((And((A, B)), C))),
        (")a(", A),
        ("-(a b", And((Not(A), B))),
        # operators with nothing to work on
        ("OR", None),
        ("(NOT) OR", None),
        ("| & NEAR/3", None),
        ('"OR"', Term("OR", in_text=True, exact=True)),
        ("OR ships OR", Term("ships")),
        ("AND a AND", A),
        ("a NOT", A),
        ("a (OR b) OR", And((A, B))),
        ("a OR OR b", Or((A, B))),
        ("a AND OR b", Or((A, B))),
        ("a OR AND b", And((A, B))),
        ("a NOT OR b", Or((A, B))),
        ('"OR" a', And((Term("OR", in_text=True, exact=True), A))),
        ("-OR a", And((Not(Term("OR")), A))),
        ("OR* a", And((Term("OR", prefix=True), A))),
    ],
)
def test_what_is_typed_is_read(typed, root):
    assert (parse(typed).root, parse(typed).truncated) == (root, False)
    assert bool(parse(typed)) is (root is not None)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("", ""),
        (" a  AND  NOT b ", "a -b"),
        ("“global governance”", '"global governance"'),
        ("“governance”", '"governance"'),
        ("any:governance text:govern* text:ship", "governance text:govern* text:ship"),
        ('=ships any:"ships"', "=ships =ships"),
        ('any:"AND" any:"global governance"', '=AND any:"global governance"'),
        ("global NEAR/3 governance", '"global governance"~3'),
        ('any:"global governance"~3', 'any:"global governance"~3'),
        ("a | b & !c", "a OR b -c"),
        ("lang: zh year:1974 1974-1980", "language:zh date:1974 1974-1980"),
        ("3.5% AI-driven", "3.5% AI-driven"),
        ("govern＊", "govern*"),
        ('"govern*" "-a" "(a)" "foo:"', 'text:govern* "-a" "(a)" "foo:"'),
        ('"global gov*" AI-driv*', '"global gov*" AI-driv*'),
        ("1974 (-) 1980 (TO) 1990", "any:1974 any:1980 any:TO any:1990"),
        ("1974 (TO) 1980", "any:1974 any:TO any:1980"),
        ("speaker:(Li OR Xi) -kind:(a b)", "speaker:Li OR speaker:Xi -(kind:a kind:b)"),
        ("from:1974 until:1980", "1974.. ..1980"),
        ("OR", ""),
        ('"AND" -"NOT"', '"AND" -"NOT"'),
        ("((a OR b)) (c)", "a OR b c"),
        ("(a AND b) OR c", "(a b) OR c"),
        ("NOT (a OR (b c))", "-(a OR (b c))"),
        ("SPEAKER：“Xi Jinping” theme:“trade”", 'speaker:"Xi Jinping" theme:trade'),
        ('"speaker:Li"', '"speaker:Li"'),
    ],
)
def test_a_query_is_unparsed_to_its_shortest_form(typed, text):
    assert str(parse(typed)) == parse(typed).text == text
    assert parse(text).root == parse(typed).root


@pytest.mark.parametrize(
    "typed", ["why harbours?", "Q: What about peace?", "peace since 2020", "climat! policy"]
)
def test_a_notice_on_a_word_alone_makes_no_longer_form(typed):
    assert parse(typed).text == typed.replace(":", "")


def test_values_of_a_field_may_be_parted_by_a_bar():
    xi, mei = Field("speaker", "xi"), Field("speaker", "mei")
    assert parse("speaker:xi|mei").root == Or((xi, mei))
    assert parse("kind:speech|readout x").root == And(
        (Or((Field("kind", "speech"), Field("kind", "readout"))), Term("x"))
    )
    assert parse('speaker:xi|"lin mei"').root == Or((xi, Field("speaker", "lin mei")))
    assert parse("speaker:xi | mei").root == Or((xi, Term("mei")))


def test_letters_of_full_width_are_letters():
    assert parse("ｓｐｅａｋｅｒ：ｘｉ　ＯＲ　ｐｅａｃｅ").root == Or((Field("speaker", "xi"), Term("peace")))


def test_one_clause_is_unparsed_as_a_query_of_its_own():
    assert unparse(Or((And((A, B)), Not(C)))) == "(a b) OR -c"
    assert unparse(Field("speaker", "Xi Jinping")) == 'speaker:"Xi Jinping"'
    assert unparse(Field("event", 'The "Summit"')) == 'event:"The Summit"'


def test_a_clause_can_be_left_out():
    query = parse('a OR b speaker:"Xi Jinping" -c a OR b')
    either, speaker, not_c, _ = query.clauses
    assert query.without(either) == 'speaker:"Xi Jinping" -c a OR b'
    assert query.without(speaker) == "a OR b -c a OR b"
    assert query.without(not_c) == 'a OR b speaker:"Xi Jinping" a OR b'
    assert query.without(D) == query.text
    assert parse("a").without(A) == ""
    assert parse("").without(A) == ""


@pytest.mark.parametrize(
    ("typed", "wider"),
    [
        ('"old quay" any:"harbour library"~5', 'any:"old quay" any:"harbour library"~5'),
        ('"old quay" "harbour library"~5 -"a b"', 'any:"old quay" "harbour library"~5 -"a b"'),
        ('any:"old quay" any:"harbour library"~5', None),
    ],
)
def test_a_phrase_is_looked_for_in_any_field_and_near_words_where_they_were(typed, wider):
    assert any_field_text(parse(typed)) == wider


def test_clauses_are_what_must_hold():
    assert parse("").clauses == ()
    assert parse("a OR b").clauses == (Or((A, B)),)
    assert parse("a OR b -c").clauses == (Or((A, B)), Not(C))


def test_wanted_terms_are_those_not_excluded():
    query = parse("a OR (b -c) speaker:Li -(d -a) NOT kind:speech d*")
    assert query.positive_terms == [A, B, Term("d", prefix=True)]
    assert query.fields == [Field("speaker", "Li"), Field("kind", "speech")]
    assert parse("").positive_terms == parse("").fields == []


def iterate_nodes(node):
    yield node
    match node:
        case Not(child):
            yield from iterate_nodes(child)
        case And(children) | Or(children):
            for child in children:
                yield from iterate_nodes(child)


@given(TYPED_QUERIES)
def test_whatever_is_typed_is_read_as_a_tidy_tree(typed):
    query = parse(typed)
    for node in iterate_nodes(query.root) if query else ():
        match node:
            case Term():
                assert node.words
            case Field(name, value):
                assert name in FIELDS
                assert value == " ".join(value.split()) != ""
            case Not(child):
                assert not isinstance(child, Not)
            case And(children) | Or(children):
                assert len(children) >= 2
                assert not any(type(child) is type(node) for child in children)
    assert len(list(leaves(query.root))) <= MAX_TERMS


@example("'harbour)library'")  # without the parenthesis two words within single quotation marks
@example('any:"harbour library"~5 "old quay"')
@given(TYPED_QUERIES)
def test_the_text_of_a_query_has_the_same_root_and_is_not_cut(typed):
    query = parse(typed)
    assert (parse(query.text).root, parse(query.text).truncated) == (query.root, False)
    assert parse(query.text).text == query.text
    assert len(query.text) <= MAX_LENGTH + 22 * MAX_TERMS


@given(TYPED_QUERIES)
def test_a_query_without_a_clause_has_the_others(typed):
    query = parse(typed)
    for clause in query.clauses:
        rest = list(query.clauses)
        rest.remove(clause)
        assert list(parse(query.without(clause)).clauses) == rest
        assert parse(unparse(clause)).root == clause


def depth(node):
    match node:
        case Not(child):
            return 1 + depth(child)
        case And(children) | Or(children):
            return 1 + max(map(depth, children))
    return 0


NODES = st.recursive(
    st.sampled_from(
        [
            "a",
            '"b c"',
            "d*",
            "speaker:Li",
            'event:"b c"',
            '"OR"',
            "any:OR",
            '"b c"~3',
            "text:d*",
            "1974..1980",
        ]
    ),
    lambda inner: st.one_of(
        inner.map("-{}".format),
        inner.map("NOT ({})".format),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({' '.join(parts)})"),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({' OR '.join(parts)})"),
    ),
    max_leaves=40,
)


@given(NODES)
@pytest.mark.slow
def test_what_is_nested_deep_is_unparsed_and_parsed_again(typed):
    query = parse(typed)
    assert (parse(query.text).root, parse(query.text).truncated) == (query.root, False)
    # Or, And and Not may follow on each parenthesis, and nothing else: so recursion has an end.
    assert depth(query.root) <= 3 * (MAX_DEPTH + 1)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ('"we said “never” to that"', "we said never to that"),
        ('“we said "never" to that”', "we said never to that"),
        ('"we said "never" to that"', "we said never to that"),
        ("«nous avons dit “jamais” hier»", "nous avons dit jamais hier"),
        ("„wir sagten «nie» dazu“", "wir sagten nie dazu"),
        ("「我們說『不』吧」", "我們說 不 吧"),
        ('"one “two” three “four” five"', "one two three four five"),
    ],
)
def test_quotation_marks_within_others_part_no_phrase(text, phrase):
    assert parse(text).root == Term(phrase, in_text=True, exact=True)
    assert parse(f"ships {text} -boats").clauses[1] == Term(phrase, in_text=True, exact=True)


@pytest.mark.parametrize("text", ['"one" two "three"', '“one" two “three”', '"one” two “three"'])
def test_quotation_marks_that_follow_each_other_are_of_two_phrases(text):
    one, three = (Term(word, in_text=True, exact=True) for word in ("one", "three"))
    assert parse(text).clauses == (one, Term("two"), three)
