"""What two texts begin and end with alike, left out where that cannot change what is found in the rest."""

import re

from .edit_script import equal_length_after, equal_length_before

# A space between small letters: no word, figure or symbol stands on both sides of it.
_SPACE_BETWEEN_WORDS = re.compile("(?<=[a-zß-öø-ÿа-яё]) (?=[a-zß-öø-ÿа-яё])")
MAX_DISTANCE = 200  # characters in which such a space is looked for


def strip_common_affixes(left: str, right: str) -> tuple[str, str]:
    """Returns both texts, each cut at the last space between words before the first difference and at the first such
    space after the last difference."""
    head = _last_word_start(left, equal_length_after(left, 0, right, 0))
    size = min(len(left), len(right)) - head
    tail = _first_word_end(left, len(left) - equal_length_before(left, len(left), right, len(right), size))
    return left[head : len(left) - tail], right[head : len(right) - tail]


def _last_word_start(text: str, end: int) -> int:
    """The offset at which the last word before `end` starts; 0 where no space between words is near."""
    start = 0
    for match in _SPACE_BETWEEN_WORDS.finditer(text, max(end - MAX_DISTANCE, 0), end):
        start = match.end()
    return start


def _first_word_end(text: str, start: int) -> int:
    """The number of characters of the text after the word at `start`; 0 where no space between words is near."""
    match = _SPACE_BETWEEN_WORDS.search(text, start + 1, start + MAX_DISTANCE)
    return len(text) - match.start() if match else 0
