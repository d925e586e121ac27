"""Words of a query that no public text or name has as they are typed, though others with their stem are found:
"definately" finds "defined". Whoever reads the results must be told, unless one is a regular form of the other."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from archive.search.engine.match import Matcher
from archive.search.engine.store.columns import Columns
from archive.search.engine.synonyms import ENGLISH_ENDINGS
from archive.search.engine.tsquery import EXACT, TsQueries, tsqueries
from archive.search.query.nodes import Term
from archive.text.words import is_unspaced

from .lexicon import MAX_DISTANCE, Lexicon, has_correctable_length
from .table import joined_words, lexicon
from .texts import exact_term

MIN_LENGTH = 4  # letters
MAX_WORDS = 8  # of a query
MAX_ENDING = 4  # letters, in other languages than English
ENGLISH = "en"


@dataclass(frozen=True)
class OtherForms:
    """``words`` have the same stem as a typed word, the likeliest first; ``rows`` is about how many texts have them.
    ``is_regular``: the typed word is a regular form of one."""

    words: tuple[str, ...]
    rows: int
    is_regular: bool

    @property
    def rows_of_regular(self) -> int:
        """In how many texts a regular form of the typed word counts as the word itself."""
        return self.rows if self.is_regular else 0


NO_FORMS: Mapping[str, OtherForms] = MappingProxyType({})


def unknown_words(columns: Columns, words: Iterable[str]) -> list[str]:
    """Returns those of the folded words that no public text has, MAX_WORDS at most. Asks the database only for words
    that are new in the table."""
    longer = [word for word in words if len(word) >= MIN_LENGTH and word.isalpha() and not is_unspaced(word)]
    is_known = joined_words(columns).words.has(longer) if longer else ()
    return [word for word, known in zip(longer, is_known, strict=True) if not known][:MAX_WORDS]


def find_other_forms(matcher: Matcher, forms: Mapping[str, str]) -> dict[str, OtherForms]:
    """Returns the other forms of each unknown word that public rows have by its stem only. ``forms`` are folded words,
    each as it was typed. Two queries a word at most; ``matcher.is_partial`` tells where time ran out."""
    return {
        word: choose_forms(matcher, word, tsqueries([Term(form)], matcher.columns)[0])
        for word, form in forms.items()
        if len(matcher.rows_of(Term(form))) and not len(matcher.rows_of(exact_term(word)))
    }


def irregular_forms(
    others: Mapping[str, OtherForms], corrections: Container[str]
) -> dict[str, tuple[str, ...]]:
    """Returns the words that a reader must be told of: those of regular forms only where the word may be a misspelling
    all the same."""
    return {
        word: other.words for word, other in others.items() if not other.is_regular or word in corrections
    }


def choose_forms(matcher: Matcher, word: str, queries: TsQueries) -> OtherForms:
    """Returns the forms in the language in which they are commonest. Names and titles may have some that texts have
    not."""
    known_words = lexicon(matcher.columns)
    choices = []
    for query in queries:
        forms = [lexeme.removeprefix(EXACT) for lexeme in query.single_words if lexeme != EXACT + word]
        rows = {other: known_words.rows_of(other) for other in forms}
        is_regular = any(is_regular_form(word, other, query.languages) for other in forms if rows[other])
        choices.append(OtherForms(by_likeness(word, rows), sum(rows.values()), is_regular))
    return max(choices, key=lambda forms: (forms.rows, len(forms.words)), default=OtherForms((), 0, False))


def by_likeness(word: str, rows: Mapping[str, int]) -> tuple[str, ...]:
    """Returns the keys of ``rows``: those that differ in few letters first, then common ones."""
    longer = [other for other in rows if has_correctable_length(other)]
    near_words = Lexicon.from_words(longer, [rows[other] for other in longer]).near(word, MAX_DISTANCE)
    distances = {word_near.word: word_near.distance for word_near in near_words}
    return tuple(
        sorted(rows, key=lambda other: (distances.get(other, MAX_DISTANCE + 1), -rows[other], other))
    )


def is_regular_form(word: str, other: str, languages: Iterable[str]) -> bool:
    """Returns whether one is a regular form of the other: in English by the endings of nouns and verbs, elsewhere if
    only a few letters at the end differ."""
    if ENGLISH in languages:
        return not english_bases(word).isdisjoint(english_bases(other))
    length = 0
    while word[length : length + 1] == other[length : length + 1] != "":
        length += 1
    return max(len(word), len(other)) - length <= MAX_ENDING


def english_bases(word: str) -> set[str]:
    """Returns the word and what it may be a form of: stopped, stopp, stop."""
    bases = {word} | {
        word.removesuffix(ending) + instead for ending, instead in ENGLISH_ENDINGS if word.endswith(ending)
    }
    return bases | {base[:-1] for base in bases if len(base) > 1 and base[-1] == base[-2]}
