"""For a value of a field that nothing published has, the known one that was probably meant."""

from collections.abc import Iterator
from difflib import SequenceMatcher, get_close_matches

from django.conf.locale import LANG_INFO

from archive.text.words import folded_words

from .engine import IndexReader, Key, engine
from .facets import FACETS_BY_NAME, FacetKind

SAME_RATIO = 0.85  # of difflib's ratio: a name with a letter or two wrong
SIMILAR_RATIO = 0.6  # a name of which something is left
WORD_RATIO = 0.75  # a word with a letter or two wrong
PREFIX_RATIO = 0.9  # what a word counts of which only the beginning was typed
MIN_PREFIX_LENGTH = 4  # letters
MAX_CANDIDATES = 8  # words or names that are looked at


def nearest_value(facet: str, value: str) -> str:
    """The published name or code of the facet that is most like the value, or an empty string: a name that is nearly
    the same, else one with all its words or nearly so, else any that is like it."""
    typed = value.lower()
    with engine.index_reader() as reader:
        known_names = named_keys(reader, FACETS_BY_NAME[facet])
        same_names = get_close_matches(typed, known_names, n=MAX_CANDIDATES, cutoff=SAME_RATIO)
        for name in (*same_names, *with_near_words(value, known_names), *similar_names(typed, known_names)):
            label, key = known_names[name]
            if reader.occurs(facet, [key]):
                return label
    return ""


def similar_names(typed: str, labels_by_name: dict[str, tuple[str, Key]]) -> Iterator[str]:
    yield from get_close_matches(typed, labels_by_name, n=MAX_CANDIDATES, cutoff=SIMILAR_RATIO)


def named_keys(reader: IndexReader, facet: FacetKind) -> dict[str, tuple[str, Key]]:
    """Returns, by each name in lower case and, for codes, each label: the name or code as it is shown, and the key."""
    if facet.model:
        return {
            name.lower(): (name, entity.id)
            for entity in reader.names.by_id[facet.name].values()
            for name in reversed(entity.names)
        }
    codes = facet.choices.values if facet.choices else reader.codes(facet.name)
    return {name.lower(): (code, code) for code in codes for name in (*labels(facet, code), code)}


def labels(facet: FacetKind, code: str) -> Iterator[str]:
    yield facet.label_of(code)
    if not facet.choices:  # a language calls itself by another name
        yield LANG_INFO.get(code.lower(), {}).get("name_local", code)


def with_near_words(value: str, labels_by_name: dict[str, tuple[str, Key]]) -> list[str]:
    """The names that have all words of the value, or words that are spelt nearly so or begin so, the nearest first:
    “macorn” for Emmanuel Macron."""
    by_word: dict[str, set[str]] = {}
    for name in labels_by_name:
        for word in folded_words(name):
            by_word.setdefault(word, set()).add(name)
    likenesses: list[dict[str, float]] = []  # for each typed word the names, and how near they come to it
    for typed in folded_words(value):
        likeness: dict[str, float] = {}
        for word, ratio in near_words(typed, by_word):
            likeness |= {name: max(ratio, likeness.get(name, 0)) for name in by_word[word]}
        likenesses.append(likeness)
    if not likenesses:
        return []
    names = set.intersection(*map(set, likenesses))
    return sorted(
        names, key=lambda name: (-sum(shares[name] for shares in likenesses), len(folded_words(name)), name)
    )[:MAX_CANDIDATES]


def near_words(typed: str, words: dict[str, set[str]]) -> Iterator[tuple[str, float]]:
    for word in get_close_matches(typed, words, n=MAX_CANDIDATES, cutoff=WORD_RATIO):
        yield word, SequenceMatcher(None, typed, word).ratio()
    if len(typed) >= MIN_PREFIX_LENGTH:
        yield from ((word, PREFIX_RATIO) for word in words if word.startswith(typed) and word != typed)
