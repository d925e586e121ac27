"""Divides a long text into pages of whole paragraphs."""

from collections.abc import Sequence

MAX_UNDIVIDED_LENGTH = 4_000  # characters


def paginate_paragraphs(weights: Sequence[int], max_weight: int) -> list[range]:
    """The paragraph indexes of each page: together at most ``max_weight``, or one heavier paragraph."""
    pages, begin, weight = [], 0, 0
    for index, own in enumerate(weights):
        if index > begin and weight + own > max_weight:
            pages.append(range(begin, index))
            begin, weight = index, 0
        weight += own
    return [*pages, range(begin, len(weights))]
