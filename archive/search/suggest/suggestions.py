"""What a reader may be about to type: speakers, events, themes and sources under any of their names, and phrases.

Everything offered stands in something published: names must have a public row in the columns, phrases are read from
public texts. The counts are those of the whole archive, in utterances.
"""

from collections import Counter
from dataclasses import dataclass
from heapq import nlargest

from django.utils.translation import gettext as _

from archive.search.engine import SearchTimeoutError, engine, folded_words
from archive.search.facets import FACET
from archive.search.query.lexer import Term
from archive.search.query.parser import Query, echo
from archive.search.request.links import url
from archive.search.request.params import SearchParams
from archive.text.folding import Token, tokens

MOST_NAMES = 4  # of each kind
MOST_PHRASES = 4
LONGEST = 100
SHORTEST = 3  # signs of a word that phrases are looked up by
READ = 200  # texts in which phrases are counted
TIME = 150  # milliseconds for them
OFTEN = 2  # times a phrase must stand in these texts
SHORT_ENDING = 3  # letters of a last word such as "of the", which is no ending


@dataclass(frozen=True)
class Suggestion:
    """``hint`` is the name that was typed where it is not the label; ``count`` is None for phrases."""

    kind: str
    label: str
    url: str
    hint: str = ""
    count: int | None = None


def suggest(typed: str) -> list[Suggestion]:
    """At most a dozen and a half; none for less than a letter or more than 100 signs."""
    wanted = folded_words(typed)
    if not wanted or len(typed) > LONGEST:
        return []
    return [*suggested_names(wanted), *suggested_phrases(typed)]


def suggested_names(wanted: tuple[str, ...]) -> list[Suggestion]:
    matches = engine.match(SearchParams(), Query())
    found = []
    for facet in ("speaker", "theme", "event", "source"):
        counts, entities = matches.counts.facets[facet], matches.names.by_id[facet]
        begun = [(entities[pk], entities[pk].completed_name(wanted)) for pk in counts if pk in entities]
        commonest = nlargest(
            MOST_NAMES, (each for each in begun if each[1]), key=lambda each: counts[each[0].id]
        )
        found += [
            Suggestion(
                str(FACET[facet].label),
                noun.label,
                url(SearchParams(**{facet: (noun.slug,)})),
                hint="" if name == noun.label else name,
                count=counts[noun.id],
            )
            for noun, name in commonest
        ]
    return found


def suggested_phrases(typed: str) -> list[Suggestion]:
    term = Term(" ".join(typed.split()).rstrip("*"), prefix=True)
    *_before, last = folded_words(term.text)
    if len(last) < SHORTEST and last.isascii():
        return []
    try:
        texts = engine.texts(term, READ, TIME)
    except SearchTimeoutError:
        return []
    return [
        Suggestion(_("Phrase"), phrase, url(SearchParams(q=echo(Term(phrase)))))
        for phrase in continued(term.words, texts)
    ]


def continued(begun: tuple[str, ...], texts: list[str]) -> list[str]:
    """The commonest ways in which these words go on, as they are printed; longer ones before the shorter they hold."""
    counts: Counter[tuple[str, ...]] = Counter()
    printed: dict[tuple[str, ...], Counter[str]] = {}
    for text in texts:
        line = tokens(text)
        for at in places(begun, line):
            for end in endings(line, at, len(begun)):
                words = tuple(token.word for token in line[at:end])
                counts[words] += 1
                printed.setdefault(words, Counter())[text[line[at].start : line[end - 1].end]] += 1
    found: list[tuple[str, ...]] = []
    for words, count in sorted(counts.items(), key=lambda each: (-each[1] * len(each[0]), each[0])):
        if count >= OFTEN and not any(
            words == other[: len(words)] or other == words[: len(other)] for other in found
        ):
            found.append(words)
    return [printed[words].most_common(1)[0][0] for words in found[:MOST_PHRASES]]


def places(begun: tuple[str, ...], line: list[Token]) -> list[int]:
    *whole, last = begun
    length = len(begun)
    return [
        at
        for at in range(len(line) - length + 1)
        if line[at + length - 1].word.startswith(last)
        and all(token.word == word for token, word in zip(line[at:], whole, strict=False))
    ]


def endings(line: list[Token], at: int, length: int) -> list[int]:
    """Where a phrase that begins at ``at`` may end: with the begun word or up to two words, or four signs, later."""
    signs = line[at + length - 1].word[0] >= "\u3040"
    ends = (at + length + more for more in ((0, 2, 4) if signs else (0, 1, 2)))
    return [end for end in ends if end <= len(line) and (signs or len(line[end - 1].word) > SHORT_ENDING)]
