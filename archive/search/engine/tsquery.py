"""Words as the database's ``tsquery``, in the forms that they have in each language of the archive's texts.

A word has other forms in English than in French: the words of the table ``archive_search_word`` that have the same
stem. A row is searched for the forms of its own language. Languages for which the query is the same share one TsQuery.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import NamedTuple

from django.db import connection

from archive.search.cache import BoundedCache
from archive.search.engine.store.columns import Columns
from archive.search.query.interpretations import Interpretation, interpretations, operand_interpretations
from archive.search.query.nodes import And, Node, Not, Or, Term, leaves, operands
from archive.text.words import Token, folded_words, is_unspaced, tokens

MAX_QUERIES = 5_000
LEXEME = re.compile(r"'([^'\\]+)'(?::(\*?)(C?))?")
PHRASE = re.compile(r"'[^'\\]+'((?::C)?)(?: <-> '[^'\\]+'\1)+")
OPEN_PHRASE = re.compile(r"((?:'[^'\\]+'(?::C)? <-> )+)'([^'\\]+)':\*(C?)")
FORMS = "archive_search_forms(language, archive_search_words(%s))"
JOINT_FORMS = "archive_search_forms(language, %s)"
WORDS = "phraseto_tsquery('archive_simple', archive_search_exact(archive_search_words(%s)))"
CHINESE_RUN = re.compile("[\u4e00-\u9fff]{2,}")
EXACT = "ø"  # before each word (archive_search_exact)
# The words of texts have the weight C (archive_search_definition): 'a':* becomes 'a':*C.
IN_TEXT = r"regexp_replace(({query})::text, $re$('[^']+')(?::(\*))?$re$, $re$\1:\2C$re$, 'g')::tsquery"


class Alternative(NamedTuple):
    """A word of which one is enough, or the beginning of such words; ``in_text``: names and titles do not count."""

    lexeme: str
    is_prefix: bool = False
    in_text: bool = False

    def __str__(self) -> str:
        """As PostgreSQL writes it."""
        flags = "*" * self.is_prefix + "C" * self.in_text
        return f"'{self.lexeme}'" + f":{flags}" * bool(flags)


@dataclass(frozen=True, slots=True)
class TsQuery:
    """``text`` is what PostgreSQL writes for a tsquery; it is for the rows in these languages."""

    languages: tuple[str, ...]
    text: str

    @property
    def alternatives(self) -> list[Alternative]:
        """The words and beginnings of which one is enough; empty for any other query."""
        matches = [LEXEME.fullmatch(part) for part in self.text.split(" | ")]
        return (
            [Alternative(match[1], bool(match[2]), bool(match[3])) for match in matches if match]
            if all(matches)
            else []
        )

    @property
    def single_words(self) -> list[str]:
        """The single words among the alternatives, whatever phrases and prefixes are beside them."""
        flat = re.sub(r"\([^()]*\)", "()", self.text)  # PostgreSQL writes "( 'a' | 'b' ) <-> 'c'"
        matches = map(LEXEME.fullmatch, flat.split(" | "))
        return [match[1] for match in matches if match and not (match[2] or match[3])]

    @property
    def is_phrase_in_text(self) -> bool:
        """Whether it is one phrase of words, all of which must be in the text (IN_TEXT)."""
        match = PHRASE.fullmatch(self.text)
        return match is not None and bool(match[1])

    @property
    def phrase(self) -> list[str]:
        """The words of the query where it is one phrase of words, all in the text or all anywhere; else empty."""
        return re.findall(r"'([^']+)'", self.text) if PHRASE.fullmatch(self.text) else []

    @property
    def open_phrase(self) -> tuple[list[str], Alternative] | None:
        """The words before the last, and the last, of a phrase that may go on."""
        match = OPEN_PHRASE.fullmatch(self.text)
        if not match:
            return None
        return re.findall(r"'([^']+)'", match[1]), Alternative(match[2], True, bool(match[3]))

    @property
    def in_any_field(self) -> "TsQuery":
        """The same phrase, also in names and titles."""
        return TsQuery(self.languages, self.text.replace("':C", "'"))

    def without(self, lexemes: list[str]) -> "TsQuery":
        """Returns the query without these alternatives; without text where there are no others."""
        alternatives = self.alternatives
        if any(alternative.is_prefix for alternative in alternatives):
            excluded = "".join(f" & !'{lexeme}'" for lexeme in lexemes)
            return TsQuery(self.languages, f"( {self.text} ){excluded}") if lexemes else self
        forms = [str(alternative) for alternative in alternatives if alternative.lexeme not in lexemes]
        return TsQuery(self.languages, " | ".join(forms)) if lexemes else self


TsQueries = tuple[TsQuery, ...]  # of one node, for all languages
# By term, languages, and the words from which the forms are taken.
tsquery_cache: BoundedCache[tuple[Term, tuple], TsQueries] = BoundedCache(MAX_QUERIES)


def tsqueries(
    nodes: Sequence[Node], columns: Columns, languages: Sequence[str] | None = None
) -> list[TsQueries]:
    """Returns for each node its queries in these languages, or in those of the public texts; empty where there are
    none. One query for the terms that are not cached."""
    languages = tuple(sorted(columns.languages if languages is None else languages))
    key = (columns.key or connection.settings_dict["NAME"], columns.epoch, columns.last_word, languages)
    queries = tsquery_cache.get_or_make_all(
        [(leaf, key) for node in nodes for leaf, _negated in leaves(node) if isinstance(leaf, Term)],
        lambda missing: read_tsqueries([term for term, _key in missing], languages),
    )
    by_term = {term: queries for (term, _key), queries in queries.items()}
    return [by_term[node] if isinstance(node, Term) else compose(node, by_term, languages) for node in nodes]


def compose(node: Node, known_queries: Mapping[Term, TsQueries], languages: Sequence[str]) -> TsQueries:
    """The queries of what is built from these terms, written once for the languages in which the terms are the same."""
    terms = [leaf for leaf, _negated in leaves(node) if isinstance(leaf, Term)]
    of_terms = [
        {language: query.text for query in known_queries[term] for language in query.languages}
        for term in terms
    ]
    alike: dict[tuple[str, ...], list[str]] = {}
    for language in languages:
        alike.setdefault(tuple(of_term[language] for of_term in of_terms), []).append(language)
    written: dict[str, list[str]] = {}
    for texts, group in alike.items():
        written.setdefault(write(node, dict(zip(terms, texts, strict=True))), []).extend(group)
    return tuple(TsQuery(tuple(sorted(group)), text) for text, group in sorted(written.items()))


def write(node: Node, texts: Mapping[Term, str]) -> str:
    """Writes the node in the syntax of PostgreSQL's tsquery; a part without a word has no effect."""
    if isinstance(node, Term):
        return texts[node]
    if isinstance(node, Not):
        denied = write(node.child, texts)
        return f"!( {denied} )" if denied else ""
    assert isinstance(node, And | Or), node
    parts = [part for part in dict.fromkeys(write(child, texts) for child in node.children) if part]
    if len(parts) < 2 or isinstance(node, Or):
        return " | ".join(parts)
    return " & ".join(f"( {part} )" if " | " in part else part for part in parts)


