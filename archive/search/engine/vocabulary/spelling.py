"""For a word that finds nothing, or next to nothing, those of the archive that it may be a misspelling of.

Common words come first: a letter more of difference has to be made up by a hundredfold frequency, and a letter that is
left out or swapped is likelier than another one. A word that itself looks like a misspelling of a much commoner one is
never taken, nor one of another language than the other words of the query. A word that texts have is put right in one
letter only. A word typed with a capital is probably a name: names come first, and what differs in two letters has to be
one.
What is more probably a word of its own, which the archive does not have, is left as it is (``plausibility``).
"""

from collections.abc import Iterable, Mapping, Sequence
from math import log10

from archive.search.engine.match import Matcher
from archive.search.engine.store.columns import Columns
from archive.search.query.nodes import Term

from .lexicon import Lexicon, NearWord, lexicon_of_names, near
from .other_forms import NO_FORMS, OtherForms
from .plausibility import MAX_DOUBT, accented_letters, doubt, doubt_in_context, edit_doubt
from .table import lexicon
from .texts import exact_term, most_common_form, read_printed_words
from .typed_words import FEW_ROWS, MIN_LENGTH, TypedWord, typed_words

Corrections = dict[str, list[str]]  # folded word -> folded words, the likeliest first
LENGTH_FOR_TWO = (
    5  # letters of a word in which two may be wrong, unless texts have it: “since” is not “science”
)
MAX_CORRECTIONS = 2  # of a word
MAX_CHECKED = 4  # near words whose rows of today are counted, where they were few
MANY_ROWS = 20  # from here on a word is common enough, whatever was added since it was counted
MIN_FREQUENCY_RATIO = 20  # times as many rows make such a word the misspelling of another
ROWS_OF_NAME = 50  # a name counts as if it stood in so many texts
COST_OF_EDIT = 2.0  # in powers of ten of the frequency
COST_OF_KIND = 0.5  # likewise, for each unit of doubt about the kinds of the edits
NAME_BONUS = 1.0  # likewise, for a name where a capital was typed
# A short word with so many rows, and this part of those of the commonest, such as “there”, is not misspelt twice; nor
# is any word of four letters, of which half would be wrong: “sommet” is not “some”.
COMMON_ROWS = 200
COMMON_PART = 10


def find_corrections(
    matcher: Matcher,
    terms: Iterable[Term],
    other_forms: Mapping[str, OtherForms] = NO_FORMS,
    few_rows: bool = True,
) -> Corrections:
    """Returns corrections for those of the words, in phrases as well, that may be misspelt and for which another is
    known; unless the search has ``few_rows`` only for those with ``other_forms``.

    One query for the words that the table does not know, and one for the rare ones near them; one more for how words
    are printed where capitals were typed.
    """
    terms = list(terms)
    typed = typed_words(matcher, terms, other_forms, few_rows)
    misspelt = [
        typed_word
        for typed_word in typed
        if typed_word.may_be_misspelt and not (typed_word.rows and is_name(matcher.columns, typed_word.word))
    ]
    likely = near_words(matcher.columns, misspelt)
    matcher.prefetch_rows(
        exact_term(candidate.word)
        for words in likely.values()
        for candidate in words
        if candidate.rows < MANY_ROWS
    )
    corrections = {
        typed_word: likely_words(matcher, typed_word, likely[typed_word.word]) for typed_word in misspelt
    }
    unknown = [typed_word.marks for typed_word, candidates in corrections.items() if not candidates]
    if unknown:
        corrections = {
            typed_word: likely_words(matcher, typed_word, likely[typed_word.word], unknown)
            if candidates
            else []
            for typed_word, candidates in corrections.items()
        }
    return {typed_word.word: candidates for typed_word, candidates in corrections.items() if candidates}


def likely_words(
    matcher: Matcher, typed: TypedWord, likely: Iterable[NearWord], unknown: Iterable[frozenset[str]] = ()
) -> list[str]:
    """Returns the words that one may be meant for, MAX_CORRECTIONS at most; none that is less likely than one of its
    other forms, which are found without it. ``unknown`` is that of ``is_plausible``."""
    likely_forms: list[str] = []
    known_words = lexicon(matcher.columns)
    current = [
        candidate
        for candidate in (with_current_rows(matcher, near_word) for near_word in likely)
        if is_plausible(known_words, typed, candidate, unknown)
    ]
    if typed.marks:
        printed = read_printed_words(matcher, [candidate.word for candidate in current])
        current = [
            candidate for candidate in current if typed.marks <= accented_letters(printed[candidate.word])
        ]
    if typed.is_capitalised:
        current = possible_names(matcher, typed, current)
    for candidate in by_likelihood(typed, current):
        if len(likely_forms) == MAX_CORRECTIONS or candidate.word in typed.other_forms:
            break
        if candidate.rows > MIN_FREQUENCY_RATIO * typed.rows and not looks_misspelt(matcher, candidate):
            likely_forms.append(candidate.word)
    return likely_forms


def possible_names(matcher: Matcher, typed: TypedWord, near_words: Sequence[NearWord]) -> list[NearWord]:
    """Returns those that a word typed with a capital may be. Where texts have it so, it is a name of theirs, and only
    another may be meant; else also any word, since people begin searches with capitals."""
    if not typed.rows:
        unsure = [
            candidate.word for candidate in near_words if candidate.distance > 1 and not candidate.is_name
        ]
        printed = read_printed_words(matcher, unsure)
        return [
            candidate
            for candidate in near_words
            if candidate.word not in unsure or is_capital(printed[candidate.word])
        ]
    printed = read_printed_words(matcher, [typed.word, *(candidate.word for candidate in near_words)])
    if not is_capital(printed[typed.word]):
        return list(near_words)
    return [candidate for candidate in near_words if candidate.is_name or is_capital(printed[candidate.word])]


