"""The difference of two texts as an edit script.

Difflib alone is quadratic and prefers the longest match, even a misleading one. As in a patience diff, phrases that
occur exactly once in each text are matched first, in order; difflib compares only the short regions between them.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate, groupby

from archive.text.paragraphs import SEPARATOR
from archive.text.words import CJK

Region = tuple[int, int, int, int]  # start and end in the old text, start and end in the new
TOKEN = re.compile(rf"[{CJK}]|[^\s{CJK}]+\s*|\s+")  # spaces go with their word: alone they are too alike
WORD_OR_CHARACTER = re.compile(rf"[^\W{CJK}]+|(?s:.)")

# The figures below: halved and doubled one by one, random corrections of real texts (`python -m
# tests.benchmarks.anchors`) put no mark on wrong words, and the share of marks that are followed changed by 0.1 points
# at most. 8 tokens instead of 4 recognise a tenth fewer of the corrected words.
MATCH_TOKENS = 4  # tokens of a phrase that is looked for in the whole text
SHORTER_MATCH_TOKENS = (2, 1)  # tokens of the phrases looked for between those
# Below this share of the shorter side the matches of a region are chance: the text there was replaced.
MIN_COVERAGE = 1 / 30
MAX_EQUAL_PAIRS = 400_000  # pairs of equal tokens; a region rewritten beyond that counts as rewritten whole


@dataclass(frozen=True, slots=True)
class Edit:
    """old[start:end] became new[new_start:new_end]."""

    start: int
    end: int
    new_start: int
    new_end: int

    @property
    def shift(self) -> int:
        """The number of characters by which everything after the edit moves, all earlier edits included."""
        return self.new_end - self.end


@dataclass(frozen=True, slots=True)
class UniqueMatch:
    """old[start:start + length] == new[new_start:new_start + length], and occurs once in each text."""

    start: int
    new_start: int
    length: int

    @property
    def shift(self) -> int:
        return self.new_start - self.start


def edit_script(old: str, new: str, stable: list[UniqueMatch]) -> list[Edit]:
    """The edits, down to the characters within changed words, that keep these matches; they are in order in both texts.

    Both texts are read as if a blank line followed: an edit at the very end lies beyond the last character.
    """
    old, new = old + SEPARATOR, new + SEPARATOR
    regions = _differing_regions(old, new, _gaps_between((0, len(old), 0, len(new)), stable))
    for size in SHORTER_MATCH_TOKENS:
        parts = (
            part
            for whole in regions
            for part in _gaps_between(whole, _chain_in_region(old, new, whole, size))
        )
        regions = _differing_regions(old, new, parts)
    for pattern in (TOKEN, WORD_OR_CHARACTER):
        regions = [part for whole in regions for part in _changed_regions(old, new, whole, pattern.findall)]
    return [Edit(*_trim(old, new, region)) for region in regions]


def _differing_regions(old: str, new: str, regions: Iterable[Region]) -> list[Region]:
    return [part for part in regions if old[part[0] : part[1]] != new[part[2] : part[3]]]


def unique_matches(old: str, new: str) -> list[UniqueMatch]:
    """The phrases that occur once in each text, in the order of the old one."""
    old, new = old + SEPARATOR, new + SEPARATOR
    return list(_matches_in(old, new, (0, len(old), 0, len(new)), MATCH_TOKENS))


def _matches_in(old: str, new: str, region: Region, size: int) -> Iterator[UniqueMatch]:
    first, last, new_first, new_last = region
    if last - first <= new_last - new_first:
        starts = _unique_phrases(old, first, last, size)
        new_starts = _unique_phrases(new, new_first, new_last, size, starts)
    else:
        new_starts = _unique_phrases(new, new_first, new_last, size)
        starts = _unique_phrases(old, first, last, size, new_starts)
    for phrase, start in starts.items():
        new_start = new_starts.get(phrase, -1)
        if start >= 0 and new_start >= 0:
            yield UniqueMatch(start, new_start, len(phrase))


def _unique_phrases(
    text: str, first: int, last: int, size: int, phrases: Collection[str] | None = None
) -> dict[str, int]:
    """The offset of each phrase of `size` tokens, or only of the given ones; -1 for one that occurs several times."""
    if phrases is not None and not phrases:
        return {}
    starts = _token_edges(TOKEN.findall(text[first:last]), first)
    positions: dict[str, int] = {}
    for start, end in zip(starts, starts[size:], strict=False):
        phrase = text[start:end]
        if phrases is None or phrase in phrases:
            positions[phrase] = -1 if phrase in positions else start
    return positions


def _chain_in_region(old: str, new: str, region: Region, size: int) -> list[UniqueMatch]:
    chain = longest_chain(list(_matches_in(old, new, region, size)))
    shorter = min(region[1] - region[0], region[3] - region[2])
    return chain if sum(match.length for match in chain) >= MIN_COVERAGE * shorter else []


def stable_matches(matches: list[UniqueMatch], size: int) -> list[UniqueMatch]:
    """The matches in order; only the long runs of them when they are few against the size of the texts."""
    chain = longest_chain(matches)
    if sum(match.length for match in chain) >= MATCH_TOKENS * MIN_COVERAGE * size:
        return chain
    runs = (list(run) for _shift, run in groupby(chain, key=lambda match: match.shift))
    return [match for run in runs if len(run) >= MATCH_TOKENS for match in run]


def longest_chain(matches: list[UniqueMatch]) -> list[UniqueMatch]:
    """The longest chain of matches whose positions rise in both texts; they come in the order of the old one."""
    tails: list[int] = []
    ends: list[int] = []
    before = [-1] * len(matches)
    for number, match in enumerate(matches):
        rank = bisect_left(tails, match.new_start)
        before[number] = ends[rank - 1] if rank else -1
        tails[rank : rank + 1] = [match.new_start]
        ends[rank : rank + 1] = [number]
    chain, number = [], ends[-1] if ends else -1
    while number >= 0:
        chain.append(matches[number])
        number = before[number]
    return chain[::-1]


def _gaps_between(region: Region, chain: list[UniqueMatch]) -> Iterator[Region]:
    """The regions that the chain leaves; of two matches that overlap in one text alone the later one is shortened."""
    start, region_end, new_start, new_region_end = region
    for match in chain:
        end, new_end = match.start + match.length, match.new_start + match.length
        overlap = max(start - match.start, new_start - match.new_start, 0)
        if overlap >= match.length:
            continue
        if (match.start + overlap, match.new_start + overlap) != (start, new_start):
            yield start, match.start + overlap, new_start, match.new_start + overlap
        start, new_start = end, new_end
    if (start, new_start) != (region_end, new_region_end):
        yield start, region_end, new_start, new_region_end


def _changed_regions(
    old: str, new: str, region: Region, split: Callable[[str], list[str]]
) -> Iterator[Region]:
    """The changed regions of a changed region, when both sides are split into tokens."""
    first, last, new_first, new_last = region
    tokens, new_tokens = split(old[first:last]), split(new[new_first:new_last])
    head = common_prefix_length(tokens, new_tokens)
    tail = common_prefix_length(tokens[head:][::-1], new_tokens[head:][::-1])
    edges, new_edges = _token_edges(tokens, first), _token_edges(new_tokens, new_first)
    tokens, new_tokens = tokens[head : len(tokens) - tail], new_tokens[head : len(new_tokens) - tail]
    if not tokens and not new_tokens:
        return
    if not tokens or not new_tokens or _count_equal_pairs(tokens, new_tokens) > MAX_EQUAL_PAIRS:
        yield edges[head], edges[head + len(tokens)], new_edges[head], new_edges[head + len(new_tokens)]
        return
    for tag, i, j, k, m in SequenceMatcher(None, tokens, new_tokens, autojunk=False).get_opcodes():
        if tag != "equal":
            yield edges[head + i], edges[head + j], new_edges[head + k], new_edges[head + m]


def common_prefix_length(left: Sequence[str], right: Sequence[str]) -> int:
    """The number of tokens, or of characters of two strings, with which both begin."""
    for number, (left_item, right_item) in enumerate(zip(left, right, strict=False)):
        if left_item != right_item:
            return number
    return min(len(left), len(right))


def _count_equal_pairs(tokens: list[str], new_tokens: list[str]) -> int:
    counts = Counter(new_tokens)
    return sum(times * counts[token] for token, times in Counter(tokens).items())


def _trim(old: str, new: str, region: Region) -> Region:
    """The region without the common prefix and the common suffix of its sides."""
    first, last, new_first, new_last = region
    length = equal_length_after(old, first, new, new_first, min(last - first, new_last - new_first))
    first, new_first = first + length, new_first + length
    length = equal_length_before(old, last, new, new_last, min(last - first, new_last - new_first))
    return first, last - length, new_first, new_last - length


def equal_length_after(old: str, position: int, new: str, new_position: int, limit: int | None = None) -> int:
    """The number of characters that are equal from these two positions on, at most `limit`."""
    longest = min(len(old) - position, len(new) - new_position)
    return _equal_prefix_length(
        longest if limit is None else min(limit, longest),
        lambda low, high: (
            old[position + low : position + high] == new[new_position + low : new_position + high]
        ),
    )


def equal_length_before(
    old: str, position: int, new: str, new_position: int, limit: int | None = None
) -> int:
    """The number of characters that are equal just before these two positions, at most `limit`."""
    longest = min(position, new_position)
    return _equal_prefix_length(
        longest if limit is None else min(limit, longest),
        lambda low, high: (
            old[position - high : position - low] == new[new_position - high : new_position - low]
        ),
    )


def _equal_prefix_length(limit: int, equal: Callable[[int, int], bool]) -> int:
    """The length of the equal beginning, by growing and then halving steps: slices compare quicker than characters."""
    low, step = 0, 16
    while low < limit and equal(low, min(low + step, limit)):
        low, step = min(low + step, limit), 2 * step
    high = min(low + step, limit)
    while low < high:
        middle = (low + high + 1) // 2
        if equal(low, middle):
            low = middle
        else:
            high = middle - 1
    return low


def _token_edges(tokens: list[str], start: int) -> list[int]:
    return list(accumulate(map(len, tokens), initial=start))
