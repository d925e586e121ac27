"""Finds words, or similar words, in a text."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from functools import cached_property
from itertools import islice

from archive.text.paragraphs import Span
from archive.text.quotes import find_all
from archive.text.words import find_words, word_matches

# Halved and doubled one by one, MAX_PAIR_COUNT, MAX_STARTS and MIN_PAIR_SHARE change nothing for random corrections of
# real texts: they bound the time that odd texts take.
MAX_PAIR_COUNT = 16  # a pair of words that occurs more often is ignored
MAX_STARTS = 6  # positions looked at closely
MIN_PAIR_SHARE = 1 / 4  # of the pairs of words that must agree on a position for it to be looked at
# Of the characters in common: less is another sentence. In the same experiment 0.3 follows 0.07 points fewer marks,
# because more sentences are taken for alike, and 0.8 as many as 0.6.
SIMILAR = 0.6
MAX_COMPARED = 200  # characters compared one by one, beyond that words; difflib is quadratic

_Pair = tuple[str, str]


class FuzzyMatcher:
    """Finds words in one text; the index of its pairs of neighbouring words is made when first needed."""

    def __init__(self, text: str):
        self.text = text

    def find_exact(self, words: str, around: int, limit: int) -> list[int]:
        """Returns where the exact words start, at most `limit` positions on either side of `around`."""
        after = islice(find_all(self.text, words, around), limit)
        before = islice(_find_before(self.text, words, around), limit)
        return sorted({*after, *before})

    def may_contain_similar(self, words: str) -> bool:
        """Whether the words or a quarter of their pairs stand somewhere."""
        pairs = list(_pairs_of(words))
        return any(True for _start in self._starts_of(words, pairs)) or bool(self._likely_starts(pairs, 1))

    def has_rival(self, words: str, corrected_words: str, span: Span, lead: float) -> bool:
        """Whether outside of the span stand exactly these words, or others as similar to them as `corrected_words` is,
        less the lead."""
        pairs = list(_pairs_of(words))
        exact = islice(self._starts_of(words, pairs), MAX_STARTS)
        if any(not (start < span[1] and span[0] < start + len(words)) for start in exact):
            return True
        starts = [
            start
            for start in self._likely_starts(pairs, MAX_STARTS + 2)
            if start + len(words) <= span[0] or start >= span[1]
        ]
        if not starts:
            return False
        least = similarity(words, corrected_words) - lead
        find_span = self._span_finder(words)
        for start in starts:
            first, last = find_span(start) or span
            if (last <= span[0] or first >= span[1]) and similarity(words, self.text[first:last]) >= least:
                return True
        return False

    def _starts_of(self, words: str, pairs: list[tuple[_Pair, int]]) -> Iterator[int]:
        """Yields where exactly these words start, found by their rarest pair; the first and last word may be cut
        off."""
        known_pairs = [(self._pairs.get(pair, ()), offset) for pair, offset in pairs[1:-1]]
        rare = [
            (places, offset) for places, offset in known_pairs if places != []
        ]  # not of those that occur too often
        if not rare:
            return find_all(self.text, words)
        places, offset = min(rare, key=lambda entry: len(entry[0]))
        starts = (place - offset for place in places if place >= offset)
        return (start for start in starts if self.text.startswith(words, start))

    def find_similar(self, words: str, min_similarity: float) -> list[tuple[float, Span]]:
        """(similarity, span) of the words at least so similar (0 to 1), best first; none of them overlap."""
        spans = {
            span
            for span in map(self._span_finder(words), self._likely_starts(list(_pairs_of(words))))
            if span
        }
        rated_spans = ((similarity(words, self.text[slice(*span)]), span) for span in spans)
        best: list[tuple[float, Span]] = []
        for rating, (start, end) in sorted(rated_spans, key=lambda entry: (-entry[0], entry[1])):
            overlaps = any(start < last and first < end for _, (first, last) in best)
            if rating >= min_similarity and not overlaps:
                best.append((rating, (start, end)))
        return best

    def _likely_starts(self, sought_pairs: "list[tuple[_Pair, int]]", limit: int = MAX_STARTS) -> list[int]:
        """Returns where words with these pairs could start: positions on which at least MIN_PAIR_SHARE of them
        agree."""
        pairs = self._pairs
        votes = Counter(
            [position - start for pair, start in sought_pairs if pair in pairs for position in pairs[pair]]
        )
        most_common = votes.most_common(limit)
        return [position for position, count in most_common if count >= len(sought_pairs) * MIN_PAIR_SHARE]

    @cached_property
    def _pairs(self) -> dict[_Pair, list[int]]:
        """The starts of each pair; none for a pair that occurs too often."""
        pairs: dict[_Pair, list[int]] = defaultdict(list)
        for pair, start in _pairs_of(self.text):
            pairs[pair].append(start)
        return {pair: starts if len(starts) <= MAX_PAIR_COUNT else [] for pair, starts in pairs.items()}

    def _span_finder(self, words: str) -> Callable[[int], Span | None]:
        """A function from a start to the span there that starts and ends with words of these."""
        word_list = find_words(words)
        slack = len(words) // 4

        def span_at(start: int) -> Span | None:
            matches = list(word_matches(self.text, max(start - slack, 0), max(start + len(words) + slack, 0)))
            matcher = SequenceMatcher(None, [match.group() for match in matches], word_list, autojunk=False)
            blocks = [block for block in matcher.get_matching_blocks() if block.size]
            if 2 * sum(block.size for block in blocks) < len(word_list):
                return None
            first = max(blocks[0].a - blocks[0].b, 0)
            missing = len(word_list) - blocks[-1].b - blocks[-1].size
            last = min(blocks[-1].a + blocks[-1].size - 1 + missing, len(matches) - 1)
            return matches[first].start(), matches[last].end()

        return span_at


def similarity(left: str, right: str) -> float:
    """Share of characters in common, in order, from 0 to 1."""
    if max(len(left), len(right)) > MAX_COMPARED:
        return SequenceMatcher(None, find_words(left), find_words(right), autojunk=False).ratio()
    return SequenceMatcher(None, left, right, autojunk=False).ratio()


def _find_before(text: str, words: str, start: int) -> Iterator[int]:
    position = text.rfind(words, 0, max(start + len(words) - 1, 0))
    while position >= 0:
        yield position
        position = text.rfind(words, 0, position + len(words) - 1)


def _pairs_of(text: str) -> Iterator[tuple[_Pair, int]]:
    """Neighbouring words and where the first of them starts."""
    before, start = "", 0
    for match in word_matches(text):
        word = match.group()
        if before:
            yield (before, word), start
        before, start = word, match.start()
