"""The difference of two texts as an edit script. Pure; offsets count code points.

Difflib alone is quadratic and takes the longest match for the truest. Here words that stand together once in each
text come first, in their order; difflib reads only the short stretches left between them.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate, groupby

from .collation import CJK

Stretch = tuple[int, int, int, int]  # from and to in the old text, from and to in the new
TOKEN = re.compile(rf"[{CJK}]|[^\s{CJK}]+\s*|\s+")  # blanks go with their word: alone they are too alike
SIGN = re.compile(rf"(?:(?![{CJK}])\w)+|(?s:.)")
PHRASE = 4  # tokens of a seed that is looked for in the whole text
SHORTER = (2, 1)  # tokens of the seeds looked for between them
SCARCE = (
    1 / 30
)  # below this share of the shorter side the seeds of a stretch are chance: another text stands there
COSTLY = 400_000  # pairs of equal tokens; a stretch rewritten beyond that counts as rewritten whole


@dataclass(frozen=True, slots=True)
class Edit:
    """old[start:end] became new[new_start:new_end]."""

    start: int
    end: int
    new_start: int
    new_end: int

    @property
    def shift(self) -> int:
        """By how much everything after it moves, all earlier edits included."""
        return self.new_end - self.end


@dataclass(frozen=True, slots=True)
class Seed:
    """old[start:start + length] == new[there:there + length], and stands once in either."""

    start: int
    there: int
    length: int


def edits(old: str, new: str) -> list[Edit]:
    """The difference, down to the signs within changed words."""
    return script(old, new, chain(seeds(old, new), min(len(old), len(new))))


def script(old: str, new: str, stays: list[Seed]) -> list[Edit]:
    """The difference when these seeds, in order in both texts, stay.

    Both texts are read as if a blank line followed: an edit at the very end lies beyond the last character.
    """
    old, new = f"{old}\n\n", f"{new}\n\n"
    stretches = _differing(old, new, _between((0, len(old), 0, len(new)), stays))
    for run in SHORTER:
        parts = (part for whole in stretches for part in _between(whole, _chained(old, new, whole, run)))
        stretches = _differing(old, new, parts)
    for piece in (TOKEN, SIGN):
        stretches = [part for whole in stretches for part in _changed(old, new, whole, piece.findall)]
    return [Edit(*_trimmed(old, new, stretch)) for stretch in stretches]


def _differing(old: str, new: str, stretches: Iterable[Stretch]) -> list[Stretch]:
    return [part for part in stretches if old[part[0] : part[1]] != new[part[2] : part[3]]]


def seeds(old: str, new: str) -> list[Seed]:
    """The phrases that stand once in each text, in the order of the old one."""
    old, new = f"{old}\n\n", f"{new}\n\n"
    return list(_seeds(old, new, (0, len(old), 0, len(new)), PHRASE))


def _seeds(old: str, new: str, stretch: Stretch, run: int) -> Iterator[Seed]:
    first, last, new_first, new_last = stretch
    there = _single(new, new_first, new_last, run)
    for phrase, start in _single(old, first, last, run).items():
        place = there.get(phrase, -1)
        if start >= 0 and place >= 0:
            yield Seed(start, place, len(phrase))


def _single(text: str, first: int, last: int, run: int) -> dict[str, int]:
    """Where each run of tokens starts; -1 when it stands in several places."""
    starts = _edges(TOKEN.findall(text[first:last]), first)
    places: dict[str, int] = {}
    for start, end in zip(starts, starts[run:], strict=False):
        phrase = text[start:end]
        places[phrase] = -1 if phrase in places else start
    return places


def _chained(old: str, new: str, stretch: Stretch, run: int) -> list[Seed]:
    chain = in_order(list(_seeds(old, new, stretch, run)))
    shorter = min(stretch[1] - stretch[0], stretch[3] - stretch[2])
    return chain if sum(seed.length for seed in chain) >= SCARCE * shorter else []


def chain(seeds: list[Seed], size: int) -> list[Seed]:
    """The seeds in order; only the long stretches of them when they are few against the size of the texts."""
    stays = in_order(seeds)
    if sum(seed.length for seed in stays) >= PHRASE * SCARCE * size:
        return stays
    runs = groupby(stays, key=lambda seed: seed.there - seed.start)
    return [seed for run in (list(run) for _shift, run in runs) if len(run) >= PHRASE for seed in run]


def in_order(seeds: list[Seed]) -> list[Seed]:
    """The longest chain of seeds whose places rise in both texts; the seeds come in the order of the old one."""
    tails: list[int] = []
    ends: list[int] = []
    before = [-1] * len(seeds)
    for number, seed in enumerate(seeds):
        rank = bisect_left(tails, seed.there)
        before[number] = ends[rank - 1] if rank else -1
        tails[rank : rank + 1] = [seed.there]
        ends[rank : rank + 1] = [number]
    chain, number = [], ends[-1] if ends else -1
    while number >= 0:
        chain.append(seeds[number])
        number = before[number]
    return chain[::-1]


def _between(stretch: Stretch, chain: list[Seed]) -> Iterator[Stretch]:
    """The stretches that the chain leaves; of two seeds that overlap otherwise in either text the later gives way."""
    here, last, there, new_last = stretch
    for seed in chain:
        end, new_end = seed.start + seed.length, seed.there + seed.length
        late = max(here - seed.start, there - seed.there, 0)
        if late >= seed.length:
            continue
        if (seed.start + late, seed.there + late) != (here, there):
            yield here, seed.start + late, there, seed.there + late
        here, there = end, new_end
    if (here, there) != (last, new_last):
        yield here, last, there, new_last


def _changed(old: str, new: str, stretch: Stretch, cut) -> Iterator[Stretch]:
    """The changed stretches of a changed stretch, when both sides are cut into pieces by `cut`."""
    first, last, new_first, new_last = stretch
    here, there = cut(old[first:last]), cut(new[new_first:new_last])
    head = _equal(here, there)
    tail = _equal(here[head:][::-1], there[head:][::-1])
    a, b = _edges(here, first), _edges(there, new_first)
    here, there = here[head : len(here) - tail], there[head : len(there) - tail]
    if not here and not there:
        return
    if not here or not there or _pairs(here, there) > COSTLY:
        yield a[head], a[head + len(here)], b[head], b[head + len(there)]
        return
    for tag, i, j, k, m in SequenceMatcher(None, here, there, autojunk=False).get_opcodes():
        if tag != "equal":
            yield a[head + i], a[head + j], b[head + k], b[head + m]


def _equal(here: list[str], there: list[str]) -> int:
    for number, (one, two) in enumerate(zip(here, there, strict=False)):
        if one != two:
            return number
    return min(len(here), len(there))


def _pairs(here: list[str], there: list[str]) -> int:
    counts = Counter(there)
    return sum(times * counts[piece] for piece, times in Counter(here).items())


def _trimmed(old: str, new: str, stretch: Stretch) -> Stretch:
    """Without what both sides begin with and end with."""
    first, last, new_first, new_last = stretch
    same = common_after(old, first, new, new_first, min(last - first, new_last - new_first))
    first, new_first = first + same, new_first + same
    same = common_before(old, last, new, new_last, min(last - first, new_last - new_first))
    return first, last - same, new_first, new_last - same


def common_after(old: str, here: int, new: str, there: int, limit: int | None = None) -> int:
    """How many characters are equal from these places on, `limit` at most."""
    longest = min(len(old) - here, len(new) - there)
    return _reach(
        longest if limit is None else min(limit, longest),
        lambda low, high: old[here + low : here + high] == new[there + low : there + high],
    )


def common_before(old: str, here: int, new: str, there: int, limit: int | None = None) -> int:
    """How many characters are equal up to these places, `limit` at most."""
    longest = min(here, there)
    return _reach(
        longest if limit is None else min(limit, longest),
        lambda low, high: old[here - high : here - low] == new[there - high : there - low],
    )


def _reach(limit: int, equal: Callable[[int, int], bool]) -> int:
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


def _edges(pieces: list[str], start: int) -> list[int]:
    return list(accumulate(map(len, pieces), initial=start))
