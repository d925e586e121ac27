"""For a word that finds nothing, or next to nothing, those of the archive that it may be a misspelling of.

Common words come first: a letter more of difference has to be made up by a hundredfold frequency. A word that itself
looks like a misspelling of a much commoner one is never taken.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import log10

from archive.search.engine.match import Matcher
from archive.search.engine.store.columns import Columns
from archive.search.query.nodes import Term
from archive.text.folding import fold

from .lexicon import MAX_LENGTH, Lexicon, NearWord, lexicon_of_names, near
from .table import lexicon
from .texts import exact_term, most_common_form, read_printed_words

FIELD_NAME = re.compile(r"[A-Za-z_-]+[:：](?=\S)")
Corrections = dict[str, list[str]]  # folded word -> folded words, the likeliest first
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
    """For those of the words, in phrases as well, that may be misspelt and for which another is known. One query for
    the words that the table does not know, and one for the rare ones near them."""
    known = lexicon(matcher.columns)
    words = [word for word in dict.fromkeys(words_of(terms)) if may_be_misspelt(word)][:MAX_WORDS]
    rare = [word for word in words if known.rows_of(word) <= FEW_ROWS]
    matcher.prefetch_rows(map(Term, rare))
    rows_of = {word: len(matcher.rows_of(Term(word))) for word in rare}
    likely = near_words(matcher.columns, [word for word, rows in rows_of.items() if rows <= FEW_ROWS])
    matcher.prefetch_rows(
        exact_term(each.word) for words in likely.values() for each in words if each.rows < MANY_ROWS
    )
    corrections = {word: likely_words(matcher, near, rows_of[word]) for word, near in likely.items()}
    return {word: near for word, near in corrections.items() if near}


def words_of(terms: Iterable[Term]) -> Iterator[str]:
    """Folded; of a word with its apostrophe or points none, nor of a beginning, nor what looks like a field."""
    for each in terms:
        term = each if each.in_text else replace(each, text=FIELD_NAME.sub("", each.text))
        if not term.prefix and (term.in_text or term.is_phrase or term.words == (fold(term.text),)):
            yield from term.words


def may_be_misspelt(word: str) -> bool:
    return MIN_LENGTH <= len(word) <= MAX_LENGTH and word.isalpha()


def likely_words(matcher: Matcher, likely: Iterable[NearWord], rows: int) -> list[str]:
    """Which of these a word that stands in so many rows may be meant for, MAX_CORRECTIONS at most."""
    found: list[str] = []
    for each in sorted((with_current_rows(matcher, each) for each in likely), key=unlikelihood):
        if len(found) == MAX_CORRECTIONS:
            break
        if each.rows > COMMONER * rows and not looks_misspelt(matcher, each):
            found.append(each.word)
    return found


def unlikelihood(word: NearWord) -> tuple[float, str]:
    return COST_OF_EDIT * word.distance - log10(1 + word.rows), word.word


def with_current_rows(matcher: Matcher, word: NearWord) -> NearWord:
    """Words that were new when they were counted may have become common since."""
    if word.rows >= MANY_ROWS:
        return word
    return word._replace(rows=max(word.rows, len(matcher.rows_of(exact_term(word.word)))))


def near_words(columns: Columns, words: Iterable[str]) -> dict[str, list[NearWord]]:
    """Of the texts and of the names of what is public, for each word the likeliest first; MAX_CHECKED at most."""
    max_distances = {word: 2 if len(word) >= LENGTH_FOR_TWO else 1 for word in words}
    in_texts, in_names = near((lexicon(columns), name_lexicon(columns)), max_distances)
    return {
        word: likeliest([*in_texts[word], *(each for each in in_names[word] if is_name(columns, each.word))])
        for word in max_distances
    }


def likeliest(words: Iterable[NearWord]) -> list[NearWord]:
    found: dict[str, NearWord] = {}
    for each in words:
        if each.word not in found or found[each.word].rows < each.rows:
            found[each.word] = each
    return sorted(found.values(), key=unlikelihood)[:MAX_CHECKED]


def looks_misspelt(matcher: Matcher, word: NearWord) -> bool:
    """Whether a word that differs in a single letter is so much commoner that this one is probably a misprint."""
    if word.rows > FEW_ROWS:
        return False
    likely = sorted(lexicon(matcher.columns).near(word.word, 1), key=unlikelihood)[:1]
    return any(with_current_rows(matcher, each).rows > COMMONER * word.rows for each in likely)


def name_lexicon(columns: Columns) -> Lexicon:
    """The words of all names, public or not."""
    return columns.memoize_until_renamed(
        "name_lexicon",
        lambda: lexicon_of_names(columns.names.all_words(), ROWS_OF_NAME),
    )


def is_name(columns: Columns, word: str) -> bool:
    """Whether a public row has a speaker, event, theme or source with the word in its name."""
    return any(
        columns.occurs(facet, columns.names.ids_with_words(facet, (word,))) for facet in columns.names.by_id
    )


def correct_words(matcher: Matcher, words: Sequence[str]) -> dict[str, str]:
    """The folded words as public texts print them, or else public names; empty where neither has one today."""
    columns = matcher.columns
    return {
        word: form or (printed_name(columns, word) if is_name(columns, word) else "")
        for word, form in read_printed_words(matcher, words).items()
    }


def printed_name(columns: Columns, word: str) -> str:
    """In the first public name that has it."""
    for facet, entities in columns.names.by_id.items():
        for pk in columns.names.ids_with_words(facet, (word,)):
            if columns.occurs(facet, [pk]) and (form := most_common_form(entities[pk].names, word)):
                return form
    return ""