def by_lexeme(queries: TsQueries) -> TsQueries:
    """Returns the queries of words any of which is enough, with each word once, for all the languages that have it."""
    if not all(query.alternatives for query in queries):
        return queries
    languages: dict[str, list[str]] = {}
    for query in queries:
        for word in query.text.split(" | "):
            languages.setdefault(word, []).extend(query.languages)
    words: dict[tuple[str, ...], list[str]] = {}
    for word, members in languages.items():
        words.setdefault(tuple(members), []).append(word)
    return tuple(TsQuery(group, " | ".join(of_group)) for group, of_group in words.items())


def read_tsqueries(terms: list[Term], languages: tuple[str, ...]) -> list[TsQueries]:
    queries = {term: as_typed(term, languages) for term in terms if is_simple(term)}
    if missing_terms := [term for term in terms if term not in queries]:
        queries |= query_tsqueries(missing_terms, languages)
    return [queries[term] for term in terms]


def is_simple(term: Term) -> bool:
    """Whether the database would write what ``as_typed`` does: folded words in this form with one space between them,
    of letters that it would leave as they are, and that are not written otherwise, too; or one run of Chinese, which
    has no other forms."""
    text = term.text
    if CHINESE_RUN.fullmatch(text):
        return term == Term(text, exact=term.exact, in_text=term.in_text)
    if term != Term(text, exact=True, in_text=term.in_text) or not (text.isascii() and text.islower()):
        return False
    return all(word.isalpha() for word in text.split(" ")) and len(interpretations(text)) == 1


def as_typed(term: Term, languages: tuple[str, ...]) -> TsQueries:
    weight = ":C" if term.in_text else ""
    if CHINESE_RUN.fullmatch(term.text):
        lexemes = [first + second for first, second in pairwise(folded_words(term.text))]
    else:
        lexemes = [EXACT + word for word in term.text.split(" ")]
    text = " <-> ".join(f"'{lexeme}'{weight}" for lexeme in lexemes)
    return (TsQuery(languages, text),) if languages else ()


