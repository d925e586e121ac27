"""What two texts begin and end with alike, left out where that cannot change what is found in the rest."""

import re

from .edit_script import equal_length_after, equal_length_before

# A space between small letters: no word, figure or sign stands on both sides of it.
_SPACE_BETWEEN_WORDS = re.compile("(?<=[a-zß-öø-ÿа-яё]) (?=[a-zß-öø-ÿа-яё])")
MAX_DISTANCE = 200  # characters in which such a space is looked for


def strip_common_affixes(one: str, other: str) -> tuple[str, str]:
    """Both from the last space between words before their first difference to the first one after their last."""
    head = _last_word_start(one, equal_length_after(one, 0, other, 0))
    size = min(len(one), len(other)) - head
    tail = _first_word_end(one, len(one) - equal_length_before(one, len(one), other, len(other), size))
    return one[head : len(one) - tail], other[head : len(other) - tail]


def _last_word_start(text: str, end: int) -> int:
    """Where the words after it start; the letter there is before `end`."""
    found = 0
    for match in _SPACE_BETWEEN_WORDS.finditer(text, max(end - MAX_DISTANCE, 0), end):
        found = match.end()
    return found


def _first_word_end(text: str, start: int) -> int:
    """How many characters the text has from there on; the letter before it is not before `start`."""
    match = _SPACE_BETWEEN_WORDS.search(text, start + 1, start + MAX_DISTANCE)
    return len(text) - match.start() if match else 0
