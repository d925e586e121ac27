"""For a word that finds nothing, or next to nothing, those of the archive that it may be a misspelling of.

Common words come first: a letter more of difference has to be made up by a hundredfold frequency. A word that itself
looks like a misspelling of a much commoner one is never taken.
"""

from collections.abc import Iterable
from math import log10

from archive.search.engine.match import Matcher
from archive.search.engine.store.columns import Columns
from archive.search.engine.tsquery import tsqueries
from archive.search.query.nodes import Term
from archive.text.folding import fold

from .lexicon import MAX_LENGTH, Lexicon, NearWord, of_names
from .table import lexicon
from .texts import as_it_stands, most_common_form, printed_word

Corrections = dict[Term, list[str]]  # folded words, the likeliest first
MIN_LENGTH = 4  # letters
LENGTH_FOR_TWO = 5  # letters of a word in which two may be wrong
MAX_WORDS = 8  # of a query
MAX_CORRECTIONS = 2  # of a word
MAX_CHECKED = 4  # near words whose rows of today are counted, where they were few
MANY_ROWS = 20  # from here on a word is common enough, whatever was added since it was counted
FEW_ROWS = 3  # a word that stands in no more may be a misspelling, too
COMMONER = 20  # times as many rows make such a word the misspelling of another
ROWS_OF_NAME = 50  # a name counts as if it stood in so many texts
COST_OF_EDIT = 2.0  # in powers of ten of the frequency


def find_corrections(matcher: Matcher, terms: Iterable[Term]) -> Corrections:
    """For those of the single words that may be misspelt and for which another is known. One query for each word that
    the table does not know."""
    corrections: Corrections = {}
    for term in [term for term in dict.fromkeys(terms) if may_be_misspelt(term)][:MAX_WORDS]:
        if lexicon(matcher.columns).rows_of(fold(term.text)) > FEW_ROWS:
            continue
        rows = len(matcher.rows_of(term))
        if rows <= FEW_ROWS and (better := likely_words(matcher, fold(term.text), rows)):
            corrections[term] = better
    return corrections


def may_be_misspelt(term: Term) -> bool:
    word = fold(term.text)
    return (
        not (term.prefix or term.exact)
        and MIN_LENGTH <= len(word) <= MAX_LENGTH
        and term.words == (word,)
        and word.isalpha()
    )


def likely_words(matcher: Matcher, word: str, rows: int) -> list[str]:
    """What a word that stands in so many rows may be meant for, MAX_CORRECTIONS at most."""
    near = near_words(matcher.columns, word)[:MAX_CHECKED]
    tsqueries([as_it_stands(each.word) for each in near], matcher.columns)  # all by one query
    found: list[str] = []
    for each in sorted((with_rows_of_today(matcher, each) for each in near), key=unlikelihood):
        if len(found) == MAX_CORRECTIONS:
            break
        if each.rows > COMMONER * rows and not looks_misspelt(matcher, each):
            found.append(each.word)
    return found


def unlikelihood(near: NearWord) -> tuple[float, str]:
    return COST_OF_EDIT * near.distance - log10(1 + near.rows), near.word


def with_rows_of_today(matcher: Matcher, near: NearWord) -> NearWord:
    """Words that were new when they were counted may have become common since."""
    if near.rows >= MANY_ROWS:
        return near
    return near._replace(rows=max(near.rows, len(matcher.rows_of(as_it_stands(near.word)))))


def near_words(columns: Columns, word: str) -> list[NearWord]:
    """Of the texts and of the names of what is public, the likeliest first."""
    most = 2 if len(word) >= LENGTH_FOR_TWO else 1
    names = [each for each in name_lexicon(columns).near(word, most) if is_name(columns, each.word)]
    found: dict[str, NearWord] = {}
    for each in (*lexicon(columns).near(word, most), *names):
        if each.word not in found or found[each.word].rows < each.rows:
            found[each.word] = each
    return sorted(found.values(), key=unlikelihood)


def looks_misspelt(matcher: Matcher, word: NearWord) -> bool:
    """Whether a word that differs in a single letter is so much commoner that this one is probably a misprint."""
    if word.rows > FEW_ROWS:
        return False
    near = sorted(lexicon(matcher.columns).near(word.word, 1), key=unlikelihood)[:1]
    return any(with_rows_of_today(matcher, each).rows > COMMONER * word.rows for each in near)


def name_lexicon(columns: Columns) -> Lexicon:
    """The words of all names, public or not."""
    return columns.memoize_until_renamed(
        "name_lexicon", lambda: of_names({word for _facet, word in columns.names.by_word}, ROWS_OF_NAME)
    )


def is_name(columns: Columns, word: str) -> bool:
    """Whether a public row has a speaker, event, theme or source with the word in its name."""
    return any(
        columns.occurs(facet, columns.names.ids_with_words(facet, (word,))) for facet in columns.names.by_id
    )


def correct_word(matcher: Matcher, word: str) -> str:
    """The folded word as public texts print it, or else public names; empty where neither has it today."""
    return printed_word(matcher, word) or (
        printed_name(matcher.columns, word) if is_name(matcher.columns, word) else ""
    )


def printed_name(columns: Columns, word: str) -> str:
    """In the first public name that has it."""
    for facet, entities in columns.names.by_id.items():
        for pk in columns.names.ids_with_words(facet, (word,)):
            if columns.occurs(facet, [pk]) and (form := most_common_form(entities[pk].names, word)):
                return form
    return ""
