"""Suggestions while a reader types: speakers, events, themes and sources under any of their names, and phrases.

Everything offered stands in something published: names must have a public row in the columns, phrases are read from
public texts. The counts are those of the whole archive, in utterances.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import pairwise

from django.utils.translation import gettext as _

from archive.search.engine import SearchTimeoutError, engine
from archive.search.facets import FACETS_BY_NAME
from archive.search.query.nodes import Term
from archive.search.query.parser import Query
from archive.search.query.unparse import unparse
from archive.search.request.links import url
from archive.search.request.params import SearchParams
from archive.text.words import Token, folded_words, is_unspaced, tokens, unspaced_runs

NAME_FACETS = ("speaker", "theme", "term", "event", "source")
MAX_NAMES = 4  # of each facet
MAX_PHRASES = 4
MAX_CHARACTERS = 100
MIN_CHARACTERS = 3  # of the last word that phrases are looked up by
MAX_TEXTS = 200  # in which phrases are counted
PHRASE_BUDGET = 150  # milliseconds
MIN_OCCURRENCES = 2  # of a phrase in these texts
# A full stop ends a sentence before a space, other punctuation anywhere; so does a new paragraph.
SENTENCE_END = re.compile(r"[!?。！？…\n]|\.(?=\W*(?:\s|$))")
SHORT_WORD = 3  # letters; a phrase does not end with such a word ("of the")


@dataclass(frozen=True)
class Suggestion:
    """``hint`` is the name that was typed where it is not the label; ``count`` is None for phrases."""

    kind: str
    label: str
    url: str
    hint: str = ""
    count: int | None = None


def suggest(text: str) -> list[Suggestion]:
    """Returns at most 20 suggestions; none for less than a letter or more than MAX_CHARACTERS."""
    if not folded_words(text) or len(text) > MAX_CHARACTERS:
        return []
    return [*suggest_names(text), *suggest_phrases(text)]


def suggest_names(text: str) -> list[Suggestion]:
    """Returns of each kind at most MAX_NAMES entities with a name that begins with the words, those with the most
    public statements first. No query."""
    matches = engine.match(SearchParams(), Query())
    typed = folded_words(text), tuple(unspaced_runs(text))
    suggestions = []
    for facet in NAME_FACETS:
        counts = matches.counts.facets[facet]
        public = [entity for entity in matches.names.with_prefix(facet, *typed) if entity.id in counts]
        suggestions += [
            Suggestion(
                str(FACETS_BY_NAME[facet].label),
                entity.label,
                url(SearchParams().toggle(facet, entity.slug)),
                hint="" if name == entity.label else name,
                count=counts[entity.id],
            )
            for entity in nsmallest(
                MAX_NAMES, public, key=lambda entity: (-counts[entity.id], entity.sort_key)
            )
            for name in [entity.completed_name(*typed)]
        ]
    return suggestions


def suggest_phrases(text: str) -> list[Suggestion]:
    """Phrases that public texts go on with; none for a single letter, or if the database takes longer than
    PHRASE_BUDGET."""
    term = Term(" ".join(text.split()).rstrip("*"), prefix=True)
    *_before, last = folded_words(term.text)
    if len(last) < MIN_CHARACTERS and last.isascii():
        return []
    try:
        texts = engine.texts(term, MAX_TEXTS, PHRASE_BUDGET)
    except SearchTimeoutError:
        return []
    return [
        Suggestion(_("Phrase"), phrase, url(SearchParams(q=unparse(Term(phrase, in_text=True, exact=True)))))
        for phrase in common_phrases(term.words, texts)
    ]


def common_phrases(beginning: tuple[str, ...], texts: list[str]) -> list[str]:
    """The commonest phrases with this beginning, as they are printed and within a sentence; longer ones before the
    shorter they hold."""
    counts: Counter[tuple[str, ...]] = Counter()
    printed_forms: dict[tuple[str, ...], Counter[str]] = {}
    for text in texts:
        line = tokens(text)
        last_of_sentence = sentence_ends(text, line)
        for start in phrase_starts(beginning, line):
            for end in phrase_ends(line, start, len(beginning)):
                if last_of_sentence.intersection(range(start, end - 1)):
                    continue
                words = tuple(token.word for token in line[start:end])
                counts[words] += 1
                printed_forms.setdefault(words, Counter())[text[line[start].start : line[end - 1].end]] += 1
    phrases: list[tuple[str, ...]] = []
    for words, count in sorted(counts.items(), key=lambda entry: (-entry[1] * len(entry[0]), entry[0])):
        if count >= MIN_OCCURRENCES and not any(
            words == phrase[: len(words)] or phrase == words[: len(phrase)] for phrase in phrases
        ):
            phrases.append(words)
    return [printed_forms[words].most_common(1)[0][0] for words in phrases[:MAX_PHRASES]]


def sentence_ends(text: str, line: Sequence[Token]) -> set[int]:
    """Indexes of the tokens that end a sentence. A point after a single letter is that of an initial."""
    ends = set()
    for index, (token, after) in enumerate(pairwise(line)):
        gap = text[token.end : after.start]
        is_initial = token.end - token.start == 1 and token.word.isalpha() and gap.startswith(".")
        if not is_initial and SENTENCE_END.search(gap):
            ends.add(index)
    return ends


def phrase_starts(beginning: tuple[str, ...], line: Sequence[Token]) -> list[int]:
    """Indexes of the tokens where these words stand, the last of them perhaps only begun."""
    *whole, last = beginning
    length = len(beginning)
    return [
        start
        for start in range(len(line) - length + 1)
        if line[start + length - 1].word.startswith(last)
        and all(token.word == word for token, word in zip(line[start:], whole, strict=False))
    ]


def phrase_ends(line: Sequence[Token], start: int, length: int) -> list[int]:
    """Returns the positions where a phrase may end: after its beginning of ``length`` words, or one or two words later
    (two or four characters of a script without spaces)."""
    has_no_spaces = is_unspaced(line[start + length - 1].word)
    ends = (start + length + extra_words for extra_words in ((0, 2, 4) if has_no_spaces else (0, 1, 2)))
    return [
        end for end in ends if end <= len(line) and (has_no_spaces or len(line[end - 1].word) > SHORT_WORD)
    ]
