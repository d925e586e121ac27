"""Finds words of two texts that changed places, and function words in the place of others: "China accused France" and
"France accused China" have the same words and say the opposite, as "after the war" and "before the war" do.

A phrase that only moved ("In May we met", "We met in May") leaves no three words in reverse order. A true paraphrase
may ("France was accused by China"); its words do stand in another order, which is all that is said of them.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from functools import cached_property
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from archive.text.paragraphs import Span
from archive.text.word_sets import word_set

# Words from the first to the last of the three; measured by `python -m tests.benchmarks.word_order`.
MAX_DISTANCE = 10
MAX_DISTANCE_OF_SAME_WORDS = 60  # where nothing but the order differs
MAX_SAME_WORDS = 1_000  # words of a text for which that holds
CHARACTERS_OF_WORD = 2  # of Chinese, of which a word has two characters or so
# What these join may change places without saying anything else.
COORDINATORS = word_set(
    "and or und oder sowie et ou y e o ed и или та і або و أو och eller og en lub ve veya"
)
# By language, what may come or go without saying anything else; in others the same letters mean "to" or "of".
ARTICLES = {
    "en": word_set("the a an"),
    "de": word_set("der die das den dem des ein eine einen einem eines einer"),
    "fr": word_set("le la les l un une"),
    "es": word_set("el la los las un una"),
    "it": word_set("il lo la i gli le l un uno una"),
    "pt": word_set("o os um uma"),
    "nl": word_set("de het een"),
}
# What may where no other word takes its place.
CONJUNCTIONS = word_set("that dass daß que qu che что що أن إن ki att hogy że")


class KeyedWord(NamedTuple):
    """The number of a word in its text, and a key that words have in common which count as the same. In a script
    without spaces the first of two characters has the key of the pair."""

    place: int
    key: str
    is_content_word: bool
    is_pair: bool = False
    is_capitalised: bool = False  # or of a script without capital letters
    is_adjacent: bool = False  # to the word before it: nothing but space is between them
    form: str = ""  # in lower case, with its accents


class _SharedWord(NamedTuple):
    left: KeyedWord
    right: KeyedWord

    @property
    def is_content_word(self) -> bool:
        return self.left.is_content_word


class OrderedWords:
    """The words of a text or a sentence, with what each comparison of their order needs, worked out once."""

    def __init__(self, words: Sequence[KeyedWord], sentences: Sequence[Span] = ()):
        """``sentences``: spans of places; of one sentence none are needed."""
        self.words = [word for word in words if word.form not in COORDINATORS]
        self.sentences = [OrderedWords(_words_within(self.words, span)) for span in sentences]
        # A word said several times is told by its number from the beginning, then from the end.
        self.numbered = {step: _number_words(self.words[::step]) for step in (1, -1)}
        self.content_counts = Counter(word.key for word in self.words if word.is_content_word)

    @cached_property
    def sentences_by_key(self) -> dict[str, list[int]]:
        """The numbers of the sentences that have a content word."""
        by_key: defaultdict[str, list[int]] = defaultdict(list)
        for number, sentence in enumerate(self.sentences):
            for key in sentence.content_counts:
                by_key[key].append(number)
        return by_key


def exchanged_places(left: OrderedWords, right: OrderedWords) -> tuple[set[int], set[int]]:
    """The places of content words of either text that stand in another order around some third word.

    Beside the texts as a whole, each sentence of the left one is compared with the one that has most words of it,
    because a word that occurs several times is told by its number there.
    """
    exchanged_words = set(_find_exchanged(left, right))
    for sentence, other_sentence in _paired_sentences(left, right):
        exchanged_words.update(_find_exchanged(sentence, other_sentence))
    return set(_places(word.left for word in exchanged_words)), set(
        _places(word.right for word in exchanged_words)
    )


def replaced_places(texts: Sequence[Sequence[KeyedWord]], articles: Set[str]) -> list[set[int]]:
    """Returns for each text the places of function words between two content words between which other texts have other
    function words: "sailed to Oslo" beside "sailed from Oslo". ``articles`` do not count."""
    gaps = [list(_gaps(words)) for words in texts]
    places: list[set[int]] = [set() for _ in texts]
    for number, own_gaps in enumerate(gaps):
        contexts: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for around, words in (gap for other in (*gaps[:number], *gaps[number + 1 :]) for gap in other):
            contexts[around].update(word.form for word in words)
        for around, words in own_gaps:
            missing = [word for word in words if around in contexts and word.form not in contexts[around]]
            is_other = not contexts.get(around, set()) <= {word.form for word in words} | articles
            places[number].update(
                word.place
                for word in missing
                if word.form not in articles and (is_other or word.form not in CONJUNCTIONS)
            )
    return places


def _gaps(words: Sequence[KeyedWord]) -> Iterator[tuple[tuple[str, str], list[KeyedWord]]]:
    """The keys of each two content words that follow each other, empty at the ends, and the function words between."""
    before = ""
    between: list[KeyedWord] = []
    for word in words:
        if word.is_content_word:
            yield (before, word.key), between
            before, between = word.key, []
        else:
            between.append(word)
    yield (before, ""), between


def _places(words: Iterator[KeyedWord]) -> Iterator[int]:
    for word in words:
        yield word.place
        if word.is_pair:
            yield word.place + 1


def _paired_sentences(left: OrderedWords, right: OrderedWords) -> Iterator[tuple[OrderedWords, OrderedWords]]:
    if max(len(left.sentences), len(right.sentences)) < 2:
        return  # the texts are sentences themselves
    for sentence in left.sentences:
        if len(sentence.words) < 3:
            continue  # none of them can stand in reverse order around a third one
        counts = Counter(
            number for key in sentence.content_counts for number in right.sentences_by_key.get(key, ())
        )
        if counts:
            yield sentence, right.sentences[max(counts, key=counts.__getitem__)]


def _words_within(words: Sequence[KeyedWord], span: Span) -> Sequence[KeyedWord]:
    place = attrgetter("place")
    return words[bisect_left(words, span[0], key=place) : bisect_left(words, span[1], key=place)]


def _find_exchanged(left: OrderedWords, right: OrderedWords) -> Iterator[_SharedWord]:
    limit = MAX_DISTANCE
    if len(left.words) <= MAX_SAME_WORDS and left.content_counts == right.content_counts:
        limit = MAX_DISTANCE_OF_SAME_WORDS
    if left.words and left.words[0].is_pair:
        limit *= CHARACTERS_OF_WORD
    for step in (1, -1):
        right_words = right.numbered[step]
        shared = [
            _SharedWord(word, right_words[key])
            for key, word in left.numbered[step].items()
            if key in right_words
        ][::step]
        if any(word.right.place > next_word.right.place for word, next_word in pairwise(shared)):
            yield from _find_reversed(shared, limit)
            yield from _find_swapped([word for word in shared if word.is_content_word])


def _number_words(words: Sequence[KeyedWord]) -> dict[tuple[str, int], KeyedWord]:
    times: Counter[str] = Counter()
    words_by_number = {}
    for word in words:
        times[word.key] += 1
        words_by_number[word.key, times[word.key]] = word
    return words_by_number


def _find_reversed(shared_words: Sequence[_SharedWord], limit: int) -> Iterator[_SharedWord]:
    """The content words on the two sides of a third one that are on the other sides in the right text, none farther
    apart than ``limit``. The third one is a content word, or a function word next to both ("from Oslo to Bergen")."""
    words = [(word.left.place, word.right.place, word.is_content_word) for word in shared_words]
    for number, (left, right, is_content_word) in enumerate(words):
        if not is_content_word:
            continue
        last_pivot = last_function_word = -1  # the last place in the right text, before this word
        for other_index in range(number + 1, len(words)):
            other_left, other_right, other_is_content_word = words[other_index]
            if other_left > left + limit:
                break
            if other_right > right:
                last_function_word = -1 if other_is_content_word else last_function_word
                continue
            if not other_is_content_word:
                last_function_word = max(last_function_word, other_right)
                continue
            if other_right >= right - limit and other_right < max(last_pivot, last_function_word):
                yield shared_words[number]
                yield shared_words[other_index]
            last_pivot, last_function_word = max(last_pivot, other_right), -1


def _find_swapped(shared_words: Sequence[_SharedWord]) -> Iterator[_SharedWord]:
    """Names side by side that changed places, the word before both or after both being the same: in Arabic the verb
    stands before who does it to whom, in Turkish after them."""
    order = sorted(range(len(shared_words)), key=lambda number: shared_words[number].right.place)
    rank = {number: place for place, number in enumerate(order)}
    runs = _split_runs([rank[number] for number in range(len(shared_words))])
    for (first, middle), (_middle, last) in pairwise(runs):
        name, next_name = shared_words[first:middle], shared_words[middle:last]
        has_same_before = first > 0 and rank[first - 1] + 1 == rank[middle]
        has_same_after = last < len(shared_words) and rank[middle - 1] + 1 == rank[last]
        if (
            rank[last - 1] + 1 == rank[first]
            and (has_same_before or has_same_after)
            and _is_adjacent(name[-1].left, next_name[0].left)
            and _is_adjacent(next_name[-1].right, name[0].right)
            and all(word.is_capitalised for shared_word in (*name, *next_name) for word in shared_word)
        ):
            yield from (*name, *next_name)


def _is_adjacent(word: KeyedWord, following: KeyedWord) -> bool:
    return following.is_adjacent and following.place == word.place + 1


def _split_runs(ranks: Sequence[int]) -> list[Span]:
    """The parts of the sequence in which each is one more than the one before."""
    cuts = [number for number in range(1, len(ranks)) if ranks[number] != ranks[number - 1] + 1]
    return list(pairwise([0, *cuts, len(ranks)]))
