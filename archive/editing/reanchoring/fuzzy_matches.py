"""Where words, or words like them, stand in a text. Pure; offsets count code points."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import islice

from archive.text.collation import WORD

Span = tuple[int, int]
COMMON = 60  # a pair of words that stands more often leads nowhere
LEADS = 6  # places looked at closely
PART = 1 / 4  # of the pairs of words that must agree on a place for it to be looked at
LIKE = 0.6  # of the characters in common: less is another sentence
LONGEST = 2000  # characters compared sign by sign


class Lookalikes:
    """Finds places of one text; the index of its pairs of words is made when first needed."""

    def __init__(self, text: str):
        self.text = text
        self._pairs: dict[tuple[str, str], list[int]] | None = None

    def equal(self, words: str, around: int, most: int) -> list[int]:
        """Where the very words stand, the `most` places on either side of `around`."""
        if not self.holds(words):
            return []
        after = islice(finds(self.text, words, around), most)
        before = islice(_finds_before(self.text, words, around), most)
        return sorted({*after, *before})

    def holds(self, words: str) -> bool:
        """Whether the very words stand somewhere; most that do not are told by a pair of words that stands nowhere."""
        pairs = [pair for pair, _start in _pairs_of(words)][1:-1]
        return all(pair in self.pairs for pair in pairs) and words in self.text

    def like(self, words: str, least: float) -> list[tuple[float, Span]]:
        """The places whose words are at least so like these (0 to 1), best first; none of them overlap."""
        found = {span for span in map(self._stretch(words), self._leads(words)) if span}
        rated = ((likeness(words, self.text[slice(*span)]), span) for span in found)
        best: list[tuple[float, Span]] = []
        for like, (start, end) in sorted(rated, key=lambda one: (-one[0], one[1])):
            if like >= least and not any(start < last and first < end for _, (first, last) in best):
                best.append((like, (start, end)))
        return best

    def _leads(self, words: str) -> list[int]:
        """Where the words could begin, by a good part of their pairs; an edit between them parts the votes."""
        votes: Counter[int] = Counter()
        asked = list(_pairs_of(words))
        for pair, start in asked:
            places = self.pairs.get(pair, ())
            if len(places) <= COMMON:
                votes.update(place - start for place in places)
        return [place for place, count in votes.most_common(LEADS) if count >= len(asked) * PART]

    @property
    def pairs(self) -> dict[tuple[str, str], list[int]]:
        if self._pairs is None:
            self._pairs = defaultdict(list)
            for pair, start in _pairs_of(self.text):
                self._pairs[pair].append(start)
        return self._pairs

    def _stretch(self, words: str):
        """A function from a lead to the stretch there that begins and ends with words of these."""
        wanted = WORD.findall(words)
        slack = len(words) // 4

        def stretch(lead: int) -> Span | None:
            near = list(WORD.finditer(self.text, max(lead - slack, 0), max(lead + len(words) + slack, 0)))
            matcher = SequenceMatcher(None, [match.group() for match in near], wanted, autojunk=False)
            blocks = [block for block in matcher.get_matching_blocks() if block.size]
            if 2 * sum(block.size for block in blocks) < len(wanted):
                return None
            first = max(blocks[0].a - blocks[0].b, 0)
            missing = len(wanted) - blocks[-1].b - blocks[-1].size
            last = min(blocks[-1].a + blocks[-1].size - 1 + missing, len(near) - 1)
            return near[first].start(), near[last].end()

        return stretch


def likeness(one: str, other: str) -> float:
    """Share of characters in common, in order, from 0 to 1."""
    if max(len(one), len(other)) > LONGEST:
        return SequenceMatcher(None, WORD.findall(one), WORD.findall(other), autojunk=False).ratio()
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def finds(text: str, words: str, start: int = 0) -> Iterator[int]:
    place = text.find(words, max(start, 0))
    while place >= 0:
        yield place
        place = text.find(words, place + 1)


def _finds_before(text: str, words: str, start: int) -> Iterator[int]:
    place = text.rfind(words, 0, max(start + len(words) - 1, 0))
    while place >= 0:
        yield place
        place = text.rfind(words, 0, place + len(words) - 1)


def _pairs_of(text: str) -> Iterator[tuple[tuple[str, str], int]]:
    before = None
    for match in WORD.finditer(text):
        if before:
            yield (before.group(), match.group()), before.start()
        before = match