def is_capital(printed: str) -> bool:
    return printed[:1].isupper()


def unlikelihood(typed: str, word: NearWord) -> tuple[float, str]:
    """Returns a key for sorting, by the rows, the number of edits and their kinds: “arhive” is sooner “archive” than
    the commoner “arrive”."""
    kinds = edit_doubt(typed, word.word, word.distance)
    return COST_OF_EDIT * word.distance + COST_OF_KIND * kinds - log10(1 + word.rows), word.word


def by_likelihood(typed: TypedWord, words: Iterable[NearWord]) -> list[NearWord]:
    def key(candidate: NearWord) -> tuple[float, str]:
        cost, word = unlikelihood(typed.word, candidate)
        return cost - NAME_BONUS * (typed.is_capitalised and candidate.is_name), word

    return sorted(words, key=key)


def with_current_rows(matcher: Matcher, word: NearWord) -> NearWord:
    """Returns the word with its rows of today where it had few: it was new when it was counted, and may have become
    common since."""
    if word.rows >= MANY_ROWS:
        return word
    return word._replace(rows=max(word.rows, len(matcher.rows_of(exact_term(word.word)))))


def near_words(columns: Columns, misspelt: Iterable[TypedWord]) -> dict[str, list[NearWord]]:
    """Returns for each word those near it in public texts and names, the likeliest first, MAX_CHECKED at most."""
    typed = {typed_word.word: typed_word for typed_word in misspelt}
    max_distances = {
        word: 2 if len(word) >= LENGTH_FOR_TWO and not (typed_word.rows or typed_word.is_regular) else 1
        for word, typed_word in typed.items()
    }
    known_words = lexicon(columns)
    in_texts, in_names = near((known_words, name_lexicon(columns)), max_distances)
    return {
        word: likeliest(
            typed_word,
            [
                *(
                    near_word
                    for near_word in in_texts[word]
                    if may_be_meant(known_words, typed_word, near_word)
                ),
                *(
                    near_word._replace(is_name=True)
                    for near_word in in_names[word]
                    if is_plausible(known_words, typed_word, near_word) and is_name(columns, near_word.word)
                ),
            ],
        )
        for word, typed_word in typed.items()
    }


def may_be_meant(lexicon: Lexicon, typed: TypedWord, word: NearWord) -> bool:
    is_common = word.rows >= COMMON_ROWS and word.rows * COMMON_PART > lexicon.most_rows
    length = len(word.word)
    is_short = length <= MIN_LENGTH or (is_common and length <= LENGTH_FOR_TWO)
    return (
        bool(word.languages & typed.languages)
        and not (is_short and word.distance > 1)
        and is_plausible(lexicon, typed, word._replace(rows=max(word.rows, MANY_ROWS)))
    )


def is_plausible(
    lexicon: Lexicon, typed: TypedWord, word: NearWord, unknown: Iterable[frozenset[str]] = ()
) -> bool:
    """Returns whether the doubt is small enough. ``unknown`` has the accented letters of other words that are no
    misspelling."""
    if len(typed.word) < MIN_LENGTH and sorted(typed.word) != sorted(word.word):
        return False
    beside = doubt_in_context(typed.is_beside_known, unknown)
    return doubt(typed.word, word, lexicon.most_rows) + beside <= MAX_DOUBT


def likeliest(typed: TypedWord, words: Iterable[NearWord]) -> list[NearWord]:
    """Returns each word once, the likeliest first, as a name where it is one as well."""
    by_word: dict[str, NearWord] = {}
    for candidate in words:
        former = by_word.get(candidate.word, candidate)
        commoner = max(former, candidate, key=lambda near_word: near_word.rows)
        by_word[candidate.word] = commoner._replace(is_name=former.is_name or candidate.is_name)
    return by_likelihood(typed, by_word.values())[:MAX_CHECKED]


def looks_misspelt(matcher: Matcher, word: NearWord) -> bool:
    """Returns whether a word that differs in a single letter is so much commoner that this one is probably
    a misprint."""
    if word.rows > FEW_ROWS:
        return False
    near_known = lexicon(matcher.columns).near(word.word, 1)
    likely = sorted(near_known, key=lambda candidate: unlikelihood(word.word, candidate))[:1]
    return any(
        with_current_rows(matcher, candidate).rows > MIN_FREQUENCY_RATIO * word.rows for candidate in likely
    )


def name_lexicon(columns: Columns) -> Lexicon:
    """Returns a lexicon of the words of all names, public or not."""
    return columns.memoize_until_renamed(
        "name_lexicon",
        lambda: lexicon_of_names(columns.names.all_words(), ROWS_OF_NAME),
    )


def is_name(columns: Columns, word: str) -> bool:
    """Returns whether a public row has a speaker, event, theme or source with the word in its name."""
    return any(
        columns.occurs(facet, columns.names.ids_with_words(facet, (word,))) for facet in columns.names.by_id
    )


def correct_words(matcher: Matcher, words: Sequence[str]) -> dict[str, str]:
    """Returns the folded words as public texts print them, or else public names; empty where neither has one today."""
    columns = matcher.columns
    return {
        word: form or (printed_name(columns, word) if is_name(columns, word) else "")
        for word, form in read_printed_words(matcher, words).items()
    }


def printed_name(columns: Columns, word: str) -> str:
    """Returns the word as the first public name prints it that has it, or nothing."""
    for facet, entities in columns.names.by_id.items():
        for pk in columns.names.ids_with_words(facet, (word,)):
            if columns.occurs(facet, [pk]) and (form := most_common_form(entities[pk].names, word)):
                return form
    return ""