def query_tsqueries(terms: list[Term], languages: tuple[str, ...]) -> dict[Term, TsQueries]:
    """One query for all terms. Languages that read a term alike share one TsQuery."""
    expressions = [term_sql(term) for term in terms]
    rows = ", ".join(
        f"({number}, ({expression})::text)" for number, (expression, _values) in enumerate(expressions)
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT number, query, array_agg(language ORDER BY language) FROM unnest(%s::text[]) AS language,"
            f" LATERAL (VALUES {rows}) AS given(number, query) GROUP BY number, query ORDER BY number, query",
            [list(languages), *(value for _expression, values in expressions for value in values)],
        )
        fetched = cursor.fetchall()
    return {
        term: tuple(TsQuery(tuple(group), text) for of_number, text, group in fetched if of_number == number)
        for number, term in enumerate(terms)
    }


def where_sql(queries: TsQueries, every_language: bool = True) -> tuple[str, list]:
    """The condition that a row of the search table has the words, and its parameters.

    ``every_language``: the queries are for all languages there are, so that a single one need not name its own.
    """
    queries = tuple(query for query in queries if query.text)
    if not queries:
        return "FALSE", []
    if len(queries) == 1 and every_language:
        return "vector @@ %s::tsquery", [queries[0].text]
    tests = " OR ".join("(vector @@ %s::tsquery AND language = ANY (%s))" for _ in queries)
    return f"({tests})", [value for query in queries for value in (query.text, list(query.languages))]


def term_sql(term: Term) -> tuple[str, list]:
    if term.distance is not None:
        expression, values = near_sql(term.text, term.distance)
    else:
        expression, values = phrase_sql(term)
    return (IN_TEXT.format(query=expression), values) if term.in_text else (expression, values)


def phrase_sql(term: Term) -> tuple[str, list]:
    """The words one after the other, in any of their interpretations."""
    if term.hyphenated:
        return JOINT_FORMS, list(term.words)
    phrase = WORDS if term.is_unstemmed else FORMS
    if term.prefix or ends_in_single_character(term):
        phrase = f"COALESCE(NULLIF({phrase}::text, '') || ':*', '')::tsquery"
    ways, values = [], []
    for interpretation in interpretations(term.text):
        ways.append(" && ".join([phrase, *["%s::tsquery"] * len(interpretation.marked)]))
        values += [interpretation.text, *(f"'{EXACT}{word}'" for word in interpretation.marked)]
    return " || ".join(f"({way})" for way in ways), values


def near_sql(text: str, distance: int) -> tuple[str, list]:
    """Returns SQL for each word and the next, in either order and in any interpretation, with at most ``distance``
    others between. Each character of Chinese has a place, but the last pair of a word has that of its first: one more
    lies behind a word of several characters."""
    pairs, values = [], []
    for operand, following in pairwise(map(operand_interpretations, operands(text))):
        ways = []
        for left, right in product(operand, following):
            marked = [f"'{EXACT}{word}'" for word in (*left.marked, *right.marked)]
            steps = [
                f"tsquery_phrase({words}, {step:d})"
                for first, words in ((left, "left_forms, right_forms"), (right, "right_forms, left_forms"))
                for step in steps_behind(first, distance)
            ]
            forms = f"SELECT {operand_sql(left)} AS left_forms, {operand_sql(right)} AS right_forms OFFSET 0"
            way = f"(SELECT {' || '.join(steps)} FROM ({forms}) AS forms)"
            ways.append(f"({way}{' && %s::tsquery' * len(marked)})")
            values += [left.text, right.text, *marked]
        pairs.append(f"({' || '.join(ways)})")
    return " && ".join(pairs), values


def steps_behind(operand: Interpretation, distance: int) -> range:
    nearest = 1 + ends_in_pair(Term(operand.text))
    return range(nearest, nearest + distance + 1)


def operand_sql(operand: Interpretation) -> str:
    return f"({FORMS}::text || ':*')::tsquery" if ends_in_single_character(Term(operand.text)) else FORMS


def ends_in_single_character(term: Term) -> bool:
    """A Chinese character that begins its run (年, 2025年) stands in the index as the beginning of a pair, and alone
    where a run ends with it."""
    last_two = tokens(term.text)[-2:]
    return any(is_unspaced(token.word) for token in last_two[-1:]) and not ends_in_pair(term)


def ends_in_pair(term: Term) -> bool:
    last_two = tokens(term.text)[-2:]
    return len(last_two) > 1 and is_run(*last_two)


def is_run(first: Token, second: Token) -> bool:
    """Whether they follow one another in a script without spaces; of one character that folds to two, both have its
    place."""
    touch = first.end == second.start or first[:2] == second[:2]
    return touch and is_unspaced(first.word) and is_unspaced(second.word)
